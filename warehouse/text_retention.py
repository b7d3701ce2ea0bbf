"""Texts that are old enough go; what is known of their articles stays: facts, verdicts, passages, sketches, vectors."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from warehouse.db import query
from warehouse.rows import utc

if TYPE_CHECKING:
    from warehouse.db import Warehouse


def let_texts_go(warehouse: Warehouse, now: datetime, days: int) -> int:
    """Delete the texts of articles fetched more than `days` whole UTC days ago (0: none); returns how many articles'.

    The words of these texts stay in the search index until that is made anew.
    """
    if not days:
        return 0
    before = utc(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    with warehouse.writing() as con:
        con.execute(query("texts_to_let_go"), {"before": before})
        (gone,) = con.execute("SELECT count(*) FROM letting_go").fetchone() or (0,)
        if gone:
            con.execute(query("add_text_retention"), {"before": before, "now": utc(now), "texts": gone})
            con.execute(query("drop_bodies"))
            con.execute(query("empty_revisions"))
        con.execute("DROP TABLE letting_go")
    return int(gone)
