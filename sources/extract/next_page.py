"""Where an article goes on: the address of its next page, when the page itself links to exactly that.

Conservative: the address must be this one's with the next page number in it, on the same host; the page must call
itself an article; and comments, galleries, listings and "next article" never count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from desk.models import Removed
from sources.extract.facts import jsonld
from sources.extract.facts.titles import folded
from sources.extract.html_tree import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from desk.models import Article

LAST = 40  # no article has so many pages; a larger number in an address is something else
_PARAMETERS = ("page", "p", "pg", "seite", "pagina", "pageno", "page_no", "pagenum", "pagenumber", "paged", "pn")
# behind the article's path, before its ending: /2  /page/2  /page-2  /seite-2  -2.html  _2.html  ,2.html
_MARKS = ("/{}", "/page/{}", "/page-{}", "/page{}", "/p{}", "/p/{}", "/seite/{}", "/seite-{}", "-{}", "_{}", ",{}",
          "-page-{}", "-page{}", "-seite-{}", "-p{}")  # fmt: skip
_ENDING = re.compile(r"(?:\.(?:s?html?|php|aspx?|jsp|ece))?/?$", re.IGNORECASE)
_OTHER = re.compile(
    r"comment|disqus|repl(?:y|ies)|kommentar|comentari|gallery|galerie|galeria|slide|carousel|related|fotostrecke"
    r"|diashow|archive|post-nav|nav-(?:links|single|previous|next)|(?:prev|next)-?(?:post|article|story)",
    re.IGNORECASE,
)
_GALLERY = re.compile(
    r"/(?:[\w-]*(?:gallery|galleries|galerie|galeria|fotostrecke|bildstrecke|slideshow|diashow|photos?|fotos?"
    r"|diaporama))(?:[/.-]|$)",
    re.IGNORECASE,
)
_THREAD = "discussionforumposting"
_LISTS = {"collectionpage", "imagegallery", "mediagallery", "searchresultspage", "profilepage", _THREAD}
_NEXT = re.compile(
    r"(?:next|next page|continue(?: reading)?(?: on next page)?|page suivante|suivante?|nächste(?: seite)?"
    r"|weiter(?:lesen)?|auf der nächsten seite.{0,80}|página siguiente|siguiente"
    r"|próxima(?: página)?|pagina successiva|avanti|volgende(?: pagina)?"
    r"|nästa(?: sida)?|neste(?: side)?|下一[页頁]|次へ|次のページ.{0,40}|다음(?: 페이지)?"
    r"|следующая(?: страница)?|далее)[\s›»→>…:.]*",
    re.IGNORECASE | re.DOTALL,
)


def next_page(tree: HtmlElement, url: str, first: str | None = None) -> str | None:
    """The address of the page after this one; None when the article ends here or nothing is sure.

    url: of this page (absolute, after redirects); first: of the article's first page when this is a later one.
    """
    start = first or url
    number = 1 if start == url else _number(url, start)
    if not number or _GALLERY.search(start):
        return None
    links = list(_links(tree, number + 1, _own_name(start)))
    wanted = {_spelt(page) for page in _pages(start, number + 1)} if links else ()
    for href in links:
        try:
            page = urljoin(url, href.strip()).split("#")[0]
            if _spelt(page) in wanted:
                return page if _is_article(tree) else None
        except ValueError:
            continue
    return None


def continues(first: Article, other: Article) -> bool:
    """Whether a page with a next page's address tells the same article: its title, and something new below it."""
    a, b = folded(first.title), folded(other.title)
    if b and a and not (a.startswith(b) or b.startswith(a) or a in b):
        return False
    known = set(_paragraphs(first))
    return sum(len(new) for new in _paragraphs(other) if new not in known) >= 80


def joined(first: Article, other: Article) -> Article:
    """The article with a further page's text at its end, without what it has said already; its facts stay."""
    known, parts, again = set(_paragraphs(first)), list(first.parts), []
    for part in other.parts:
        told = part.text.split("\n\n")
        again += [line for line in told if line in known]
        fresh = "\n\n".join(line for line in told if line not in known)
        if fresh and parts and parts[-1].language == part.language:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n\n{fresh}")
        elif fresh:
            parts.append(replace(part, text=fresh))
    removed = (*first.removed, *(Removed(line, "said on the page before") for line in again), *other.removed)
    return replace(first, parts=tuple(parts), removed=tuple(dict.fromkeys(removed)), next_url=other.next_url)


