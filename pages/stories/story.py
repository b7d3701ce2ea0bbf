"""The page of a story: made from its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted, language_name
from desk.digest.sentence.choice import one_sentence
from desk.handles import article_handle, story_handle
from desk.text.sanitise import link, visible
from pages.shell import file_name
from pages.stories.differences import conflicts_of
from pages.stories.marking import MOST_WORDS, alone
from pages.stories.records import Change, Difference, Language, Name, Origin, Stated, Statement, StoryPage
from pages.stories.timeline import timeline
from pages.stories.told import SeedText, Told
from pages.stories.tree import tree

if TYPE_CHECKING:
    from datetime import tzinfo

    from pages.rows import Row, StoryRows

MOST_ARTICLES, MOST_NAMES, MOST_STATEMENTS, MOST_CHANGES = 150, 40, 40, 40  # on a page; the JSON has all
COPIES = "../copies/"  # evidence pages, seen from the folder of stories
UNTITLED = "(without a title)"


def story_page(
    rows: StoryRows, seeds: Mapping[str, Row], zone: tzinfo, digests: Mapping[tuple[str, str], str]
) -> StoryPage:
    """The page's content, times in `zone`; `digests`: the page of each digest by its id and target."""
    facts, aspects = rows.facts, rows.aspects
    told = tuple(told_of(row, rows, zone) for row in aspects["articles"])
    originals = tuple(told_of(row, rows, zone) for row in aspects["originals"])
    taken = tuple(seed_of(seeds, key) for key in dict.fromkeys(_seed_ids(aspects["articles"])))
    lead = next((one for one in told if one.id == facts["lead_article_id"]), told[0] if told else None)
    headline = (lead.title if lead else facts["headline"]) or UNTITLED
    language = lead.language if lead else "und"
    return StoryPage(
        id=facts["story_id"],
        handle=story_handle(facts["story_id"]),
        headline=headline,
        language=language,
        sentence=one_sentence(rows.opening, headline, language) if rows.opening else "",
        summary=summary(facts),
        first=facts["first_time"].astimezone(zone),
        last=facts["last_time"].astimezone(zone),
        reports=facts["independent"] or facts["reports"],
        told=told,
        originals=originals,
        seeds=taken,
        origins=tuple(_origins(aspects["origins"], zone)),
        languages=tuple(languages(told)),
        names=tuple(_name(row) for row in aspects["names"]),
        openness=tuple(_statements(aspects["openness"], told)),
        changes=tuple(_changes(aspects, zone, digests)),
        timeline=timeline(told),
        tree=tree(told, originals, taken),
        conflicts=tuple(_differences(rows, told)),
    )


def summary(facts: Row) -> str:
    """ "4 independent reports in 9 outlets · 5 copies · 1 common source"."""
    outlets = len(facts["outlets"])
    parts = [
        f"{counted(facts['independent'] or facts['reports'], 'independent report')} in {counted(outlets, 'outlet')}"
    ]
    if facts["copies"]:
        parts.append(counted(facts["copies"], "copy"))
    if facts["common_sources"]:
        parts.append(counted(facts["common_sources"], "common source"))
    return " · ".join(parts)


def told_of(row: Row, rows: StoryRows, zone: tzinfo) -> Told:
    """An article of the story as the page tells it."""
    pair = rows.pairs.get(row["article_id"])
    kind = row.get("kind") or ""
    return Told(
        id=row["article_id"],
        handle=article_handle(row["article_id"]),
        outlet_id=row["outlet_id"],
        outlet=visible(row["outlet"]),
        title=visible(row["title"]) or UNTITLED,
        url=link(row["url"]) or "",
        language=row["language"],
        time=row["time"].astimezone(zone),
        dated=row["published"] is not None,
        words=row.get("words"),
        kind=kind,
        parent=_parent(row) if kind else "",
        share=pair["copied_share"] if pair else None,
        certainty=row.get("certainty") if kind else None,
        why=visible(row.get("why") or ""),
        page=f"{COPIES}{article_handle(row['article_id'])}.html" if kind else "",
        by_person=bool(row.get("by_person")),
        roundup=bool(row.get("roundup")),
    )


def _parent(row: Row) -> str:
    if row["parent_id"] is not None:
        return article_handle(row["parent_id"])
    return f"seed {row['seed_id']}" if row["seed_id"] else ""


