#!/usr/bin/env bash
# pip 23.2.1 (the one that Python 3.11.7 brings): an extra that is asked for with an underscore and declared with a
#   hyphen is left out with a warning, and the installation counts as done.
#
# Expected: names of extras are normalised (PEP 685): lxml[html_clean] is lxml[html-clean], so that
#   `pip install trafilatura` brings lxml-html-clean, without which it cannot be imported.
# Seen: "lxml 6.1.3 does not provide the extra 'html_clean'", exit status 0, and the first import of trafilatura's
#   readers says that lxml.html.clean is now a separate project.
# For a user: a fresh virtual environment of Python 3.11 has this pip. Name lxml-html-clean as a requirement of your own,
#   or upgrade pip first; a lock file that lists everything does not see it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pip==23.2.1
"$work/venv/bin/pip" --version | cut -d' ' -f1,2
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'lxml[html_clean]==6.1.3' 2>&1 | grep "does not provide"
if "$work/venv/bin/python" -c "from lxml.html import clean" 2> "$work/said"; then
  echo "changed: the extra was installed"; exit 1
fi
tail -n 1 "$work/said" | cut -c1-90
echo "as described"
