"""Reading a page's dates in the order of numbers that the page itself keeps to: is 02-12-2025 in February or December?

A language says little: English is written both ways, and many pages name no country. What tells is the page: another
date of its that can be read in one way only, the same day in words or in ISO's spelling elsewhere, or that one of the
two has not come yet.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sources.written import dates as written

if TYPE_CHECKING:
    from datetime import date, datetime

    from lxml.html import HtmlElement

MOST = 2_000  # short texts of a page that are looked at
DAY_FIRST, MONTH_FIRST = "en-gb", "en-us"
_SHORT_TEXTS = (
    "//@datetime | //meta/@content[string-length(.) < 60]"
    " | //body//text()[string-length(.) > 7 and string-length(.) < 90 and not(parent::script or parent::style)]"
)


class DateReader:
    """The dates of one page, which cannot lie behind `latest`. language: its tag, in lower case."""

    def __init__(self, tree: HtmlElement, language: str, latest: datetime) -> None:
        self._tree, self._language, self.latest = tree, language, latest

    def read(self, raw: object) -> tuple[datetime, bool] | None:
        """A date as pages write it, or read already, and whether it has a time of day; without a zone it is in UTC."""
        if isinstance(raw, tuple):
            return raw
        either = written.ambiguous(raw) if isinstance(raw, str) else None
        return written.read(raw, self._order(*either) if either else self._language)

    def _order(self, day_first: date, month_first: date) -> str:
        """The tag of a language that orders numbers as this page does; the page's own where nothing tells."""
        if orders := {order for text in self._texts if (order := written.order(text))}:
            return self._language if len(orders) > 1 else DAY_FIRST if "day" in orders else MONTH_FIRST
        latest = self.latest.date()
        if (day_first > latest) != (month_first > latest):
            return MONTH_FIRST if day_first > latest else DAY_FIRST
        if (day_first in self._days) != (month_first in self._days):
            return DAY_FIRST if day_first in self._days else MONTH_FIRST
        return self._language

    @cached_property
    def _texts(self) -> list[str]:
        """The page's short texts that may hold a date."""
        found = (str(text) for text in self._tree.xpath(_SHORT_TEXTS))
        return [text for text in found if "20" in text or "19" in text][:MOST]

    @cached_property
    def _days(self) -> set[date]:
        """The days that stand on the page in words or with the year first."""
        read = (written.read(text) for text in self._texts if not written.ambiguous(text))
        return {found[0].date() for found in read if found}
