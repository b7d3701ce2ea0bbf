"""One answer as a record, and what becomes of it: followed, refused in words, or named for the address asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.errors import ConfigError, FetchError, GuardError, RobotsError
from desk.models import Page
from desk.urls import clean, host
from sources.fetch import retry

if TYPE_CHECKING:
    import httpx

    from sources.fetch.robots import Rules


@dataclass(frozen=True, slots=True)
class Answer(Page):
    """A Page with what its headers say for the next time."""

    etag: str | None = None
    last_modified: str | None = None
    fresh_for: float | None = None  # seconds; Cache-Control max-age
    moved_to: str | None = None  # where permanent redirects alone lead
    headers: Mapping[str, str] = field(default_factory=dict)
    overcome: str = ""  # the trouble of an earlier attempt of the same request, in words


def answer(url: str, response: httpx.Response, content: bytes, now: datetime) -> Answer:
    """The record of one exchange."""
    headers = response.headers
    return Answer(
        url=url,
        final_url=url,
        status=response.status_code,
        content_type=headers.get("content-type", ""),
        body=content,
        fetched_at=now,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        fresh_for=max_age(headers.get("cache-control", "")),
        headers=dict(headers),
    )


def on_the_way(error: GuardError | RobotsError, url: str, at: str) -> GuardError | RobotsError:
    """A refusal of an address that only a redirect led to, told of the one that was asked for."""
    if at == url:
        return error
    return type(error)(url, f"redirects to {at[:120]}: {error.problem}", code=error.code, passing=error.passing)


def obey(rules: Rules, url: str) -> None:
    """RobotsError where the rules do not let us fetch the address."""
    if rules.closed:
        problem = f"robots.txt of {host(url)} could not be read ({rules.closed}), so nothing is asked for now"
        raise RobotsError(url, problem, "It is tried again in a later run", code="robots_unreachable", passing=True)
    if not rules.allows(url):
        raise RobotsError(url, "robots.txt forbids it", code="robots")


def bad_status(answer: Answer, retry_after: float | None) -> FetchError:
    """A status of 400 or more as an error in words."""
    status = answer.status
    words = {
        401: "wants a login",
        403: "refuses us",
        404: "is not there",
        410: "is gone",
        429: "has had too many requests",
    }
    problem = f"{words.get(status, 'answered with an error')} (status {status})"
    passing = status in retry.PASSING
    return FetchError(
        answer.url, problem, code=f"http_{status}", status=status, passing=passing, retry_after=retry_after
    )


def target(url: str, answer: Answer, seen: set[str]) -> str:
    """Where a redirect leads; FetchError (code `redirects`) in a circle or to nothing usable."""
    location = answer.headers.get("location", "")
    try:
        found = clean(location, answer.url)
    except ConfigError as error:
        raise FetchError(url, f"redirects to something that {error.problem}", code="redirects") from None
    if found in seen:
        raise FetchError(url, "redirects in a circle", code="redirects")
    seen.add(found)
    return found


def named(answer: Answer, url: str, moved_to: str | None) -> Answer:
    """The last answer of a chain under the address that was asked for."""
    return replace(answer, url=url, final_url=answer.url, moved_to=moved_to)


def max_age(cache_control: str) -> float | None:
    """The seconds for which Cache-Control calls an answer fresh; None when it does not."""
    if re.search(r"\bno-(?:store|cache)\b", cache_control, re.IGNORECASE):
        return None
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return float(found[1]) if found else None
