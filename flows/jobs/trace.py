"""`copydesk trace`: where any text comes from, by the seeds and by all history. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb

    from desk.documents.document import Document
    from desk.models import CopyVerdict
    from desk.text.encoder import Encoder
    from flows.settings import Settings
    from warehouse.copy_verdicts import KnownText

UNSTORED = 2**62  # an id above all stored ones: candidates are earlier articles
FEWEST_WORDS = 40  # below that a text is judged only if it is the very same, which no index can find


@dataclass(frozen=True, slots=True)
class Match:
    """A known text that the traced one was taken from, was taken from it, or shares a passage with."""

    verdict: CopyVerdict
    title: str
    outlet: str
    url: str
    article_id: int | None = None
    seed_id: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the lineage: whose text was taken, as what, and how sure that is."""

    outlet: str
    title: str
    url: str
    kind: str
    certainty: float
    why: str


@dataclass(frozen=True, slots=True)
class Trace:
    """`matches`: strongest first; `lineage`: the direct original first; `story`: the nearest, if it is no copy."""

    words: int
    languages: tuple[str, ...]
    matches: tuple[Match, ...]
    lineage: tuple[Step, ...]
    story: dict[str, Any] | None
    compared: int
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the text was met before: as a copy, as an original, or in a passage."""
        return bool(self.matches)


def plain(text: str) -> Document:
    """The document of a text that somebody pasted: cleaned as a page's is, its languages told apart."""
    from desk.cleaning.clean import clean
    from desk.documents.document import document
    from desk.text.language import split

    cleaned = clean(text)
    return document(split(cleaned.text) or text, title=cleaned.title or "", source=cleaned.source)


def trace(settings: Settings, document: Document) -> Trace:
    """Compare a text with the seeds and everything stored; UsageError for one that is too short to be found."""
    from desk.errors import UsageError
    from flows.decide_steps.encoder import encoder_of
    from flows.stored import warehouse_of

    if document.substance < FEWEST_WORDS:
        problem = f"is too short to trace: {document.substance} words, {FEWEST_WORDS} are needed"
        raise UsageError("the text", problem, "Give more of it, or the file or address it stands at")
    warehouse, encoder = warehouse_of(settings), encoder_of(settings)  # its weights are read when first asked
    if not warehouse.exists():
        return _traced(None, document, encoder, ("nothing has been crawled yet: only the seeds were asked",))
    with warehouse.reading() as con:
        return _traced(con, document, encoder, ())


def _traced(
    con: duckdb.DuckDBPyConnection | None, document: Document, encoder: Encoder | None, notes: tuple[str, ...]
) -> Trace:
    from desk.copies.lexical import NO_ENCODER
    from desk.copies.verdict import CUT

    known, matches = _compared(con, document, None)
    if encoder is not None and not any(each.verdict.kind != "none" for each in matches):
        known, matches = _compared(con, document, encoder)  # what wording has found needs no vectors, the slow half
    copies = [each for each in matches if each.verdict.kind != "none"]
    said = (*notes, *([CUT] if document.cut else []), *([] if encoder else [NO_ENCODER]))
    return Trace(
        document.words.count,
        document.languages,
        tuple(matches),
        _lineage(con, document, copies, known) if con else _from_seed(copies),
        _story(con, document, known, encoder) if con and not copies else None,
        len(known),
        said,
    )


def _compared(
    con: duckdb.DuckDBPyConnection | None, document: Document, encoder: Encoder | None
) -> tuple[dict[int, KnownText], list[Match]]:
    """The stored texts that were compared, and what came of it and of the seeds, strongest first."""
    from desk.models import RANK

    known = known_like(con, document, encoder) if con else {}
    found = [*_seeds(con, document, encoder), *_articles(document, known, encoder)]
    return known, sorted(found, key=lambda each: (-RANK[each.verdict.kind], -each.verdict.score))


def known_like(con: duckdb.DuckDBPyConnection, document: Document, encoder: Encoder | None) -> dict[int, KnownText]:
    """Stored articles worth comparing: by wording, by rare names and by meaning, as for a newcomer on topic."""
    from warehouse.copy_candidates import Probe, candidates
    from warehouse.copy_candidates_semantic import Anchored, Meaning, by_meaning, by_names
    from warehouse.copy_verdicts import known_texts

    found = list(candidates(con, [Probe(UNSTORED, document.sketch)]).by_article.get(UNSTORED, ()))
    found += by_names(con, [Anchored(UNSTORED, document.anchors)]).get(UNSTORED, ())
    if encoder is not None:
        meanings = [
            Meaning(UNSTORED, place, part.language, vectors.mean(axis=0))
            for place, part in enumerate(document.parts)
            if len(vectors := document.vectors(encoder, place))
        ]
        found += by_meaning(con, meanings, encoder.name).get(UNSTORED, ())
    return known_texts(con, {each.known_id for each in found})


