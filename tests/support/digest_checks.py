"""What must hold of a digest whatever outlets write: every form taken by its readers, in budget, nothing live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from lxml import html as parser
from markdown_it import MarkdownIt
from slack_sdk.models.blocks import Block

from delivery.formats import as_json, html, markdown
from delivery.forms import formed
from desk.digest.channel import FORMS
from desk.digest.compose import compose
from desk.digest.lines import health, remarks
from desk.digest.records import Digest, DueArticle, ReadSince, TextUse
from desk.digest.slack_blocks import MOST_BLOCKS, MOST_CHARACTERS, MOST_META, MOST_TEXT, render, size
from tests.slackd.checks import complaints, live, mrkdwn, too_long
from tests.support.digests import NOW
from tests.support.paths import ROOT

HARMLESS = re.compile(r"https?://")
BIDI = re.compile("[\u202a-\u202e\u2066\u2067\u200e\u200f]")  # U+2068 and U+2069 are ours, in pairs


def composed(
    articles: Sequence[DueArticle],
    health: Sequence[str] = (),
    head: int = 14,
    limit: int = 200,
    uses: Sequence[TextUse] = (),
) -> Digest:
    """The digest of these articles."""
    lines, changes = tuple(line[:120] for line in health), tuple(line[:80] for line in health[:2])
    reading = ReadSince(health=lines, changes=changes, uses=tuple(uses))
    return compose(articles, day="2026-11-22", topic="t", limit=limit, head=head, now=NOW, zone=UTC, reading=reading)


def wrong_with(digest: Digest, *, per_message: int, in_brief: bool) -> list[str]:
    """What is wrong with the digest in any of its forms."""
    return [
        *_slack(digest, per_message, in_brief),
        *_html(html(digest, in_brief=in_brief), digest, in_brief),
        *_markdown(markdown(digest, in_brief=in_brief)),
        *_json(digest),
        *_all_forms(digest, per_message, in_brief),
    ]


def _slack(digest: Digest, per_message: int, in_brief: bool) -> Iterator[str]:
    messages = render(digest, per_message=per_message, in_brief=in_brief)
    for message in messages:
        blocks: list[Any] = list(message.blocks)
        yield from complaints(blocks)
        if too_long(blocks) or size(blocks) > MOST_CHARACTERS or len(blocks) > MOST_BLOCKS:
            yield f"part {message.part} is out of budget"
        if len(message.text) > MOST_TEXT or live(message.text):
            yield f"text of part {message.part}: too long or live"
        if any(live(text) for text in mrkdwn(blocks)):
            yield f"part {message.part} has a live mention"
        for block in Block.parse_all(blocks):
            block.validate_json()
    grey = [each["text"] for block in messages[0].blocks if block["type"] == "context" for each in block["elements"]]
    if (left := set(map(_whole, (*remarks(digest), health(digest)))) - set(grey)) and digest.stories:
        yield f"not under the stories: {left}"
    told = json.dumps([message.blocks for message in messages], ensure_ascii=False)
    for story in digest.stories:
        if json.dumps(story.title, ensure_ascii=False)[1:-1] not in told:
            yield f"the title of {story.handle} is cut"
    if BIDI.search(told):
        yield "a bidi override is left in Slack"


def _whole(line: str) -> str:
    """A line as it stands in a context block: one that is too long is cut where everybody sees it."""
    return line if len(line) <= MOST_META else line[: MOST_META - 1] + "…"


def _html(page: str, digest: Digest, in_brief: bool) -> Iterator[str]:
    tree = parser.fromstring(page)
    if tree.xpath("//script|//img|//iframe|//form|//object|//embed|//link|//base|//@*[starts-with(name(), 'on')]"):
        yield "the page holds something live"
    yield from (f"the page links {href}" for href in tree.xpath("//@href") if not HARMLESS.match(href))
    if not in_brief and len(tree.xpath("//li")) != len(digest.stories):
        yield "the page does not have every story"
    if BIDI.search(page):
        yield "a bidi override is left in the page"


def _markdown(text: str) -> Iterator[str]:
    for token in MarkdownIt("commonmark").parse(text):
        for piece in (token, *(token.children or ())):
            if piece.type in ("html_block", "html_inline", "image", "code_inline", "fence", "code_block"):
                yield f"Markdown has {piece.type}: {piece.content[:60]!r}"
            if piece.type == "link_open" and not HARMLESS.match(str(piece.attrs["href"])):
                yield f"Markdown links {piece.attrs['href']}"


@cache
def schema() -> Draft202012Validator:
    """The schema of the JSON form."""
    told = json.loads((ROOT / "delivery" / "digest.schema.json").read_text("utf-8"))
    return Draft202012Validator(told, format_checker=FormatChecker())


def _json(digest: Digest) -> Iterator[str]:
    yield from (f"JSON: {error.message[:200]}" for error in schema().iter_errors(json.loads(as_json(digest))))


def _all_forms(digest: Digest, per_message: int, in_brief: bool) -> Iterator[str]:
    told = {form: formed(digest, form, per_message=per_message, in_brief=in_brief, at=NOW) for form in FORMS}
    for text in told.values():
        text.encode()
    etree.fromstring(told["atom"].encode())
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", told["text"]):
        yield "control characters in the plain text"
