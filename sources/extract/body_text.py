"""The text of a page's article: trafilatura, quick first, thorough when that found little or no prose."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from functools import cache
from typing import TYPE_CHECKING

from desk.models import Removed
from desk.text.scripts import HANGUL, UNSPACED
from sources.extract import flow, foreign, standfirst
from sources.extract.facts.titles import LONGEST, folded, tidy
from sources.extract.html_tree import BROKEN, line_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

MOST_TOLD = 100  # lines that are told as removed, for each reason
SHORT = 1_000  # characters under which the thorough pass is tried as well
MOST_SUBHEADS = 200
PARAGRAPH = 40  # characters of a line that is found again in a text without paragraphs
PROSE = 0.5  # share of a text that stands in lines of prose; below it the quick pass caught a menu
_WORD = re.compile(rf"[{UNSPACED}{HANGUL}]|[^\W_{UNSPACED}{HANGUL}]+")
_TAG = re.compile(r"<[^>]{1,400}>")
_BREAK = re.compile(r"</?(?:p|br|div|h\d|li|blockquote)\b[^>]{0,200}>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’»」』)）]\s*$")
_NO_TEXT = ("aside", "footer")  # the quick pass takes no word of them, and most of its time goes by elements
_EMBEDDED = ("twitter-", "instagram-media", "tiktok-embed", "bluesky-embed", "fb-post")  # within a class


def read(
    tree: HtmlElement,
    url: str,
    declared: str = "",
    headings: tuple[str, ...] = (),
    summed_up: str = "",
    instead: Callable[[str], str] = lambda _: "",
) -> tuple[str, tuple[Removed, ...]]:
    """The article's paragraphs, one a line, without its own title, and what was taken out; "" when there is no text.

    declared: the page's JSON-LD articleBody; headings: wordings of the title; summed_up: its standfirst; instead: what
    is to be taken in place of a short text that a glance found, if anything.
    """
    removed = [told for line, reason in foreign.take_out(tree) for told in _told([line], reason)][:MOST_TOLD]
    removed += _told(_without_posts(tree), "a post of another site, embedded")
    removed += _told(_without_link_lists(tree), "list of links")
    declared = plain(declared)
    quick = _extracted(tree, url, fast=True)
    if len(quick) < SHORT and (told := instead(quick)):
        return without_title(told, headings), tuple(removed)
    found = flow.mended(tree, _best(tree, url, declared, quick))
    text = without_title(found, headings)
    removed += _told(_absent(found, text, ""), "title again")
    if declared:
        found, text = text, reconciled(text, declared, _subheads(tree))
        removed += _told(_absent(found, text, declared), "not in the text that the page declares")
    return standfirst.above(summed_up, without_title(text, headings)), tuple(removed)


def _best(tree: HtmlElement, url: str, declared: str, quick: str) -> str:
    """The text as the quick pass finds it, unless that is little or a menu and the thorough one finds more.

    A short text that is just what the page declares is an article in brief: more would be its frame.
    """
    if len(quick) >= SHORT and prose(quick) >= PROSE:
        return quick
    if quick and declared and min(covered(quick, declared), covered(declared, quick)) >= 0.9:
        return quick
    return max(quick, _extracted(tree, url, fast=False), key=lambda text: len(text) * prose(text))


def _subheads(tree: HtmlElement) -> frozenset[str]:
    """The headings within the page, folded, but those that are links to other articles."""
    found = tree.xpath("//*[self::h2 or self::h3 or self::h4][not(.//a or ancestor::a)]")[:MOST_SUBHEADS]
    return frozenset(folded(tidy(heading.text_content())) for heading in found)


def _told(lines: list[str], reason: str) -> list[Removed]:
    """Lines as removed ones, each once; of very many only the first."""
    each = dict.fromkeys(line[:LONGEST] for line in lines if line)
    return [Removed(line, reason) for line in list(each)[:MOST_TOLD]]


def _absent(text: str, kept: str, elsewhere: str) -> list[str]:
    """The lines of a text that were not kept, nor stand elsewhere in other lines."""
    if text == kept:
        return []
    left, known = set(kept.split("\n")), runs(elsewhere)
    lines = (line.strip() for line in text.split("\n") if line not in left)
    return [line for line in lines if line and not (elsewhere and _known(line, elsewhere, known))]


def prose(text: str) -> float:
    """The share of a text's characters in lines that look like sentences: 0 to 1."""
    lines = [line.strip() for line in text.split("\n")]
    told = sum(len(line) for line in lines if len(line) >= 80 or (len(line) >= 25 and _SENTENCE_END.search(line)))
    return told / max(1, sum(map(len, lines)))


def without_title(text: str, headings: tuple[str, ...]) -> str:
    """The text without a repetition of its title in the first lines."""
    lines, known = text.split("\n"), tuple(name for heading in headings if len(name := folded(heading)) >= 3)
    return "\n".join(line for at, line in enumerate(lines) if at >= 3 or not _titled(line, known)).strip()


