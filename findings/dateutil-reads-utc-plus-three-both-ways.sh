#!/usr/bin/env bash
# dateutil 4.0.0: the same "UTC+3" is three hours ahead as a time zone and three hours behind in a date.
#
# Expected: one library reads one text in one way; "10:00 UTC+3", as Turkish, Russian and Arabic outlets write it, is
#   07:00 UTC, and tz.gettz("UTC+3") says so.
# Seen: parser.parse turns the sign round for names (the POSIX way) and gives -03:00, an instant six hours late, for
#   UTC+3, GMT+3 and MSK+3; without the name, "+3" is +03:00. tz.gettz and tz.tzstr give +03:00 for the same words.
#   There is no warning.
# For a user: such dates come out six hours too late, or in the future, and look exact; a story's "original" changes
#   with them. Take the name away before a sign (UTC+3 -> +03:00), then parse.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==4.0.0
"$work/venv/bin/python" -W error - <<'PY'
from datetime import datetime, timedelta
from importlib.metadata import version

from dateutil import parser, tz

assert version("python-dateutil") == "4.0.0"
print("dateutil 4.0.0; offset of the zone by tz.gettz, by parser.parse of a date with it")
three = timedelta(hours=3)
for name in ("UTC+3", "GMT+3", "UTC+03:00", "MSK+3"):
    zone = datetime(2026, 3, 1, 10, tzinfo=tz.gettz(name)).utcoffset() if name[:3] != "MSK" else None
    date = parser.parse(f"2026-03-01 10:00 {name}")
    print(f"  {name:10} expected +3:00:00, zone {zone}, date {date.isoformat()}")
    assert zone in (three, None) and date.utcoffset() == -three
bare = parser.parse("2026-03-01 10:00 +3")
print("  +3         expected +3:00:00, date", bare.isoformat())
assert bare.utcoffset() == three
print("as described")
PY
