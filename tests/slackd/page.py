"""The channel drawn as a chat program would show it; own styling, one self-contained page."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from tests.slackd.checks import live
from tests.slackd.workspace import Posted, Workspace

STYLE = Path(__file__).with_name("page.css")


def draw(workspace: Workspace, channel_id: str) -> str:
    """The page of one channel: messages oldest first, each with its thread below it."""
    channel = workspace.channels[channel_id]
    with workspace.lock:
        body = "\n".join(_message(workspace, one) for one in workspace.in_channel(channel_id))
    empty = '<p class="empty">No messages yet.</p>'
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>#{escape(channel.name)}</title><style>{STYLE.read_text("utf-8")}</style></head>
<body><header><h1><span aria-hidden="true">#</span> {escape(channel.name)}</h1><p>{escape(channel.topic)}</p></header>
<main>{body or empty}</main></body></html>"""


def _message(workspace: Workspace, message: Posted, *, reply: bool = False) -> str:
    moment = datetime.fromtimestamp(float(message.ts), UTC)
    edited = ' <span class="edited">(edited)</span>' if message.edited else ""
    shown = "".join(_block(block) for block in message.blocks) or f"<p>{_mrkdwn(message.text)}</p>"
    return f"""<article class="message{" reply" if reply else ""}"><div class="face" aria-hidden="true">cd</div>
<div class="said"><p class="who"><b>copydesk</b> <span class="app">APP</span> <time>{moment:%H:%M}</time>{edited}</p>
{shown}{"" if reply else _thread(workspace, message)}</div></article>"""


def _thread(workspace: Workspace, message: Posted) -> str:
    replies = workspace.thread(message.channel, message.ts)[1:]
    if not replies:
        return ""
    shown = "".join(_message(workspace, one, reply=True) for one in replies)
    return f"<details open><summary>{len(replies)} in the thread</summary>{shown}</details>"


def _block(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "header":
        return f"<h2>{escape(block['text']['text'])}</h2>"
    if kind == "section":
        return f"<p>{_text(block['text'])}</p>"
    if kind == "context":
        return '<p class="context">' + "<br>".join(_text(one) for one in block["elements"]) + "</p>"
    if kind == "rich_text":
        return "".join(f"<p>{''.join(_inline(one) for one in part['elements'])}</p>" for part in block["elements"])
    return "<hr>" if kind == "divider" else ""


def _text(text: dict[str, Any]) -> str:
    return escape(text["text"]) if text["type"] == "plain_text" else _mrkdwn(text["text"])


def _mrkdwn(text: str) -> str:
    """What is live in mrkdwn is marked, so that a test of the eye sees a mention that should not be one."""
    for found in live(text):
        text = text.replace(found, f"\x00{found[1:-1]}\x01")
    plain = escape(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return plain.replace("\x00", '<mark class="mention">').replace("\x01", "</mark>").replace("\n", "<br>")


def _inline(piece: dict[str, Any]) -> str:
    words = escape(piece.get("text") or piece.get("url", "")).replace("\n", "<br>")
    if piece.get("style", {}).get("bold"):
        words = f"<b>{words}</b>"
    if piece["type"] == "link":
        return f'<a href="{escape(piece["url"])}">{words}</a>'
    return words
