"""Names: how much was written about a model, a lab, a licence over time and by language; which are new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk.text.sanitise import visible
from pages.environment import as_json, render
from pages.feed import feed
from pages.lists.archive import line_entry
from pages.lists.bars import bars
from pages.shell import file_name, shell

if TYPE_CHECKING:
    from pages.lists.archive import Line
    from pages.rows import Row

STORIES = 60  # on a name's page
LISTED = 60  # of a kind in the list
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name in figures: articles in all and in the last 30 days, the days of the first and the last."""

    id: str
    label: str
    kind: str
    page: str
    articles: int
    lately: int
    first: date
    last: date


def grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each name."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["name_id"]].append(row)
    return found


def name_lines(rows: Sequence[Row]) -> list[NameLine]:
    """The names, those that were written about most in the last 30 days first."""
    lines = [
        NameLine(row["name_id"], visible(row["label"]), row["kind"], f"{file_name(row['name_id'])}.html",
                 row["articles"], row["lately"], row["first"], row["last"])
        for row in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda one: (-one.lately, -one.articles, one.label))


def names_list(lines: Sequence[NameLine]) -> dict[str, str]:
    """The list: new names of the week, then the names by kind."""
    today = max((line.last for line in lines), default=date.min)
    new = [line for line in lines if today - line.first < WEEK]
    kinds = Counter(line.kind for line in lines)
    by_kind = [(kind, [line for line in lines if line.kind == kind]) for kind, _ in kinds.most_common()]
    page = render(
        "names.html",
        **shell("Names", "../"),
        new=new[:LISTED],
        kinds=[(kind, found[:LISTED], len(found)) for kind, found in by_kind],
    )
    return {"names/index.html": page, "names/index.json": as_json("names", {"names": [_told(line) for line in lines]})}


def _told(line: NameLine) -> dict[str, object]:
    return {field: getattr(line, field) for field in line.__slots__}


def name_page(line: NameLine, rows: Sequence[Row], stories: Sequence[Line], openness: str) -> dict[str, str]:
    """One name's page, its JSON and its feed; `openness`: its page there, "" where nothing is said."""
    drawn = bars((row["day"], row["language"], row["articles"]) for row in rows)
    page = render("name.html", **shell("Names", "../"), line=line, bars=drawn, stories=stories, openness=openness)
    days = [{"day": row["day"], "language": row["language"], "articles": row["articles"]} for row in rows]
    told = {field: value for field, value in _told(line).items() if field != "lately"}  # each day another
    json = as_json("name", {**told, "days": days, "stories": [one.handle for one in stories]})
    stem = f"names/{line.page.removesuffix('html')}"
    told_of = feed(f"name/{line.id}", f"{line.label}: stories", (line_entry(one, "../") for one in stories))
    return {f"names/{line.page}": page, f"{stem}json": json, f"{stem}xml": told_of}
