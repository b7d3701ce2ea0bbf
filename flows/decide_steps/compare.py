"""Compare new articles with the seeds and with everything read before; keep the verdicts and their evidence."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desk.copies.verdict import judge
from desk.documents.crossing import asked_by, stored_by
from desk.documents.document import Document
from desk.lineage.kinship import kinship
from desk.seeds.fingerprints import hashed
from desk.seeds.verdict import judge_seed
from flows.decide_steps.newsdesk import prepared
from warehouse.copy_candidates import Candidate, candidates, store_sketches
from warehouse.copy_candidates_semantic import (
    Anchored,
    Meaning,
    by_crossing,
    by_meaning,
    by_names,
    store_anchors,
    store_meanings,
)
from warehouse.copy_verdicts import Compared, known_texts, store_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb

    from flows.decide_steps.newsdesk import Fresh, Newsdesk

WORTH_VECTORS = 0.1  # estimated containment from which an off-topic pair is worth sentence vectors

Pairs = dict[int, dict[int, float]]  # newcomer to known articles, with the strength of the reason


def compare(
    con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], newsdesk: Newsdesk, now: datetime
) -> list[Compared]:
    """Find candidates, judge each pair, store sketches and verdicts; returns what was compared."""
    probes = [each.probe for each in fresh]
    lookup = candidates(con, probes)
    pairs = _merged(lookup.by_article, *_without_wording(con, fresh, newsdesk))
    documents: dict[int, Document] = {each.article_id: each.draft.document for each in fresh}
    wanted = {known_id for found in pairs.values() for known_id in found} - documents.keys()
    documents |= {key: prepared(text) for key, text in known_texts(con, wanted).items()}
    compared = [*_against_history(fresh, pairs, documents, newsdesk), *_against_seeds(fresh, newsdesk)]
    store_sketches(con, probes, lookup)
    store_verdicts(con, compared, now)
    return compared


def _against_history(
    fresh: Sequence[Fresh], pairs: Pairs, documents: Mapping[int, Document], newsdesk: Newsdesk
) -> Iterator[Compared]:
    """Vectors are asked for where they can change a verdict: on topic, or where wording is shared to speak of.

    The other texts that a newcomer is compared with are those that may report its event.
    """
    for each in fresh:
        met = pairs.get(each.article_id, {})
        for known_id, strength in met.items():
            encoder = newsdesk.encoder if each.draft.relevant or strength >= WORTH_VECTORS else None
            if (theirs := documents.get(known_id)) is not None:
                mine = each.draft.document
                event = [documents[key] for key in met if key != known_id and key in documents] if encoder else []
                verdict = judge(mine, theirs, encoder, event)
                kin = kinship(mine, theirs) if verdict.kind != "none" else None
                yield Compared(each.article_id, verdict, known_id, kinship=kin)


def _against_seeds(fresh: Sequence[Fresh], newsdesk: Newsdesk) -> Iterator[Compared]:
    """Every article meets the seeds it may come from; names and meaning are asked of on-topic articles only."""
    for each in fresh:
        mine, relevant = each.draft.document, each.draft.relevant
        names = hashed(mine.anchors if relevant else ())
        for seed in newsdesk.seed_index.near(mine, names, newsdesk.encoder if relevant else None):
            verdict = judge_seed(mine, seed, newsdesk.encoder)
            yield Compared(each.article_id, verdict, seed_id=seed.seed_id, seed_part=seed.part)


def _without_wording(
    con: duckdb.DuckDBPyConnection, fresh: Sequence[Fresh], newsdesk: Newsdesk
) -> tuple[Mapping[int, Sequence[Candidate]], ...]:
    """Candidates among on-topic articles by rare names, in any script, and by meaning; makes these findable so, too."""
    on_topic = [each for each in fresh if each.draft.relevant]
    anchored = [Anchored(each.article_id, each.draft.document.anchors) for each in on_topic]
    named = by_names(con, anchored)
    encoder = newsdesk.encoder
    documents = [(each.article_id, each.draft.document) for each in on_topic]
    crossing = [Anchored(key, stored_by(document, encoder)) for key, document in documents]
    store_anchors(con, [*anchored, *crossing])
    crossed = by_crossing(con, [Anchored(key, asked_by(document, encoder)) for key, document in documents])
    if encoder is None:
        return named, crossed, {}
    meanings = [
        Meaning(each.article_id, place, part.language, vectors.mean(axis=0))
        for each in on_topic
        for place, part in enumerate(each.draft.article.parts)
        if len(vectors := each.draft.document.vectors(encoder, place))
    ]
    meant = by_meaning(con, meanings, encoder.name)
    store_meanings(con, meanings, encoder.name)
    return named, crossed, meant


def _merged(*found: Mapping[int, Sequence[Candidate]]) -> Pairs:
    """The ids to compare each newcomer with, each once and with its greatest strength, those by wording first."""
    merged: Pairs = {}
    for lookup in found:
        for article_id, each in lookup.items():
            known = merged.setdefault(article_id, {})
            for candidate in each:
                known[candidate.known_id] = max(candidate.strength, known.get(candidate.known_id, 0.0))
    return merged
