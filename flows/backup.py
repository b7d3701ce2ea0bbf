"""The Prefect flow that opens every backup once a week: what is no use must be known before it is needed."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time

from desk.errors import CopydeskError
from flows.jobs.service.backup_check import check_backups
from flows.may_heal import failed
from flows.run_name import logged, run_name
from flows.settings import load

log = logging.getLogger(__name__)


@flow(name="backup", flow_run_name=lambda: run_name("backup"), persist_result=False)
def backup() -> dict[str, Any] | State[Any]:
    """Open every backup, read each block and count each table; fails where one is missing, old or damaged."""
    with logged():
        try:
            lines = check_backups(load(), datetime.now(UTC))
        except CopydeskError as error:
            return failed(error)
        for line in lines:
            log.info("%s", line)
        return {"checked": len(lines)}
