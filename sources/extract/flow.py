"""The flow of a page's paragraphs, and what an extraction lost of it: put back where it stands on the page.

Extraction cuts by class names and by the first container that looks like one: a lead in a `teaser`, the lists of a
guide, every section but the first. What it lost is told from what it left out on purpose by kinship: paragraphs that
stand in the page as those do that were found, or beside them, and in no box whose name says comment, card or consent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.cleaning import boilerplate
from sources.extract import interstitial
from sources.extract.facts.titles import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LEAST, SENTENCE = 80, 60  # characters of a paragraph, of one that ends as a sentence does
KEY = 40  # letters by which a paragraph is found again
MOST_BLOCKS = 3_000
AMID, APART = 0.2, 0.5  # of the found text: so much of one kind must be missing amid it, before or behind it
GROUP, MEMBERS = 300, 3  # characters and paragraphs of such a group
STRANGE = 5  # times as much must be missing where nothing that was found stands in a paragraph
OTHER = 10  # times what was found: a group that is larger is another text
_TEXT = ("p", "div", "li", "blockquote", "section", "td", "dd")
_BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
     "main", "header", "dl", "li", "form", "nav", "aside", "footer", "figure", "tr", "td")
)  # fmt: skip
_FRAME = frozenset(
    ("nav", "footer", "aside", "form", "figure", "figcaption", "button", "noscript", "template", "a", "dialog",
     "select", "iframe")
)  # fmt: skip
CARD = 1_200  # characters of a card with the teaser of another article
_LINKED_HEADLINE = (
    "./*[self::h2 or self::h3 or self::h4 or self::h5][.//a or ancestor::a]"
    " | ./*/*[self::h2 or self::h3 or self::h4][.//a] | ./a[.//h2 or .//h3 or .//h4]"
)
_HEADINGS = ("h2", "h3", "h4", "h5")
_OTHERS = re.compile(
    r"comment|related|recommend|newsletter|cookie|consent|footer|sidebar|popup|modal|breadcrumb|nav\b|menu|share|social"
    r"|author|\bbio\b|caption|legal|copyright|twitter|onetrust|gdpr|privacy|subscri|hidden|sr-only|visually|\bads?\b"
    r"|\bad-|-ad\b|advert|disclaimer|reviews?\b|testimonial|product|tooltip|dialog|banner|sponsor|card|byline|signup"
    r"|register|toc\b|table-of|footnote|instagram|embed-media|credit|outbrain|taboola|most-?read|popular|trending"
    r"|\bfaq|carousel|slide|gallery|video",
    re.IGNORECASE,
)
_TEASERS = re.compile(r"teaser|promo|excerpt|premium|paywall|summary|meta\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’»」』)）]\s*$")
_UNSAID = ("script", "style", "noscript", "svg", "template", "rt", "rp")
_SAID = f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in _UNSAID)})]"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the page shows it: its words, the kind of place it stands in, and whether that is a teaser's."""

    element: HtmlElement
    text: str
    place: tuple[str, ...]
    teaser: bool


def mended(tree: HtmlElement, text: str) -> str:
    """The text with the paragraphs put back that the extraction lost; as it is when it lost none."""
    if not text:
        return text
    blocks = _blocks(tree)
    page = _Page(text)
    at = [page.line(block.text) for block in blocks]
    got = sum(len(block.text) for block, line in zip(blocks, at, strict=True) if line is not None)
    missing = [number for number, line in enumerate(at) if line is None]
    if not missing:
        return text
    if not got:  # what was found stands in no paragraph of the page's own
        wanted = _kin(blocks, at, missing, STRANGE * len(text))
    else:
        wanted = _kin(blocks, at, missing, got) | _beside(blocks, at, missing)
    return page.with_lines(_placed(blocks, at, wanted)) if wanted else text


