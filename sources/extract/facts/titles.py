"""Titles as strings: tidied, compared, and without the name of the site."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from desk.text.scripts import DENSE
from sources.written.markup import without_tags

LONGEST = 400
_SEPARATOR = re.compile(r"\s+[|｜·•*»«›‹:–—-]+\s+|\s*[|｜]\s*|\s+[-–—]\s*(?=[^\s-]*$)|_(?=[^_]{2,20}$)")
# without spaces: parts of a title only where one of them is a heading of the page or the name of the site
_ATTACHED = re.compile(rf"\s*(?:_+|--+|[–—：]+|(?<=[{DENSE}！？”」』》）])-|-(?=[{DENSE}]))\s*")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNSAID = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los|il|de|het)\s+", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_DASHES = "-–—"


def tidy(raw: object, longest: int = LONGEST) -> str:
    """One line, entities and markup resolved."""
    if not isinstance(raw, str):
        return ""
    text = html.unescape(html.unescape(raw)) if "&" in raw else raw
    text = without_tags(text)
    text = _CONTROLS.sub(" ", _INVISIBLE.sub("", text))
    return " ".join(text.split())[:longest]


def folded(title: str) -> str:
    """A title for comparison: letters and digits only, case folded."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", title).casefold())


def without_site(
    title: str,
    sites: tuple[str, ...],
    confirmed: tuple[str, ...] = (),
    *,
    loose: bool = False,
    sections: tuple[str, ...] = (),
) -> str:
    """The title without the parts at its ends that name the site.

    sites: names the page calls itself by; confirmed: other wordings of the title on the page, of which the
    headline proper is one when `title` is that wording and something behind or before a separator; loose: a day and
    a few words with the site's name among them count as its name (in a window's title, not in a headline); sections:
    names of the part of the site that the page stands in, which count behind the title only.
    """
    known = {name for site in sites if site for name in _names(site)}
    if other := part_of(title, confirmed, known):
        return other
    behind = known | {folded(section) for section in sections} - {""}
    while True:
        first = _SEPARATOR.search(title)
        if (head := _head(title, known, behind)) or (loose and (head := _before_the_site(title, sites))):
            title = head
        elif first and first.start() and folded(title[: first.start()]) in known:
            title = title[first.end() :]
        else:
            break
    site, _, rest = title.partition(": ")
    named = folded(site) in known or (
        loose and _of_the_site(site, ":", sites) and folded(rest) in map(folded, confirmed)
    )
    return rest.strip() if rest and named else title.strip()


def part_of(title: str, others: tuple[str, ...], known: set[str] | frozenset[str] = frozenset()) -> str:
    """The part of a title that is one of the page's other titles (and no `known` name, folded); "" when none is.

    Behind a separator it must be the longer part: a motto may stand there, and in a heading too.
    """
    wordings = {name for other in others if len(name := folded(other)) >= 8} - known
    for match in _parted(title) if wordings else ():
        head, tail = title[: match.start()], title[match.end() :]
        if folded(head) in wordings:
            return head
        if folded(tail) in wordings and len(tail) >= len(head):
            return tail
    return ""


def _head(title: str, known: set[str], behind: set[str]) -> str:
    """What stands before a part that is the site's name (or, at the end, its section's); "" when there is none.

    What stands behind the name in turn is a motto: "Quay reopens - Tide - News of the coast".
    """
    found = list(_parted(title))
    for at, match in enumerate(found):
        head, tail = title[: match.start()], title[match.end() :]
        upto = found[at + 1].start() if at + 1 < len(found) else len(title)
        named = folded(tail) in behind or (len(folded(head)) >= 12 and folded(title[match.end() : upto]) in known)
        if named and folded(head):
            return head
    return ""


def _before_the_site(title: str, sites: tuple[str, ...]) -> str:
    """What stands before a day or a few words with the site's name among them; "" when the title ends otherwise."""
    match = max(_SEPARATOR.finditer(title), key=lambda match: match.start(), default=None)
    if match and folded(title[: match.start()]) and _of_the_site(title[match.end() :], match[0], sites):
        return title[: match.start()]
    return ""


def _parted(title: str) -> list[re.Match[str]]:
    """The places where a title may fall into parts, in order."""
    spaced = list(_SEPARATOR.finditer(title))
    taken = {at for match in spaced for at in range(match.start(), match.end())}
    attached = (match for match in _ATTACHED.finditer(title) if match.start() not in taken)
    return sorted((*spaced, *attached), key=lambda match: match.start())


@lru_cache(1_024)
def _names(site: str) -> frozenset[str]:
    """A site's name with and without its article: "The Tide", "Tide"."""
    return frozenset((folded(site), folded(_ARTICLE.sub("", site.strip())))) - {""}


def _of_the_site(tail: str, separator: str, sites: tuple[str, ...]) -> bool:
    """Whether a short tail is a day, or holds the site's name among few words: "Tide Online", "Ports | Tide News"."""
    if _DAY.fullmatch(tail):
        return True
    said, alone = f" {_UNSAID.sub(' ', tail).casefold()} ", separator.strip() in _DASHES
    return len(tail.split()) <= (3 if alone else 5) and any(
        len(name) >= 4 and f" {name} " in said
        for site in sites
        if (name := _UNSAID.sub(" ", _ARTICLE.sub("", site.strip())).strip().casefold())
    )
