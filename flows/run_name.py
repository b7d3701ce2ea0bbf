"""A flow run: its name as Prefect shows it, and its lines in the log, which bear its id."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from desk.errors import CopydeskError
from flows import logs
from flows.settings import load, zone

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)


def run_name(kind: str, now: datetime | None = None) -> str:
    """Such as `crawl-2026-11-22T09:05:12`, in the zone of the settings; seconds tell runs of one minute apart."""
    return f"{kind}-{(now or datetime.now(UTC)).astimezone(zone(load())):%Y-%m-%dT%H:%M:%S}"


@contextmanager
def logged() -> Iterator[None]:
    """A flow run while it lasts: all that is logged meanwhile bears its id and goes to Prefect as well."""
    from prefect.runtime import deployment, flow_run

    with logs.of_run(flow_run=flow_run.id):
        with suppress(CopydeskError):  # told by whoever needs the settings
            load()
        if other := of_another_version(deployment.version):
            log.warning("%s", other)
        yield


def of_another_version(made_by: str | None, ours: str | None = None) -> str:
    """What to say where a deployment was made by another version of copydesk than runs it; empty where it was not."""
    ours = ours or version("copydesk")
    if not made_by or made_by == ours:
        return ""
    return f"this deployment is of copydesk {made_by}, the worker runs {ours}: install one version, `copydesk deploy`"
