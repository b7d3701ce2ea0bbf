"""Who wrote a page, as its text tells it: "Author: …" in a list of facts, or a name alone above or below it."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from desk.cleaning import boilerplate
from sources.extract.facts import credits_lines, credits_marked
from sources.extract.facts.credits_noise import without_noise
from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG = 120  # characters of a paragraph that belongs to the article and is no byline
MOST_LABELS, MOST_PARAGRAPHS = 4_000, 2_000
_LABEL = re.compile(
    r"(?:autor(?:in)?(?:[/:*_](?:in|innen|autor(?:in)?))?|authors?|(?:written|story|text|words) by|auteur[s]?|auteurice"
    r"|autore|autori|autores|autora|penulis|yazar|yazan|автор|tác giả|skribent|forfatter|skrevet av|tekst|auteur\(e\)"
    r"|作者|撰文|記者|记者|執筆|기자)\s*[:：]?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|posted|words|story|article|text|reported|authored|geschrieben|escrito|écrit|scritto)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|автор|от)(?:\s*:\s*|\s+|(?<=[Bb]y)(?=[^\W\d_a-z])|$)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;|⋅·•–—|]|\s-\s|\s(?:on|for|at|in|am)\s|\s\d")
_LINES = ("p", "span", "div", "strong", "em", "h2", "h3", "h4", "h5", "h6", "b", "a", "small", "cite")
_CARD = re.compile(
    r"card|related|teaser|recommend|comment|sidebar|footer|widget|latest|more-|promo|list-item", re.IGNORECASE
)
_LABELLED = ("strong", "b", "span", "dt", "th", "td", "em", "label", "div", "p", "li")
_EMPHASIS = frozenset(("strong", "b", "em", "i"))
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-]+[^\W\d_]+)*\.?")
_PARTICLES = frozenset(
    ("de", "da", "di", "du", "del", "von", "van", "der", "den", "la", "le", "al", "bin", "ter", "zu")
)
_OFFICE = re.compile(r"[\w.]+[- ](?:redaktion|redactie|redaksi|redaksjonen|rédaction)", re.IGNORECASE)
# words of headings and pointers that would else look like names
_HEADING = re.compile(
    r"\b(?:the|this|what|why|how|who|when|where|read|more|also|key|watch|video|photos?|images?|foto|related|breaking"
    r"|update|summary|about|editor|note|subscribe|join|follow|share|source|click|here|your|our|in|on|at|next|see|top"
    r"|news|live|story|stories|points|facts|background|conclusion|introduction|executive|advertisement|contact|lesen"
    r"|mehr|auch|thema|lire|aussi|baca|juga|leer|más|también|leia|xem|thêm|quelle|fazit|hintergrund)\b",
    re.IGNORECASE,
)


def labelled(tree: HtmlElement) -> list[str]:
    """What stands behind or beside the word for "author" in any list of facts: raw credits."""
    for element in islice(tree.iter(*_LABELLED), MOST_LABELS):
        told = "" if len(element) else (element.text or "").strip()
        if not 0 < len(told) <= 24 or not _LABEL.fullmatch(told):
            continue
        beside = element.getnext()
        for raw in (element.tail or "", beside.text_content() if beside is not None else ""):
            credit = " ".join(raw.split()).strip(" :：|")
            # one Latin word alone is the next head of a table or the next field of a form rather than a person
            if 1 < len(credit) <= 80 and (" " in credit or not credit.isascii()):
                return [credit]
    return []


def told(tree: HtmlElement) -> list[str]:
    """The names in the first line of its own that begins with a word for "by", whatever its markup is called."""
    for element in islice(tree.iter(*_LINES), MOST_LABELS):
        if not _BY.match((element.text or "").strip() or _first_words(element)):
            continue
        lines = credits_marked.credit(element).split("\n")
        line = lines[0] if _BY.sub("", lines[0]) else " ".join(lines[:2])
        if 0 < len(line) <= LONG and not _elsewhere(element) and (names := _names_behind(line)):
            return names
    return []


def _first_words(element: HtmlElement) -> str:
    """The words that an element begins with, where they stand in a child of its own."""
    return (element[0].text or "").strip() if len(element) and isinstance(element[0].tag, str) else ""


def _names_behind(line: str) -> list[str]:
    """The names behind a "by" up to what cannot be one: a comma and an office, a date, a bar."""
    credit = _BY.sub("", line, count=1)
    first = _STOP.split(without_noise(credit), maxsplit=1)[0]
    found = [name.strip(" .") for name in re.split(r"\s*[,/&]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+", first)]
    return (
        [name for name in found if _capitals(name) and not credits_lines.WORK.search(name)]
        if _capitals(found[0])
        else []
    )


def _elsewhere(element: HtmlElement) -> bool:
    """Whether a line stands outside the article or in another's card."""
    return any(
        above.tag in ("footer", "aside", "nav", "li", "figure", "figcaption", "blockquote", "template")
        or _CARD.search(above.get("class") or "")
        for above in chain((element,), element.iterancestors())
    )


