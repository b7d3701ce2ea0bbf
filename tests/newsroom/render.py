"""Pages, feeds, sitemaps and listings of the world, with the weight and the debris of real ones."""

from __future__ import annotations

import gzip
import json
from email.utils import format_datetime
from html import escape
from urllib.parse import quote

from tests.newsroom.world import Story

STYLE = "\n".join(
    f".grid-{n} {{ display: grid; grid-template-columns: repeat({n % 12 + 1}, minmax(0, 1fr)); gap: {n % 7}px; "
    f"margin: {n % 5}rem auto; padding: {n % 3}rem; color: #{n * 7919 % 0xFFFFFF:06x}; }}"
    for n in range(220)
)
SCRIPT = "window.__state = " + json.dumps(
    {f"slot-{n}": {"size": [n, n * 2], "lazy": n % 2 == 0, "target": f"zone/{n % 9}"} for n in range(160)}
)
WORDS = {
    "en": ("Home", "World", "Business", "Subscribe to our newsletter", "Most read", "All rights reserved.",
           "We use cookies to improve your visit. Accept all", "Share this article", "Read also"),
    "fr": ("Accueil", "Monde", "Économie", "Abonnez-vous à notre lettre", "Les plus lus", "Tous droits réservés.",
           "Nous utilisons des cookies. Tout accepter", "Partager cet article", "Lire aussi"),
    "zh": ("首页", "国际", "财经", "订阅我们的邮件", "热门文章", "版权所有。",
           "本站使用Cookie。全部接受", "分享到", "延伸阅读"),
}  # fmt: skip
LEAD_IN = "The following report comes from our partner Model Wire and has not been edited by our newsroom."
BROKEN_INTO = """<p onclick="document.title='live'">\0<a href="javascript:document.title='live'">ici</a></b></div>
<style>body { display: none }</style><script>document.title = "live"</script><svg onload="document.title='live'">
<p style="position: fixed; inset: 0">&#0;<base href="http://evil.example/">
<!-- <p>"""
LEGAL = "Material of our partners may not be published, broadcast or rewritten without their written consent."


def path(story: Story) -> str:
    """The address of a story below its host."""
    return f"/{story.published:%Y/%m/%d}/{story.name}.html"


def page(story: Story, outlet: dict[str, str], others: list[Story]) -> bytes:
    """An article page: navigation, cookie bar, JSON-LD, the text, related links, footer."""
    w = WORDS[outlet["language"]]
    url = f"http://{outlet['host']}{path(story)}"
    facts = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "url": url,
        "datePublished": story.published.isoformat(), "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": outlet["name"]},
    }  # fmt: skip
    body = [LEAD_IN, *story.paragraphs, LEGAL] if story.frame else list(story.paragraphs)
    related = "".join(f'<li><a href="{path(s)}">{escape(s.title)}</a></li>' for s in others)
    text = "\n".join(f"<p>{escape(p)}</p>" for p in body) + (BROKEN_INTO if story.hostile else "")
    return f"""<!doctype html>
<html lang="{outlet["language"]}"><head><meta charset="utf-8">
<title>{escape(story.title)} | {escape(outlet["name"])}</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(story.title)}">
<meta property="og:site_name" content="{escape(outlet["name"])}">
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script><style>{STYLE}</style></head>
<body><div class="cookie-bar">{w[6]}</div>
<header><a href="/">{escape(outlet["name"])}</a>
<nav><ul><li>{w[0]}</li><li>{w[1]}</li><li>{w[2]}</li></ul></nav></header>
<main><article><h1>{escape(story.title)}</h1><p class="byline">{escape(story.author)}</p>
<time datetime="{story.published.isoformat()}">{story.published:%d.%m.%Y}</time>
{text}
<div class="share">{w[7]}</div></article>
<aside><h2>{w[4]}</h2><ul>{related}</ul><h2>{w[8]}</h2><form>{w[3]}</form></aside></main>
<footer>© {escape(outlet["name"])}. {w[5]}</footer><script>{SCRIPT}</script></body></html>""".encode()


def rss(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """RSS 2.0, with one entry twice (tracking parameters) as real feeds have it."""
    entries = [_rss_entry(s, outlet, "") for s in stories] + [
        _rss_entry(stories[0], outlet, "?utm_source=rss&utm_medium=feed")
    ]
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(outlet["name"])}</title>'
        f"<link>http://{outlet['host']}/</link>{''.join(entries)}</channel></rss>"
    ).encode()


def _rss_entry(story: Story, outlet: dict[str, str], query: str) -> str:
    return (
        f"<item><title>{escape(story.title)}</title><link>http://{outlet['host']}{path(story)}{escape(query)}</link>"
        f"<pubDate>{format_datetime(story.published)}</pubDate></item>"
    )


def atom(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """Atom 1.0."""
    entries = "".join(
        f'<entry><title>{escape(s.title)}</title><link href="{path(s)}"/><id>tag:{outlet["host"]},2026:{s.name}</id>'
        f"<updated>{s.published.isoformat()}</updated></entry>"
        for s in stories
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://{outlet["host"]}/">'
        f"<title>{escape(outlet['name'])}</title>{entries}</feed>"
    ).encode()


def rdf(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """RSS 1.0 (RDF) in Latin-1."""
    entries = "".join(
        f'<item rdf:about="http://{outlet["host"]}{path(s)}"><title>{escape(s.title)}</title>'
        f"<link>http://{outlet['host']}{path(s)}</link><dc:date>{s.published.isoformat()}</dc:date></item>"
        for s in stories
    )
    return (
        '<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="http://{outlet["host"]}/"><title>{escape(outlet["name"])}</title></channel>{entries}</rdf:RDF>'
    ).encode("iso-8859-1", "xmlcharrefreplace")


def json_feed(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """JSON Feed 1.1."""
    entries = [
        {
            "id": s.name,
            "url": f"http://{outlet['host']}{path(s)}",
            "title": s.title,
            "date_published": s.published.isoformat(),
        }
        for s in stories
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet["name"], "items": entries}
    return json.dumps(feed, ensure_ascii=False).encode()


def sitemap_index(outlet: dict[str, str]) -> bytes:
    """A sitemap index that names one compressed sitemap."""
    return (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>http://{outlet['host']}/news.xml.gz</loc></sitemap></sitemapindex>"
    ).encode()


def news_sitemap(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """A news sitemap, gzipped."""
    entries = "".join(
        f"<url><loc>http://{outlet['host']}{path(s)}</loc><news:news><news:publication_date>{s.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(s.title)}</news:title></news:news></url>"
        for s in stories
    )
    text = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
    )
    return gzip.compress(text.encode(), mtime=0)


def listing(stories: list[Story], outlet: dict[str, str]) -> bytes:
    """An index page: teasers that link to articles, beside links that do not."""
    teasers = "".join(
        f'<div class="teaser"><h3><a href="{quote(path(s))}">{escape(s.title)}</a></h3>'
        f'<time datetime="{s.published.isoformat()}">{s.published:%d.%m.%Y}</time></div>'
        for s in stories
    )
    return (
        f'<!doctype html><html lang="{outlet["language"]}"><title>{escape(outlet["name"])}</title>'
        f'<nav><a href="/about.html">?</a><a href="/terms.html">§</a></nav><main>{teasers}</main></html>'
    ).encode()
