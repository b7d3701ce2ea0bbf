"""A story's independent reports and common sources: counted from its articles' lineages and imprints, and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.lineage.descent import Witness
from desk.lineage.imprint import Imprint
from desk.lineage.independence import Independence, Origin, independence
from desk.lineage.telling import Telling
from warehouse.arrays import base64, listed
from warehouse.db import query
from warehouse.rows import rows

if TYPE_CHECKING:
    import duckdb

    from desk.lineage.imprint import Hashes

AT_ONCE = 500  # stories whose imprints are at hand together
HASHES = ("runs", "quotes", "numbers")


def store_imprints(con: duckdb.DuckDBPyConnection, imprints: Iterable[tuple[int, Imprint]]) -> None:
    """Keep the imprints of these articles, in place of earlier ones."""
    kept = dict(imprints)
    given = [
        {"article_id": article_id, "credits": each.credits}
        | {name: base64(getattr(each, name).astype("<u4")) for name in HASHES}
        for article_id, each in kept.items()
    ]
    if given:
        con.execute(query("drop_imprints"), {"ids": listed(kept)})
        con.execute(query("add_imprints"), {"rows": rows(given)})


def count_origins(con: duckdb.DuckDBPyConnection, story_ids: Iterable[int]) -> None:
    """Work out anew how many independent reports and common sources these stories have."""
    ids = sorted(story_ids)
    for some in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)):
        asked = {"ids": listed(some)}
        counted = {story: independence(told) for story, told in _tellings(con, asked).items()}
        con.execute(query("drop_story_origins"), asked)
        kept = [row for story, found in counted.items() for row in _rows(story, found)]
        con.execute(query("add_story_origins"), {"rows": rows(kept)})
        con.execute(query("set_independent"), {"rows": rows(_counts(some, counted))})


def _tellings(con: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> dict[int, list[Telling]]:
    found = con.execute(query("story_tellings"), asked).fetchall()
    imprints = _imprints(con, found)
    told: dict[int, list[Telling]] = defaultdict(list)
    for story_id, article_id, outlet_id, time, root, seed_id, roundup, language, *facts in found:
        witness = Witness(time, (language,), *facts)
        top = seed_id if seed_id is not None else root
        told[story_id].append(Telling(article_id, outlet_id, time, top, witness, imprints.get(article_id), roundup))
    return told


def _imprints(con: duckdb.DuckDBPyConnection, tellings: Sequence[tuple[Any, ...]]) -> dict[int, Imprint]:
    """The imprints of the roots, where a story has more than one."""
    roots: dict[int, set[int]] = defaultdict(set)
    for story_id, article_id, _, _, root, seed_id, *_ in tellings:
        if root == article_id and seed_id is None:
            roots[story_id].add(article_id)
    wanted = {article for some in roots.values() if len(some) > 1 for article in some}
    if not wanted:
        return {}
    asked = {"ids": listed(sorted(wanted)), "first": min(wanted), "last": max(wanted)}
    found = con.execute(query("imprints_of"), asked).fetchall()
    return {
        article_id: Imprint(_hashes(runs), _hashes(quotes), _hashes(numbers), tuple(said))
        for article_id, runs, quotes, numbers, said in found
    }


def _hashes(blob: bytes) -> Hashes:
    return np.frombuffer(blob, "<u4")


def _rows(story_id: int, found: Independence) -> Iterator[dict[str, Any]]:
    for place, origin in enumerate(found.origins, 1):
        yield {
            "story_id": story_id,
            "place": place,
            "what": origin.what,
            "article_id": None if origin.seed_id else origin.first.article_id,
            "seed_id": origin.seed_id,
            "outlet": _outlet(origin),
            "time": origin.first.time,
            "article_ids": [each.article_id for each in origin.tellings],
            "outlets": sorted({each.outlet_id for each in origin.tellings}),
            "why": origin.why,
        }


def _outlet(origin: Origin) -> str:
    """Whose words they are: the outlet by its id, the agency that is credited; unknown for others and for a seed."""
    return origin.first.outlet_id if origin.what == "report" else origin.source


def _counts(story_ids: Iterable[int], counted: dict[int, Independence]) -> Iterator[dict[str, Any]]:
    for story in story_ids:
        found = counted.get(story, Independence())
        yield {"story_id": story, "independent": found.independent, "common_sources": found.common_sources}
