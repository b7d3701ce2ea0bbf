"""The Prefect flow that tells a trouble which the server noticed; the server's automations run it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time

from desk.errors import CopydeskError
from flows.digest_steps.notice import tell
from flows.may_heal import failed
from flows.run_name import logged, run_name
from flows.settings import load

log = logging.getLogger(__name__)


@flow(name="notice", flow_run_name=lambda: run_name("notice"), persist_result=False)
def notice(words: str = "A test of the notices.") -> dict[str, Any] | State[Any]:
    """Post a few words where the digest goes; the same words within an hour are one notice.

    Args:
        words: What is to be told.
    """
    with logged():
        log.warning("%s", words)
        try:
            return {"done": tell(load(), words, datetime.now(UTC))}
        except CopydeskError as error:
            return failed(error)
