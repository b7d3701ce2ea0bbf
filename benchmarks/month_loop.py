"""The desk's hours by a made-up clock, quickly: the crawl's own steps on one open warehouse, without sockets or pauses.

Real are sources, schedule, retries, robots.txt, extraction, copy verdicts, reports, alarms, and the outbox that tells
them; left out are topics, names, stories and publishing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import httpx

from desk.models import Article, Outlet, Source
from flows.crawl_steps.run import CrawlRun
from flows.crawl_steps.store import decide_and_store
from flows.crawl_steps.visit import bring
from flows.crawl_steps.visit_records import Counts, keep_visits
from flows.crawl_steps.visit_state import Means
from flows.decide_steps.newsdesk import Draft, Newsdesk, prepared
from flows.settings import Settings
from sources.fetch.client import Fetcher, FetchSettings
from sources.parsers.pool import ParserPool
from sources.source_schedule import SLACK
from tests.support.web import Clock
from warehouse.alarms import look
from warehouse.db import Warehouse
from warehouse.hosts import remember_hosts, remembered_hosts
from warehouse.leads import known_keys
from warehouse.runs import finish_run, start_run
from warehouse.visits import known

if TYPE_CHECKING:
    import duckdb

    from benchmarks.month_world import Site, World
    from desk.health.records import Changes


class InProcess(Fetcher):
    """A fetcher whose requests a world answers, without sockets."""

    def __init__(self, world: World, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._world = world

    async def __aenter__(self) -> Self:
        self._client = httpx.AsyncClient(transport=httpx.MockTransport(self._answered), verify=False)
        return self

    def _answered(self, request: httpx.Request) -> httpx.Response:
        status, kind, text = self._world.answer(request.url.host, request.url.path)
        return httpx.Response(status, headers={"Content-Type": kind}, stream=httpx.ByteStream(text.encode()))


class PlainDesk(Newsdesk):
    """Copies only: whether a topic wants an article does not matter here."""

    def drafts(self, articles: Iterable[Article]) -> list[Draft]:
        """Ready to be compared."""
        return [Draft(article, (), (), (), prepared(article)) for article in articles]


@dataclass
class Quick:
    """A desk that watches the sites of a world."""

    world: World
    warehouse: Warehouse
    newsdesk: PlainDesk
    outlets: tuple[Outlet, ...]

    @classmethod
    def made(cls, world: World, home: Path) -> Quick:
        """With its seeds read."""
        warehouse = Warehouse(home)
        newsdesk = PlainDesk(Settings(_env_file=None, home=home, encoder="none"))
        with warehouse.writing() as con:
            newsdesk.stock(con)
        outlets = tuple(declared(site) for site in world.sites.values())
        return cls(world, warehouse, newsdesk, outlets)

    def crawl(self) -> Changes:
        """One crawl of what is due at the world's time, and the look at its end; what that brought."""
        now = self.world.now
        with self.warehouse.writing() as con:
            run_id = start_run(con, "crawl", now)
            asyncio.run(self._crawl(con, run_id, now))
            finish_run(con, run_id, "ok", now)
            return look(con, now)

    def look(self) -> Changes:
        """The look without a crawl."""
        with self.warehouse.writing() as con:
            return look(con, self.world.now)

    async def _crawl(self, con: duckdb.DuckDBPyConnection, run_id: int, now: datetime) -> None:
        clock = Clock()
        sources = [source for outlet in self.outlets for source in outlet.sources]
        memory = known(con, [outlet.id for outlet in self.outlets], now, sources=sources, slack=SLACK)
        hosts = remembered_hosts(con, now)
        settings = FetchSettings(pace=0)
        fetcher = InProcess(self.world, settings, clock=clock, sleep=clock.sleep, now=lambda: now, memory=hosts)
        async with fetcher, ParserPool(0) as parsers:
            means = Means(
                fetcher, parsers, memory, known_keys(con, now), now, 1e9, only_due=True, promise=lambda _: 0.0
            )
            due = [outlet for outlet in self.outlets if outlet.id in memory.due]
            visits = [await bring(outlet, means) for outlet in due]
            run = CrawlRun(run_id, self.warehouse, self.newsdesk, means, *cast("tuple[Any, Any]", (None, None)))
            rich = [visit for visit in visits if visit.articles]
            rest = [visit for visit in visits if not visit.articles]
            if rest:
                keep_visits(con, run_id, means, rest, [Counts()] * len(rest))
            if rich:
                drafts = self.newsdesk.drafts(article for visit in rich for _, article in visit.articles)
                decide_and_store(run, con, rich, drafts)
            remember_hosts(con, fetcher.memory(), now)


def declared(site: Site) -> Outlet:
    """A site as outlets.yaml would declare it."""
    name, host = site.host.split(".")[0], site.host
    urls = [f"http://{host}/feed", *([f"http://{host}/feed2"] if site.second else [])]
    return Outlet(name, name, f"http://{host}/", "en", tuple(Source(name, "feed", url) for url in urls))
