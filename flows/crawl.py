"""The Prefect flow that crawls: the pipeline's plain functions, one task per outlet.

Task state is never the ledger: the warehouse is. A run that is started twice finds nothing left to do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time
from prefect.states import Completed
from prefect.tasks import exponential_backoff

from desk.errors import BusyError, CopydeskError
from desk.models import Outlet
from desk.visits import OutletReport
from flows.crawl_steps import pipeline
from flows.crawl_steps.run import CrawlRun
from flows.digest_steps.alarms import alarms_told
from flows.jobs.site.build import keep_site
from flows.logs import without_secrets
from flows.may_heal import failed, worth_a_retry
from flows.run_name import logged, run_name
from flows.settings import load

if TYPE_CHECKING:
    from flows.crawl_steps.run import CrawlReport
    from flows.settings import Settings

log = logging.getLogger(__name__)
WORST_FIRST = ("failed", "partial", "ok")


def outlet_table(outlets: Sequence[OutletReport]) -> list[dict[str, Any]]:
    """The outlets of a crawl for an artifact: those that failed first, then by what they brought."""
    worst = sorted(outlets, key=lambda each: (WORST_FIRST.index(each.status), -each.stored, each.outlet_id))
    return [
        {
            "Outlet": each.outlet_id,
            "Answered": {"failed": "no", "partial": "in part", "ok": "yes"}[each.status],
            "Articles": each.stored,
            "On topic": each.relevant,
            "Copies": each.copies,
            "Left for later": each.left,
            "Seconds": round(each.seconds, 1),
            "Why": "; ".join(each.reasons),
        }
        for each in worst
    ]


@task(
    task_run_name="{outlet.id}",
    retries=2,
    retry_delay_seconds=exponential_backoff(backoff_factor=5),
    retry_jitter_factor=0.5,
    retry_condition_fn=worth_a_retry,
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def visit_outlet(outlet: Outlet, crawl_run: CrawlRun) -> OutletReport:
    """One outlet, from its sources to the warehouse. A failing outlet is a report, not an exception."""
    return await pipeline.visit_outlet(outlet, crawl_run)


@flow(
    name="crawl",
    flow_run_name=lambda: run_name("crawl"),
    log_prints=False,
    persist_result=False,
)
async def crawl(
    outlets: list[str] | None = None,
    only_due: bool = True,
    tags: list[str] | None = None,
    languages: list[str] | None = None,
) -> dict[str, Any] | State[Any]:
    """Crawl outlets, judge what they bring, publish the reading copy.

    While another process crawls for the same home, the run ends at once in the state Completed, named Skipped.

    Args:
        outlets: Ids of outlets, such as wired. Left empty, all.
        only_due: Only sources that are due by their own rhythm; off, every source is asked.
        tags: Only outlets with one of these tags, such as labs or releases. Left empty, all.
        languages: Only outlets in one of these languages, such as en. Left empty, all.
    """
    with logged():
        try:
            settings = load()
            report = await pipeline.crawl(
                settings, outlets or (), tags=tags or (), languages=languages or (), only_due=only_due,
                visit=visit_outlet,
            )  # fmt: skip
        except BusyError as error:
            log.warning("%s", error)
            return Completed(name="Skipped", message=without_secrets(str(error)))
        except CopydeskError as error:
            return failed(error)
        await _followed(settings, report)
        return report.totals()


async def _followed(settings: Settings, report: CrawlReport) -> None:
    """What a crawl leads to: alarms are told, the pages follow, its outlets are shown in Prefect."""
    if report.to_tell and (said := await asyncio.to_thread(alarms_told, settings, datetime.now(UTC))):
        log.info("%s", said)
    await asyncio.to_thread(keep_site, settings)
    if report.outlets:
        await acreate_table_artifact(
            key="outlet-reports", table=outlet_table(report.outlets), description=report.sentence()
        )
