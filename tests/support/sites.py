"""A site with a feed and a home page."""

from __future__ import annotations

from tests.support.web import Reply

FEED = Reply(
    "<rss version='2.0'><channel><title>Daily Example</title>"
    + "".join(
        f"<item><title>T{n}</title><link>/2026/{n}</link><pubDate>Sat, 21 Nov 2026 0{n}:00:00 GMT</pubDate></item>"
        for n in range(3)
    )
    + "</channel></rss>",
    type="application/rss+xml",
)

HOME = """<html lang="de-AT"><head><title>Daily Example — home</title>
<meta property="og:site_name" content="Daily Example">{head}</head><body><main>
<article><h2><a href="/2026/11/21/a-model-is-open">A model is open at last</a></h2></article></main></body></html>"""


def home(head=""):
    return Reply(HOME.replace("{head}", head))
