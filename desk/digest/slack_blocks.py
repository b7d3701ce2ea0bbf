"""A digest as Slack messages: the first goes to the channel, the rest into its thread.

Untrusted text stands only in rich_text and plain_text, where Slack interprets nothing; `text` (mrkdwn, read by screen
readers and notifications) is escaped. Limits below Slack's own: 50 blocks, and whole messages were refused from 11,341
characters on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.digest.arrange import first_of, headings
from desk.digest.brief import BriefLine, brief
from desk.digest.lines import heading, health, mark, meta, nothing_new, remarks, summary
from desk.digest.outbox_message import STORY_REPLIES, SUGGESTION, Message, message
from desk.digest.phrasing import counted
from desk.text.sanitise import escaped, isolated

if TYPE_CHECKING:
    from desk.digest.records import Digest, DigestStory

Block = dict[str, Any]

MOST_BLOCKS = 45
MOST_CHARACTERS = 10_000  # of the blocks' JSON
MOST_TEXT = 3_800  # chat.update refuses more than 4,000
MOST_HEADER = 150
MOST_META = 2_000
REACT = "👍 more of this · 👎 less of this · 🔇 nothing of this outlet"
_FRAME_BLOCKS = 14  # kept free for heading, headings of groups, remarks and health
_LINES = 10  # elements of a context block


def render(digest: Digest, *, per_message: int = 14, in_brief: bool = False) -> tuple[Message, ...]:
    """The messages of a digest, each within Slack's limits; at least one, since "nothing new" is said too.

    `in_brief`: the channel gets the five lines of desk.digest.brief, everything else stands in their thread.
    """
    if not digest.stories:
        text = escaped(f"{nothing_new(digest)}. {health(digest)}")
        blocks = [_section(nothing_new(digest)), *_grey(*remarks(digest), health(digest))]
        return (message(text, blocks, 1, 1),)
    packed = [[], *_packed(digest, per_message, [])] if in_brief else _packed(digest, per_message, _frame(digest))
    under = headings(digest)
    told = 0
    messages = []
    for part, stories in enumerate(packed, 1):
        blocks = _opening(digest, part, len(packed))
        for place, story in enumerate(stories, told):
            blocks += _heading(under.get(place, "")) if part == 1 or in_brief else []
            blocks += _story(story, digest.day)
        if part == 1:
            blocks += _brief(digest) if in_brief else []
            blocks += _closing(digest, len(digest.stories) - len(stories))
        text = _text(digest, stories, told, part, len(packed))
        messages.append(message(text, blocks, part, len(packed)))
        told += len(stories)
    return tuple(messages)


def story_replies(digest: Digest) -> tuple[Message, ...]:
    """One reply for each story of the digest proper, for readers' reactions."""
    stories = first_of(digest)
    told = []
    for place, story in enumerate(stories):
        said = f"{place + 1}. {isolated(story.title)} ({isolated(story.outlet)}, {story.handle})"
        block = {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": said}]}],
        }
        told.append(message(escaped(said)[:MOST_TEXT], [block, *_grey(REACT)], STORY_REPLIES + place, len(stories)))
    return tuple(told)


def suggestion(lines: Sequence[str]) -> Message:
    """The reply that suggests what readers' reactions point to."""
    return message(escaped("\n".join(lines))[:MOST_TEXT], [_section("\n".join(lines)[:3_000])], SUGGESTION, 1)


def correction(story: DigestStory) -> tuple[str, list[Block]]:
    """Text and blocks of the reply that says what was wrong with a story."""
    said = f"Correction: {isolated(story.corrected)}"
    title = isolated(story.title)
    linked: Block = {"type": "link", "url": story.url, "text": title} if story.url else {"type": "text", "text": title}
    told: list[Block] = [{"type": "text", "text": said + "\n"}, linked, {"type": "text", "text": f" ({story.handle})"}]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": told}]}]
    return escaped(f"{said} ({title}, {story.handle})")[:MOST_TEXT], blocks


def size(blocks: Sequence[Block]) -> int:
    """Characters of the blocks as JSON."""
    return len(json.dumps(blocks, ensure_ascii=False))


def _frame(digest: Digest) -> list[Block]:
    """What stands around the stories of the first message."""
    return [*_opening(digest, 1, 1), *_closing(digest, len(digest.stories))]


