"""Who wrote a page: JSON-LD first, then meta tags, then the byline as the page shows it."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from sources.extract.facts import bylines, credits_lines, credits_marked, credits_noise
from sources.extract.facts.titles import folded, tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from sources.extract.facts.jsonld import Node

MOST, LONGEST = 12, 80
META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "cxenseparse:author", "og:article:author", "article:author_name", "articleauthor",
)  # fmt: skip
NOBODY = {
    "staff", "admin", "administrator", "author", "unknown", "null", "none", "guest", "webmaster", "editor", "editors",
    "root", "user", "undefined", "redacción", "redaktion", "rédaction", "autor", "name", "username", "user admin",
    "super user", "e-mail", "email", "submitted", "posted", "未知", "匿名", "佚名", "全部", "编辑", "小编", "发布于",
    "view more posts", "view all posts", "read more",
}  # fmt: skip
_BY = re.compile(
    r"^(?:(?:written|reported|story|text|words|escrit[oa]|redactado|écrit|rédigé|geschrieben|verfasst|geschreven|skrevet"
    r"|skriven)\s+)?(?:by|von|par|por|di|door|av|af|oleh|от|автор|autor|texte|texto|testo|tekst|nga|作者|文|記者|记者|撰文)"
    r"(?:\s*[:：/／]\s*|\s+)|^(?:記者|记者|通讯员)(?=[\u3400-\u9fff])"
    r"|^(?:scritto\s+da|a\s+cura\s+di|(?:text|redacción)\s*:)\s+",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S*|\(?www\.\S+|\S+@\S+\.\w+|^@\w+$|\([^)]*(?:\)|$)")  # addresses, brackets
_BETWEEN = re.compile(r"\s*(?:;|\||、|，|·|•|\n|\s/\s|\s&\s|,\s+(?:and|und|et|y)\s|\s(?:and|und|et|y|og|och|en)\s)\s*")
# who saw a text through, and what stands beside a byline: no authors
_DESK = re.compile(r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|校对|审核|来源|來源|时间|版权声明|出处)\s*[:：].*")
_BUTTON = re.compile(r"\s+\+?\s*(?:follow|关注|關注|folgen|suivre|seguir)$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\b(?:jr|sr|inc|ltd|corp|co|[a-z])|\.\s?[a-z]{1,2})\.$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|contributor|producer|redakteur(?:in)?|reporterin|"
    r"korrespondent(?:in)?|journaliste|redactor[a]?|periodista|rédac\w*|chief|bureau|published|updated)\b",
    re.IGNORECASE,
)


def read(
    tree: HtmlElement, node: Node, nodes: dict[str, Node], metas: dict[str, list[str]], sites: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of the people (or, failing them, the organisation) that the page credits."""
    houses = {folded(site) for site in sites if site}
    credited = _unique(
        name for raw in _named(node.get("author") or node.get("creator"), nodes, 0) for name in names(raw)
    )
    people = tuple(name for name in credited if folded(name) not in houses)
    if people:
        return _not_the_editor(tree, people, houses)
    given = [raw for key in META_NAMES for raw in metas.get(key, ())]
    tagged = _unique(name for raw in given for name in names(raw))
    own = _unique(name for raw in given if _of_the_house(raw, sites) for name in names(raw))
    people = tuple(name for name in tagged if folded(name) not in houses and name not in own)
    return people or _shown(tree, houses) or credited or tagged or _shown(tree, set())


def _not_the_editor(tree: HtmlElement, people: tuple[str, ...], houses: set[str]) -> tuple[str, ...]:
    """The people whom the data credit; where the page shows that these saw the text through, those whom it shows."""
    if len(people) == 1 and credits_marked.is_editor(tree, people[0]):
        return _shown(tree, houses | {folded(people[0])}) or people
    return people


def _of_the_house(raw: str, sites: tuple[str, ...]) -> bool:
    """Whether a credit names the site's own host, as "Tide Post (www.tide.example)" does."""
    return any("." in site and " " not in site and f"{site.casefold()})" in raw.casefold() for site in sites)


def names(raw: str) -> list[str]:
    """The names in a credit such as "By A. Writer and B. Author, Senior Reporter"."""
    text = _LINK.sub("", tidy(raw)).strip(" ,;|-–—")
    text = credits_noise.without_noise(_BUTTON.sub("", _DESK.sub("", _BY.sub("", text))))
    pieces = [_BY.sub("", piece.strip(" ,;|-–—")) for piece in _BETWEEN.split(text)]
    found = [credits_noise.without_office(name) for piece in pieces if piece for name in _comma_list(piece)]
    found = [name for name in found if not credits_noise.is_noise(name, alone=len(found) == 1)]
    return [
        name
        for name in found
        if 1 < len(name) <= LONGEST and name.casefold() not in NOBODY and re.search(r"[^\W\d]", name)
    ]


def _comma_list(piece: str) -> list[str]:
    """ "A B, C D" are two names, "A B, Role" or "Doe, John" one."""
    pieces = [_stripped(part) for part in piece.split(",")]
    if len(pieces) == 1:
        return pieces
    return [part for at, part in enumerate(pieces) if at == 0 or (" " in part and not _ROLE.search(part))]


def _stripped(part: str) -> str:
    """A name without the full stop of its sentence; that of "Jr." or "J. R." belongs to it."""
    part = part.strip(" ,-–—")
    return part if len(part) <= 4 or _ABBREVIATED.search(part) else part.strip(" .,-–—")


def _named(value: Any, nodes: dict[str, Node], depth: int) -> list[str]:
    """The name strings in a JSON-LD author, which may be a string, a node, a list or a reference."""
    if depth > 4:
        return []
    if isinstance(value, str):
        return [value] if value not in nodes else _named(nodes[value], nodes, depth + 1)
    if isinstance(value, list):
        return [name for each in value[:MOST] for name in _named(each, nodes, depth + 1)]
    if not isinstance(value, dict):
        return []
    if value.get("name"):
        return _named(value["name"], {}, depth + 1)
    if value.get("familyName"):
        return [f"{value.get('givenName') or ''} {value['familyName']}".strip()]
    referred = nodes.get(str(value.get("@id")))
    return _named(referred, {}, depth + 1) if referred and referred is not value else []


def _shown(tree: HtmlElement, houses: set[str]) -> tuple[str, ...]:
    """The byline that readers see, in the order in which such lines can be trusted."""
    lines = chain(
        (names("; ".join(bylines.labelled(tree))),),
        (credits_lines.names(raw, names) for raw in credits_marked.read(tree)),
        (names("; ".join(bylines.told(tree))),),
        (names("; ".join(bylines.bare(tree))),),
    )
    people = (_unique(name for name in credited if folded(name) not in houses) for credited in lines)
    return next(filter(None, people), ())


def _unique(found: Any) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in found:
        seen.setdefault(folded(name), name)
    return tuple(seen.values())[:MOST]
