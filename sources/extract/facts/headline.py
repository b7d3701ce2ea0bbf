"""The title of a page: its headline, not the name of its site."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from desk.text.scripts import HAN, UNSPACED
from sources.extract.facts.titles import folded, part_of, tidy, without_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from sources.extract.facts.jsonld import Node

_KICKER = re.compile(r"^[^:|]{2,60}[:|]\s+$")  # what remains of a headline that ends with og:title
# a window's title in Chinese ends with its channel and site: "…-股票频道-晨报网", "…_新闻中心_晨报网_chenbao.example"
_CHANNELS = re.compile(
    rf"(?<=[{HAN}！？。”」』》）])(?:_+[^_]{{2,24}}|\s*[-–—]+\s*[^-–—_]{{1,14}}"
    r"(?:网|網|报|報|社|台|频道|頻道|在线|传媒|傳媒|周刊|门户|新闻|新聞))+$"
)
_WORDS, _UNPARTED = re.compile(r"[^\W_]+"), re.compile(rf"[{UNSPACED}]{{2,}}")
_LATIN = re.compile(r"[a-z]{3,}")
# three words of an address at the least say what it is about; a title has most of them, a teaser hardly one
LEAST_WORDS, MOSTLY, HARDLY = 3, 0.7, 0.3
LEAST = 8  # letters of a heading that may be a title
_BREAK = ('"', "“", "”", "'")  # an attribute that is not escaped ends where the title has its first quotation mark


def headings(tree: HtmlElement) -> list[str]:
    """The texts of the first h1 elements."""
    return [text for _, text in _headings(tree)]


def called(tree: HtmlElement, metas: dict[str, list[str]]) -> list[str]:
    """What the page itself calls its article, folded: its headings, shared titles and window."""
    shared = [tidy(raw) for name in ("og:title", "twitter:title") for raw in metas.get(name, ())[:1]]
    window = [tidy(text) for text in _window(tree)]
    return [folded(text) for text in (*headings(tree), *shared, *window)]


def _window(tree: HtmlElement) -> list[str]:
    """The title of the page's window, if it has one."""
    return [text for element in tree.iter("title") for text in element.xpath("text()")][:1]


