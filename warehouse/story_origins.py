"""A story's independent reports and common sources: counted from its articles' lineages and imprints, and kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from desk.lineage.descent import Witness
from desk.lineage.imprint import Imprint
from desk.lineage.independence import Independence, Origin, independence
from desk.lineage.telling import Telling, root_of
from warehouse.arrays import base64, listed
from warehouse.copy_groups import members_of
from warehouse.db import query
from warehouse.rows import named, rows

if TYPE_CHECKING:
    import duckdb

    from desk.lineage.imprint import Hashes

AT_ONCE = 500  # stories whose imprints are at hand together
HASHES = ("runs", "quotes", "numbers")


def store_imprints(con: duckdb.DuckDBPyConnection, imprints: Iterable[tuple[int, Imprint]]) -> None:
    """Keep the imprints of these articles; one that has an imprint keeps it (see `drop_imprints`)."""
    given = [
        {"article_id": article_id, "credits": each.credits}
        | {name: base64(getattr(each, name).astype("<u4")) for name in HASHES}
        for article_id, each in imprints
    ]
    if given:
        con.execute(query("add_imprints"), {"rows": rows(given)})


def drop_imprints(con: duckdb.DuckDBPyConnection, article_ids: Iterable[int]) -> None:
    """Forget the imprints of these articles, before they are made anew."""
    con.execute(query("drop_imprints"), {"ids": listed(article_ids)})


def count_origins(con: duckdb.DuckDBPyConnection) -> None:
    """Count independent reports and common sources of all stories that changed since they were counted.

    Call it last in a transaction that changed stories: at the end of a crawl it costs a tenth of counting by visit.
    """
    ids = [row[0] for row in con.execute(query("uncounted_stories")).fetchall()]
    for some in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)):
        asked = {"ids": listed(some)}
        counted = {story: independence(told) for story, told in _tellings(con, asked).items()}
        con.execute(query("drop_story_origins"), asked)
        kept = [row for story, found in counted.items() for row in _rows(story, found)]
        con.execute(query("add_story_origins"), {"rows": rows(_by_their_seeds(con, kept))})
        con.execute(query("set_independent"), {"rows": rows(_counts(some, counted))})


def origins_of(con: duckdb.DuckDBPyConnection, story_id: int) -> list[dict[str, Any]]:
    """A story's origins in order of time: what, outlet, time, article_id, seed_id, article_ids, outlets, why."""
    return named(con.execute(query("story_origins_of"), {"id": story_id}))


def _tellings(con: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> dict[int, list[Telling]]:
    found = con.execute(query("story_tellings"), asked).fetchall()
    members = members_of(con, (row[1] for row in found))
    roots = {
        article_id: root_of(article_id, members) if article_id in members or copy_of is None else copy_of
        for _, article_id, _, _, copy_of, *_ in found
    }
    imprints = _imprints(con, _side_by_side(found, roots))
    told: dict[int, list[Telling]] = defaultdict(list)
    for story_id, article_id, outlet_id, time, _, language, *facts in found:
        member, imprint = members.get(article_id), imprints.get(article_id)
        roundup = member is not None and member.standing == "hub"
        witness = Witness(time, (language,), *facts)
        told[story_id].append(Telling(article_id, outlet_id, time, roots[article_id], witness, imprint, roundup))
    return told


def _side_by_side(found: Iterable[tuple[Any, ...]], roots: Mapping[int, int | str]) -> list[int]:
    """The articles whose imprints are compared: the roots of each story that has more than one."""
    own: dict[int, list[int]] = defaultdict(list)
    for story_id, article_id, *_ in found:
        if roots[article_id] == article_id:
            own[story_id].append(article_id)
    return [article for several in own.values() if len(several) > 1 for article in several]


def _imprints(con: duckdb.DuckDBPyConnection, article_ids: list[int]) -> dict[int, Imprint]:
    if not article_ids:
        return {}
    found = con.execute(query("imprints_of"), {"ids": listed(article_ids)}).fetchall()
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


def _by_their_seeds(con: duckdb.DuckDBPyConnection, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, those of a seed with the outlet (else the title) and the time that are known of it."""
    ids = sorted({row["seed_id"] for row in kept if row["seed_id"]})
    if not ids:
        return kept
    known = {seed: told for seed, *told in con.execute(query("seeds_told"), {"ids": json.dumps(ids)}).fetchall()}
    for row in kept:
        outlet, time = known.get(row["seed_id"], (None, None))
        row |= {"outlet": outlet or row["outlet"], "time": time or row["time"]}
    return kept


def _outlet(origin: Origin) -> str:
    """Whose words they are: the outlet by its id, the agency that is credited; unknown for others and for a seed."""
    return origin.first.outlet_id if origin.what == "report" else origin.source


def _counts(story_ids: Iterable[int], counted: dict[int, Independence]) -> Iterator[dict[str, Any]]:
    for story in story_ids:
        found = counted.get(story, Independence())
        yield {"story_id": story, "independent": found.independent, "common_sources": found.common_sources}
