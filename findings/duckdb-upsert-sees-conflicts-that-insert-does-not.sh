#!/usr/bin/env bash
# duckdb 1.5.5: over a key with COLLATE NOCASE, INSERT and INSERT ... ON CONFLICT disagree about what a conflict is.
#
# Expected: a key refuses 'mistral' beside 'Mistral', or it does not; ON CONFLICT acts where the plain INSERT would
#   fail, and on the one row that is in the way. An upsert of one row changes one row.
# Seen: the plain INSERT goes by bytes (a collation that keys ignore is reported upstream, duckdb issue 19675) and
#   stores both. ON CONFLICT goes by the collation: DO NOTHING skips a row that INSERT takes, and once both are there,
#   one upsert of a third spelling changes two rows of one primary key. count(DISTINCT) is 2 where DISTINCT and GROUP
#   BY give one row.
# For a user: whether 'mistral' comes in depends on the form of the statement, and an upsert writes one name's facts
#   over another's. Keep lower(name) in a column of its own and make that the key.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
"$work/venv/bin/python" - <<'PY'
import duckdb

assert duckdb.__version__ == "1.5.5"
print("duckdb 1.5.5")
base = duckdb.connect()


def ask(sql):
    return base.execute(sql).fetchall()


ask("CREATE TABLE names (name VARCHAR COLLATE NOCASE PRIMARY KEY, kind VARCHAR)")
ask("INSERT INTO names VALUES ('Mistral', 'lab')")
assert ask("SELECT count(*) FROM names WHERE name = 'mistral'") == [(1,)]
ask("INSERT INTO names VALUES ('mistral', 'wind') ON CONFLICT DO NOTHING")
print("INSERT ... ON CONFLICT DO NOTHING sees a conflict:", ask("FROM names"))
assert ask("FROM names") == [("Mistral", "lab")]
ask("INSERT INTO names VALUES ('mistral', 'wind')")
rows = ask("FROM names ORDER BY kind")
print("expected of the plain INSERT: an error, seen     :", rows)
assert rows == [("Mistral", "lab"), ("mistral", "wind")]
changed = ask("INSERT INTO names VALUES ('MISTRAL', 'prize') ON CONFLICT DO UPDATE SET kind = excluded.kind")
rows = ask("FROM names ORDER BY name::BLOB")
print("expected of an upsert: one row, seen             :", changed[0][0], rows)
assert changed == [(2,)] and rows == [("Mistral", "prize"), ("mistral", "prize")]

counts = {
    "count(DISTINCT name)": "SELECT count(DISTINCT name) FROM names",
    "rows of SELECT DISTINCT name": "SELECT count(*) FROM (SELECT DISTINCT name FROM names)",
    "groups of GROUP BY name": "SELECT count(*) FROM (SELECT name FROM names GROUP BY name)",
    "rows of UNION": "SELECT count(*) FROM (SELECT name FROM names UNION SELECT name FROM names)",
    "rows of a join of the key with itself": "SELECT count(*) FROM names a JOIN names b USING (name)",
    "rows where name = 'MISTRAL'": "SELECT count(*) FROM names WHERE name = 'MISTRAL'",
}
print("expected: one and the same number six times, seen:")
seen = {what: ask(sql)[0][0] for what, sql in counts.items()}
for what, number in seen.items():
    print(f"  {number}  {what}")
assert list(seen.values()) == [2, 1, 1, 1, 4, 2]
print("as described")
PY
