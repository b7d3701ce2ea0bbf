"""Prefect's server asked over its API: JSON in, JSON out, on loopback and past any proxy."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place


def call(where: Place, method: str, path: str, body: Any = None) -> Any:
    """The answer of one request, None for an empty one; CopydeskError where no server answers or it refuses."""
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
        raise CopydeskError(where.api, f"{method} {path} was refused ({error.code}): {words}") from None
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
