#!/usr/bin/env bash
# duckdb 1.5.5: max() and arg_max() disagree about which of two intervals is the longer.
#
# Expected: arg_max(name, length) names the row whose length is max(length); max(length, 1) is a list of max(length).
# Seen: max, ORDER BY and < convert (a month is 30 days, a day 24 hours). arg_max, arg_min and max(x, n) compare
#   months first, then days, then the clock, without carrying over: a day before 36 hours, a month before 31 days.
# For a user: "which source may wait longest" names the wrong one, beside the right length. Order by the interval and
#   take the first, or arg_max over epoch(length).
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
base.execute("""CREATE TABLE waits AS FROM (VALUES ('daily', INTERVAL '36 hours'), ('weekly', INTERVAL '1 day'))
    AS t (source, wait)""")
seen = base.execute("""SELECT max(wait)::VARCHAR, arg_max(source, wait), arg_min(source, wait), max(wait, 1)[1]::VARCHAR,
    first(source ORDER BY wait DESC), arg_max(source, epoch(wait)) FROM waits""").fetchone()
longest, named, least, of_list, ordered, by_seconds = seen
print("daily waits 36 hours, weekly 1 day")
print(f"  max(wait)               {longest}")
print(f"  max(wait, 1)            {of_list}, expected the same")
print(f"  arg_max(source, wait)   {named}, expected daily")
print(f"  arg_min(source, wait)   {least}, expected weekly")
print(f"  first(... ORDER BY)     {ordered}")
print(f"  arg_max by epoch(wait)  {by_seconds}")
assert seen == ("36:00:00", "weekly", "daily", "1 day", "daily", "daily")
two = base.execute("""SELECT max(i)::VARCHAR, arg_max(i, i)::VARCHAR
    FROM (VALUES (INTERVAL 1 MONTH), (INTERVAL 31 DAY)) AS t (i)""").fetchone()
print("of 1 month and 31 days: max(i), arg_max(i, i) =", two)
assert two == ("31 days", "1 month")
print("as described")
PY
