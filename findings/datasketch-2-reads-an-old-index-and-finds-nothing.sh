#!/usr/bin/env bash
# datasketch 1.6.5 -> 2.0.0: an index of near-duplicates pickled by the old release loads, takes queries, finds
#   nothing.
#
# Expected: 2.0 permutes in a new way, and what was sketched by 1.x cannot be compared with it. Comparing two such
#   sketches raises, and an index is meant to refuse a sketch that was made another way than its own.
# Seen: the sketches do raise, and an old sketch remembers that it is of the old way. But an index (MinHashLSH,
#   MinHashLSHForest) that was pickled by 1.6.5 holds no such note and takes new sketches and old ones alike. The text
#   it was built from is then not found, without an error, while its old sketch still finds it.
# For a user: after `pip install -U` a stored index says "nothing like it is known" of every text, and a pipeline that
#   drops copies lets all of them in. Keep the release with a stored index, and ask it about one text that it must
#   know before it is used.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check datasketch==2.0.0 numpy==2.4.6 scipy==1.17.1
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --target "$work/old" datasketch==1.6.5
PYTHONPATH="$work/old" "$work/venv/bin/python" - "$work/index.pickle" <<'PY'
import pickle
import sys

from datasketch import MinHash, MinHashLSH, MinHashLSHForest

sketch = MinHash(num_perm=128, seed=1)
sketch.update_batch([f"word {number}".encode() for number in range(500)])
index, forest = MinHashLSH(threshold=0.5, num_perm=128), MinHashLSHForest(num_perm=128)
index.insert("story", sketch)
forest.add("story", sketch)
forest.index()
assert index.query(sketch) == forest.query(sketch, 1) == ["story"]
print("1.6.5, the same text:", index.query(sketch), forest.query(sketch, 1))
with open(sys.argv[1], "wb") as file:
    pickle.dump((sketch, index, forest), file)
PY
"$work/venv/bin/python" - "$work/index.pickle" <<'PY'
import pickle
import sys

import datasketch
from datasketch import MinHash

assert datasketch.__version__ == "2.0.0"
with open(sys.argv[1], "rb") as file:
    old, index, forest = pickle.load(file)
new = MinHash(num_perm=128, seed=1)
new.update_batch([f"word {number}".encode() for number in range(500)])
try:
    old.jaccard(new)
    raise SystemExit("two sketches made in different ways are compared now")
except ValueError as error:
    print("2.0.0, two sketches :", error)
print("2.0.0, expected     : an error, or ['story'] ['story']")
found = index.query(new), forest.query(new, 1)
print("2.0.0, seen         :", *found)
assert found == ([], [])
assert "story" in index
print("2.0.0, the old one  :", index.query(old), forest.query(old, 1))
assert index.query(old) == forest.query(old, 1) == ["story"]
print("as described")
PY
