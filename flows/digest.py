"""The Prefect flow that sends the digest of the day. Running it twice sends nothing twice: the outbox sees to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from desk.digest.channel import DEFAULT
from desk.outlet_groups import Group
from flows.channel_list import channel_of
from flows.digest_steps.make import Asked, make_digest
from flows.run_name import run_name
from flows.settings import load


@flow(
    name="digest",
    flow_run_name=lambda: run_name("digest"),
    persist_result=False,
    retries=2,
    retry_delay_seconds=120,
)
def digest(
    day: str | None = None,
    tags: list[str] | None = None,
    languages: list[str] | None = None,
    channel: str = DEFAULT,
) -> dict[str, Any]:
    """Make and send the digest of a channel and `day` (ISO date; default: today in the channel's time zone).

    With `tags` or `languages` only what outlets of these report: `{"tags": ["policy"]}`.
    """
    settings = load()
    asked = Asked(channel_of(settings, channel), day, group=Group(tuple(tags or ()), tuple(languages or ())))
    made = make_digest(settings, asked, datetime.now(UTC))
    get_run_logger().info(made.sentence())
    for warning in made.warnings:
        get_run_logger().warning(warning)
    key = "digest" if channel == DEFAULT else f"digest-{channel}"
    create_markdown_artifact(key=key, markdown=made.markdown, description=made.sentence())
    return made.totals()
