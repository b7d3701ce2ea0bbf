"""The main job as plain functions, in order: read once, bring in side by side, decide, write once an outlet.

Two callers share it: the command line calls it directly, the Prefect flows hand in a task for `visit`.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from desk.dropped import dropped
from desk.errors import WarehouseError
from desk.models import Outlet
from desk.visits import OutletReport
from flows import logs
from flows.crawl_steps.run import CrawlReport, CrawlRun, log_visit
from flows.crawl_steps.side_by_side import visit_all
from flows.crawl_steps.writer import Writer
from flows.fetching import bounds, fetch_settings
from flows.outlet_list import chosen, of_share
from flows.stored import turns_of, warehouse_of

if TYPE_CHECKING:
    import duckdb

    from desk.visits import HostMemory
    from flows.crawl_steps.run import Tell, VisitOutlet
    from flows.crawl_steps.visit_records import Quiet
    from flows.crawl_steps.visit_state import Brought
    from flows.settings import Settings
    from sources.archives.keep import WarcKeeper
    from sources.fetch.client import Fetcher
    from warehouse.db import Warehouse
    from warehouse.lake_turns import LakeTurns
    from warehouse.leads import KnownKeys
    from warehouse.visits import Known


log = logging.getLogger(__name__)
WAITING = 2  # visits at once for each that may be on the network: the others' articles wait for a batch


async def crawl(
    settings: Settings,
    ids: Sequence[str] = (),
    *,
    tags: Sequence[str] = (),
    languages: Sequence[str] = (),
    only_due: bool = False,
    visit: VisitOutlet | None = None,
    tell: Tell | None = None,
    now: datetime | None = None,
) -> CrawlReport:
    """Crawl outlets, store what they bring, publish the reading copy. An unexpected exception fails the run.

    All that are not paused, or those of these `ids`, `tags` and `languages`. BusyError at once when another process
    crawls for the same home. `now` is when it begins.
    """
    from flows.crawl_steps.lock import alone

    outlets = of_share(chosen(settings, ids, tags, languages), settings.share)
    with alone(settings.home):
        return await _crawl_alone(settings, outlets, only_due, visit or visit_outlet, tell, now or datetime.now(UTC))


async def _crawl_alone(
    settings: Settings, outlets: Sequence[Outlet], only_due: bool, visit: VisitOutlet, tell: Tell | None, now: datetime
) -> CrawlReport:
    from flows.crawl_steps.visit_records import Quiet
    from flows.crawl_steps.visit_state import Means, UnderWay
    from flows.decide_steps.newsdesk import Newsdesk
    from sources.fetch.client import Fetcher
    from sources.parsers.pool import ParserPool

    warehouse, polling = warehouse_of(settings), bounds(settings)
    newsdesk = Newsdesk(settings)
    newsdesk.check()
    keeper = _keeper(settings)
    async with AsyncExitStack() as stack:
        turns = await stack.enter_async_context(turns_of(settings))
        run_id, memory, keys, hosts = _begun(warehouse, outlets, now)
        stack.enter_context(logs.of_run(run=run_id))
        due = _due(outlets, memory, only_due=only_due)
        log.info("run %d: crawl begins, %d of %d outlets are due", run_id, len(due), len(outlets))
        reports, quiet = list[OutletReport](), Quiet(now)
        parsers, fetching, passing = ParserPool(settings.workers), fetch_settings(settings), _passing(now)
        fetcher = Fetcher(fetching, now=passing, memory=hosts, keeper=keeper, parsers=parsers, turns=turns)
        finish = partial(_finish, warehouse, run_id, reports, quiet, fetcher, now)
        try:
            async with fetcher, parsers:
                budget, promise = settings.outlet_budget, newsdesk.promise
                means = Means(fetcher, parsers, memory, keys, now, budget, only_due, promise, polling=polling)
                at_once = settings.hosts_at_once
                run = CrawlRun(run_id, warehouse, newsdesk, means, Writer(warehouse, quiet), UnderWay(at_once))
                await visit_all(due, run, _claiming(visit, turns), WAITING * at_once, tell, reports)
        except BaseException:
            with suppress(WarehouseError):  # a full disk takes this word no more than the others; the next run marks it
                finish("failed")
            raise
        newsdesk.rest()  # publishing needs memory of its own
        return finish("ok")


def _due(outlets: Sequence[Outlet], memory: Known, *, only_due: bool) -> list[Outlet]:
    """Those to be visited now."""
    if not only_due:
        return list(outlets)
    for outlet in outlets:
        if outlet.id not in memory.due:
            dropped(log, outlet.id, outlet.home, "not_due", "no source of it is due by its rhythm")
    return [outlet for outlet in outlets if outlet.id in memory.due]


def _claiming(
    visit: VisitOutlet, turns: LakeTurns | None
) -> Callable[[Outlet, CrawlRun], Awaitable[OutletReport | None]]:
    """`visit`, where nobody else reads the outlet or has since this crawl began; None where somebody does or did."""
    if turns is None:
        return visit

    async def claimed(outlet: Outlet, run: CrawlRun) -> OutletReport | None:
        if not await turns.claim(outlet.id):
            dropped(log, outlet.id, outlet.home, "not_due", "another machine reads it, or has since this crawl began")
            return None
        report = await visit(outlet, run)
        await turns.ended(outlet.id)
        return report

    return claimed


def _begun(warehouse: Warehouse, outlets: Sequence[Outlet], now: datetime) -> tuple[int, Known, KnownKeys, HostMemory]:
    """The run's number, and all that is known before it: of its sources, of addresses, of hosts; one opening."""
    from sources.source_schedule import SLACK
    from warehouse.hosts import remembered_hosts
    from warehouse.leads import known_keys
    from warehouse.runs import start_run
    from warehouse.visits import known

    sources = [source for outlet in outlets for source in outlet.sources]

    def begin(con: duckdb.DuckDBPyConnection) -> tuple[int, Known, KnownKeys, HostMemory]:
        run_id = start_run(con, "crawl", now, flow_run=logs.flow_run())
        memory = known(con, [outlet.id for outlet in outlets], now, sources=sources, slack=SLACK)
        return run_id, memory, known_keys(con, now), remembered_hosts(con, now)

    with warehouse.alone(), warehouse.opened() as con:
        return warehouse.carried_out(con, begin)