def _articles(document: Document, known: Mapping[int, KnownText], encoder: Encoder | None) -> Iterable[Match]:
    from desk.copies.verdict import judge
    from flows.decide_steps.newsdesk import prepared

    met = {article_id: prepared(text) for article_id, text in known.items()}
    for article_id, text in known.items():
        event = [other for key, other in met.items() if key != article_id] if encoder else []
        verdict = judge(document, met[article_id], encoder, event)
        if verdict.kind != "none" or verdict.shared_passage:
            yield Match(verdict, text.title, text.outlet_id, text.url, article_id)


def _seeds(con: duckdb.DuckDBPyConnection | None, document: Document, encoder: Encoder | None) -> Iterable[Match]:
    """One match a seed: its strongest part."""
    from desk.copies.verdict import strongest
    from desk.seeds.fingerprints import hashed
    from desk.seeds.index import SeedIndex
    from desk.seeds.verdict import judge_seed
    from flows.decide_steps.seed_corpus import seed_index, shipped

    seeds = seed_index(con) if con else SeedIndex(shipped())
    judged: dict[str, list[tuple[Any, CopyVerdict]]] = {}
    for seed in seeds.near(document, hashed(document.anchors), encoder):
        verdict = judge_seed(document, seed, encoder)
        if verdict.kind != "none" or verdict.shared_passage:
            judged.setdefault(seed.seed_id, []).append((seed.facts, verdict))
    for seed_id, parts in judged.items():
        best = strongest(parts)
        assert best is not None  # there is one at the least
        facts, verdict = best
        yield Match(verdict, facts.title or seed_id, facts.outlet, facts.url, None, seed_id)


def _lineage(
    con: duckdb.DuckDBPyConnection, document: Document, copies: list[Match], known: Mapping[int, KnownText]
) -> tuple[Step, ...]:
    """The way up from the text, had it come today as an article."""
    from desk.lineage.descent import Witness
    from desk.lineage.groups import Edge
    from desk.lineage.kinship import kinship
    from flows.decide_steps.newsdesk import prepared
    from warehouse.copy_groups import way_up

    edges = []
    for match in copies:
        verdict, article_id = match.verdict, match.article_id
        shares = (verdict.coverage_a, verdict.coverage_b)
        if article_id is None:
            edges.append(Edge(UNSTORED, None, match.seed_id, verdict.kind, verdict.score, shares[0]))
            continue
        kin = kinship(document, prepared(known[article_id]))
        edge = Edge(UNSTORED, article_id, None, verdict.kind, verdict.score, shares[0], False, shares[1], kin)
        edges.append(edge if verdict.newcomer_is_copy else edge.other_way())
    mine = Witness(
        document.published, document.languages, document.outlet, document.url, document.canonical_url, document.source
    )
    return tuple(Step(**row) for row in way_up(con, UNSTORED, mine, edges))


def _from_seed(copies: list[Match]) -> tuple[Step, ...]:
    """The one step there is while nothing but seeds is known."""
    taken = [match for match in copies if match.verdict.newcomer_is_copy]
    return tuple(
        Step(each.outlet, each.title, each.url, each.verdict.kind, each.verdict.score, each.verdict.direction_why)
        for each in taken[:1]
    )


def _story(
    con: duckdb.DuckDBPyConnection, document: Document, known: Mapping[int, KnownText], encoder: Encoder | None
) -> dict[str, Any] | None:
    """The story of the compared article that most likely tells the same event."""
    from desk.stories.cards import card
    from desk.stories.meaning import made_by, meanings
    from desk.stories.same_event import same
    from warehouse.story_lines import stories_of

    stories = stories_of(con, known)
    told = [text for text in known.values() if text.article_id in stories]
    if not told:
        return None
    sides = [(document.title, document.text, document.published, document.languages)]
    for text in told:
        body = "\n\n".join(part.text for part in text.parts)
        sides.append((text.title, body, text.published, tuple(part.language for part in text.parts)))
    vectors = meanings([(title, body, (*languages, "")[0]) for title, body, _, languages in sides], encoder)
    cards = [
        card(place, title, body, published, languages[0] if languages else "und", "", (),
             vectors[place], made_by(encoder))
        for place, (title, body, published, languages) in enumerate(sides)
    ]  # fmt: skip
    judged = [(same(cards[0], each), text) for each, text in zip(cards[1:], told, strict=True)]
    best, text = max(judged, key=lambda each: each[0].score)
    if not best.same:
        return None
    return {
        "story_id": stories[text.article_id], "title": text.title, "outlet": text.outlet_id, "url": text.url,
        "probability": best.score, "why": list(best.why),
    }  # fmt: skip
