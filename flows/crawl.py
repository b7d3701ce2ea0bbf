"""The Prefect flow that crawls: the pipeline's plain functions, one task per outlet.

Task state is never the ledger: the warehouse is. A run that is started twice finds nothing left to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from prefect import flow, get_run_logger, task
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
from flows.may_heal import failed, worth_a_retry
from flows.run_name import run_name
from flows.settings import load

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


def outlet_line(run_id: int, report: OutletReport) -> str:
    """One outlet of a run in one line of the log; `run` is the number in the views `runs` and `visits`."""
    why = " ".join("; ".join(report.reasons).split())[:1000]
    line = f"run {run_id} {report.outlet_id}: {report.status}, {report.stored} stored, {report.relevant} on topic, "
    line += f"{report.copies} copies, {report.left} left, {report.seconds:.1f} s"
    return f"{line}; {why}" if why else line


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
    settings = load()
    try:
        report = await pipeline.crawl(
            settings, outlets or (), tags=tags or (), languages=languages or (), only_due=only_due, visit=visit_outlet
        )
    except BusyError as error:
        get_run_logger().warning(str(error))
        return Completed(name="Skipped", message=str(error))
    except CopydeskError as error:
        get_run_logger().error(str(error))
        return failed(error)
    for each in report.outlets:
        get_run_logger().info(outlet_line(report.run_id, each))
    get_run_logger().info(report.sentence())
    if said := await asyncio.to_thread(alarms_told, settings, datetime.now(UTC)):
        get_run_logger().info(said)
    await asyncio.to_thread(keep_site, settings)
    if report.outlets:
        await acreate_table_artifact(
            key="outlet-reports", table=outlet_table(report.outlets), description=report.sentence()
        )
    return report.totals()