def seed_of(seeds: Mapping[str, Row], seed_id: str) -> SeedText:
    """A seed by its id; one that is no longer kept has only that."""
    row = seeds.get(seed_id, {})
    said = [visible(row.get(name) or "") for name in ("title", "outlet")]
    return SeedText(seed_id, said[0], said[1], link(row.get("url") or "") or "", bool(row.get("own")))


def _seed_ids(articles: Sequence[Row]) -> Iterator[str]:
    return (row["seed_id"] for row in articles if row["seed_id"])


def _origins(rows: Sequence[Row], zone: tzinfo) -> Iterator[Origin]:
    for row in rows:
        when = row["time"].astimezone(zone) if row["time"] else None
        handle = article_handle(row["article_id"]) if row["article_id"] is not None else ""
        yield Origin(
            row["what"], visible(row["outlet"] or ""), when, handle, len(row["article_ids"]), visible(row["why"])
        )


def languages(told: Sequence[Told]) -> Iterator[Language]:
    """The languages of a story in the order in which they took it up."""
    by_code: dict[str, list[Told]] = {}
    for one in sorted(told, key=lambda one: (one.time, one.id)):
        by_code.setdefault(one.language, []).append(one)
    first = min((one.time for one in told), default=None)
    for code, found in by_code.items():
        assert first is not None
        hours = (found[0].time - first).total_seconds() / 3600
        copies = sum(bool(one.kind) for one in found)
        name = language_name(code) or "unknown"
        yield Language(code, name, found[0].outlet, found[0].time, round(hours, 1), len(found) - copies, copies)


def _differences(rows: StoryRows, told: Sequence[Told]) -> Iterator[Difference]:
    """What its independent reports state differently, cut to what may be shown."""
    by_id = {one.id: one for one in told}
    for conflict in conflicts_of(rows):
        sides = (
            Stated(
                visible(value),
                alone(visible(sentence)),
                by_id[article].language,
                by_id[article].outlet,
                by_id[article].handle,
            )
            for article, value, sentence in conflict.sides
        )
        yield Difference(conflict.what, tuple(sides))


def _name(row: Row) -> Name:
    return Name(
        row["name_id"],
        visible(row["label"]),
        row["kind"],
        row["articles"],
        row["in_title"],
        f"{file_name(row['name_id'])}.html",
    )


def _statements(rows: Sequence[Row], told: Sequence[Told]) -> Iterator[Statement]:
    """Each statement once: what copies repeat word for word is theirs whom they took it from."""
    by_id = {one.id: one for one in told}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        article, sentence = by_id.get(row["article_id"]), visible(row["sentence"])
        key = (row["model"] or "", row["licence"] or "", sentence)
        if article is None or key in seen:
            continue
        seen.add(key)
        yield Statement(
            visible(row["model"] or ""), visible(row["licence"] or ""), tuple(row["opened"]), row["claim"],
            visible(row["said_by"] or ""), alone(sentence, MOST_WORDS), article.handle, article.outlet,
        )  # fmt: skip


def _changes(
    aspects: Mapping[str, list[Row]], zone: tzinfo, digests: Mapping[tuple[str, str], str]
) -> Iterator[Change]:
    """What happened to the story: told, updated, corrected, pages revised, parted or joined by a person."""
    for row in aspects["told"]:
        page = digests.get((row["digest_id"], row["target"]), "")
        what = "update told" if row["is_update"] else "told"
        yield Change(None, what, visible(f"{row['digest_id']}: no. {row['place']}. {row['revision'] or ''}"), page)
        if row["corrected"]:
            yield Change(None, "corrected", visible(row["corrected"]), page)
    for row in aspects["revisions"]:
        words = f"{article_handle(row['article_id'])} {row['what']}: “{row['before']}” became “{row['after']}”"
        yield Change(row["read_at"].astimezone(zone), "page changed", alone(visible(words)).text)
    for row in aspects["splits"]:
        other = story_handle(row["other_id"])
        said = {"split": ("a part of it is now", "was parted from")}.get(row["kind"], ("took in", "was taken in by"))
        yield Change(
            row["decided_at"].astimezone(zone), row["kind"], f"{said[not row['kept']]} {other}", f"{other}.html"
        )
