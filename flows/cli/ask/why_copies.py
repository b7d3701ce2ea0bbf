"""What `copydesk why` tells of copies: from whom the text was taken, who took it, and what people said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from warehouse.explanation import Explanation, Row

KINDS = {
    "exact": "an exact copy of", "near": "nearly the same text as", "excerpt": "an excerpt of",
    "spun": "a spun copy (words exchanged) of", "translation": "a translation of",
    "rewrite": "likely rewritten from", "none": "shares a passage with",
}  # fmt: skip
MADE = {
    "exact": "exact copy", "near": "nearly the same text", "excerpt": "excerpt", "spun": "spun copy",
    "translation": "translation", "rewrite": "likely rewritten",
}  # fmt: skip
WAY = 6  # steps of a lineage that are named
COPIERS = 8  # shown unless --all is asked
PASSAGES, ALL_PASSAGES = 2, 6  # of a pair; the rest is in the view `copy_passages`
LONGEST = 300  # characters of a passage


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is told: everything (`all`), and how the program came to it (`debug`)."""

    all: bool = False
    debug: bool = False

    def most(self, number: int) -> int | None:
        """Where a list ends: at `number`, or nowhere."""
        return None if self.all else number


def copies(found: Explanation, wanted: Wanted) -> Iterator[str | Table]:
    """Where the article's text comes from and where it went."""
    aspects = found.aspects
    yield from taken_from(aspects["lineage"])
    source = _pair_with_source(found)
    if source:
        yield from _pair(source, found, wanted)
    yield from _copied_by(aspects["copied_by"], wanted)
    yield from _roundup(aspects["roundup"])
    if not aspects["lineage"] and not aspects["copied_by"] and not aspects["roundup"]:
        yield "Copy    of nothing known" + (", which a person said" if _said_its_own(found) else "")
    others = [pair for pair in aspects["copies"] if pair is not source]
    if wanted.all:
        for pair in others:
            yield f"Pair    {relation(pair, found)}"
            yield from _pair(pair, found, wanted)
    elif shared := sum(pair["kind"] == "none" for pair in others):
        from desk.digest.phrasing import counted

        yield f"        shares passages with {counted(shared, 'other article')} without a copy (--all)"


def taken_from(steps: Sequence[Row]) -> Iterator[str]:
    """What the article is to its direct original, the way from there to the root, and why."""
    if not steps:
        return
    first, *before = steps
    by_person = ", by a person's word" if first["by_person"] else ""
    yield f"Copy    {KINDS[first['kind']]} {_source(first)}{by_person}"
    yield f"        {first['url']}" if first["url"] else "        which is no longer kept"
    if before:
        named = ", which took it from ".join(_outlet(step) for step in before[:WAY])
        yield f"        which took it from {named}" + (
            f" and {len(before) - WAY} before it" if len(before) > WAY else ""
        )
    if first["why"]:
        yield f"        certainty {first['certainty']:.2f}: {first['why']}"


def judgements(found: Explanation) -> Iterator[str]:
    """What people ruled, the word that holds first, then those before it."""
    from desk.handles import article_handle

    for number, ruling in enumerate(found.aspects["judgements"]):
        said = "not a copy"
        if ruling["copy"]:
            handle = f"{article_handle(ruling['original_id'])} " if ruling["original_kept"] else ""
            gone = ", which is no longer kept" if ruling["original_id"] and not ruling["original_kept"] else ""
            where = f" ({ruling['original_outlet']})" if ruling["original_outlet"] else ""
            title = ruling["original_title"] or f"article {ruling['original_id']}"
            kind = KINDS.get(ruling["kind"] or "", "a copy of")
            said = f"{kind} {'the seed ' if ruling['seed_id'] else handle}“{title}”{where}{gone}"
        note = f" – {ruling['note']}" if ruling["note"] else ""
        which = "this holds" if ruling["holds"] else "an earlier word"
        whose = f"{ruling['judged_at']:%Y-%m-%d %H:%M} by {ruling['judged_by'] or 'a person'}"
        yield f"{'        ' if number else 'Judged  '}{whose}: {said}{note} ({which})"


def _said_its_own(found: Explanation) -> bool:
    return any(ruling["holds"] and not ruling["copy"] for ruling in found.aspects["judgements"])


def _source(step: Row) -> str:
    from desk.handles import article_handle

    if step["from_seed"]:
        return _seed(step["title"], step["outlet"], "", own=step["own_text"])
    if step["title"] is None:
        return article_handle(step["original_id"])
    return f"{article_handle(step['original_id'])} “{step['title']}” ({step['outlet']})"


def _outlet(step: Row) -> str:
    return _source(step) if step["from_seed"] else str(step["outlet"])


def _seed(title: str, outlet: str, url: str, *, own: bool) -> str:
    """A seed by its title, with its outlet and address where they are known; one's own is called so."""
    where = f" ({outlet or 'outlet unknown'})" if not own else ""
    return f"{'your text' if own else 'the seed'} “{title}”{where}{f' {url}' if url else ''}"


