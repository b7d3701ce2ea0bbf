"""What a page says about itself: JSON-LD, Open Graph, meta tags, microdata, markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from desk import urls
from desk.errors import ConfigError
from desk.text.language import fold
from sources.extract import standfirst
from sources.extract.facts import authors, dates, headline, jsonld, titles

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.html import HtmlElement

    from desk.models import Lead, Outlet
    from sources.extract.facts.dates import Dates
    from sources.extract.facts.jsonld import Node

MOST_TAGS = 30
_ARTICLE_NAME = re.compile(r"\d{3,}|[^-_]+[-_][^-_]+[-_][^-_]+")  # a number, or three words
MOST_METAS = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about a page but its text.

    `body` is the articleBody of its JSON-LD, `standfirst` the lines that sum the article up above it; "" without one.
    """

    title: str
    headings: tuple[str, ...]  # the title in every wording of the page
    authors: tuple[str, ...]
    dates: Dates
    language: str
    canonical: str | None
    version_of: str | None  # the article that this address is a version of, at the same site
    section: str | None
    tags: tuple[str, ...]
    image: str | None
    paywalled: bool | None
    body: str
    standfirst: str


def read(tree: HtmlElement, url: str, now: datetime, lead: Lead | None = None, outlet: Outlet | None = None) -> Facts:
    """The facts of a parsed page at `url` (absolute, after redirects), fetched at `now`."""
    metas = meta_tags(tree)
    canonical = _canonical(tree, metas, url)
    found = jsonld.nodes(tree)
    nodes = [node for node, _ in found]
    node = jsonld.article(found, (url, canonical or ""), headline.called(tree, metas)) or {}
    referred = jsonld.by_id(nodes)
    sites = _site_names(nodes, node, metas, url, outlet)
    title = headline.choose(tree, node, metas, sites, url)
    shared = (titles.without_site(titles.tidy(raw), sites) for raw in metas.get("og:title", ()))
    headings = (title, *headline.headings(tree), *filter(None, shared))
    return Facts(
        title=title,
        headings=headings,
        authors=authors.read(tree, node, referred, metas, sites),
        dates=dates.read(tree, node, metas, url, now, lead.published if lead else None),
        language=_language(tree, node, metas),
        canonical=canonical,
        version_of=canonical if canonical and _is_version(tree, canonical, url) else None,
        section=next(iter(_texts(node.get("articleSection")) + metas.get("article:section", [])), None),
        tags=_tags(node, metas),
        image=_image(node, referred, metas, url),
        paywalled=_paywalled(node, metas),
        body=node["articleBody"] if isinstance(node.get("articleBody"), str) else "",
        standfirst=standfirst.read(tree, metas, node, headings),
    )


def meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    """Content of the meta tags by lower-case name, property or itemprop."""
    found: dict[str, list[str]] = {}
    for meta in islice(tree.iter("meta"), MOST_METAS):
        content = (meta.get("content") or "").strip()
        for key in {meta.get("property"), meta.get("name"), meta.get("itemprop")}:
            if key and content:
                found.setdefault(key.strip().lower(), []).append(content)
    return found


def _canonical(tree: HtmlElement, metas: dict[str, list[str]], url: str) -> str | None:
    links = (each.get("href") for each in tree.iter("link") if "canonical" in each.get("rel", "").split(" "))
    for raw in [*islice(filter(None, links), 1), *metas.get("og:url", ())[:1]]:
        try:
            absolute: str = urljoin(url, raw.strip())
            parts = urlsplit(absolute)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return absolute
    return None


def _is_amp(tree: HtmlElement) -> bool:
    """Whether the page is written in AMP: `<html amp>` or `<html ⚡>`."""
    return not {"amp", "⚡"}.isdisjoint(map(str, tree.attrib))


