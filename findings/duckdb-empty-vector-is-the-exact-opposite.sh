#!/usr/bin/env bash
# duckdb 1.5.5: the cosine similarity of a zero vector is -1, that of an exact opposite.
#
# Expected: it has no direction, so NULL or NaN (numpy gives nan, and so does duckdb for 0.0 / 0.0), or 0 as in
#   scikit-learn. Whichever it is, a vector resembles itself.
# Seen: list_ and array_cosine_similarity give -1.0, also for the zero vector and itself; the distance is 2.0. A NaN
#   among the numbers has the same effect: it is clamped to the end of the range instead of being told.
# For a user: a text without a word that the encoder knows gets zeros; sorted by similarity it stands last, which
#   looks right, but "most unlike" and averages of similarities are led by the empty texts, and a check for NULL or
#   NaN finds nothing. Store NULL in place of a vector that is not one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import duckdb
import numpy as np

assert duckdb.__version__ == "1.5.5"
base = duckdb.connect()


def ask(sql):
    return base.execute(f"SELECT {sql}").fetchone()


print("duckdb 1.5.5, numpy", np.__version__)
with np.errstate(invalid="ignore"):
    zero, one = np.zeros(2), np.array([1.0, 0.0])
    print("numpy                              ", zero @ one / (np.linalg.norm(zero) * np.linalg.norm(one)))
print("duckdb 0.0 / 0.0                   ", *ask("0.0::DOUBLE / 0.0::DOUBLE"))
lists = ask("list_cosine_similarity([0.0, 0.0], [1.0, 0.0]), list_cosine_similarity([0.0, 0.0], [0.0, 0.0])")
both = "([0, 0]::FLOAT[2], [1, 0]::FLOAT[2])"
arrays = ask(f"array_cosine_similarity{both}, array_cosine_distance{both}")
bad = "['NaN'::DOUBLE, 0.0]"
nan = ask(f"list_cosine_similarity({bad}, [1.0, 0.0]), list_cosine_similarity({bad}, {bad})")
print("zero with (1, 0); zero with itself ", lists, "expected NULL, NaN or 0")
print("as arrays; their distance          ", arrays)
print("NaN with (1, 0); NaN with itself   ", nan, "expected NaN")
assert lists == (-1.0, -1.0) and arrays == (-1.0, 2.0) and nan == (-1.0, -1.0)
first = base.execute("""
    SELECT text FROM (VALUES ('opposed', [-1.0, 0.1]), ('unlike', [0.0, 1.0]), ('', [0.0, 0.0])) AS t (text, vector)
    ORDER BY list_cosine_similarity(vector, [1.0, 0.0]) LIMIT 1""").fetchone()
print("the most unlike of 'opposed', 'unlike' and '':", repr(first[0]))
assert first == ("",)
print("as described")
PY