def _keeper(settings: Settings) -> WarcKeeper | None:
    """What keeps the answers of a crawl, where that is wanted; ConfigError before anything is asked if it cannot."""
    if settings.warc is None:
        return None
    from sources.archives.keep import WarcKeeper
    from sources.fetch.client import user_agent

    return WarcKeeper(settings.warc, user_agent(settings.contact))


def _passing(now: datetime) -> Callable[[], datetime]:
    """The time of day while the crawl lasts, as a clock that nobody sets."""
    began = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - began)


def _finish(
    warehouse: Warehouse,
    run_id: int,
    reports: Sequence[OutletReport],
    quiet: Quiet,
    fetcher: Fetcher,
    began: datetime,
    status: str,
) -> CrawlReport:
    """Write the last words of a crawl and, when it went well, put the reading copy in its place: one opening."""
    from warehouse.hosts import remember_hosts
    from warehouse.reading_copy import publish_from
    from warehouse.runs import finish_run

    now = fetcher.now()
    report = CrawlReport(run_id, tuple(reports), (now - began).total_seconds(), fetcher.troubles)

    def last_words(con: duckdb.DuckDBPyConnection) -> tuple[int, bool]:
        written, to_tell = quiet.store(con), True
        remember_hosts(con, fetcher.memory(), now)
        if status == "ok" and any(outlet.stored for outlet in reports):
            from warehouse.story_redecisions import settle_stories

            settle_stories(con, run_id, now)
        finish_run(con, run_id, status, now, report.totals())
        if status == "ok":
            from warehouse import alarms

            alarms.look(con, now)
            to_tell = alarms.is_anything_to_tell(con, now)
        return written, to_tell

    with warehouse.alone(), warehouse.opened() as con:
        written, to_tell = warehouse.carried_out(con, last_words)
        quiet.let_go(written)
        if status == "ok":
            warehouse.read_out(warehouse.now(con), lambda own: publish_from(own, warehouse.home))
    log.info("run %d: crawl %s; %s", run_id, status, report.sentence())
    return replace(report, to_tell=to_tell)


async def visit_outlet(outlet: Outlet, run: CrawlRun) -> OutletReport:
    """One outlet: bring in (network), then draft, decide and store in one transaction with others that are ready.

    Where nothing came, nothing that decides is loaded: most visits of an hourly crawl are of this kind.
    """
    from flows.crawl_steps.visit import bring

    async with run.under_way.visit():
        brought = await bring(outlet, run.means)
    report = await _written(brought, run)
    log_visit(run.run_id, brought, report)
    return report


async def _written(brought: Brought, run: CrawlRun) -> OutletReport:
    from flows.crawl_steps.visit_records import Counts, is_quiet, keep_visits

    if is_quiet(brought, run.means):
        return run.writer.quiet.put(run.run_id, brought)
    if not brought.articles:
        [told] = await run.writer.write(lambda con: keep_visits(con, run.run_id, run.means, [brought], [Counts()]))
        return told
    if run.decider is None:
        from flows.crawl_steps.decider import Decider
        from flows.crawl_steps.store import decide_and_store

        store, backlog = partial(decide_and_store, run), run.means.backlog
        run.decider = Decider(run.writer, run.newsdesk, store, backlog, run.under_way)
    return await run.decider.decide(brought)
