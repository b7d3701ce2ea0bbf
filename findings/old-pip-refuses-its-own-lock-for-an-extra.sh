#!/usr/bin/env bash
# pip 23.2.1 (as Python 3.11 brings it): a complete lock with hashes is refused once a pin is older than the newest release.
#
# Expected: a requirements file that names every package with == and its hash installs just that; a package in it that asks
#   for another one with an extra (pytest-cov for coverage[toml]) is content with the version that is pinned.
# Seen: for the name with the extra the pin does not count. pip takes the newest release, finds no hash for it and stops:
#   "all requirements must have their versions pinned with ==. These do not: coverage[toml]". While the pin is the newest
#   release, nothing of it shows. Given the same file as constraints too (-r lock -c lock), it installs what is pinned, as
#   pip 26.3 does without them.
# For a user: a lock that worked stops working on the day one of its packages has a new release, or one holds a package
#   back, and only where Python's own pip is used. Install with `-r requirements.lock -c requirements.lock`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip() { "$work/venv/bin/python" -m pip --disable-pip-version-check "$@"; }
pip download --quiet --dest "$work/wheels" pytest-cov==7.0.0 coverage==7.10.7
for wheel in "$work"/wheels/*.whl; do
  name=$(basename "$wheel")
  version=${name#*-}
  echo "${name%%-*}==${version%%-*} $(pip hash "$wheel" | tail -n 1)"
done > "$work/lock"
tries() { pip install --dry-run --require-hashes "$@" > "$work/said" 2>&1 && echo installs || echo refuses; }
for release in 23.2.1 26.3; do
  pip install --quiet "pip==$release"
  echo "pip $release: -r lock $(tries -r "$work/lock"), -r lock -c lock $(tries -r "$work/lock" -c "$work/lock")"
done | tee "$work/seen"
diff "$work/seen" - <<'SEEN'
pip 23.2.1: -r lock refuses, -r lock -c lock installs
pip 26.3: -r lock installs, -r lock -c lock installs
SEEN
echo "as described"
