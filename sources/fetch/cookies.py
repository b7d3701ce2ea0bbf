"""Cookies that a site hands out with a redirect to the same address: kept in memory for one visit to one outlet.

Some sites answer the first request so and give the page only to who comes back with the cookie. No other cookie is
kept, none goes to another host, and none outlives the run.
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from desk.urls import host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.models import Outlet
    from sources.fetch.answers import Answer

MOST, LONGEST = 20, 4_096  # cookies of a host, characters of one


class VisitCookies:
    """The cookies of every visit of a run, by outlet and host."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[str, str]] = {}

    def header(self, url: str, outlet: Outlet | None) -> dict[str, str]:
        """The request's Cookie header; nothing where none is kept."""
        if not self._kept:
            return {}
        kept = self._kept.get((outlet.id if outlet else "", host(url)), {})
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}

    def learnt(self, answers: Iterable[Answer], url: str, outlet: Outlet | None, sent: dict[str, str]) -> bool:
        """Keep what these redirects set for the host of `url`; whether it gets another header now than `sent`."""
        kept = self._kept.setdefault((outlet.id if outlet else "", host(url)), {})
        for answer in answers:
            if host(answer.url) == host(url):
                kept |= _pairs(answer.cookies)
        while len(kept) > MOST:
            del kept[next(iter(kept))]
        return self.header(url, outlet) != sent


def _pairs(given: Iterable[str]) -> dict[str, str]:
    """Name and value of Set-Cookie lines, those that end a cookie left out."""
    found: dict[str, str] = {}
    for line in given:
        try:
            parsed = SimpleCookie(line[:LONGEST])
        except CookieError:
            continue
        found |= {name: morsel.coded_value for name, morsel in parsed.items() if morsel["max-age"] not in ("0", "-1")}
    return found
