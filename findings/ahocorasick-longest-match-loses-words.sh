#!/usr/bin/env bash
# pyahocorasick 2.3.1: iter_long, meant to give the longest of overlapping words, leaves out words that nothing
#   overlaps.
#
# Expected: iter_long goes from left to right, takes the longest word that begins at a place and goes on behind it.
#   What it gives is a choice among what iter() gives, and a word that stands alone is always there.
# Seen: the automaton walks along a longer word as far as the text allows. If the text ends there, the shorter word
#   that ended at the same letter is not told: "we love open source" has no "source" as soon as the list also has
#   "open source initiative"; with a full stop behind it, it has. In the middle of a text a word is lost as well when
#   two longer words must be given up one after the other.
# For a user: titles end in names, and a longer name added to the list takes a shorter one out of headlines. Use
#   iter() and choose among the overlapping matches yourself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pyahocorasick==2.3.1
"$work/venv/bin/python" - <<'PY'
import random
from importlib.metadata import version

import ahocorasick


def automaton(words):
    made = ahocorasick.Automaton()
    for word in words:
        made.add_word(word, word)
    made.make_automaton()
    return made


def leftmost_longest(words, text):
    found, at = [], 0
    while at < len(text):
        here = max((word for word in words if text.startswith(word, at)), key=len, default=None)
        if here:
            found.append((at + len(here) - 1, here))
        at += len(here) if here else 1
    return found


assert version("pyahocorasick") == "2.3.1"
print("pyahocorasick 2.3.1")
names = ["open source initiative", "source"]
for text, expected in [("we love open source", ["source"]), ("we love open source.", ["source"])]:
    seen = [word for _, word in automaton(names).iter_long(text)]
    print(f"{text!r:24} expected {expected}, iter {[w for _, w in automaton(names).iter(text)]}, iter_long {seen}")
    assert seen == (expected if text.endswith(".") else [])
assert [word for _, word in automaton(names[1:]).iter_long("we love open source")] == ["source"]

words, text = ["cbacc", "ccbcc", "b"], "cbccb, and more text"
seen, expected = list(automaton(words).iter_long(text)), leftmost_longest(words, text)
print(f"in the middle of {text!r}: expected {expected}, iter_long {seen}")
assert expected == [(1, "b"), (4, "b")] and seen == [(1, "b")]

draw, less, other, rounds = random.Random(5), 0, 0, 20_000
for _ in range(rounds):
    words = {"".join(draw.choices("abc", k=draw.randint(1, 4))) for _ in range(draw.randint(1, 4))}
    text = "".join(draw.choices("abc", k=draw.randint(1, 8)))
    seen, expected = list(automaton(words).iter_long(text)), leftmost_longest(words, text)
    less += len(seen) < len(expected)
    other += seen != expected
print(f"{rounds} random lists and texts: {less} times a word too few, {other} times not the leftmost longest")
assert less > 100
print("as described")
PY
