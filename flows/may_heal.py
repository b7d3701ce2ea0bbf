"""What another try may heal, so that Prefect retries that and nothing else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from prefect.states import Failed

from desk.errors import BusyError, CopydeskError, DeliveryError
from flows.logs import without_secrets

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State, TaskRun
    from prefect.tasks import Task

log = logging.getLogger("flows")
PASSING = ("unreachable", "unknown", "no_answer", "ratelimited", "internal_error", "service_unavailable", "fatal_error")


def may_heal(error: BaseException) -> bool:
    """Whether it may be gone in a minute: the network, a file that another process holds. No wrong word ever is."""
    if isinstance(error, DeliveryError):
        return error.code in PASSING
    if isinstance(error, CopydeskError):
        return isinstance(error, BusyError) or "is held by" in error.problem
    return isinstance(error, (OSError, TimeoutError))


async def worth_a_retry(task: Task[..., Any], task_run: TaskRun, state: State[Any]) -> bool:  # noqa: ARG001 - Prefect's
    """Prefect's question after a task failed."""
    return may_heal(await state.aresult(raise_on_failure=False))


def failed(error: CopydeskError) -> State[Any]:
    """The run's end in one line, logged as well: what is wrong and what to do.

    There is no traceback: nothing in the program is broken.
    """
    log.error("%s", error)
    return Failed(message=without_secrets(str(error)))
