"""A dossier is written: the uses of seeds since a day, as one page and as JSON."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import NamingError, UsageError
from flows.digest_steps.files import put_file
from flows.settings import zone
from pages.dossier import Dossier, dossier, dossier_files
from warehouse.site_rows import reading_site

if TYPE_CHECKING:
    from flows.settings import Settings

MINE = "mine"
EARLIEST = date(1970, 1, 1)


def write_dossier(settings: Settings, seeds: str, since: str, into: Path | None) -> tuple[Dossier, Path]:
    """Write the page and, beside it, its JSON; NamingError for a seed that there is none of, UsageError for a day."""
    day, here = _day(since), zone(settings)
    named = [] if seeds == MINE else [part.strip() for part in seeds.split(",") if part.strip()]
    with reading_site(settings.home) as rows:
        known = rows.seeds()
        for seed in named:
            if seed not in known:
                raise NamingError(seed, "is no seed", "`copydesk seeds list` shows them")
        wanted = named or [seed for seed, row in known.items() if row["own"]]
        if not wanted:
            raise NamingError("--seeds", "you have no texts of your own yet", "`copydesk seeds add FILE` keeps one")
        begin = datetime.combine(day, time(), here)
        uses = rows.ask("site_seed_uses", seeds=wanted, since=begin)
        passages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in rows.ask("site_seed_passages", ids=[use["article_id"] for use in uses]):
            passages[row["article_id"]].append(row)
    used = {use["seed_id"] for use in uses}
    unused = [known[seed]["title"] or seed for seed in wanted if seed not in used]
    told = dossier(uses, passages, unused, day, datetime.now(here), full=settings.site_full_texts)
    page, json = dossier_files(told)
    target = into or settings.home / "dossier.html"
    put_file(target, page)
    put_file(target.with_suffix(".json"), json)
    return told, target


def _day(since: str) -> date:
    if not since:
        return EARLIEST
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise UsageError("--since", f"{since!r} is no day", "Write it as 2026-11-01") from None
