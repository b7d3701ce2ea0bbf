"""Today, the digests by day and channel, and the list of stories by day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from delivery.atom import Entry
from delivery.formats import as_json, fragment
from desk.digest.phrasing import long_day
from desk.handles import story_handle
from desk.text.sanitise import visible
from pages.environment import MONTHS, render
from pages.environment import as_json as site_json
from pages.shell import file_name, shell
from pages.stories.story import UNTITLED, summary

if TYPE_CHECKING:
    from desk.digest.records import Digest
    from pages.rows import Row

ON_A_PAGE = 200  # stories, or days of digests
NEWEST = 20  # stories under today's digest


@dataclass(frozen=True, slots=True)
class Line:
    """A story in a list; `mark` changes with anything it shows."""

    handle: str
    headline: str
    language: str
    summary: str
    first: datetime
    mark: int = 0


def line_of(row: Row, zone: tzinfo) -> Line:
    """A story's line by its row."""
    headline = visible(row["headline"]) or UNTITLED
    handle, first = story_handle(row["story_id"]), row["first_time"].astimezone(zone)
    return Line(handle, headline, row["language"], summary(row), first, row["mark"])


def digest_pages(made: Sequence[Row]) -> dict[tuple[str, str], str]:
    """The page of each digest by its id and target, seen from the site's root: digests/2026-11-22-open-source-ai.html.

    The name says nothing of the target: that may be an address of somebody.
    """
    pages: dict[tuple[str, str], str] = {}
    taken: dict[str, int] = {}
    for row in sorted(made, key=lambda row: (row["made_at"], row["target"])):
        stem = f"digests/{row['day']}-{file_name(channel_of(row))}"
        taken[stem] = taken.get(stem, 0) + 1
        pages[row["digest_id"], row["target"]] = stem + (f"-{taken[stem]}" if taken[stem] > 1 else "") + ".html"
    return pages


def channel_of(row: Row) -> str:
    """The channel's name, which a digest's id begins with."""
    return str(row["digest_id"]).split("/")[0]


def linked(digest: Digest, prefix: str, kept: Collection[int]) -> Digest:
    """The digest with each story linked to its page here."""
    stories = tuple(
        replace(story, page=f"{prefix}stories/{story.handle}.html" if story.story_id in kept else "")
        for story in digest.stories
    )
    return replace(digest, stories=stories)


def digest_files(
    digest: Digest, row: Row, pages: Mapping[tuple[str, str], str], beside: tuple[str, str], kept: Collection[int]
) -> dict[str, str]:
    """A digest's page and its JSON; `beside`: the pages of the digest before and of the next one of its channel."""
    path = pages[row["digest_id"], row["target"]]
    name = path.removeprefix("digests/")
    json = name.removesuffix("html") + "json"
    told = fragment(linked(digest, "../", kept)).replace("<main>", "<div>").replace("</main>", "</div>")
    earlier, later = (other.removeprefix("digests/") for other in beside)
    page = render("digest.html", **shell("Digests", "../"), name=visible(channel_of(row)), day=row["day"], json=json,
                  earlier=earlier, later=later, digest=Markup(told))  # noqa: S704 - rendered with autoescape  # fmt: skip
    return {path: page, f"digests/{json}": '{"copydesk":"digest",' + as_json(digest).lstrip()[1:]}


def digests_list(made: Sequence[Row], pages: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The archive: digests by day, the newest first, ON_A_PAGE days a page."""
    days = [(day, list(rows)) for day, rows in groupby(made, key=lambda row: row["day"])]
    files = {}
    chunks = [days[at : at + ON_A_PAGE] for at in range(0, len(days), ON_A_PAGE)] or [[]]
    names = ["index.html", *(f"index-{number}.html" for number in range(2, len(chunks) + 1))]
    for place, chunk in enumerate(chunks):
        told = [
            (
                long_day(day),
                [
                    (visible(channel_of(row)), pages[row["digest_id"], row["target"]].removeprefix("digests/"))
                    for row in rows
                ],
            )
            for day, rows in chunk
        ]
        dated = zip((month_of(day) for day, _ in chunk), told, strict=True)
        by_month = [(month, [line for _, line in found]) for month, found in groupby(dated, key=lambda each: each[0])]
        older = names[place + 1] if place + 1 < len(names) else ""
        files[f"digests/{names[place]}"] = render("digests.html", **shell("Digests", "../"), days=by_month, older=older)
    return files


def month_of(day: str) -> str:
    """ "Nov 2026" of an ISO date."""
    return f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"


def day_pages(day: str, lines: Sequence[Line]) -> dict[str, str]:
    """The stories of a day, ON_A_PAGE a page."""
    chunks = [lines[at : at + ON_A_PAGE] for at in range(0, len(lines), ON_A_PAGE)]
    names = [f"{day}.html", *(f"{day}-{number}.html" for number in range(2, len(chunks) + 1))]
    return {
        f"days/{name}": render(
            "stories.html", **shell("Stories", "../"), heading=long_day(day), months=(), stories=chunk, older=older
        )
        for name, chunk, older in zip(names, chunks, [*names[1:], ""], strict=True)
    }


def stories_list(newest: Sequence[Line], days: Sequence[tuple[str, int]]) -> str:
    """The newest stories, with the way to every day before."""
    told = ((month_of(day), (day, f"../days/{day}.html", number)) for day, number in days)
    months = [(month, [each for _, each in found]) for month, found in groupby(told, key=lambda each: each[0])]
    return render(
        "stories.html",
        **shell("Stories", "../"),
        heading="Stories",
        months=months,
        stories=newest[:ON_A_PAGE],
        older="",
    )


def stories_json(newest: Sequence[Line]) -> str:
    """The newest stories as JSON."""
    told = [{field: getattr(one, field) for field in ("handle", "headline", "language", "summary", "first")}
            for one in newest[:ON_A_PAGE]]  # fmt: skip
    return site_json("stories", {"stories": told})


def today(
    digest: Digest | None, others: Sequence[tuple[str, str]], newest: Sequence[Line], kept: Collection[int]
) -> str:
    """The first page: the last digest of the first channel, the day's others, and stories that it does not tell."""
    told: Any = ""
    known: set[str] = set()
    if digest is not None:
        told = Markup(fragment(linked(digest, "", kept)).replace("<main>", "<div>").replace("</main>", "</div>"))  # noqa: S704 - rendered with autoescape
        known = {story.handle for story in digest.stories}
    lines = [line for line in newest if line.handle not in known][:NEWEST]
    return render(
        "index.html", **shell("Today", ""), day=digest.day if digest else "", digest=told, others=others, stories=lines
    )


def line_entry(line: Line, prefix: str) -> Entry:
    """A story's line in a feed; `prefix`: the way from the feed to the root."""
    return Entry(f"story/{line.handle}", line.headline, f"{prefix}stories/{line.handle}.html", line.first, line.summary)


def by_day(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Lines, newest first, by the day of their first article."""
    for day, found in groupby(lines, key=lambda line: line.first.date().isoformat()):
        yield day, list(found)