def _packed(digest: Digest, per_message: int, frame: Sequence[Block]) -> list[list[DigestStory]]:
    """Stories in order, dealt into messages that keep all three limits; `frame` stands in the first one."""
    messages: list[list[DigestStory]] = [[]]
    under = headings(digest)
    used, further = size(frame), size(_opening(digest, 99, 99))
    for place, story in enumerate(digest.stories):
        needed = size([*_heading(under.get(place, "")), *_story(story, digest.day)])
        full = len(messages[-1]) >= min(per_message, (MOST_BLOCKS - _FRAME_BLOCKS) // 2)
        if messages[-1] and (full or used + needed > MOST_CHARACTERS):
            messages.append([])
            used = further
        messages[-1].append(story)
        used += needed
    return messages


def _opening(digest: Digest, part: int, parts: int) -> list[Block]:
    if part > 1:
        return _grey(f"{heading(digest)}, part {part} of {parts}")
    return [{"type": "header", "text": _plain(heading(digest), MOST_HEADER)}, *_grey(summary(digest))]


def _closing(digest: Digest, in_thread: int) -> list[Block]:
    further = (f"{counted(in_thread, 'further story', 'further stories')} in the thread",) if in_thread else ()
    return [{"type": "divider"}, *_grey(*further, *remarks(digest), health(digest))]


def _heading(words: str) -> list[Block]:
    """What stands above a group of stories."""
    if not words:
        return []
    text = {"type": "text", "text": words, "style": {"bold": True}}
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [text]}]}]


def _brief(digest: Digest) -> list[Block]:
    """Five sentences, each linked to the article that says it; addresses without room stand in the thread alone."""
    lines = brief(digest)
    told = [*map(_brief_line, lines)]
    if size(told) + size(_frame(digest)) <= MOST_CHARACTERS:
        return told
    return [_brief_line(replace(line, url="")) for line in lines]


def _brief_line(line: BriefLine) -> Block:
    said = isolated(line.text)
    linked: Block = {"type": "link", "url": line.url, "text": said} if line.url else {"type": "text", "text": said}
    before = [{"type": "text", "text": "Update: ", "style": {"bold": True}}] if line.update else []
    told = [*before, linked, {"type": "text", "text": f" ({isolated(line.outlet)})"}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": told}]}


def _story(story: DigestStory, day: str) -> list[Block]:
    title = isolated(story.title)
    head: Block = {"type": "text", "text": title, "style": {"bold": True}}
    if story.url:
        head = {"type": "link", "url": story.url, "text": title, "style": {"bold": True}}
    before = [{"type": "text", "text": mark(story), "style": {"bold": True}}] if mark(story) else []
    elements = [*before, head]
    if story.sentence:
        elements.append({"type": "text", "text": "\n" + isolated(story.sentence)})
    if story.page:
        elements += [{"type": "text", "text": "\n"}, {"type": "link", "url": story.page, "text": f"Why {story.handle}"}]
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "elements": [section]}, *_grey(meta(story, day))]


def _section(text: str) -> Block:
    return {"type": "section", "text": _plain(text, 3_000)}


def _grey(*lines: str) -> list[Block]:
    """Context blocks: small grey text, one element a line."""
    elements = [_plain(line, MOST_META) for line in lines if line]
    parts = range(0, len(elements), _LINES)
    return [{"type": "context", "elements": elements[at : at + _LINES]} for at in parts]


def _plain(text: str, most: int) -> Block:
    return {"type": "plain_text", "text": text if len(text) <= most else text[: most - 1] + "…", "emoji": False}


def _text(digest: Digest, stories: Sequence[DigestStory], told: int, part: int, parts: int) -> str:
    """Headline first, then the numbered titles; whole lines only, escaped."""
    lead = f"{heading(digest)}: {summary(digest)}" if part == 1 else f"{heading(digest)}, part {part} of {parts}"
    lines = [escaped(lead)]
    if not stories:  # in brief
        lines += [
            escaped(f"{n}. {isolated(line.text)} ({isolated(line.outlet)})") for n, line in enumerate(brief(digest), 1)
        ]
    tail = escaped(health(digest)) if part == 1 else ""
    room = MOST_TEXT - len(lines[0]) - len(tail) - 40
    for number, story in enumerate(stories, told + 1):
        line = escaped(f"{number}. {mark(story)}{isolated(story.title)}")
        line += escaped(f" ({isolated(story.outlet)})")
        room -= len(line) + 1
        if room < 0:
            lines.append(f"… and {len(stories) - (number - told) + 1} more")
            break
        lines.append(line)
    return "\n".join([*lines, tail] if tail else lines)[:MOST_TEXT]


def as_plain(blocks: Sequence[Block], index: int) -> list[Block]:
    """The blocks with one of them turned into plain text (links written out), for a server that refuses it."""
    words = "".join(_words(blocks[index])).strip() or "(not shown)"
    return [*blocks[:index], _section(words), *blocks[index + 1 :]]


def _words(piece: Any) -> list[str]:
    if isinstance(piece, list):
        return [word for part in piece for word in _words(part)]
    if not isinstance(piece, dict):
        return []
    text = piece.get("text", "")
    if piece.get("type") == "link":
        return [f"{text or ''} ({piece.get('url', '')})"]
    return [text] if isinstance(text, str) and text else _words(text) + _words(piece.get("elements", []))
