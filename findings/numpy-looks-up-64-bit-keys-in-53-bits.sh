#!/usr/bin/env bash
# numpy 2.4.6: a look-up among 64-bit keys answers from their first 53 bits, for a plain int as well.
#
# Expected: numpy 2 compares uint64 with int64 exactly, and so do isin, == and setdiff1d. searchsorted in a sorted
#   uint64 array finds the very place of a Python int that is in it. What intersect1d says is shared is what isin says
#   is contained.
# Seen: searchsorted turns both sides into float64 first. A Python int below 2**63 is looked up as int64, lands beside
#   its place, and `keys[place] == key` is false for keys that are there. The same number as np.uint64 is found. Keys
#   that hold a fingerprint above and a position below are lost seven times in eight here; well spread hashes, 100,000
#   of them, are all found, which is why a test with random hashes does not see it. intersect1d reports a shared key
#   (a float, equal to neither) for two arrays with nothing in common.
# For a user: an index whose keys are composed (hash and place, or time and counter as in snowflake ids) loses
#   entries, and nothing raises. Look up np.uint64(key), and cast both sides before a set operation.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check numpy==2.4.6 xxhash==4.1.0
"$work/venv/bin/python" - <<'PY'
import numpy as np
import xxhash

print("numpy", np.__version__, "xxhash", xxhash.VERSION)
assert (np.__version__, xxhash.VERSION) == ("2.4.6", "4.1.0")

# A key: 51 bits of what a sentence says, 12 bits of where it stands, so that all are below 2**63.
texts = [xxhash.xxh3_64_intdigest(f"sentence {number}".encode()) >> 13 for number in range(300)]
kept = sorted(text << 12 | place for text in texts for place in range(8))
keys = np.array(kept, dtype=np.uint64)


def found(key):
    place = int(np.searchsorted(keys, key))
    return place < len(keys) and int(keys[place]) == int(key)


as_int = sum(found(key) for key in kept)
as_int64 = sum(found(np.int64(key)) for key in kept)
as_uint64 = sum(found(np.uint64(key)) for key in kept)
print(f"expected: each of {len(kept)} stored keys is found by searchsorted, whatever holds the number")
print(f"seen: {as_int} as int, {as_int64} as int64, {as_uint64} as uint64")
assert as_uint64 == len(kept)
assert as_int == as_int64 < len(kept) / 2

whole = sorted(xxhash.xxh3_64_intdigest(f"sentence {number}".encode()) >> 1 for number in range(100_000))
spread = np.array(whole, dtype=np.uint64)
well = int((spread[np.searchsorted(spread, whole)] == spread).sum())
print(f"well spread hashes: {well} of {len(whole)} found as int")
assert well == len(whole)

ours, theirs = np.array([2**60 + 1], dtype=np.uint64), np.array([2**60 + 2], dtype=np.int64)
print("two different keys: ==", ours == theirs, "isin", np.isin(ours, theirs), "setdiff1d", np.setdiff1d(ours, theirs))
print("  expected of intersect1d: nothing; seen", np.intersect1d(ours, theirs))
assert not (ours == theirs).any() and not np.isin(ours, theirs).any() and len(np.setdiff1d(ours, theirs)) == 1
assert len(np.intersect1d(ours, theirs)) == 1
print("as described")
PY
