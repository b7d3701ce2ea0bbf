"""Every form a digest can take, by name: one composition, pure renderers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.digest.records import Digest

SUFFIX = {"slack": "slack.json", "markdown": "md", "html": "html", "text": "txt", "json": "json", "atom": "xml"}


def formed(digest: Digest, form: str, *, per_message: int, in_brief: bool, at: datetime) -> str:
    """The digest in one of desk.digest.channel.FORMS; Slack's is its messages as JSON. `at`: when it was made."""
    from delivery import formats
    from delivery.atom import atom
    from delivery.text_form import text

    known: dict[str, Callable[[], str]] = {
        "slack": lambda: _slack(digest, per_message, in_brief=in_brief),
        "markdown": lambda: formats.markdown(digest, in_brief=in_brief),
        "html": lambda: formats.html(digest, in_brief=in_brief),
        "text": lambda: text(digest, in_brief=in_brief),
        "json": lambda: formats.as_json(digest),
        "atom": lambda: atom([(digest, at)], digest.id.split("/")[0], in_brief=in_brief),
    }
    return known[form]()


def _slack(digest: Digest, per_message: int, *, in_brief: bool) -> str:
    from desk.digest.slack_blocks import render

    told = [
        {"text": message.text, "blocks": message.blocks, "part": message.part, "parts": message.parts}
        for message in render(digest, per_message=per_message, in_brief=in_brief)
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
