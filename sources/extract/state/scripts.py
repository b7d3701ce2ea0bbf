"""The data in a page's scripts and attributes, as Python values, whatever framework wrote it. Nothing is run."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from desk.text.scripts import DENSE
from sources.extract.state import flight
from sources.extract.state.literal import decode
from sources.extract.state.references import Table, is_flat
from sources.extract.state.tokens import NoDataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MOST = 5_000_000  # characters of scripts that are read of one page
LEAST = 200  # characters of a script or value that may hold an article
MOST_TRIES = 400  # places of one script where data may begin
# eight words in a row, or their like in scripts without spaces, spelt out or as \uXXXX: code has none
_PROSE = re.compile(
    rf"[^\W\d_]{{2,20}}(?:[,;:]? [^\W\d_]{{1,20}}){{7}}|[{DENSE}、。，]{{16}}"
    r"|(?:\\u[0-9a-fA-F]{4}[ ,]{0,2}){16}"
)
_TWO_WORDS = re.compile(r"[a-zA-Z][,;:]? [a-zA-Z]")
_BEGIN = re.compile(r"""(?:[=(,:]|\breturn\b)\s*(?=[\[{]|["'`][\[{<]|\(\s*function\s*\()|JSON\.parse\(\s*(?=["'`])""")
_ENCODED = re.compile(r"decodeURIComponent\(\s*([\"'])([^\"']{200,})\1\s*\)")
_PUSHED = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ENQUEUED = re.compile(r"\.enqueue\(\s*(?=[\"'])")
_COMMENT = re.compile(r"^\s*<!--(.*?)(?:-->)?\s*$", re.DOTALL)
_PROMISED = re.compile(r"P(\d+):")
_CARRIERS = "//@*[string-length(.) > 300][starts-with(., '{') or starts-with(., '[') or starts-with(., '&quot;')]"


def values(tree: HtmlElement, scripts: list[HtmlElement]) -> Iterator[Any]:
    """Every piece of data of a page, in page order; flight rows and streams, which come in pieces, at the end."""
    left, pushed, streamed = MOST, [], []
    for script in scripts:
        text = _spelt_out(script.text or "")
        kind = (script.get("type") or "").lower()
        left -= len(text)
        if left < 0:
            break
        if "__next_f" in text and _PUSHED.search(text):
            pushed += _pieces(_PUSHED, text)
        elif ".enqueue(" in text and _ENQUEUED.search(text):
            streamed += _pieces(_ENQUEUED, text)
        elif len(text) >= LEAST and "ld+json" not in kind and _tells(text):
            yield from _script(text)
    for carried in tree.xpath(_CARRIERS)[:20]:
        if len(carried) < left and _tells(carried):
            yield from _script(carried)
    if pushed:
        yield from flight.rows("".join(each[1] for each in pushed if _is_text(each)))
    if streamed:
        yield from _stream("".join(each for each in streamed if isinstance(each, str)))


def _tells(text: str) -> bool:
    """Whether there is prose in a text. Of numbers without end a glance says that there is none."""
    if text.isascii() and "\\u" not in text and not _TWO_WORDS.search(text):
        return False
    return _PROSE.search(text) is not None


def _spelt_out(text: str) -> str:
    """A script with the strings that it hands to `decodeURIComponent` as they are meant."""
    if "decodeURIComponent(" not in text or len(text) > MOST:
        return text
    return _ENCODED.sub(lambda found: unquote(found[2]) if found[2][:3].lower() in ("%7b", "%5b") else found[0], text)


def _is_text(pushed: Any) -> bool:
    return isinstance(pushed, list) and len(pushed) > 1 and isinstance(pushed[1], str)


def _pieces(mark: re.Pattern[str], text: str) -> list[Any]:
    found = []
    for begun in mark.finditer(text):
        try:
            found.append(decode(text, begun.end())[0])
        except NoDataError:
            continue
    return found


def _script(text: str) -> Iterator[Any]:
    """What one script holds: all of it, or what it assigns and hands over."""
    if commented := _COMMENT.match(text):
        text = commented[1]
    text = text.strip()
    if text[:4] == "{&q;":  # how Angular wrote it
        for mark, meant in (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&")):
            text = text.replace(mark, meant)
    if text[:6] in ("{&quot", "[{&quo"):
        text = html.unescape(text)
    at, tries = 0, 0
    if text[:1] in ("{", "["):
        try:
            value, at = decode(text)
            yield _undone(value)
        except NoDataError as error:
            at = error.at
    while at < len(text) and tries < MOST_TRIES and (begun := _BEGIN.search(text, at)):
        tries += 1
        try:
            value, at = decode(text, begun.end())
        except NoDataError as error:
            at = max(error.at, begun.end())
            continue
        if at - begun.end() >= LEAST:
            yield _undone(value)


def _undone(value: Any) -> Any:
    return Table(value).root() if is_flat(value) else value


def _stream(text: str) -> Iterator[Any]:
    """What turbo-stream wrote: a line with the table, and one for each promise kept later."""
    table: list[Any] = []
    promises: dict[int, int] = {}
    for line in text.split("\n"):
        kept = _PROMISED.match(line)
        try:
            value = decode(line, kept.end() if kept else 0)[0]
        except NoDataError:
            continue
        if isinstance(value, list):
            if kept:
                promises[int(kept[1])] = len(table)
            table += value
    if table:
        yield Table(table, promises).root()