def _headings(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    return [(element, text) for element in islice(tree.iter("h1"), 6) if (text := tidy(element.text_content()))]


def _is_home(heading: HtmlElement, url: str) -> bool:
    """Whether a heading is a link to the site's home page, or that of the blog or section: a name, no title."""
    own = urlsplit(url)
    for link in heading.xpath("(.//a | ancestor::a)[@href][1]"):
        try:
            there = urlsplit(urljoin(url, link.get("href").strip()))
        except ValueError:
            return False
        above = own.path.rstrip("/").startswith(there.path.rstrip("/") + "/")
        whole = folded(link.text_content()).startswith(folded(heading.text_content()))
        return whole and above and there.hostname == own.hostname and not there.query
    return False


def _is_blog(heading: str, shown: list[str], window: list[str]) -> bool:
    """Whether the window is called "heading: shared title": then the heading names the blog."""
    named = any(one[: len(heading)] == heading and one[len(heading) :].lstrip()[:1] == ":" for one in window)
    return named and any(folded(heading + title) == folded(one) for title in shown[:1] for one in window)


def choose(tree: HtmlElement, node: Node, metas: dict[str, list[str]], sites: tuple[str, ...], url: str = "") -> str:
    """JSON-LD headline, else og:title or h1 or title without the site's name; empty when the page has none.

    url: the page's address; a heading that links to a page above it names the site, and its path names sections.
    """
    found = _headings(tree)
    shown = [
        tidy(raw) for name in ("og:title", "twitter:title", "title", "dc.title") for raw in metas.get(name, ())[:1]
    ]
    window = [_CHANNELS.sub("", tidy(text)) for text in _window(tree)]
    homes = tuple(text for element, text in found if _is_home(element, url) or _is_blog(text, shown, window))
    h1, sites = [text for _, text in found if text not in homes], (*sites, *homes)
    shown = [_unbroken(title, h1) for title in shown]
    others = tuple(filter(None, [*h1, *shown, *window]))
    headline = _unpiped(without_site(tidy(node.get("headline")), sites), h1)
    headline = headline or without_site(tidy(node.get("name")), sites, tuple(h1))
    og = without_site(shown[0], sites) if shown else ""
    names = {folded(site) for site in sites}
    agreed = _agreed(h1, shown, window, sites)
    voiced = bool(node.get("alternativeHeadline")) and _tells_of_the_same(headline, agreed)
    if agreed and folded(agreed) != folded(headline) and not voiced:
        return agreed  # three against one; a second headline for the same subject is a second voice
    if addressed := _addressed(h1, shown, window, sites, url):
        return addressed
    if headline and folded(headline) not in names:
        bare = without_site(window[0], sites, loose=True) if window else ""
        return _settled(headline, h1[0] if h1 else "", og, bare, others)
    sections = _sections(metas, url)
    if len(h1) == 1 and len(folded(h1[0])) >= LEAST and folded(h1[0]) not in names:
        return h1[0]
    for candidate in shown + window:
        bare = without_site(candidate, sites, tuple(h1), loose=True, sections=sections)
        if bare and folded(bare) not in names:
            return bare
    return next((text for text in [*h1, *_marked(tree)] if folded(text) not in names), "")


def _agreed(h1: list[str], shown: list[str], window: list[str], sites: tuple[str, ...]) -> str:
    """The title that heading, shared title and window agree on; "" where they do not."""
    if not (h1 and shown and window):
        return ""
    bare = {folded(without_site(text, sites, tuple(h1), loose=True)) for text in (shown[0], window[0])}
    return h1[0] if bare == {folded(h1[0])} else ""


def _addressed(h1: list[str], shown: list[str], window: list[str], sites: tuple[str, ...], url: str) -> str:
    """The title that shared title, window and the words of the address agree on, against the heading; else "".

    A heading with hardly a word of the address is a teaser over the article ("It was magic"), or a part's heading.
    """
    words = _slug(url)
    if len(words) < LEAST_WORDS or not (h1 and shown and window):
        return ""
    ours, theirs = (without_site(text, sites, tuple(h1), loose=True) for text in (shown[0], window[0]))
    if folded(ours) != folded(theirs) or folded(ours) == folded(h1[0]):
        return ""
    share = [len(words & _slug(text)) / len(words) for text in (ours, h1[0])]
    return ours if share[0] >= MOSTLY and share[1] <= HARDLY else ""


def _slug(text: str) -> set[str]:
    """The words of an address' last long part, or of a title, in Latin letters."""
    from anyascii import anyascii

    last = max(urlsplit(text).path.split("/"), key=len) if text.startswith(("http://", "https://")) else text
    return set(_LATIN.findall(anyascii(unquote(last)).lower()))


def _tells_of_the_same(one: str, other: str) -> bool:
    """Whether two titles have a word in common: two wordings for one article do, a motto and a title do not."""
    return not _subjects(one).isdisjoint(_subjects(other))


def _subjects(title: str) -> set[str]:
    """The longer words of a title; of Chinese, Japanese and Thai, which do not part words, its pairs of characters."""
    words = {word for word in _WORDS.findall(title.casefold()) if len(word) >= 4 or not word.isascii()}
    return words | {run[at : at + 2] for run in _UNPARTED.findall(title) for at in range(len(run) - 1)}


def _sections(metas: dict[str, list[str]], url: str) -> tuple[str, ...]:
    """The names of the site's part that a page stands in: by its meta tags, and by the path above it."""
    return (*metas.get("article:section", ())[:1], *urlsplit(url).path.rstrip("/").split("/")[:-1])


def _marked(tree: HtmlElement) -> list[str]:
    """What the page marks as its headline in other ways than by h1."""
    found = tree.xpath("//*[@itemprop='headline'] | //*[contains(@class, 'entry-title')] | //article//h2")[:1]
    return [text for element in found if (text := tidy(element.get("content") or element.text_content()))]


def _unbroken(title: str, h1: list[str]) -> str:
    """A title that ends where a heading has a quotation mark, which its attribute did not escape: the heading."""
    whole = (heading for heading in h1 if len(folded(title)) >= 4 and heading.startswith(title))
    return next((heading for heading in whole if heading[len(title) :].lstrip().startswith(_BREAK)), title)


def _unpiped(headline: str, h1: list[str]) -> str:
    """A headline that is a visible heading and something behind a bar, without that: what follows is no title."""
    for heading in h1:
        rest = headline[len(heading) :] if headline.startswith(heading) else ""
        if len(folded(heading)) >= 8 and rest.lstrip()[:1] in ("|", "｜"):
            return heading
    return headline


def _settled(headline: str, h1: str, og: str, window: str, others: tuple[str, ...]) -> str:
    """The headline, unless the page's other titles say that it is dressed up.

    It gives way to og:title where it is og:title behind a kicker ("Politics: …") or differs in punctuation only, and
    to the visible h1 where h1 and og:title agree and the headline is merely the window's title (for search engines),
    or to og:title where that is og:title and something more.
    """
    if og and len(folded(og)) >= 12 and (folded(og) == folded(headline) or _KICKER.match(headline.removesuffix(og))):
        return og
    searched = folded(headline) == folded(window)
    if searched and h1 and folded(h1) == folded(og):
        return h1
    if searched and part_of(headline, (og,)):
        return og
    return _restored(headline, others)


def _restored(headline: str, others: tuple[str, ...]) -> str:
    """A headline that was cut for length, from the page's own full wording."""
    stem = headline.rstrip(". …")
    if len(stem) >= 40 and (headline.endswith(("…", "...")) or len(headline) in range(105, 112)):
        for other in others:
            if other.startswith(stem) and len(other) > len(headline):
                return other
    return headline
