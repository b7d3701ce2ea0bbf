"""The lists over all stories: outlets, names, openness, search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import xxhash

from desk.handles import story_handle
from pages.lists import names, openness, outlets, search
from pages.lists.bars import DAYS

if TYPE_CHECKING:
    from datetime import tzinfo

    from pages.folder import SiteFolder
    from pages.lists.archive import Line
    from warehouse.site_rows import SiteRows


class Lists:
    """What is told of everything together; `made`: what changes with an update of the pages."""

    def __init__(self, rows: SiteRows, folder: SiteFolder, zone: tzinfo, made: str) -> None:
        self.rows, self.folder, self.zone, self.made = rows, folder, zone, made

    def all(self, lines: Sequence[Line]) -> None:
        """Every list, then what the search needs of them."""
        told = self._outlets()
        models = self._openness()
        named = self._names(lines, models)
        self._search(told, named, models)

    def _outlets(self) -> dict[str, str]:
        """The outlets; returns the page of each by its name."""
        days = self.rows.ask("site_outlet_days", days=DAYS)
        found = outlets.outlet_lines(self.rows.ask("site_outlets"), days, self.zone)
        copying = self.rows.ask("site_copying")
        newest = self.rows.ask("site_outlet_articles", most=outlets.NEWEST)
        known = {line.id: line.name for line in found}
        self.folder.made("outlets", self._state(found, copying), partial(outlets.outlet_list, found, copying))
        for page in outlets.outlet_pages(found, newest, copying):
            make = partial(outlets.outlet_page, page, known, self.zone)
            self.folder.made(f"outlet {page.line.id}", self._state(page.mark), make)
        return {line.name: line.page for line in found}

    def _openness(self) -> dict[str, str]:
        """The models; returns the page of each by its name."""
        found = list(openness.model_lines(self.rows.ask("site_licences")))
        marks = [[row["mark"] for row in line.rows] for line in found]
        self.folder.made("openness", self._state(marks), partial(openness.openness_list, found))
        for line, mark in zip(found, marks, strict=True):
            self.folder.made(f"model {line.model}", self._state(mark), partial(openness.model_page, line, self.zone))
        return {line.model: line.page for line in found}

    def _names(self, lines: Sequence[Line], models: dict[str, str]) -> dict[str, str]:
        """The names; returns the page of each by its label."""
        rows = self.rows.ask("site_names_told")
        found = names.name_lines(rows)
        self.folder.made("names", self._state(found), partial(names.names_list, found))
        known = {line.handle: line for line in lines}
        told = {row["name_id"]: row["story_ids"] for row in self.rows.ask("site_name_stories", most=names.STORIES)}
        marks = {row["name_id"]: row["state"] for row in rows}
        waiting = {}
        for line in found:
            handles = map(story_handle, told.get(line.id, ()))
            stories = [known[handle] for handle in handles if handle in known]
            page, label = models.get(line.label, ""), (line.id, line.label, line.kind)
            state = self._state(label, marks[line.id], [one.mark for one in stories], page)
            if not self.folder.unchanged(f"name {line.id}", state):
                waiting[line.id] = (state, line, stories, page)
        days = names.grouped(self.rows.ask("site_name_days", ids=list(waiting)) if waiting else ())
        for name, (state, line, stories, page) in waiting.items():
            self.folder.put(f"name {name}", state, names.name_page(line, days[name], stories, page))
        return {line.label: line.page for line in found}

    def _search(self, told: dict[str, str], named: dict[str, str], models: dict[str, str]) -> None:
        spans = self.rows.ask("site_spans", size=search.SPAN)
        for row in spans:
            self.folder.made(f"span {row['span']}", f"{row['state']} {self.made}", partial(self._span, row["span"]))
        parts = ([row["span"] for row in spans], told, named, models)
        self.folder.made("heads", self._state(parts), partial(search.heads_file, *parts))
        self.folder.made("search", self.made, search.search_page)

    def _span(self, span: int) -> dict[str, str]:
        first = span * search.SPAN
        found = self.rows.ask("site_searched", first=first, last=first + search.SPAN - 1)
        return search.span_file(span, found, self.zone)

    def _state(self, *values: Any) -> str:
        return f"{self.made} {hashed(values)}"


def hashed(value: Any) -> str:
    """A mark that changes with the value."""
    return xxhash.xxh3_64_hexdigest(repr(value).encode("utf-8", "replace"))
