#!/usr/bin/env bash
# trafilatura 2.3.1: what HTML itself hides is printed as text of the article, what a style hides is not.
#
# Expected: what a browser shows is the text. It shows neither what has the attribute hidden nor what is in a
#   <template>.
# Seen: paragraphs with hidden, in a hidden <div> and in a <template> are printed as paragraphs of the article, in
#   both modes and with favor_precision. style="display: none", <dialog> and <noscript> are left out, so it is not
#   that hidden text is wanted. resiliparse 2.0.1 does the reverse: hidden and <template> are out, a closed <dialog>
#   and what a style hides with !important are in. In a short article trafilatura falls back to another way, which
#   prints what a style hides as well.
# For a user: forms, messages and cards that a page keeps in reserve become sentences of the article, the same ones in
#   every article of an outlet, which makes originals look like copies of each other. Drop template and [hidden] from
#   the tree before extraction.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check trafilatura==2.3.1 Resiliparse==2.0.1 \
    lxml==6.1.3 lxml_html_clean==0.4.6
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

assert (version("trafilatura"), version("resiliparse")) == ("2.3.1", "2.0.1")
PARAGRAPH = (
    "The foundation said on Monday that its newest model may be used by everybody, and that the data were listed."
)
WORDS = "Thank you, your address is on our list now, and the next letter comes on Thursday morning."
CASES = {  # kind: (its HTML, a browser shows it, trafilatura prints it, resiliparse prints it)
    "p": (f"<p>{WORDS}</p>", True, True, True),
    "p hidden": (f"<p hidden>{WORDS}</p>", False, True, False),
    "p in a div hidden": (f"<div hidden><p>{WORDS}</p></div>", False, True, False),
    "p in a template": (f"<template><p>{WORDS}</p></template>", False, True, False),
    "p display: none": (f'<p style="display: none">{WORDS}</p>', False, False, False),
    "the same !important": (f'<p style="display: none !important">{WORDS}</p>', False, False, True),
    "p in noscript": (f"<noscript><p>{WORDS}</p></noscript>", False, False, False),
    "p in a closed dialog": (f"<dialog><p>{WORDS}</p></dialog>", False, False, True),
}
print("trafilatura 2.3.1, resiliparse 2.0.1")
for kind, (html, shown, by_trafilatura, by_resiliparse) in CASES.items():
    page = (
        '<!doctype html><html lang="en"><head><title>Weights for all</title></head><body><article>'
        f"<h1>Weights for all</h1><p>{PARAGRAPH}</p><p>One. {PARAGRAPH}</p>{html}<p>Two. {PARAGRAPH}</p>"
        f"<p>Three. {PARAGRAPH}</p><p>{PARAGRAPH} So it did.</p></article></body></html>"
    )
    ways = [{}, {"fast": True}, {"favor_precision": True}]
    printed = [WORDS in trafilatura.extract(page, **way) for way in ways]
    other = WORDS in extract_plain_text(page, main_content=True)
    print(f"  {kind:21} expected {shown!s:5} trafilatura {printed} resiliparse {other}")
    assert printed == [by_trafilatura] * 3 and other == by_resiliparse
short = f"""<!doctype html><html lang="en"><head><title>Weights for all</title></head><body><article>
<h1>Weights for all</h1><p>{PARAGRAPH}</p><p style="display: none">{WORDS}</p><p>{PARAGRAPH} So it did.</p></article></body></html>"""
printed = WORDS in trafilatura.extract(short)
print("  display: none, in an article of two paragraphs: expected False trafilatura", printed)
assert printed
print("as described")
PY