def _copied_by(copiers: list[Row], wanted: Wanted) -> Iterator[str]:
    """Forwards: who has this text from here, directly or by way of another."""
    from desk.digest.phrasing import counted
    from desk.handles import article_handle

    if not copiers:
        return
    yield f"Copied  by {counted(len(copiers), 'article')}:"
    for copier in copiers[: wanted.most(COPIERS)]:
        when = f", {copier['published']:%Y-%m-%d %H:%M}" if copier["published"] else ""
        way = f", from {copier['parent_outlet']}" if copier["step"] > 1 else ""
        person = ", by a person's word" if copier["by_person"] else ""
        handle = article_handle(copier["article_id"])
        yield f"        {handle:<5} {copier['outlet']}: {MADE[copier['kind']]}{way}{when}{person}"
        if wanted.all:
            yield f"              “{copier['title']}” {copier['url']}"
            yield f"              certainty {copier['certainty']:.2f}: {copier['why']}"
    if not wanted.all and len(copiers) > COPIERS:
        yield f"        and {len(copiers) - COPIERS} more"


def _roundup(parts: list[Row]) -> Iterator[str]:
    from desk.digest.phrasing import counted

    if parts:
        yield f"Copy    a round-up, takes from {counted(len(parts), 'article')}:"
    for part in parts:
        told = f"{part['original_outlet']}, {MADE.get(part['kind'], part['kind'])}"
        yield f"        - {part['share']:.0%} from “{part['original_title']}” ({told})"


def _pair_with_source(found: Explanation) -> Row | None:
    """The compared pair of the article and the one it was directly taken from."""
    if not found.aspects["lineage"] or found.article is None:
        return None
    step, mine = found.aspects["lineage"][0], found.article["id"]
    for pair in found.aspects["copies"]:
        ends = {pair["article_id"], pair["known_id"]} - {mine}
        if step["from_seed"] if pair["seed_id"] else step["original_id"] in ends:
            return pair
    return None


def relation(pair: Row, found: Explanation) -> str:
    """A compared pair in words: what this article is to the other, or the other to it."""
    from desk.handles import article_handle

    newer = _is_newer(pair, found)
    if pair["seed_id"]:
        title = pair["seed_title"] or pair["seed_id"]
        other = _seed(title, pair["seed_outlet"], pair["seed_url"], own=pair["own_text"])
    else:
        handle = article_handle(pair["known_id"] if newer else pair["article_id"])
        other = f"{handle} “{pair['known_title']}” ({pair['known_outlet']})"
    if pair["kind"] == "none" or pair["newcomer_is_copy"] == newer:
        return f"this is {KINDS[pair['kind']]} {other}" if pair["kind"] != "none" else f"{KINDS['none']} {other}"
    return f"{other} is {KINDS[pair['kind']]} this one"


def _pair(pair: Row, found: Explanation, wanted: Wanted) -> Iterator[str | Table]:
    newer = _is_newer(pair, found)
    if wanted.debug:
        yield f"        score {pair['score']:.2f}, rule {pair['rule'] or '-'}"
    for reason in (*(pair["why"] or ()), pair["direction_why"]):
        if reason:
            yield f"        - {_turned(reason, newer)}"
    shown = [each for each in found.aspects["evidence"] if _same_pair(each, pair)]
    most = ALL_PASSAGES if wanted.all else PASSAGES
    if shown:
        yield _passages(shown[:most], newer)
    if len(shown) > most:
        from desk.digest.phrasing import counted

        yield f"        and {counted(len(shown) - most, 'more passage')}"


def _passages(shown: Sequence[Row], newer: bool) -> Table:
    from desk.models import Passage
    from flows.cli.ask.passages import beside

    sides = [(short(each["a_text"]), short(each["b_text"]), each) for each in shown]
    turned = [(a, b, each) if newer else (b, a, each) for a, b, each in sides]
    return beside(
        [Passage(0, 0, mine, 0, 0, theirs, each["similarity"], each["note"] or "") for mine, theirs, each in turned],
        "here",
        "there",
    )


def _is_newer(pair: Row, found: Explanation) -> bool:
    """Whether this article was the newcomer when the pair was judged."""
    assert found.article is not None
    return bool(pair["article_id"] == found.article["id"])


def _turned(reason: str, newer: bool) -> str:
    """A reason says "this text" of the newcomer; seen from the known text it is the other one."""
    if newer:
        return reason
    held = reason.replace("this text", "\0").replace("the other text", "this text").replace("the other", "this text")
    return held.replace("\0", "the other text")


def _same_pair(evidence: Row, pair: Row) -> bool:
    return all(evidence[name] == pair[name] for name in ("article_id", "known_id", "seed_id", "seed_part"))


def short(text: Any) -> str:
    """A passage in one line."""
    flat = " ".join(str(text or "").split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
