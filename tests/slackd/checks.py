"""Block Kit as Slack checks it: each complaint names its place by a JSON pointer; unknown fields are complaints too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

Complaints = Iterator[str]

MOST_BLOCKS, MOST_CHARACTERS = 50, 12_000
_URL = re.compile(r"https?://[!-;=?-{}~]+$")  # printable ASCII without < > |
_LIVE = re.compile(r"<(?:[!@#][^<>]*|https?://[^<>]*|mailto:[^<>]*)>")
_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}


def complaints(blocks: Any) -> list[str]:
    """What is wrong with the blocks, as Slack words it; an empty list if nothing is."""
    if not isinstance(blocks, list):
        return ["must be an array [json-pointer:/blocks]"]
    if len(blocks) > MOST_BLOCKS:
        return [f"no more than {MOST_BLOCKS} items allowed [json-pointer:/blocks]"]
    return [line for index, block in enumerate(blocks) for line in _block(block, f"/blocks/{index}")]


def too_long(blocks: list[Any]) -> bool:
    """Whether the whole message is refused with msg_blocks_too_long; containers count."""
    return len(json.dumps(blocks, ensure_ascii=False)) > MOST_CHARACTERS


def live(text: str) -> list[str]:
    """What Slack would act on in mrkdwn: mentions, channel links, labelled links."""
    return _LIVE.findall(text)


def mrkdwn(blocks: list[Any]) -> Iterator[str]:
    """Every mrkdwn text inside blocks."""
    for piece in _walk(blocks):
        if piece.get("type") == "mrkdwn":
            yield piece.get("text", "")


def _walk(piece: Any) -> Iterator[dict[str, Any]]:
    if isinstance(piece, dict):
        yield piece
        for part in piece.values():
            yield from _walk(part)
    elif isinstance(piece, list):
        for part in piece:
            yield from _walk(part)


def _block(block: Any, at: str) -> Complaints:
    if not isinstance(block, dict):
        yield f"must be an object [json-pointer:{at}]"
        return
    check = _BLOCKS.get(block.get("type"))
    if check is None:
        yield f"unsupported type: {block.get('type')} [json-pointer:{at}/type]"
        return
    yield from check(block, at)
    if "block_id" in block:
        yield from _string(block["block_id"], at + "/block_id", 255)


def _fields(piece: dict[str, Any], at: str, needed: set[str], allowed: set[str] = frozenset()) -> Complaints:
    for name in sorted(needed - piece.keys()):
        yield f"missing required field: {name} [json-pointer:{at}]"
    for name in sorted(piece.keys() - needed - allowed - {"type", "block_id"}):
        yield f"no additional properties allowed: {name} [json-pointer:{at}]"


def _string(text: Any, at: str, most: int, least: int = 1) -> Complaints:
    if not isinstance(text, str):
        yield f"must be a string [json-pointer:{at}]"
    elif len(text) < least:
        yield f"must be more than {least - 1} characters [json-pointer:{at}]"
    elif len(text) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}]"


def _text(piece: Any, at: str, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Complaints:
    if not isinstance(piece, dict) or piece.get("type") not in kinds:
        yield f"must be one of {', '.join(kinds)} [json-pointer:{at}/type]"
        return
    yield from _fields(piece, at, {"text"}, {"emoji"} if piece["type"] == "plain_text" else {"verbatim"})
    yield from _string(piece.get("text"), at + "/text", most)


def _header(block: dict[str, Any], at: str) -> Complaints:
    yield from _fields(block, at, {"text"}, {"level"})
    yield from _text(block.get("text"), at + "/text", 150, ("plain_text",))


def _section(block: dict[str, Any], at: str) -> Complaints:
    yield from _fields(block, at, set(), {"text", "fields", "accessory", "expand"})
    if "text" not in block and "fields" not in block:
        yield f"must provide text or fields [json-pointer:{at}]"
    if "text" in block:
        yield from _text(block["text"], at + "/text", 3_000)
    fields = block.get("fields", [])
    if len(fields) > 10:
        yield f"no more than 10 items allowed [json-pointer:{at}/fields]"
    for index, field in enumerate(fields):
        yield from _text(field, f"{at}/fields/{index}", 2_000)


def _context(block: dict[str, Any], at: str) -> Complaints:
    yield from _fields(block, at, {"elements"})
    yield from _list(block.get("elements"), at + "/elements", 10, lambda piece, where: _text(piece, where, 3_000))


def _divider(block: dict[str, Any], at: str) -> Complaints:
    yield from _fields(block, at, set())


def _list(pieces: Any, at: str, most: int, check: Callable[[Any, str], Complaints]) -> Complaints:
    if not isinstance(pieces, list) or not pieces:
        yield f"must be an array of at least 1 item [json-pointer:{at}]"
        return
    if len(pieces) > most:
        yield f"no more than {most} items allowed [json-pointer:{at}]"
    for index, piece in enumerate(pieces):
        yield from check(piece, f"{at}/{index}")


def _rich_text(block: dict[str, Any], at: str) -> Complaints:
    yield from _fields(block, at, {"elements"})
    yield from _list(block.get("elements"), at + "/elements", 1_000, _rich_part)


def _rich_part(piece: Any, at: str) -> Complaints:
    kind = piece.get("type") if isinstance(piece, dict) else None
    if kind == "rich_text_list":
        yield from _fields(piece, at, {"elements", "style"}, {"indent", "offset", "border"})
        yield from _list(piece.get("elements"), at + "/elements", 1_000, _rich_part)
    elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
        yield from _fields(piece, at, {"elements"}, set() if kind == "rich_text_section" else {"border"})
        yield from _list(piece.get("elements"), at + "/elements", 1_000, _inline)
    else:
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"


def _inline(piece: Any, at: str) -> Complaints:
    kind = piece.get("type") if isinstance(piece, dict) else None
    if kind == "text":
        yield from _fields(piece, at, {"text"}, {"style"})
        yield from _string(piece.get("text"), at + "/text", 12_000)
    elif kind == "link":
        yield from _fields(piece, at, {"url"}, {"text", "style", "unsafe"})
        yield from _link(piece, at)
    elif kind == "emoji":
        yield from _fields(piece, at, {"name"}, {"unicode", "style", "skin_tone"})
    elif kind in ("user", "channel", "usergroup", "broadcast", "date", "color"):
        return
    else:
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"
        return
    style = piece.get("style", {})
    if (
        not isinstance(style, dict)
        or not style.keys() <= _STYLES
        or not all(isinstance(v, bool) for v in style.values())
    ):
        yield f"invalid style [json-pointer:{at}/style]"


def _link(piece: dict[str, Any], at: str) -> Complaints:
    yield from _string(piece.get("url"), at + "/url", 3_000)
    if isinstance(piece.get("url"), str) and not _URL.match(piece["url"]):
        yield f"must be a valid URL [json-pointer:{at}/url]"
    if "text" in piece:
        yield from _string(piece["text"], at + "/text", 3_000)


_BLOCKS: dict[Any, Callable[[dict[str, Any], str], Complaints]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "rich_text": _rich_text,
}
