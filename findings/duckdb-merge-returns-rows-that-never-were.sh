#!/usr/bin/env bash
# duckdb 1.5.5: MERGE ... RETURNING lists updates that did not happen, when two rows of the source match one of the
#   target.
#
# Expected: an error, as the SQL standard asks for and as other databases raise; or else one action for each row of
#   the table, so that what RETURNING lists is what stands in the table.
# Seen: no error. All matches are listed and counted as UPDATE, each with its own new value; one of them is stored.
#   With a delete branch one target is told as DELETE and as UPDATE, with a value for a row that is gone. UPDATE ...
#   FROM counts and returns the same way. Only for inserts it is what it says: two sources without a target become two
#   rows.
# For a user: an audit log or a cache that is filled from RETURNING holds states that never were, and the count of
#   changed rows is that of matches. Make the source unique by its key first (QUALIFY row_number() OVER (...) = 1).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
"$work/venv/bin/python" - <<'PY'
import duckdb

assert duckdb.__version__ == "1.5.5"
print("duckdb 1.5.5; stories: 1 has score 1, 2 has score 2; the source says of story 1 both 10 and 11")
SOURCE = "(VALUES (1, 10), (1, 11)) AS news (story, score) ON told.story = news.story"


def run(sql):
    base = duckdb.connect()
    base.execute("CREATE TABLE told AS FROM (VALUES (1, 1), (2, 2)) AS t (story, score)")
    return base.execute(sql).fetchall(), base.execute("FROM told ORDER BY ALL").fetchall()


listed, stored = run(f"""MERGE INTO told USING {SOURCE}
    WHEN MATCHED THEN UPDATE SET score = news.score RETURNING merge_action, story, told.score""")
print("MERGE, update   expected one UPDATE; listed", listed, "stored", stored)
assert sorted(listed) == [("UPDATE", 1, 10), ("UPDATE", 1, 11)]
assert len(stored) == 2 and stored[0] in [(1, 10), (1, 11)] and stored[1] == (2, 2)

listed, stored = run(f"""MERGE INTO told USING {SOURCE} WHEN MATCHED AND news.score = 10 THEN DELETE
    WHEN MATCHED THEN UPDATE SET score = news.score RETURNING merge_action, story, told.score""")
print("MERGE, or delete expected one action; listed", listed, "stored", stored)
assert sorted(listed) == [("DELETE", 1, 1), ("UPDATE", 1, 11)] and stored == [(2, 2)]

count, stored = run(f"MERGE INTO told USING {SOURCE} WHEN MATCHED THEN UPDATE SET score = told.score + 1")
print("MERGE, count    expected 1; told", count[0][0], "stored", stored)
assert count == [(2,)] and stored == [(1, 2), (2, 2)]

listed, stored = run("""UPDATE told SET score = news.score FROM (VALUES (1, 10), (1, 11)) AS news (story, score)
    WHERE told.story = news.story RETURNING told.story, told.score""")
print("UPDATE ... FROM expected one row; listed", listed, "stored", stored)
assert sorted(listed) == [(1, 10), (1, 11)] and len(stored) == 2
print("as described")
PY
