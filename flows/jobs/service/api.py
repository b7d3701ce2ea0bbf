"""Prefect's server asked over its API: JSON in, JSON out, on loopback and past any proxy."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place


BUSY = 503  # "ask again": another request or a service of the server holds its SQLite file
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds; Prefect's own client asks again as often


def call(where: Place, method: str, path: str, body: Any = None) -> Any:
    """The answer of one request, None for an empty one; CopydeskError where no server answers or it refuses.

    A server that is busy is asked again for eight seconds: what it answers so, it has not done.
    """
    for pause in PAUSES:
        with suppress(_BusyError):
            return _call(where, method, path, body)
        time.sleep(pause)
    return _call(where, method, path, body)


class _BusyError(CopydeskError):
    """The server asks to be asked again."""


def _call(where: Place, method: str, path: str, body: Any) -> Any:
    asked = urllib.request.Request(  # noqa: S310 - our own server on loopback
        f"{where.api}{path}",
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(asked, timeout=30) as answer:
            told = answer.read()
    except urllib.error.HTTPError as error:
        words = error.read(300).decode("utf-8", "replace")
        kind = _BusyError if error.code == BUSY else CopydeskError
        raise kind(where.api, f"{method} {path} was refused ({error.code}): {words}") from None
    except (OSError, http.client.HTTPException) as error:
        remedy = "Start one with `copydesk up`, or name its port with --port"
        raise CopydeskError(where.api, f"no Prefect server answers there ({error})", remedy) from None
    return json.loads(told) if told else None


def pages(where: Place, path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows of a filter, page after page."""
    rows: list[dict[str, Any]] = []
    while True:
        found = call(where, "POST", path, {**body, "limit": 200, "offset": len(rows)})
        rows += found
        if len(found) < 200:
            return rows
