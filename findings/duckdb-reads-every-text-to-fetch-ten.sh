#!/usr/bin/env bash
# duckdb 1.5.5: ten rows fetched by id cost as much as a scan of all texts; by row number a tenth, up to fifty rows.
#
# Expected: a filter on a small column is worked out first, and the wide column beside it is unpacked for the rows that
#   passed. How the rows are named, by id or by rowid, makes little difference.
# Seen: WHERE id IN (ten numbers) unpacks the texts of every group of rows that holds one of them, and where the ten are
#   spread over the table that is all of it. WHERE rowid IN (SELECT rowid … WHERE id IN (the same ten)) reads the ids,
#   then ten rows: less than a quarter of the processor time. With 51 rows the
#   advantage is gone, since dynamic_or_filter_threshold is 50; SET dynamic_or_filter_threshold brings it back.
# For a user: fetch documents that a search found by rowid, fifty at a time or with that setting raised; or by
#   ranges of ids, a statement a neighbourhood, where rows lie in their order.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
import time

import duckdb

assert duckdb.__version__ == "1.5.5"
print("duckdb", duckdb.__version__)
ROWS = 300_000
con = duckdb.connect("texts.duckdb", config={"threads": 1})
con.execute(
    f"CREATE TABLE texts AS SELECT i AS id, (SELECT string_agg(md5((i * 40 + k)::VARCHAR), ' ') "
    f"FROM range(30) AS r(k)) AS text FROM range({ROWS}) AS t(i)"
)
con.execute("CHECKPOINT")


def spent(question, ids):
    """Processor time of the quickest of five."""
    times = []
    for _ in range(5):
        start = time.process_time()
        found = con.execute(question.format(ids=", ".join(map(str, ids)))).fetchall()
        times.append(time.process_time() - start)
        assert len(found) == len(ids)
    return min(times)


BY_ID = "SELECT id, text FROM texts WHERE id IN ({ids})"
BY_ROW = "SELECT id, text FROM texts WHERE rowid IN (SELECT rowid FROM texts WHERE id IN ({ids}))"
ten, fifty, more = (range(7, ROWS, ROWS // count)[:count] for count in (10, 50, 51))
whole = spent("SELECT id, text FROM texts WHERE strlen(text) < 0 OR id IN ({ids})", ten)
seen = {
    "ten by id": spent(BY_ID, ten) / whole,
    "ten by rowid": spent(BY_ROW, ten) / whole,
    "fifty by rowid": spent(BY_ROW, fifty) / whole,
    "fifty-one by rowid": spent(BY_ROW, more) / whole,
}
con.execute("SET dynamic_or_filter_threshold = 100")
seen["fifty-one, threshold 100"] = spent(BY_ROW, more) / whole
for what, share in seen.items():
    print(f"{what:26} {share:5.2f} of reading every text")
assert seen["ten by id"] > 0.5 and seen["ten by rowid"] < 0.25
assert seen["fifty-one by rowid"] > 2 * seen["fifty by rowid"] and seen["fifty-one, threshold 100"] < 0.6
print("as described")
PY