def bare(tree: HtmlElement) -> list[str]:
    """Names that stand alone, set off from the text, as its first or last paragraph.

    Nothing else tells such a line from a heading, so it must look like names and like nothing that the text speaks of.
    """
    paragraphs = _paragraphs(tree)
    texts = [line_of(each) for each in paragraphs]
    long = [at for at, text in enumerate(texts) if len(text) >= LONG and not boilerplate.load().rule(text)]
    if len(long) < 2:
        return []
    first, last = long[0], long[-1]
    for at in [*range(max(0, first - 2), first), *range(last + 1, min(len(texts), last + 3))]:
        if _set_off(paragraphs[at], texts[at], below=at > last):
            found = [name.strip() for name in re.split(r"\s*[/,;&|]\s*|\s+(?:and|und|et|y|e|dan|và)\s+", texts[at])]
            body = " ".join(text for other, text in enumerate(texts) if other != at)
            if all(_name(name, body) for name in found):
                return found
    return []


def _paragraphs(tree: HtmlElement) -> list[HtmlElement]:
    """The paragraphs of the element that holds the most text in paragraphs of its own."""
    sizes: dict[HtmlElement, int] = {}
    for each in islice(tree.iter("p"), MOST_PARAGRAPHS):
        parent = each.getparent()
        sizes[parent] = sizes.get(parent, 0) + len(each.text_content())
    return list(max(sizes, key=lambda parent: sizes[parent]).iterchildren("p")) if sizes else []


def _set_off(paragraph: HtmlElement, text: str, *, below: bool) -> bool:
    """Whether a short paragraph is in one piece of emphasis, or stands at the right below the text."""
    if not 1 < len(text) <= 80 or boilerplate.load().rule(text):
        return False
    if below and re.search(r"text-align\s*:\s*right", paragraph.get("style") or ""):
        return True
    inner = [child for child in paragraph if isinstance(child.tag, str) and child.text_content().strip()]
    return len(inner) == 1 and inner[0].tag in _EMPHASIS and line_of(inner[0]) == text


def _name(name: str, body: str) -> bool:
    """Whether this is a person's name of two to four words, or an editorial office, that the text does not speak of."""
    if _OFFICE.fullmatch(name):
        return True
    return _capitals(name) and not re.search(rf"\b{re.escape(name.split()[-1])}\b", body)


def _capitals(name: str) -> bool:
    """Whether these are two to four words with capitals that no heading is made of."""
    words = name.split()
    if not 2 <= len(words) <= 4 or _HEADING.search(name):
        return False
    capitals = [word for word in words if word not in _PARTICLES]
    return len(capitals) >= 2 and all(_WORD.fullmatch(word) and word[0].isupper() for word in capitals)
