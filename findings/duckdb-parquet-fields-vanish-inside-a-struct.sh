#!/usr/bin/env bash
# duckdb 1.5.5: reading several Parquet files, a column that differs is an error, the same inside a STRUCT is silence.
#
# Expected: files whose schemas differ are refused, as they are for plain columns, unless union_by_name = true is
#   said.
# Seen: the first file decides what a struct consists of. A field that only later files have is dropped, a field that
#   they lack is NULL, and a renamed one is both, without a word. DESCRIBE shows the struct of the first file, so
#   which fields exist depends on which name sorts first. union_by_name = true reads all of them.
# For a user: daily files with a struct column (signals of a verdict, facts of a page) that gain a field one day seem
#   never to have had it, in every query over the folder; an average over a renamed field quietly leaves out half the
#   days. Read folders with union_by_name, or keep what may change in columns of its own.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
"$work/venv/bin/python" - "$work" <<'PY'
import sys

import duckdb

assert duckdb.__version__ == "1.5.5"
print("duckdb 1.5.5")
base = duckdb.connect()
for kind, first, second in [
    ("flat", "1 AS id, 0.5::DOUBLE AS cosine", "2 AS id, 0.9::DOUBLE AS similarity"),
    ("deep", "1 AS id, {'cosine': 0.5::DOUBLE} AS signals", "2 AS id, {'similarity': 0.9::DOUBLE} AS signals"),
]:
    for day, columns in [("01", first), ("02", second)]:
        base.execute(f"COPY (SELECT {columns}) TO '{sys.argv[1]}/{kind}-{day}.parquet'")


def read(kind, more=""):
    return base.execute(f"FROM read_parquet('{sys.argv[1]}/{kind}-*.parquet'{more}) ORDER BY id").fetchall()


try:
    print(read("flat"))
    raise SystemExit("a column that differs is no error any more")
except duckdb.InvalidInputException as error:
    print("columns differ, expected an error:", str(error).split("schema mismatch")[1][:60], "...")
seen = read("deep")
print("fields differ,  expected the same, seen:", seen)
assert seen == [(1, {"cosine": 0.5}), (2, {"cosine": None})]
shown = base.execute(f"DESCRIBE FROM read_parquet('{sys.argv[1]}/deep-*.parquet')").fetchall()[1][1]
print("DESCRIBE:", shown)
assert shown == "STRUCT(cosine DOUBLE)"
seen = read("deep", ", union_by_name = true")
print("union_by_name:", seen)
assert seen == [(1, {"cosine": 0.5, "similarity": None}), (2, {"cosine": None, "similarity": 0.9})]
print("as described")
PY