def _paragraphs(article: Article) -> list[str]:
    return [line for part in article.parts for line in part.text.split("\n\n")]


def _pages(first: str, number: int) -> list[str]:
    """Every address that page `number` of the article at `first` may have."""
    try:
        parts = urlsplit(first)
    except ValueError:
        return []
    if parts.path in ("", "/") and not parts.query:
        return []
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    others = [(name, value) for name, value in pairs if not (name.lower() in _PARAMETERS and value == "1")]
    queries = [urlencode([*others, (name, str(number))]) for name in _PARAMETERS if name not in dict(others)]
    found = [parts._replace(query=query, fragment="").geturl() for query in queries]
    ending = _ENDING.search(parts.path)
    cut = ending.start() if ending else len(parts.path)
    stem, tail = parts.path[:cut], parts.path[cut:]
    for mark in _MARKS if stem else ():
        whole = {stem + mark.format(number) + tail}
        if mark.startswith("/"):
            whole |= {parts.path.rstrip("/") + mark.format(number), stem + mark.format(number)}
        found += [parts._replace(path=path, fragment="").geturl() for path in whole]
    return found


def _number(url: str, first: str) -> int:
    """Which page of the article at `first` an address is; 0 if none."""
    own = _spelt(url)
    return next((n for n in range(2, LAST) if any(own == _spelt(page) for page in _pages(first, n))), 0)


def _spelt(url: str) -> str:
    parts = urlsplit(url)
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return parts._replace(scheme="", path=parts.path.rstrip("/"), query=query, fragment="").geturl().lower()


def _is_article(tree: HtmlElement) -> bool:
    """Whether the page calls itself an article and nothing else."""
    kinds = set().union(*(jsonld.types(node) for node, _ in jsonld.nodes(tree)))
    if kinds & _LISTS and not kinds & (jsonld.ARTICLES - {_THREAD}):
        return False
    if kinds & (jsonld.ARTICLES - {_THREAD}):
        return True
    typed = " ".join(tree.xpath("//meta[@property='og:type']/@content")).lower()
    marked = " ".join(tree.xpath("//*[@itemtype]/@itemtype")[:20]).lower()
    return "article" in typed or "article" in marked or len(tree.xpath("//article")) == 1


def _own_name(url: str) -> str:
    """What every further page's address has in common with the first one's: the last part of its path, unended."""
    try:
        path = _ENDING.sub("", urlsplit(url).path, count=1)
    except ValueError:
        return ""
    return path.rpartition("/")[2]


def _links(tree: HtmlElement, number: int, name: str) -> Iterator[str]:
    """Addresses the page links to as its next one: by rel=next, or in words or as a number within its content.

    name: stands in every one that says its path in full; a page has hundreds of others that are not worth a look.
    """
    heads = (each.get("href") for each in tree.iter("link") if each.get("rel", "").lower() == "next")
    yield from islice(filter(None, heads), 3)
    digits, name = str(number), name.lower()
    for link in tree.iter("a"):
        href = link.get("href", "")
        if digits not in href or (name not in href.lower() and (href.startswith("/") or "://" in href)):
            continue
        if _says_next(link, number) and not _elsewhere(link):
            yield href


def _says_next(link: HtmlElement, number: int) -> bool:
    text = line_of(link)
    if text == str(number) or _NEXT.fullmatch(text) or "next" in (link.get("rel") or "").lower().split():
        return True
    return bool(re.fullmatch(rf"(?:page|seite|página|pagina|sida|side|страница) {number}\b.{{0,120}}", text.lower()))


def _elsewhere(link: HtmlElement) -> bool:
    """Whether a link belongs to comments, a gallery, a list, or stands in the page's frame."""
    for above in (link, *link.iterancestors()):
        if above.tag == "body":
            break
        if _OTHER.search(f"{above.get('class') or ''} {above.get('id') or ''}") or above.tag == "aside":
            return True
        if above.tag in ("footer", "header") and not any(up.tag in ("article", "main") for up in above.iterancestors()):
            return True
    return False
