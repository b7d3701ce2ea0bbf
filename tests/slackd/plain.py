"""The channel as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from typing import Any

from tests.slackd.workspace import Posted, Workspace

WIDTH = 112


def tell(workspace: Workspace, channel_id: str) -> str:
    """One channel: messages oldest first, each with its thread indented below it."""
    lines = [f"#{workspace.channels[channel_id].name}"]
    with workspace.lock:
        for message in workspace.in_channel(channel_id):
            lines += _message(message, "│ ")
            for reply in workspace.thread(channel_id, message.ts)[1:]:
                lines += _message(reply, "│   ↳ ")
    return "\n".join(lines)


def _message(message: Posted, indent: str) -> list[str]:
    said = [line for block in message.blocks for line in _block(block)] or message.text.split("\n")
    return [f"{indent}{part}" for line in said for part in (textwrap.wrap(line, WIDTH) or [""])]


def _block(block: dict[str, Any]) -> list[str]:
    kind = block["type"]
    if kind == "header":
        return [block["text"]["text"].upper(), ""]
    if kind == "section":
        return block["text"]["text"].split("\n")
    if kind == "context":
        return ["  ".join(element["text"] for element in block["elements"]), ""]
    if kind == "rich_text":
        sections = ("".join(_inline(piece) for piece in part["elements"]) for part in block["elements"])
        return [line for section in sections for line in section.split("\n")]
    return ["─" * 40] if kind == "divider" else []


def _inline(piece: dict[str, Any]) -> str:
    return str(piece.get("text") or piece.get("url", ""))
