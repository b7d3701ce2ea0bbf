#!/usr/bin/env bash
# duckdb 1.5.5: in a column with COLLATE NOCASE, GROUP BY and its own PRIMARY KEY disagree about which values are one.
#
# Expected: a collation says which texts are equal, once for the column. A key refuses 'mistral' beside 'Mistral', by
#   INSERT as by INSERT ... ON CONFLICT; an upsert changes one row; count(DISTINCT x) is the number of rows of SELECT
#   DISTINCT x; a join over the key finds each row once.
# Seen: a plain INSERT goes by bytes and stores both. ON CONFLICT goes by the collation: before that it sees a
#   conflict where INSERT sees none, and after it one upsert changes two rows of one primary key. =, JOIN, GROUP BY,
#   DISTINCT and UNION go by the collation, count(DISTINCT) and comparisons of lists and structs by bytes.
# For a user: names that were to be unique whatever their case are not, two counts of one column differ, and which happens
#   depends on the form of the INSERT. Keep lower(name) in a column of its own and make that the key.
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
