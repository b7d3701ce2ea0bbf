#!/usr/bin/env bash
# trafilatura 2.3.1: the readings of ruby characters are left out of a long article and printed in a short one.
#
# Expected: <rt> and <rp> are left out, as its list of elements to clean names them, whatever the article's length.
# Seen: an article of eight paragraphs reads 研究所は, one of two paragraphs reads 研究所(けんきゅうじょ)は, in both modes. Below
#   a few hundred characters it falls back to another way, which knows no ruby; Japanese says a whole report in so few.
# For a user: the same sentence differs between a brief and the full report, so that names are not found in it, and a
#   copy shares fewer runs with its original. Drop rt and rp from the tree before extraction.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check trafilatura==2.3.1 lxml==6.1.3 lxml_html_clean==0.4.6
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import trafilatura
from trafilatura.settings import MANUALLY_CLEANED

assert version("trafilatura") == "2.3.1"
assert {"rt", "rp"} <= set(MANUALLY_CLEANED)
RUBY = "<ruby>研究所<rp>(</rp><rt>けんきゅうじょ</rt><rp>)</rp></ruby>"
FIRST = f"<p>港の{RUBY}は金曜日に言語モデルを公開し、誰でも使えると述べた。</p>"
MORE = "<p>町の人は春からそれで無線に答えさせており、漁師たちも方言がよく通じると話している。</p>"
print("trafilatura 2.3.1")
for paragraphs, printed in ((2, True), (9, False)):
    page = f"<html lang='ja'><body><article><h1>港</h1>{FIRST}{MORE * (paragraphs - 1)}</article></body></html>"
    seen = ["けんきゅうじょ" in trafilatura.extract(page, fast=fast) for fast in (True, False)]
    print(f"  {paragraphs} paragraphs: expected [False, False], seen {seen}")
    assert seen == [printed] * 2
print("as described")
PY
