"""What had been taken from a seed before it was known: by whom, when, how."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings

MOST = 20  # told one by one


def uses_in_words(settings: Settings, seed_id: str) -> list[str]:
    """A line that counts, then a line a use, the earliest first; empty where there is none."""
    from desk.digest.phrasing import counted, kind_in_words
    from flows.settings import zone
    from warehouse.db import query
    from warehouse.reading_copy import READING_NAME, asking

    if not (settings.home / READING_NAME).exists():
        return []
    with asking(settings.home) as copy:
        found = copy.rows(query("uses_of_seed"), {"seed_id": seed_id})
    if not found:
        return []
    here = zone(settings)
    days = [f"{time.astimezone(here):%Y-%m-%d %H:%M}" for _, time, *_ in found]
    outlets = len({outlet for _, _, outlet, *_ in found})
    lines = [f"Used by {counted(len(found), 'article')} of {counted(outlets, 'outlet')}, first on {days[0]}:"]
    wide = max(len(outlet) for _, _, outlet, *_ in found[:MOST])
    for day, (handle, _, outlet, kind, url, direct) in list(zip(days, found, strict=True))[:MOST]:
        way = "" if direct else ", by way of another"
        lines.append(f"  {handle:<6} {day}  {outlet:<{wide}}  {kind_in_words(kind)}{way}  {url}")
    if len(found) > MOST:
        more = f"copydesk sql \"from seed_uses where seed_id = '{seed_id}' order by time\""
        lines.append(f"  … and {counted(len(found) - MOST, 'later one')}: {more}")
    return lines
