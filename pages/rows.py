"""What the pages are handed: rows of the warehouse by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Row = dict[str, Any]


class StoryRows(Protocol):
    """All that is known of one story; the warehouse fills it (`warehouse/site_rows.py`)."""

    @property
    def facts(self) -> Row:
        """The story itself."""

    @property
    def opening(self) -> str:
        """How its lead article begins."""

    @property
    def aspects(self) -> Mapping[str, list[Row]]:
        """Its articles, names, statements and so on."""

    @property
    def pairs(self) -> Mapping[int, Row]:
        """What was found of each copy and its direct original, by the copy's id."""

    @property
    def passages(self) -> Mapping[int, list[Row]]:
        """The passages that show it, by the copy's id."""

    @property
    def reports(self) -> list[Row]:
        """Texts of its independent reports, where there are several."""

    @property
    def texts(self) -> Mapping[int, str]:
        """Texts in full, by article; empty unless they may be shown."""
