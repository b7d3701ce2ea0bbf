"""The flow of a page's paragraphs, and what an extraction lost of it: put back where it stands on the page.

Extraction cuts by class names and by the first container that looks like one: a lead in a `teaser`, the lists of a
guide, every section but the first. What it lost is told from what it left out on purpose by kinship: paragraphs that
stand in the page as those do that were found, or beside them, and in no box whose name says comment, card or consent.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from desk.cleaning import boilerplate
from sources.extract import paragraphs
from sources.extract.text_lines import Lines
from sources.extract.walls import kinds

if TYPE_CHECKING:
    from lxml.html import HtmlElement

AMID, APART = 0.2, 0.5  # of the found text: so much of one kind must be missing amid it, before or behind it
GROUP, MEMBERS = 300, 3  # characters and paragraphs of such a group
STRANGE = 5  # times as much must be missing where nothing that was found stands in a paragraph
OTHER = 10  # times what was found: a group that is larger is another text
HEAD = 160  # characters of a heading within the text
CARD = 1_200  # characters of a card with the teaser of another article
_LINKED_HEADLINE = (
    "./*[self::h2 or self::h3 or self::h4 or self::h5][.//a or ancestor::a]"
    " | ./*/*[self::h2 or self::h3 or self::h4][.//a] | ./a[.//h2 or .//h3 or .//h4]"
)
_HEADINGS = ("h2", "h3", "h4", "h5")


def mended(tree: HtmlElement, text: str) -> str:
    """The text with the paragraphs put back that the extraction lost; as it is when it lost none."""
    if not text:
        return text
    blocks = paragraphs.blocks_of(tree)
    page = Lines(text)
    at = [page.line(block.text) for block in blocks]
    got = sum(len(block.text) for block, line in zip(blocks, at, strict=True) if line is not None)
    missing = [number for number, line in enumerate(at) if line is None]
    wanted: set[int] = set()
    if missing and not got:  # what was found stands in no paragraph of the page's own
        wanted = _kin(blocks, at, missing, STRANGE * len(text))
    elif missing:
        wanted = _kin(blocks, at, missing, got) | _beside(blocks, at, missing)
    above = heads(page, blocks, at)
    return page.with_lines(_placed(blocks, at, wanted), above) if wanted or above else text


def heads(page: Lines, blocks: list[paragraphs.Block], at: list[int | None]) -> dict[int, str]:
    """The headings right above paragraphs that were found, by their lines, where extraction lost them."""
    found: dict[int, str] = {}
    for block, line in zip(blocks, at, strict=True):
        if line is None or block.element.tag != "p" or line in found or not (head := _heading(block.element)):
            continue
        if len(head) <= HEAD and page.begins(line, block.text) and not _is_debris(head):
            found[line] = head
    return found


def _kin(blocks: list[paragraphs.Block], at: list[int | None], missing: list[int], got: int) -> set[int]:
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
    if paragraphs.words_of(element).rstrip("]) ").endswith(("...", "…")):
        return True
    if element.tag != "p" and any(child.tag in paragraphs.BLOCKS for child in element):
        return False  # it stands loose in a larger element
    if element.tag == "div" and next(element.iter("img", "button", "video", "picture"), None) is not None:
        return True
    above = element.getparent()
    for _ in range(4):
        if above is None or above.tag in ("main", "body") or len(paragraphs.words_of(above)) > CARD:
            return False
        if above.xpath(_LINKED_HEADLINE):
            return True
        above = above.getparent()
    return False


def _beside(blocks: list[paragraphs.Block], at: list[int | None], missing: list[int]) -> set[int]:
    """Missing paragraphs right before the first that was found or right behind the last, in the same article.

    A lead may stand in a div that is called so; behind the text, what has a link is a pointer to something else.
    """
    found = [number for number, line in enumerate(at) if line is not None]
    holder = _common([blocks[number].element for number in found])
    wanted: set[int] = set()
    for run in (range(found[0] - 1, -1, -1), range(found[-1] + 1, len(blocks))):
        for number in run:
            block = blocks[number]
            as_lead = number < found[0] and paragraphs.LEADS.search(block.element.get("class") or "")
            if block.element.tag not in (("p", "blockquote", "div") if as_lead else ("p", "blockquote")):
                break
            if len(wanted) > 3 or not _belongs(block.element, holder):
                break
            if _is_debris(block.text):
                break
            if number > found[-1] and block.element.find(".//a") is not None:
                break
            wanted.add(number)
    return wanted & set(missing)


def _is_debris(line: str) -> bool:
    return boilerplate.load().rule(line) is not None or kinds.load().says(line)


def _common(elements: list[HtmlElement]) -> HtmlElement | None:
    """The smallest element that holds all of these, or the article around it."""
    first = elements[0]
    others = [set(each.iterancestors()) for each in (elements[0], elements[-1], elements[len(elements) // 2])]
    return next((above for above in first.iterancestors() if all(above in each for each in others)), None)


def _belongs(element: HtmlElement, holder: HtmlElement | None) -> bool:
    """Whether a paragraph stands beside the article's text: in what holds it, or in one box right beside it."""
    if holder is None:
        return False
    near = [holder]
    if holder.tag not in ("article", "main", "body") and holder.getparent() is not None:
        near.append(holder.getparent())
    above = element.getparent()
    for _ in range(3):
        if above is None:
            return False
        if above in near:
            return bool(above.tag != "body")
        if next(above.iter("a", "h2", "h3", "h4", "img"), None) is not None:
            return False
        above = above.getparent()
    return False


def _placed(blocks: list[paragraphs.Block], at: list[int | None], wanted: set[int]) -> dict[int, list[str]]:
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
    return paragraphs.words_of(above)
