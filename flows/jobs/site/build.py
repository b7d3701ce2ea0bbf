"""The desk's pages are built: what changed in the reading copy since the last build is made anew, the rest stays."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError
from desk.handles import story_handle
from flows.jobs.site.lists import Lists, hashed
from flows.jobs.site.rendering import Given, rendering, seldom_collecting
from flows.settings import zone
from pages.feed import feed
from pages.folder import SiteFolder, Written, building, is_built
from pages.lists import archive
from pages.stories.files import assets, made_by, redirect
from warehouse.site_rows import SiteRows, StoryState, reading_site

if TYPE_CHECKING:
    from flows.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 400  # stories that are read together
FEED = 30  # digests in the feed
MOST_TOLD = 60  # stories that a digest may tell


def site_folder(settings: Settings) -> Path:
    """Where the pages stand unless another folder is named."""
    return settings.home / "site"


def build_site(settings: Settings, to: Path | None = None, *, afresh: bool = False) -> Written:
    """Bring the pages up to date with the reading copy; `afresh` makes all of them anew."""
    with seldom_collecting(), reading_site(settings.home) as rows, building(to or site_folder(settings)) as folder:
        if afresh:
            folder.forget()
        Build(rows, folder, settings).all()
        return folder.finish()


def keep_site(settings: Settings) -> Written | None:
    """The same after a crawl, a digest or upkeep, once somebody has built the pages.

    What stands in the way is logged and fails nothing: the pages of before stand, the next build makes up for it.
    """
    if not is_built(site_folder(settings)):
        return None
    try:
        return build_site(settings)
    except CopydeskError as error:
        log.warning("the pages were not brought up to date: %s", error)
        return None


class Build:
    """One pass over all units of the site."""

    def __init__(self, rows: SiteRows, folder: SiteFolder, settings: Settings) -> None:
        self.rows, self.folder, self.settings = rows, folder, settings
        self.zone = zone(settings)
        self.made = f"{made_by()} {settings.timezone} {settings.site_full_texts}"

    def all(self) -> None:
        """Every unit, in the order in which they need each other."""
        self.folder.made("assets", self.made, assets)
        states = self.rows.states()
        kept = {state.id for state in states}  # merged ones lead on
        made = self.rows.digests()
        pages = archive.digest_pages(made)
        with self._stories([state for state in states if state.merged_into is None], pages):
            self._redirects(states)
            lines = [archive.line_of(row, self.zone) for row in self.rows.ask("site_list")]
            self._digests(made, pages, kept, lines)
            self._days(lines)
            Lists(self.rows, self.folder, self.zone, self.made).all(lines)

    @contextmanager
    def _stories(self, states: Sequence[StoryState], pages: dict[tuple[str, str], str]) -> Iterator[None]:
        """Stories are put in place when the block ends: they may be rendered beside it."""
        digests = {key: f"../{page}" for key, page in pages.items()}
        seeds = self.rows.seeds()
        known = f"{self.made} {hashed(seeds)}"
        waiting = [one for one in states if not self.folder.unchanged(_unit(one.id), f"{one.state} {known}")]
        by_id = {one.id: one for one in waiting}
        given = Given(self.settings.home, seeds, digests, self.zone, self.settings.site_full_texts)
        with rendering(self.rows, list(_chunks(list(by_id))), given) as batches:
            yield
            for found in batches:
                for story, files in found:
                    state = by_id[story]
                    self.folder.put(_unit(story), f"{state.state} {known}", files, state.lead_article_id)

    def _redirects(self, states: Sequence[StoryState]) -> None:
        """Pages at the places of stories that were merged, or whose articles tell others by now."""
        into = {state.id: state.merged_into for state in states}
        for state in states:
            if state.merged_into is not None:
                self._redirect(state.id, _end_of(state.id, into), state.lead_article_id)
        gone = {int(name[7:]): unit.lead for name, unit in self.folder.before.items() if name.startswith("story s")}
        gone = {story: lead for story, lead in gone.items() if story not in into}
        now = self.rows.stories_of([lead for lead in gone.values() if lead is not None])
        for story, lead in gone.items():
            self._redirect(story, now.get(lead) if lead is not None else None, lead)

    def _redirect(self, story: int, to: int | None, lead: int | None) -> None:
        state = f"to {to} {self.made}"
        if not self.folder.unchanged(_unit(story), state):
            handle = story_handle(story)
            page = redirect(handle, story_handle(to) if to is not None else "")
            self.folder.put(_unit(story), state, {f"stories/{handle}.html": page}, lead)

    def _digests(
        self, made: list[dict[str, Any]], pages: dict[tuple[str, str], str], kept: set[int], lines: list[archive.Line]
    ) -> None:
        beside = _neighbours(made, pages)
        for row in made:
            key = (row["digest_id"], row["target"])
            told = [story for story in row["story_ids"] if story in kept]
            state = f"{self.made} {hashed([row['state'], pages[key], beside[key], told])}"
            self.folder.made(f"digest {key[0]} {key[1]}", state, partial(self._digest, row, pages, beside[key], kept))
        self.folder.made("digests", f"{self.made} {hashed(pages)}", partial(archive.digests_list, made, pages))
        last = [row for row in made if row["day"] == made[0]["day"]]
        newest = lines[: archive.NEWEST + MOST_TOLD]
        state = hashed([[row["state"] for row in made[:FEED]], len(last), [line.mark for line in newest]])
        self.folder.made("today", f"{self.made} {state}", partial(self._today, made, pages, kept, newest))

    def _digest(
        self, row: dict[str, Any], pages: dict[tuple[str, str], str], beside: tuple[str, str], kept: set[int]
    ) -> dict[str, str]:
        digest = self.rows.digest(row["digest_id"], row["target"], self.zone)
        return archive.digest_files(digest, row, pages, beside, kept) if digest is not None else {}

    def _today(
        self, made: list[dict[str, Any]], pages: dict[tuple[str, str], str], kept: set[int], lines: list[archive.Line]
    ) -> dict[str, str]:
        from delivery.atom import atom

        last = [row for row in made if row["day"] == made[0]["day"]]
        last.sort(key=lambda row: (row["made_at"], row["target"]))
        digest = self.rows.digest(last[0]["digest_id"], last[0]["target"], self.zone) if last else None
        others = [(archive.channel_of(row), pages[row["digest_id"], row["target"]]) for row in last[1:]]
        found = [(self.rows.digest(row["digest_id"], row["target"], self.zone), row["made_at"]) for row in made[:FEED]]
        feed = atom([(each, at) for each, at in found if each is not None], "site")
        return {"index.html": archive.today(digest, others, lines, kept), "feed.xml": feed}

    def _days(self, lines: list[archive.Line]) -> None:
        numbers = []
        for day, found in archive.by_day(lines):
            numbers.append((day, len(found)))
            state = f"{self.made} {hashed([line.mark for line in found])}"
            self.folder.made(f"day {day}", state, partial(archive.day_pages, day, found))
        self.folder.put("stories", "", {
            "stories/index.html": archive.stories_list(lines, numbers),
            "stories/index.json": archive.stories_json(lines),
            "stories/index.xml": feed("stories", "Stories", (archive.line_entry(one, "../") for one in lines)),
        })  # fmt: skip


def _unit(story: int) -> str:
    return f"story s{story}"


def _chunks(waiting: Sequence[int]) -> Iterator[Sequence[int]]:
    return (waiting[at : at + AT_ONCE] for at in range(0, len(waiting), AT_ONCE))


def _end_of(story: int, into: dict[int, int | None]) -> int | None:
    """Where a merged story's articles are after every further merging."""
    seen = set()
    while (further := into.get(story)) is not None and story not in seen:
        seen.add(story)
        story = further
    return story


def _neighbours(
    made: list[dict[str, Any]], pages: dict[tuple[str, str], str]
) -> dict[tuple[str, str], tuple[str, str]]:
    """The page of the digest before and of the next one of the same channel; "" where there is none."""
    by_channel: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in reversed(made):
        by_channel.setdefault((archive.channel_of(row), row["target"]), []).append((row["digest_id"], row["target"]))
    found = {}
    for keys in by_channel.values():
        for place, key in enumerate(keys):
            earlier = pages[keys[place - 1]] if place else ""
            later = pages[keys[place + 1]] if place + 1 < len(keys) else ""
            found[key] = (earlier, later)
    return found
