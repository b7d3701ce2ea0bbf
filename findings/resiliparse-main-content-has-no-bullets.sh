#!/usr/bin/env bash
# resiliparse 2.0.1: the "main content" of an article has none of its bulleted lists, and all of its numbered ones.
#
# Expected: a list between two paragraphs of an <article> belongs to it as they do; <ul> and <ol> differ in their
#   mark. The function has a parameter for the bullets of list items, on by default.
# Seen: with main_content=True every <ul> is left out, in article, main or div, in a section, in a quotation. The
#   heading above it stays, and what comes after seems to follow it. A <ul> nested in an <ol> stays, a <menu> stays;
#   without main_content nothing is lost.
# For a user: "what is in the release", "what the law asks for" are missing from news texts, and half of a copy whose
#   outlet numbers the same list has no counterpart in the original. Corpora made this way hold prose without lists.
#   Rename <ul> to <ol> in the tree before extraction, or compare with another extractor.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Resiliparse==2.0.1
"$work/venv/bin/python" - <<'PY'
from importlib.metadata import version

from resiliparse.extract.html2text import extract_plain_text

assert version("resiliparse") == "2.0.1"
PARAGRAPH = (
    "The foundation said on Monday that its newest model may be used by everybody, and that the data were listed."
)
ITEM = "<li>The weights of all three sizes are under Apache 2.0, said the board, and may be sold on by whoever wishes to.</li>"
LISTS = {
    "ul": f"<ul>{ITEM * 3}</ul>",
    "ol": f"<ol>{ITEM * 3}</ol>",
    "menu": f"<menu>{ITEM * 3}</menu>",
    "ul in a section": f"<section><h2>What is in it</h2><ul>{ITEM * 3}</ul></section>",
    "ul in a quotation": f"<blockquote><ul>{ITEM * 3}</ul></blockquote>",
    "ul in an ol": f"<ol><li>{PARAGRAPH}<ul>{ITEM * 3}</ul></li></ol>",
}


def items(kind, around, **wish):
    page = (
        '<!doctype html><html lang="en"><head><title>Weights for all</title></head><body><nav><a href="/">Home</a></nav>'
        f"<{around}><h1>Weights for all</h1><p>{PARAGRAPH}</p>{LISTS[kind]}"
        f"<p>{PARAGRAPH} So it did.</p></{around}></body></html>"
    )
    text = extract_plain_text(page, **wish)
    assert "So it did." in text and ("What is in it" in text) == ("What is in it" in LISTS[kind])
    return text.count("under Apache 2.0")


print("resiliparse 2.0.1; of 3 items, in the main content of article / main / div, and in the whole page (expected: 3)")
for kind in LISTS:
    main = [items(kind, around, main_content=True) for around in ("article", "main", "div")]
    whole = items(kind, "article")
    print(f"  {kind:18} {main} {whole}")
    assert main == ([0, 0, 0] if kind in ("ul", "ul in a section", "ul in a quotation") else [3, 3, 3]) and whole == 3
print("as described")
PY
