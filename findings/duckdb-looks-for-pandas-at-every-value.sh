#!/usr/bin/env bash
# duckdb 1.5.5: without pandas, every bound value is two failing searches of the disk for pandas.
#
# Expected: whether pandas is there is found out once; values of built-in types need no library to be bound.
# Seen: each number or text that is bound, and each member of a list that is bound, asks Python's import system for
#   pandas twice. A failed import is not remembered by Python, so each looks through all of sys.path again. A list of
#   10,000 keys is 20,000 searches; where pandas is installed, the first bound value imports it.
# For a user: a query with a long list as its parameter costs many times what it should on a machine without pandas.
#   Telling Python that there is none (sys.modules["pandas"] = None) takes it away; so does one JSON text in place of
#   a list.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5
"$work/venv/bin/python" - <<'PY'
import sys
import time
from collections import Counter

import duckdb

assert duckdb.__version__ == "1.5.5"
asked = Counter()


class Listening:
    @staticmethod
    def find_spec(name, path=None, target=None):
        asked[name] += 1


base = duckdb.connect()
base.execute("SELECT 1").fetchall()
sys.meta_path.insert(0, Listening)


def searches(sql, values):
    asked.clear()
    base.execute(sql, values).fetchall()
    return dict(asked)


keys = [f"key {number}" for number in range(10_000)]
print("duckdb", duckdb.__version__)
found = searches("SELECT ?, ?, ?", [1, "two", 3.0]), searches("SELECT len(?::VARCHAR[])", [keys])
print("searches for pandas, three values     ", found[0]["pandas"], "expected none, or one for all")
print("searches for pandas, 10,000 in a list ", found[1]["pandas"], "expected none, or one for all")
assert found[0]["pandas"] == 6
assert found[1]["pandas"] >= 2 * len(keys)
sys.meta_path.remove(Listening)


def seconds():
    start = time.process_time()
    base.execute("SELECT len(?::VARCHAR[])", [keys]).fetchall()
    return time.process_time() - start


before = min(seconds() for _ in range(3))
sys.modules["pandas"] = None
after = min(seconds() for _ in range(3))
print(f"10,000 in a list: {before:.3f} s, once Python is told that there is no pandas {after:.3f} s")
assert before > 3 * after
print("as described")
PY
