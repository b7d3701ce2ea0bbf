"""Openness: of each model what was claimed, by whom, under which licence, and where it is contested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from desk.handles import article_handle, story_handle
from desk.text.sanitise import visible
from pages.environment import as_json, render
from pages.shell import file_name, shell
from pages.stories.marking import alone

if TYPE_CHECKING:
    from pages.rows import Row

SENTENCES = 80  # on a model's page
ON_A_PAGE = 400  # models in the list


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence on a model, once, with the first article that has it and how many repeat it."""

    licence: str
    opened: tuple[str, ...]
    claim: str
    said_by: str
    sentence: str  # as it stands there; a page cuts it to what may be shown
    language: str
    outlet: str
    handle: str
    story: str
    time: datetime
    repeated: int


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model: the licences it is said to be under, what is open of it, who contests it; the rows that say so."""

    model: str
    page: str
    licences: tuple[str, ...]
    opened: tuple[str, ...]
    outlets: int
    contested: tuple[str, ...]
    rows: tuple[Row, ...]


def model_lines(rows: Sequence[Row]) -> Iterator[ModelLine]:
    """The models by name."""
    by_model: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_model[file_name(visible(row["model"]))].append(row)  # LLaMA and Llama are one
    for page, found in sorted(by_model.items()):
        licences = dict.fromkeys(visible(row["licence"]) for row in found if row["licence"])
        contested = dict.fromkeys(visible(row["outlet"] or "") for row in found if row["claim"] == "contested")
        opened = sorted({part for row in found for part in row["opened"]})
        outlets = len({row["outlet_id"] for row in found})
        yield ModelLine(visible(found[0]["model"]), f"{page}.html", tuple(licences), tuple(opened), outlets,
                        tuple(contested), tuple(found))  # fmt: skip


def said(rows: Sequence[Row], zone: tzinfo) -> tuple[Said, ...]:
    """Each statement once, where it stands first."""
    alike: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row["licence"] or "", row["claim"], row["sentence"]].append(row)
    return tuple(_one(found[0], len(found) - 1, zone) for found in alike.values())


def _one(row: Row, repeated: int, zone: tzinfo) -> Said:
    """A sentence where it stands first."""
    licence, said_by, outlet = (visible(row[name] or "") for name in ("licence", "said_by", "outlet"))
    return Said(
        licence=licence,
        opened=tuple(row["opened"]),
        claim=row["claim"],
        said_by=said_by,
        sentence=row["sentence"],
        language=row["language"],
        outlet=outlet,
        handle=article_handle(row["article_id"]),
        story=story_handle(row["story_id"]),
        time=row["time"].astimezone(zone),
        repeated=repeated,
    )


def openness_list(lines: Sequence[ModelLine]) -> dict[str, str]:
    """The list of models and its JSON."""
    chunks = [lines[at : at + ON_A_PAGE] for at in range(0, len(lines), ON_A_PAGE)] or [[]]
    names = ["index.html", *(f"index~{number}.html" for number in range(2, len(chunks) + 1))]
    files = {
        f"openness/{name}": render("openness.html", **shell("Openness", "../"), lines=chunk, older=older)
        for name, chunk, older in zip(names, chunks, [*names[1:], ""], strict=True)
    }
    files["openness/index.json"] = as_json("openness", {"models": list(map(_figures, lines))})
    return files


def _figures(line: ModelLine) -> dict[str, object]:
    return {field: getattr(line, field) for field in ("model", "licences", "opened", "outlets", "contested")}


def model_page(line: ModelLine, zone: tzinfo) -> dict[str, str]:
    """One model's page and its JSON, times in `zone`."""
    shown = [(one, alone(visible(one.sentence))) for one in said(line.rows, zone)]
    page = render("model.html", **shell("Openness", "../"), line=line, said=shown[:SENTENCES])
    told = {**_figures(line), "page": line.page, "said": [replace(one, sentence=side.text) for one, side in shown]}
    return {f"openness/{line.page}": page, f"openness/{line.page.removesuffix('html')}json": as_json("model", told)}