def _is_version(tree: HtmlElement, canonical: str, url: str) -> bool:
    """Whether the canonical address may be believed: of the same site, and an article's by its looks.

    Sites that name their home page, or the section above, in every page are not rare.
    """
    if not _same_site(canonical, url):
        return False
    there, here = urlsplit(canonical), urlsplit(url)
    last = there.path.rstrip("/").rpartition("/")[2]
    if _is_amp(tree):
        return True
    if here.path.startswith(there.path.rstrip("/") + "/"):
        return False
    return last in here.path or bool(_ARTICLE_NAME.search(last) or there.query)


def _same_site(one: str, other: str) -> bool:
    """Whether `one` is a page of the other's site, and not its home page."""
    try:
        return urls.site(one) == urls.site(other) and urlsplit(one).path.strip("/") != ""
    except (ConfigError, ValueError):
        return False


def _domain(url: str) -> list[str]:
    """The domain under which a site's hosts stand, with and without its ending."""
    try:
        domain = urls.site(url)
    except ConfigError:
        return []
    return [domain, domain.partition(".")[0]]


def _site_names(
    nodes: list[Node], node: Node, metas: dict[str, list[str]], url: str, outlet: Outlet | None
) -> tuple[str, ...]:
    """What the site calls itself; its host with and without www and ending counts too."""
    names = (
        metas.get("og:site_name", []) + metas.get("application-name", []) + metas.get("apple-mobile-web-app-title", [])
    )
    publishers = [node.get("publisher")] + [each for each in nodes if "website" in jsonld.types(each)]
    names += [name for each in publishers if isinstance(each, dict) for name in _texts(each.get("name"))]
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    names += [host, host.rsplit(".", 1)[0], host.split(".")[0], *_domain(url)]
    names += [name.removeprefix("twitter:").removeprefix("@") for name in metas.get("twitter:site", [])]
    return tuple(dict.fromkeys([*(names), *([outlet.name] if outlet else [])]))


def _language(tree: HtmlElement, node: Node, metas: dict[str, list[str]]) -> str:
    declared = [
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *_texts(node.get("inLanguage")),
    ]
    declared += metas.get("og:locale", []) + metas.get("content-language", []) + metas.get("language", [])
    return next((code for raw in declared if raw and (code := fold(raw))), "")


def _tags(node: Node, metas: dict[str, list[str]]) -> tuple[str, ...]:
    for given in (
        _texts(node.get("keywords")),
        metas.get("article:tag"),
        metas.get("news_keywords"),
        metas.get("keywords"),
    ):
        split = given[0].split(",") if given and len(given) == 1 else given or []
        tags = tuple(dict.fromkeys(filter(None, (titles.tidy(tag)[:80] for tag in split))))
        if tags:
            return tags[:MOST_TAGS]
    return ()


def _image(node: Node, referred: dict[str, Node], metas: dict[str, list[str]], url: str) -> str | None:
    for raw in [*metas.get("og:image", ()), *_addresses(node.get("image"), referred), *metas.get("twitter:image", ())]:
        try:
            absolute: str = urljoin(url, raw.strip())
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")) and len(absolute) < 2_000:
            return absolute
    return None


def _addresses(value: Any, referred: dict[str, Node]) -> list[str]:
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict):
        first = first.get("url") or first.get("contentUrl") or referred.get(str(first.get("@id")), {}).get("url")
    return [first] if isinstance(first, str) else []


def _paywalled(node: Node, metas: dict[str, list[str]]) -> bool | None:
    free = node.get("isAccessibleForFree")
    if free is not None:
        return str(free).rsplit("/", 1)[-1].strip().lower() in ("false", "0", "no")
    tier = next(iter(metas.get("article:content_tier", ())), "").lower()
    return {"locked": True, "metered": True, "free": False}.get(tier)


def _texts(value: Any) -> list[str]:
    """The strings in a JSON-LD value."""
    many = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in many]
    return [text for each in named if isinstance(each, str) and (text := titles.tidy(each))]