def _blocks(tree: HtmlElement) -> list[Block]:
    """The page's paragraphs of prose in their order, but those in its frame and in boxes of other things."""
    found: list[Block] = []
    framed: dict[HtmlElement, int] = {}
    for element in tree.iter(*_TEXT):
        told = _told(element)
        if not told or (kind := _kind(element, framed)) == 2:
            continue
        if 2 * sum(len(_words(link)) for link in element.iterfind(".//a")) > sum(map(len, told)):
            continue
        found += [Block(element, words, _place(element, len(told) > 1), kind == 1) for words in told]
        if len(found) >= MOST_BLOCKS:
            break
    return found


def _told(element: HtmlElement) -> list[str]:
    """The paragraphs of an element that are in no other one: all of its words, or those between its other elements."""
    if element.tag == "p" or not any(child.tag in _BLOCKS for child in element):
        told = [_words(element)]
    elif any(len(child.tail or "") >= SENTENCE for child in element) or len(element.text or "") >= SENTENCE:
        told = list(_between(element))
    else:
        return []
    return [line for line in told if len(line) >= SENTENCE and (len(line) >= LEAST or _SENTENCE_END.search(line))]


def _between(element: HtmlElement) -> Iterator[str]:
    """The stretches of text that stand loose between the blocks of an element, or its line breaks."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or child.tag == "br":
            yield " ".join("".join(pieces).split())
            pieces = []
        elif isinstance(child.tag, str) and child.tag not in _UNSAID:
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    yield " ".join("".join(pieces).split())


def _words(element: HtmlElement) -> str:
    if next(element.iter(*_UNSAID), None) is None:
        return " ".join(element.text_content().split())
    return " ".join(" ".join("".join(element.xpath(_SAID)).split()).split())


def _kind(element: HtmlElement, known: dict[HtmlElement, int]) -> int:
    """0 for the page's own content, 1 in a teaser, 2 in its frame or a box of something else."""
    if element in known:
        return known[element]
    if element.tag in _FRAME or unseen(element):
        kind = 2
    else:
        above = element.getparent()
        kind = 0 if above is None or above.tag == "html" else _kind(above, known)
        if kind < 2 and element.tag != "body":
            named = f"{element.get('class') or ''} {element.get('id') or ''}"
            other = _OTHERS.search(named) and not _holds_most(element)
            kind = 2 if other else 1 if _TEASERS.search(named) else kind
    known[element] = kind
    return kind


def _holds_most(element: HtmlElement) -> bool:
    """Whether most paragraphs of the page stand in an element: then it is no box, whatever its name says."""
    own = sum(1 for _ in element.iter("p"))
    return own >= MEMBERS and 2 * own > sum(1 for _ in element.getroottree().getroot().iter("p"))


