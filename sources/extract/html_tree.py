"""From bytes to an lxml tree, whatever the bytes claim to be; bounded in size, depth and number of elements."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import TYPE_CHECKING

from desk.errors import ExtractError
from sources.written import encodings
from sources.written.twice import undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from desk.models import Page

# what trafilatura, htmldate and lxml raise on markup that is broken in a way they did not think of
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
LARGEST = 16_000_000  # bytes
MOST_ELEMENTS = 200_000  # the largest of 80 real pages had 3,100
_WORDLESS = ("script", "style", "svg", "link", "source", "track")
MOST_CHILDREN = 12_000  # of one element: trafilatura's time grows with their square
_CHARSET = re.compile(
    rb"""charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# what pages so labelled are really written in (the WHATWG encoding standard does the same)
_MEANT = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}
# a tag of so many characters is a picture in an attribute or an attack: libxml2 takes minutes over 200,000 attributes
ENDLESS = 60_000
_ENDLESS_TAG = re.compile(rf"<([a-zA-Z][\w-]*)\s[^<>]{{{ENDLESS},}}>")
# asked of libxml2 in one go: a Python object an element would cost a twentieth of the extraction
_MAZE = (
    f"count(//*) + count(//comment()) > {MOST_ELEMENTS} or boolean(//*[count(*) + count(comment()) > {MOST_CHILDREN}])"
)
_SOUND = re.compile(r"\s*<!doctype html>\s*<html\b[^<>]{0,2000}(?<!/)>", re.IGNORECASE)
_NO_XML = tuple(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))  # lxml takes no such character
_REPLACED = "\ufffd"


def tree(page: Page) -> HtmlElement:
    """The parsed page; ExtractError when it is too large, no HTML, or a maze of elements."""
    if len(page.body) > LARGEST:
        problem = f"is {len(page.body) / 1e6:.0f} MB; pages over {LARGEST / 1e6:.0f} MB are not read"
        raise ExtractError(page.final_url, problem, "If it is an article, its outlet may offer a lighter address")
    text = decode(page.body, page.content_type)
    if "<" not in text or text.lstrip()[:5].lower() in ("%pdf-", "{\\rtf"):
        raise ExtractError(page.final_url, f"is no HTML page ({page.content_type or 'no content type'})")
    parsed = _parsed(_without_endless_tags(text))
    if parsed is None:
        raise ExtractError(page.final_url, "is no HTML page, or a broken one")
    # an element and what the parser makes up around it have a bracket of their own: most pages need not be counted
    if text.count("<") > MOST_CHILDREN // 2 and parsed.getroottree().xpath(_MAZE):
        raise ExtractError(page.final_url, "is a maze of elements, not an article")
    return parsed


def _parsed(text: str) -> HtmlElement | None:
    """The tree; a page that begins as it should is spared trafilatura's mending, which costs half the parsing."""
    from lxml import etree, html
    from trafilatura.utils import HTML_PARSER, load_html

    if _SOUND.match(text) and not any(char in text for char in _NO_XML):
        with contextlib.suppress(ValueError, etree.LxmlError):  # an encoding declaration, no document at all
            found: HtmlElement = html.fromstring(text, parser=HTML_PARSER)
            if len(found):
                return found
    return load_html(text)


def without_code(tree: HtmlElement) -> list[HtmlElement]:
    """Take out what shows no words, a third of most pages' elements; its scripts, for who reads their data.

    JSON-LD stays: extraction falls back on it.
    """
    from lxml import etree

    scripts = list(tree.iter("script"))
    for each in scripts:
        if "ld+json" in (each.get("type") or ""):
            each.tag = "ld+json"
    etree.strip_elements(tree, *_WORDLESS, etree.Comment, with_tail=False)
    for each in scripts:
        each.tag = "script"
    return scripts


def line_of(element: HtmlElement) -> str:
    """The words of an element in one line."""
    return " ".join(element.text_content().split())


def _without_endless_tags(text: str) -> str:
    """The expression runs only where a tag is that long: it costs as much as a fifth of the parsing."""
    if any(">" not in text[start : start + ENDLESS] for start in _gaps(text)):
        return _ENDLESS_TAG.sub(r"<\1>", text)
    return text


def _gaps(text: str) -> Iterator[int]:
    """Where a stretch of more than ENDLESS characters without `<` begins; a step of half of that cannot miss it."""
    step = ENDLESS // 2
    for at in range(0, len(text), step):
        if text.find("<", at, at + step) < 0 and len(text) - at >= step:
            start = text.rfind("<", 0, at) + 1
            end = text.find("<", at)
            if (len(text) if end < 0 else end) - start > ENDLESS:
                yield start


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page; what was encoded twice is read as it was written."""
    return undone(_decoded(body, content_type))


def _decoded(body: bytes, content_type: str) -> str:
    """By byte order mark, as UTF-8 if it is that, as declared if that fits, else as guessed."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").lstrip("\ufeff")
    if wide := encodings.sixteen_bit(body):
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = [body.decode(name, "replace") for name in _declared(body, content_type)]
    for text in declared:
        if _REPLACED not in text and _plausible(text):
            return text
    guessed = [text for name in _guessed(body) if _plausible(text := body.decode(name, "replace"))]
    tried = [*declared, *guessed, body.decode("utf-8", "replace")]
    return min(tried, key=lambda text: text.count(_REPLACED) + (0 if _plausible(text) else len(text)))


def _declared(body: bytes, content_type: str) -> list[str]:
    """Codecs that the header and the page name, as they are meant."""
    found: dict[str, None] = {}
    for match in _CHARSET.finditer(content_type.encode("latin-1", "replace") + b" " + body[:4_096]):
        name = (match[1] or match[2]).decode("ascii", "replace").lower()
        name = _MEANT.get(name, name)
        if _known(name) and name not in ("utf-8", "utf8"):  # that has been tried
            found[name] = None
    return list(found)


def _guessed(body: bytes) -> list[str]:
    from trafilatura.utils import detect_encoding

    return [_MEANT.get(name.lower(), name) for name in detect_encoding(body) if _known(name)]


def _plausible(text: str) -> bool:
    """Whether a text is not a row of accented letters, as East Asian bytes read as Latin ones are."""
    return sum("\x80" <= char <= "\xff" for char in text[:20_000]) * 4 < len(text[:20_000]) or len(text) < 40


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding  # "hex" and "zip" are codecs as well
    except LookupError:
        return False
