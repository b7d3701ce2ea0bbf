"""One answer as a record, and what becomes of it: followed, refused in words, or named for the address asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

from desk.errors import ConfigError, FetchError, GuardError, RobotsError
from desk.models import Page
from desk.urls import clean, host
from sources.fetch import retry

if TYPE_CHECKING:
    import httpx

    from sources.fetch.robots import Rules


MOST_REFRESHING = 60_000  # bytes of a page that only sends its readers on
SOON = 5.0  # seconds after which it does so
_HIDING = re.compile(rb"<(noscript|script|style)\b|<!--")
_META = re.compile(rb"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(rb"\bcontent\s*=\s*([\"'])(.*?)\1", re.IGNORECASE | re.DOTALL)
_SENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})?)\s*[;,]\s*(?:url\s*=\s*)?(\S.*?)\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer(Page):
    """A Page with what its headers say for the next time."""

    etag: str | None = None
    last_modified: str | None = None
    fresh_for: float | None = None  # seconds; Cache-Control max-age
    moved_to: str | None = None  # where permanent redirects alone lead
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()  # Set-Cookie, a line each
    overcome: str = ""  # the trouble of an earlier attempt of the same request, in words


def asked_with(accept: str, etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a request: what is wanted, and only if it has changed."""
    said = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in said.items() if value}


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
        cookies=tuple(headers.get_list("set-cookie")),
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


def target(url: str, answer: Answer) -> str:
    """Where a redirect leads; FetchError (code `redirects`) to nothing usable."""
    location = answer.headers.get("location", "")
    try:
        return clean(location, answer.url)
    except ConfigError as error:
        raise FetchError(url, f"redirects to something that {error.problem}", code="redirects") from None


def refreshed(answer: Answer) -> str:
    """Where a page sends its readers by `<meta http-equiv="refresh">`, in its own words; "" for one that stays.

    One within `<noscript>` is for readers without scripts and leads to an excuse; one after a while reloads a page.
    """
    if "html" not in answer.content_type.lower() or len(answer.body) > MOST_REFRESHING:
        return ""
    if not _REFRESH.search(answer.body):
        return ""
    head = _shown(answer.body)
    found = next((tag for tag in _META.findall(head) if _REFRESH.search(tag)), None)
    content = _CONTENT.search(found) if found else None
    told = _SENT.match(unescape(content[2].decode("utf-8", "replace"))) if content else None
    return told[2].strip("'\" ") if told and float(told[1]) <= SOON else ""


def _shown(body: bytes) -> bytes:
    """A page without its scripts, styles, comments and what is for readers without scripts; in linear time."""
    low, kept, at, unclosed = body.lower(), list[bytes](), 0, set[bytes]()
    for found in _HIDING.finditer(low):
        end = b"</" + found[1] if found[1] else b"-->"
        if found.start() < at or end in unclosed:
            continue
        if (close := low.find(end, found.end())) < 0:
            unclosed.add(end)  # nor will it be found from any later place
            continue
        kept.append(body[at : found.start()])
        at = low.find(b">", close) + 1 or len(low)
    return b"".join((*kept, body[at:]))


def sends(answer: Answer, location: str) -> Answer:
    """The answer as the redirect that its page means; itself when that leads nowhere else."""
    try:
        found = clean(location, answer.url)
    except ConfigError:
        return answer
    if found.split("#")[0] == answer.url.split("#")[0]:
        return answer
    return replace(answer, status=302, headers={**answer.headers, "location": found})


def named(answer: Answer, url: str, moved_to: str | None) -> Answer:
    """The last answer of a chain under the address that was asked for."""
    return replace(answer, url=url, final_url=answer.url, moved_to=moved_to)


def max_age(cache_control: str) -> float | None:
    """The seconds for which Cache-Control calls an answer fresh; None when it does not."""
    if re.search(r"\bno-(?:store|cache)\b", cache_control, re.IGNORECASE):
        return None
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", cache_control, re.IGNORECASE)
    return float(found[1]) if found else None
