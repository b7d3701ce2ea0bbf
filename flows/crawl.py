"""The Prefect flow that crawls: the pipeline's plain functions, one task per outlet.

Task state is never the ledger: the warehouse is. A run that is started twice finds nothing left to do.
"""

from __future__ import annotations

from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time
from prefect.states import Completed
from prefect.tasks import exponential_backoff

from desk.errors import BusyError
from desk.models import Outlet
from desk.visits import OutletReport
from flows.crawl_steps import pipeline
from flows.crawl_steps.run import CrawlRun
from flows.run_name import run_name
from flows.settings import load


@task(
    task_run_name="{outlet.id}",
    retries=2,
    retry_delay_seconds=exponential_backoff(backoff_factor=5),
    retry_jitter_factor=0.5,
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
    validate_parameters=False,
)
async def crawl(
    outlets: list[str] | None = None,
    only_due: bool = True,
    tags: list[str] | None = None,
    languages: list[str] | None = None,
) -> dict[str, Any] | State[Any]:
    """Crawl the outlets that are due (all when `only_due` is false); publish the reading copy.

    `outlets` (ids), `tags` and `languages` choose among them: `{"tags": ["labs", "releases"], "languages": ["en"]}`.
    While another process crawls for the same home, the run ends at once in the state Completed, named Skipped.
    """
    settings = load()
    try:
        report = await pipeline.crawl(
            settings, outlets or (), tags=tags or (), languages=languages or (), only_due=only_due, visit=visit_outlet
        )
    except BusyError as error:
        get_run_logger().warning(str(error))
        return Completed(name="Skipped", message=str(error))
    get_run_logger().info(report.sentence())
    await acreate_table_artifact(
        key="outlet-reports",
        table=[pipeline.row(r) for r in report.outlets],
        description=f"Outlets of the crawl. {report.sentence()}",
    )
    return report.totals()
