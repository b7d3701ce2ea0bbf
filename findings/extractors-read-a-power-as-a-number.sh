#!/usr/bin/env bash
# trafilatura 2.3.1, jusText 3.0.2, resiliparse 2.0.1: "10<sup>12</sup> tokens" comes out as "1012 tokens", in all
#   three.
#
# Expected: a mark that keeps the meaning (10^12, 10¹²), or at least a gap.
# Seen: the tags go and the digits meet. A trillion becomes a thousand and twelve, and the mark of a footnote
#   lengthens the year before it: 2026<sup>3</sup> is 20263. trafilatura keeps the element in its markdown output,
#   with include_formatting, so the plain text is not the same text less its marks. It leaves <math> out of both ("So
#   holds."); resiliparse keeps what is in it.
# For a user: the very numbers that stories about models are told apart by (10<sup>12</sup> tokens, 10<sup>25</sup>
#   operations) are wrong and look right; a copy whose outlet writes "1 trillion" shares no number with it. Turn <sup>
#   into ^ or a superscript before extraction.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check trafilatura==2.3.1 jusText==3.0.2 \
    Resiliparse==2.0.1 lxml==6.1.3 lxml_html_clean==0.4.6
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

import justext
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

print({name: version(name) for name in ("trafilatura", "justext", "resiliparse")})
WORDS = (
    "The foundation said on Monday that the weights of its newest model may be used by everybody, "
    "and that the data it has learnt from were listed one by one. "
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Weights for all</title></head>
<body><article><h1>Weights for all</h1>
<p>{WORDS}It was trained on 10<sup>12</sup> tokens with 10<sup>25</sup> operations in 2026<sup>3</sup> by the team.</p>
<p>{WORDS}So <math><mi>n</mi><mo>=</mo><mn>7</mn></math> holds.</p></article></body></html>"""
paragraphs = justext.justext(PAGE.encode(), justext.get_stoplist("English"))
JOINED = "1012 tokens with 1025 operations in 20263"
KEPT = "10<sup>12</sup> tokens with 10<sup>25</sup> operations in 2026<sup>3</sup>"
texts = {
    "trafilatura": (trafilatura.extract(PAGE), JOINED),
    "resiliparse": (extract_plain_text(PAGE, main_content=True), JOINED),
    "justext": ("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate), JOINED),
    "trafilatura, markdown": (trafilatura.extract(PAGE, output_format="markdown", include_formatting=True), KEPT),
}
print("expected: a mark between 10 and 12, 10 and 25, 2026 and 3; seen:")
for name, (text, described) in texts.items():
    sentence = text.split("trained on ")[1].split(" by the")[0]
    print(f"  {name:21} {sentence}")
    assert sentence == described
ends = {name: " ".join(text.split()[-3:]) for name, (text, _) in texts.items()}
print("expected of <math>: 'So n=7 holds.', seen:", ends)
assert ends["resiliparse"] == "So n=7 holds."
assert ends["trafilatura"].endswith("So holds.") and ends["trafilatura, markdown"].endswith("So holds.")
print("as described")
PY
