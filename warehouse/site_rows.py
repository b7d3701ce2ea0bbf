"""What the desk's pages are made of, read from the reading copy: stories some hundred at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from desk.conflicts.stated import MOST_REPORTS
from warehouse import digests
from warehouse.explanation import Row, opened, rows_of
from warehouse.reading_bodies import FOLDER

if TYPE_CHECKING:
    import duckdb

    from desk.digest.records import Digest

ASPECTS = ("articles", "originals", "names", "openness", "origins", "revisions", "told", "splits")
STATED = ("articles", "openness")  # what reports state of their own
PAIRED = ("pairs", "passages")  # of each copy with the text it was directly taken from


class StoryState(NamedTuple):
    """A story and what its pages stand on: `state` changes with anything they show."""

    id: int
    lead_article_id: int | None
    merged_into: int | None
    state: str


@dataclass(frozen=True, slots=True)
class StoryRows:
    """All that is known of one story: `facts` of itself, rows by aspect (`ASPECTS`), pairs and passages by copy.

    opening: how its lead article begins; texts: of copies and originals in full, only where they were asked for;
    reports: texts of its independent reports, where there are several.
    """

    facts: Row
    opening: str = ""
    aspects: dict[str, list[Row]] = field(default_factory=dict)
    pairs: dict[int, Row] = field(default_factory=dict)
    passages: dict[int, list[Row]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    reports: list[Row] = field(default_factory=list)


class SiteRows:
    """The reading copy, open for the pages."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con

    def states(self) -> list[StoryState]:
        """Every story that has a page, merged ones too, by number."""
        return [StoryState(**row) for row in self.ask("site_states")]

    def ask(self, name: str, **asked: Any) -> list[Row]:
        """The rows of `queries/NAME.sql`."""
        return rows_of(self._con, name, asked or None)

    def seeds(self) -> dict[str, Row]:
        """The seeds by their id."""
        return {row["seed_id"]: row for row in self.ask("site_seeds")}

    def digests(self) -> list[Row]:
        """The digests that were made, newest first."""
        return self.ask("site_digests")

    def digest(self, digest_id: str, target: str, zone: tzinfo) -> Digest | None:
        """One of them as it was told, times in `zone`."""
        return digests.load_digest(self._con, digest_id, target, zone)

    def stories_of(self, article_ids: Sequence[int]) -> dict[int, int]:
        """Which story each of these articles tells now."""
        found = self.ask("site_articles_story", ids=list(article_ids)) if article_ids else []
        return {row["article_id"]: row["story_id"] for row in found}

    def stories(self, ids: Sequence[int], *, texts: bool = False) -> list[StoryRows]:
        """All that the pages of these stories show; `texts` with the copies and their originals in full."""
        asked = {"ids": list(ids)}
        aspects = {name: _by_story(self.ask(f"site_{name}", **asked)) for name in ASPECTS if name != "originals"}
        originals = {row["article_id"]: row for row in self.ask("site_originals", **asked)}
        paired = {name: _by_story(self.ask(f"site_{name}", **asked)) for name in PAIRED}
        facts = self.ask("site_stories", **asked)
        openings = self._openings(facts)
        told = self._texts(asked) if texts else {}
        reports = self._reports(ids)
        found = []
        for row in facts:
            story = row["story_id"]
            own = {name: by_story.get(story, []) for name, by_story in aspects.items()}
            parents = {article["parent_id"] for article in own["articles"]}
            own["originals"] = [originals[one] for one in parents if one in originals]
            pairs = {pair["copy_id"]: pair for pair in paired["pairs"].get(story, [])}
            passages = defaultdict(list)
            for passage in paired["passages"].get(story, []):
                passages[passage["copy_id"]].append(passage)
            mine = {one: told[one] for one in {*parents, *(a["article_id"] for a in own["articles"])} if one in told}
            found.append(
                StoryRows(row, openings.get(story, ""), own, pairs, dict(passages), mine, reports.get(story, []))
            )
        return found

    def reports(self, ids: Sequence[int]) -> list[StoryRows]:
        """What independent reports of these stories say and state, where there are several; nothing else of them."""
        told = self._reports(ids)
        asked = {"ids": list(told)}
        aspects = {name: _by_story(self.ask(f"site_{name}", **asked)) for name in STATED} if told else {}
        return [
            StoryRows(
                {"story_id": story}, aspects={name: rows.get(story, []) for name, rows in aspects.items()}, reports=own
            )
            for story, own in told.items()
        ]

    def _openings(self, facts: list[Row]) -> dict[int, str]:
        leads = [row["lead_article_id"] for row in facts if row["lead_article_id"] is not None]
        if not leads:
            return {}
        asked = {"ids": [row["story_id"] for row in facts], "first": min(leads), "last": max(leads)}
        return {row["story_id"]: row["opening"] for row in self.ask("site_openings", **asked)}

    def _reports(self, ids: Sequence[int]) -> dict[int, list[Row]]:
        asked = {"ids": list(ids), "most": MOST_REPORTS}
        days = [row["day"] for row in self.ask("site_report_days", **asked)]
        return _by_story(self.ask("site_reports", days=days, **asked)) if days else {}

    def _texts(self, asked: Row) -> dict[int, str]:
        return {row["article_id"]: row["text"] for row in self.ask("site_texts", **asked)}


def _by_story(found: list[Row]) -> dict[int, list[Row]]:
    stories: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        stories[row["story_id"]].append(row)
    return stories


@contextmanager
def reading_site(home: Path) -> Iterator[SiteRows]:
    """The reading copy under `home`, open for the pages; WarehouseError where there is none."""
    with opened(home) as con:
        con.execute("SET VARIABLE bodies = ?", [str((home / FOLDER).resolve())])
        yield SiteRows(con)
