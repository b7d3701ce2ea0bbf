"""Outlets: how they are, how much of what they print is their own, how often they are first, who copies whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from delivery.atom import Entry
from desk.handles import article_handle, story_handle
from desk.text.sanitise import visible
from pages.environment import as_json, render
from pages.feed import feed
from pages.lists.bars import Spark, spark
from pages.shell import file_name, shell
from pages.stories.story import UNTITLED

if TYPE_CHECKING:
    from datetime import tzinfo

    from pages.rows import Row

ON_A_PAGE = 200  # outlets
IN_THE_MATRIX = 25  # outlets on either side
NEWEST = 40  # articles on an outlet's own page


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in figures. races: stories that others report too; behind: median hours after the first report."""

    id: str
    name: str
    page: str
    health: str
    reason: str
    articles: int
    relevant: int
    own: int
    copies: int
    taken: int
    races: int
    firsts: int
    behind: float | None
    last: datetime | None
    spark: Spark

    @property
    def originality(self) -> float | None:
        """Share of its articles on topic that are no copies."""
        return self.own / self.relevant if self.relevant else None

    @property
    def speed(self) -> float | None:
        """Share of the stories that others report too, in which it was first."""
        return self.firsts / self.races if self.races else None


def outlet_lines(rows: Sequence[Row], days: Sequence[Row], zone: tzinfo) -> list[OutletLine]:
    """The outlets, those that write most on topic first."""
    by_outlet: dict[str, dict[int, tuple[int, bool]]] = defaultdict(dict)
    for row in days:
        by_outlet[row["outlet_id"]][row["ago"]] = (row["articles"], row["failed"])
    lines = [_line(row, spark(by_outlet[row["outlet_id"]]), zone) for row in rows]
    return sorted(lines, key=lambda one: (-one.relevant, -one.articles, one.id))


def _line(row: Row, drawn: Spark, zone: tzinfo) -> OutletLine:
    page = f"{file_name(row['outlet_id'])}.html"
    last = row["last_article"].astimezone(zone) if row["last_article"] else None
    figures = {
        name: row[name] for name in ("articles", "relevant", "own", "copies", "taken", "races", "firsts", "health")
    }
    said = {"name": visible(row["name"]), "reason": visible(row["reason"] or ""), "behind": row["median_hours"]}
    return OutletLine(id=row["outlet_id"], page=page, last=last, spark=drawn, **figures, **said)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who takes from whom: `copiers` × `originals` (ids), numbers by both; `left_out`: copies beyond them."""

    copiers: tuple[str, ...]
    originals: tuple[str, ...]
    numbers: Mapping[tuple[str, str], int]
    left_out: int


def matrix(copying: Sequence[Row]) -> Matrix:
    """The outlets that copy most against those that are copied most."""
    by, of = Counter[str](), Counter[str]()
    for row in copying:
        by[row["outlet_id"]] += row["times"]
        of[row["original_id"]] += row["times"]
    copiers = tuple(outlet for outlet, _ in by.most_common(IN_THE_MATRIX))
    originals = tuple(outlet for outlet, _ in of.most_common(IN_THE_MATRIX))
    numbers = {
        (row["outlet_id"], row["original_id"]): row["times"]
        for row in copying
        if row["outlet_id"] in copiers and row["original_id"] in originals
    }
    return Matrix(copiers, originals, numbers, sum(by.values()) - sum(numbers.values()))


def outlet_list(lines: Sequence[OutletLine], copying: Sequence[Row]) -> dict[str, str]:
    """The list of outlets with the matrix on its first page, and its JSON."""
    chunks = [lines[at : at + ON_A_PAGE] for at in range(0, len(lines), ON_A_PAGE)] or [[]]
    names = ["index.html", *(f"index~{number}.html" for number in range(2, len(chunks) + 1))]
    known = {line.id: line for line in lines}
    files = {}
    for name, chunk, older in zip(names, chunks, [*names[1:], ""], strict=True):
        given = {
            "lines": chunk,
            "known": known,
            "older": older,
            "matrix": matrix(copying) if name == names[0] else None,
        }
        files[f"outlets/{name}"] = render("outlets.html", **shell("Outlets", "../"), **given)
    files["outlets/index.json"] = as_json("outlets", {"outlets": list(lines), "copying": list(copying)})
    return files


@dataclass(frozen=True, slots=True)
class Written:
    """An article on an outlet's page."""

    handle: str
    title: str
    language: str
    time: datetime
    story: str
    kind: str


@dataclass(frozen=True, slots=True)
class OutletPage:
    """An outlet with the rows of its newest articles on topic, whom it takes from and who takes from it."""

    line: OutletLine
    newest: Sequence[Row]
    takes: Sequence[Row]
    taken: Sequence[Row]

    @property
    def mark(self) -> tuple[object, ...]:
        """What changes with anything its page shows."""
        return self.line, [row["mark"] for row in self.newest], self.takes, self.taken


def outlet_pages(lines: Sequence[OutletLine], newest: Sequence[Row], copying: Sequence[Row]) -> Iterator[OutletPage]:
    """Each outlet's page."""
    written: dict[str, list[Row]] = defaultdict(list)
    takes: dict[str, list[Row]] = defaultdict(list)
    taken: dict[str, list[Row]] = defaultdict(list)
    for row in newest:
        written[row["outlet_id"]].append(row)
    for row in copying:
        takes[row["outlet_id"]].append(row)
        taken[row["original_id"]].append(row)
    for one in lines:
        yield OutletPage(one, written[one.id], takes[one.id][:NEWEST], taken[one.id][:NEWEST])


def _written(row: Row, zone: tzinfo) -> Written:
    title, when = visible(row["title"]) or UNTITLED, row["time"].astimezone(zone)
    handles = article_handle(row["article_id"]), story_handle(row["story_id"])
    return Written(handles[0], title, row["language"], when, handles[1], row["kind"] or "")


def outlet_page(page: OutletPage, names: Mapping[str, str], zone: tzinfo) -> dict[str, str]:
    """One outlet's page, its JSON and its feed; `names`: of all outlets by id."""
    written = [_written(row, zone) for row in page.newest]
    told = {"line": page.line, "written": written, "takes": page.takes,
            "taken": page.taken}  # fmt: skip
    shown = render("outlet.html", **shell("Outlets", "../"), page=told, line=page.line, names=names)
    path = f"outlets/{page.line.page}"
    stem = path.removesuffix("html")
    newest = (Entry(f"article/{one.handle}", one.title, f"../stories/{one.story}.html#{one.handle}", one.time, one.kind)
              for one in written)  # fmt: skip
    news = feed(f"outlet/{page.line.id}", f"{page.line.name}: articles on topic", newest)
    return {path: shown, f"{stem}json": as_json("outlet", told), f"{stem}xml": news}
