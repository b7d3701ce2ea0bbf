#!/usr/bin/env bash
# htmldate 1.11.0: in JSON-LD it takes the first date there is, whosever it is.
#
# Expected: of a graph with a NewsArticle in it, the NewsArticle's datePublished (original_date=True), or its last
#   change. What WebPage, VideoObject or Comment say of themselves is theirs.
# Seen: the script's text is searched for the first datePublished or dateModified. If the page object stands before
#   the article, as several publishing systems write it, the day on which the template was made wins; a reader's
#   comment, nested in the article before its own date, wins too. The same data with the article first gives another
#   answer, though order means nothing in JSON. Both are taken without extensive search, so it does not count as a
#   guess.
# For a user: an article is dated years early (and so is the "original" of all its copies) or days late, depending on
#   the order of keys. Read JSON-LD by its types first, and ask htmldate when nothing in it is an article.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check htmldate==1.11.0
"$work/venv/bin/python" - <<'PY'
import json
from importlib.metadata import version

from htmldate import find_date

assert version("htmldate") == "1.11.0"
ARTICLE = {"@type": "NewsArticle", "headline": "Weights for all", "datePublished": "2026-03-01"}
WEBPAGE = {"@type": "WebPage", "datePublished": "2020-01-05", "dateModified": "2026-04-04"}
VIDEO = {"@type": "VideoObject", "name": "Trailer", "datePublished": "2019-05-06"}
COMMENT = {"@type": "Comment", "text": "At last.", "datePublished": "2026-03-07"}


def dated(*things, **wish):
    data = json.dumps({"@context": "https://schema.org", "@graph": list(things)})
    page = (
        '<!doctype html><html lang="en"><head><title>Weights for all</title>'
        f'<script type="application/ld+json">{data}</script></head>'
        "<body><article><h1>Weights for all</h1><p>The foundation gives its weights away.</p></article></body></html>"
    )
    return find_date(page, extensive_search=False, **wish)


cases = {
    "the article alone": ([ARTICLE], "2026-03-01"),
    "article, then page": ([ARTICLE, WEBPAGE], "2026-03-01"),
    "page, then article": ([WEBPAGE, ARTICLE], "2020-01-05"),
    "video, then article": ([VIDEO, ARTICLE], "2019-05-06"),
    "a comment within": ([{"@type": "NewsArticle", "comment": [COMMENT], "datePublished": "2026-03-01"}], "2026-03-07"),
}
print("htmldate 1.11.0, original_date=True; expected each time: 2026-03-01")
for case, (things, described) in cases.items():
    seen = dated(*things, original_date=True)
    print(f"  {case:20} {seen}")
    assert seen == described
last = dated(WEBPAGE, ARTICLE)
print("  page, then article, original_date=False:", last, "(the article was never changed)")
assert last == "2026-04-04"
print("as described")
PY