def unseen(element: HtmlElement) -> bool:
    """Whether an element says of itself that readers do not see it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _place(element: HtmlElement, loose: bool) -> tuple[str, ...]:
    """The two elements around a paragraph, by tag and class without numbers; loose: it is a part of an element."""
    place = ["li" if element.tag == "li" else "p"]
    for step in range(2):
        above = element if loose and not step else element.getparent()
        if above is None:
            break
        element = above
        place += [str(element.tag), re.sub(r"\d+", "", element.get("class") or "")]
    return tuple(place)


def _kin(blocks: list[Block], at: list[int | None], missing: list[int], got: int) -> set[int]:
    """Missing paragraphs that stand in one kind of place, when they are a good part of the text."""
    found = [number for number, line in enumerate(at) if line is not None]
    places = {blocks[number].place for number in found}
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in missing:
        if (
            not blocks[number].teaser
            and blocks[number].place[1:2] != ("body",)
            and not _is_card(blocks[number].element)
        ):
            groups[blocks[number].place].append(number)
    wanted: set[int] = set()
    for place, numbers in groups.items():
        amid = [number for number in numbers if found and found[0] < number < found[-1]]
        for some, share in ((amid, AMID), (numbers, APART)):
            size = sum(len(blocks[number].text) for number in some)
            most = OTHER * got if place not in places else size
            if len(some) >= MEMBERS and max(GROUP, share * got) <= size <= most:
                wanted |= set(some)
    return wanted


def _is_card(element: HtmlElement) -> bool:
    """Whether a paragraph breaks off, stands under a headline that is a link, or in a box with a picture or button."""
    if _words(element).rstrip("]) ").endswith(("...", "…")):
        return True
    if element.tag != "p" and any(child.tag in _BLOCKS for child in element):
        return False  # it stands loose in a larger element
    if element.tag == "div" and next(element.iter("img", "button", "video", "picture"), None) is not None:
        return True
    above = element.getparent()
    for _ in range(4):
        if above is None or above.tag in ("main", "body") or len(_words(above)) > CARD:
            return False
        if above.xpath(_LINKED_HEADLINE):
            return True
        above = above.getparent()
    return False


def _beside(blocks: list[Block], at: list[int | None], missing: list[int]) -> set[int]:
    """Missing paragraphs right before the first that was found or right behind the last, in the same article.

    Behind it, one with a link is a pointer to something else.
    """
    found = [number for number, line in enumerate(at) if line is not None]
    holder = _common([blocks[number].element for number in found])
    wanted: set[int] = set()
    for run in (range(found[0] - 1, -1, -1), range(found[-1] + 1, len(blocks))):
        for number in run:
            block = blocks[number]
            if len(wanted) > 3 or not _belongs(block.element, holder) or _is_debris(block.text):
                break
            if number > found[-1] and block.element.find(".//a") is not None:
                break
            wanted.add(number)
    return wanted & set(missing)


def _is_debris(line: str) -> bool:
    return boilerplate.load().rule(line) is not None or interstitial.says(line)


def _common(elements: list[HtmlElement]) -> HtmlElement | None:
    """The smallest element that holds all of these, or the article around it."""
    first = elements[0]
    others = [set(each.iterancestors()) for each in (elements[0], elements[-1], elements[len(elements) // 2])]
    return next((above for above in first.iterancestors() if all(above in each for each in others)), None)


def _belongs(element: HtmlElement, holder: HtmlElement | None) -> bool:
    """Whether a paragraph stands beside the article's text: in what holds it, or in one box right beside it."""
    if holder is None or element.tag not in ("p", "blockquote"):
        return False
    near = [holder]
    if holder.tag not in ("article", "main", "body") and holder.getparent() is not None:
        near.append(holder.getparent())
    above = element.getparent()
    for _ in range(3):
        if above is None:
            return False
        if above in near:
            return above.tag != "body"
        if next(above.iter("a", "h2", "h3", "h4", "img"), None) is not None:
            return False
        above = above.getparent()
    return False


def _placed(blocks: list[Block], at: list[int | None], wanted: set[int]) -> dict[int, list[str]]:
    """New lines by the line of the text behind which they belong, -1 for those above it."""
    lines: dict[int, list[str]] = defaultdict(list)
    behind = -1
    for number, block in enumerate(blocks):
        line = at[number]
        if line is not None:
            behind = line
        elif number in wanted:
            heading = _heading(block.element)
            new = [heading] if heading and heading not in lines[behind] else []
            lines[behind] += [*new, f"- {block.text}" if block.element.tag == "li" else block.text]
    return lines


def _heading(element: HtmlElement) -> str:
    """The heading right above a paragraph."""
    above = element.getprevious()
    if above is None or above.tag not in _HEADINGS or above.find(".//a") is not None:
        return ""
    return _words(above)


class _Page:
    """A text in which paragraphs of the page are looked for."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._starts, pieces, size = [], [], 0
        for line in self.lines:
            self._starts.append(size)
            pieces.append(folded(line))
            size += len(pieces[-1])
        self._whole = "".join(pieces)

    def line(self, paragraph: str) -> int | None:
        """The number of the line that says a paragraph; None when there is none."""
        found = self._whole.find(folded(paragraph[: 2 * KEY])[:KEY])
        return None if found < 0 else bisect_right(self._starts, found) - 1

    def with_lines(self, new: dict[int, list[str]]) -> str:
        """The text with new lines behind those of the given numbers, but what it says already."""
        whole: list[str] = []
        for number in range(-1, len(self.lines)):
            whole += [self.lines[number]] if number >= 0 else []
            whole += [line for line in new.get(number, ()) if folded(line) not in self._whole]
        return "\n".join(whole)
