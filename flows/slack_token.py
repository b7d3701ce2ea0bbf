"""The bot token, from wherever the settings say that it is; never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import ConfigError
from flows import logs

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Settings


def slack_token(settings: Settings) -> str | None:
    """The bot token from the setting, its file or its Prefect Secret block; ConfigError never shows it."""
    if settings.slack_token:
        return settings.slack_token.get_secret_value()
    token = None
    if settings.slack_token_file:
        token = _token_in(settings.slack_token_file)
    elif settings.slack_token_block:
        token = _token_of_block(settings.slack_token_block)
    if token:
        logs.hide(token)
    return token


def _token_in(file: Path) -> str:
    name = "COPYDESK_SLACK_TOKEN_FILE"
    try:
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(name, f"{file} cannot be read: {why}", "Name a file that holds only the token") from None
    if not token:
        raise ConfigError(name, f"{file} is empty", "Put the bot token (xoxb-…) into it, alone")
    return token


def _token_of_block(block: str) -> str:
    from prefect.blocks.system import Secret

    try:
        return str(Secret.load(block).get())  # type: ignore[union-attr]
    except Exception as error:  # noqa: BLE001 - whatever Prefect's client raises; its words may hold the value
        name, why = "COPYDESK_SLACK_TOKEN_BLOCK", type(error).__name__
        problem = f"the Secret block {block!r} cannot be loaded ({why})"
        raise ConfigError(name, problem, "Make it with `prefect block`, on the server PREFECT_API_URL names") from None
