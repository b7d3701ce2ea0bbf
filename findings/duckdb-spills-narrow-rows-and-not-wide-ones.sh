#!/usr/bin/env bash
# duckdb 1.5.5: a sort spills narrow rows to the disk and gives up on wide ones of fewer bytes.
#
# Expected: ORDER BY is an external sort. Rows that do not fit into memory_limit go through temporary files, and what
#   counts is how many bytes there are, not how they are shared out among rows.
# Seen: with a limit of 128 MB twelve million rows of 32 bytes (384 MB) are sorted. Sixty thousand rows with a text of
#   4.3 kB each (257 MB) run out of memory, in order already or not, with or without preserve_insertion_order, which
#   the error recommends to turn off; with 320 MB they are sorted. Sorting their numbers alone takes no memory to speak of.
# For a user: a table of documents cannot be put in order by a job with a limit, and what worked on a sample fails on
#   the archive. Sort keys, and deal the documents into files by the place that the sort gave them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import duckdb

assert duckdb.__version__ == "1.5.5"
print("duckdb", duckdb.__version__)
ROWS, MANY, PIECES = 60_000, 12_000_000, 130

with duckdb.connect("rows.duckdb", config={"threads": 1}) as con:
    con.execute(
        f"CREATE TABLE wide AS SELECT i AS place, hash(i) AS turn, "
        f"(SELECT string_agg(md5((i * 200 + k)::VARCHAR), ' ') FROM range({PIECES}) AS r(k)) AS line "
        f"FROM range({ROWS}) AS t(i)"
    )
    con.execute(
        f"CREATE TABLE narrow AS SELECT i AS place, hash(i) AS turn, hash(i + 1) AS a, hash(i + 2) AS b "
        f"FROM range({MANY}) AS t(i)"
    )
    (held,) = con.execute("SELECT sum(strlen(line)) // 1000000 FROM wide").fetchone()


def sorts(question, limit, **more):
    with duckdb.connect("rows.duckdb", config={"threads": 1, "memory_limit": limit, **more}) as con:
        try:
            con.execute(f"CREATE OR REPLACE TABLE sorted AS {question}")
        except duckdb.OutOfMemoryException:
            return False
    return True


narrow, wide = "SELECT place, a, b FROM narrow ORDER BY turn", "SELECT line FROM wide ORDER BY turn"
seen = {
    "narrow, 384 MB, limit 128 MB": sorts(narrow, "128MB"),
    f"wide, {held} MB, limit 128 MB": sorts(wide, "128MB"),
    "the same, insertion order not kept": sorts(wide, "128MB", preserve_insertion_order=False),
    "the same, in order already": sorts("SELECT line FROM wide ORDER BY place", "128MB"),
    f"wide, {held} MB, limit 320 MB": sorts(wide, "320MB"),
    "their numbers alone, limit 128 MB": sorts("SELECT place FROM wide ORDER BY turn", "128MB"),
}
for what, done in seen.items():
    print(f"{what:38} {'sorted' if done else 'out of memory'}")
assert list(seen.values()) == [True, False, False, False, True, True], "this has changed"
print("as described")
PY