def _titled(line: str, known: tuple[str, ...]) -> bool:
    """Whether a line is the title, alone or behind a kicker."""
    if len(line) > LONGEST:
        return False
    name = folded(line)
    return any(
        name == each or (len(each) >= 20 and len(name) < 2 * len(each) and name.endswith(each)) for each in known
    )


def reconciled(text: str, declared: str, subheads: frozenset[str] = frozenset()) -> str:
    """The better of the text found and the one the page declares, or what both agree on.

    The declared one counts where it has at least .6 of the length and covers half of the text found (it is often a
    teaser), or where next to nothing was found. Then lines it does not know are the page's, not the article's, except
    headings (`subheads`, folded) right above lines that it knows, and a summary in sentences above the text: it is
    mostly written down without them.
    """
    if len(text) < 250 and len(declared) > 2 * len(text):
        return declared
    if len(declared) < 0.6 * len(text):
        return text
    known = runs(declared)
    if _share(runs(text), known) < 0.5:
        return text
    lines = text.split("\n")
    kept = [_known(line, declared, known) for line in lines]
    first = kept.index(True) if any(kept) else 0
    agreed = "\n".join(
        line
        for at, line in enumerate(lines)
        if kept[at]
        or (any(kept[at + 1 : at + 2]) and folded(line) in subheads)
        or (at < first and line.startswith("- ") and _SENTENCE_END.search(line))
    )
    return _paragraphed(declared, lines) if _share(known, runs(agreed)) < 0.9 else agreed


def _paragraphed(declared: str, lines: list[str]) -> str:
    """A text that is declared in one piece, with the paragraphs in which it was found on the page."""
    if "\n" in declared:
        return declared
    for line in lines:
        if len(line) >= PARAGRAPH:
            declared = declared.replace(line, f"\n{line}\n")
    return "\n".join(filter(None, map(str.strip, declared.split("\n"))))


def covered(text: str, other: str) -> float:
    """The share of the four-word runs of `text` that stand in `other`: 0 to 1."""
    return _share(runs(text), runs(other))


def _known(line: str, declared: str, known: Counter[tuple[str, ...]]) -> bool:
    own = runs(line)
    return _share(own, known) >= 0.5 if own else line.strip().removeprefix("- ") in declared


def _share(own: Counter[tuple[str, ...]], others: Counter[tuple[str, ...]]) -> float:
    return sum((own & others).values()) / max(1, own.total())


def plain(markup: str) -> str:
    """The paragraphs of an HTML fragment or of plain text."""
    lines = _TAG.sub("", _BREAK.sub("\n", markup)).split("\n")
    return "\n".join(filter(None, (tidy(line, longest=len(line)) for line in lines)))


def _without_posts(tree: HtmlElement) -> list[str]:
    """Take posts that the page embeds out of the tree, words of others than the article; their words."""
    gone = []
    for post in list(tree.iter("blockquote")):
        if any(name in post.get("class", "") for name in _EMBEDDED) and post.getparent() is not None:
            gone.append(line_of(post))
            post.drop_tree()
    return gone[:MOST_TOLD]


def _without_link_lists(tree: HtmlElement) -> list[str]:
    """Take lists out of the tree that are nothing but links to other pages, two or more of some length; their lines."""
    gone: list[str] = []
    for found in [each for each in tree.iter("ul") if next(each.iterancestors("article", "main"), None) is not None]:
        if len(found) > 1 and found.getparent() is not None and _points_elsewhere(found):
            gone += [line_of(entry) for entry in found.iterchildren("li")][:MOST_TOLD]
            found.drop_tree()
    return gone


def _points_elsewhere(found: HtmlElement) -> bool:
    """Whether a list is all links, or half with a link in each entry and no full sentence: "Quays: Five new ones"."""
    linked = sum(len(line_of(link)) for link in found.iterfind(".//a"))
    told = len(line_of(found))
    if told < 25 * len(found) or linked < 0.5 * told:
        return False
    return linked >= 0.85 * told or all(
        entry.find(".//a") is not None and not entry.text_content().rstrip().endswith((".", "。", ":"))
        for entry in found.iterchildren("li")
    )


def _extracted(tree: HtmlElement, url: str, *, fast: bool) -> str:
    from lxml.etree import strip_elements
    from trafilatura.core import bare_extraction

    options = copy(_options(fast))
    options.url = options.source = url
    if fast:
        tree = copy(tree)
        strip_elements(tree, *_NO_TEXT, with_tail=False)
    try:
        found = bare_extraction(tree, url=url, options=options)
    except BROKEN:
        return ""
    return (getattr(found, "text", None) or "") if found is not None else ""


@cache  # its settings are read from a file's text each time, which takes as long as a short page's extraction
def _options(fast: bool) -> Extractor:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=fast, comments=False)


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The four-word runs of a text, an ideograph or kana counting as a word."""
    words = _WORD.findall(text.casefold())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
