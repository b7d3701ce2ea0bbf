"""History comes in: articles of a table, pages of web archives, the same way that a crawled page goes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import EncoderError, ExtractError
from flows.crawl_steps.lock import alone
from flows.decide_steps.newsdesk import Newsdesk
from flows.decide_steps.take_in import TakenIn, take_in
from flows.outlet_list import entries_of
from flows.stored import warehouse_of
from sources.archives import tables
from sources.archives.columns import Columns, mapping
from sources.archives.outlets_by_host import OutletsByHost
from sources.archives.rows import address_key, article, published
from warehouse.import_stage import Staged, parquet_columns, parquet_rows, stage
from warehouse.leads import unknown_keys
from warehouse.reading_copy import publish
from warehouse.runs import finish_run, start_run
from warehouse.story_redecisions import settle_stories

if TYPE_CHECKING:
    from desk.models import Article, Page
    from flows.decide_steps.newsdesk import Draft
    from flows.settings import Settings
    from warehouse.db import Warehouse

AT_ONCE = 400  # articles of a transaction: what a kill costs, and what is compared in one go
PAGES_AT_ONCE = 200  # of a WARC: whole pages, which wait in memory for each other


@dataclass
class Progress:
    """How far an import is; `dropped` counts what gave no article, by the reason."""

    total: int = 0  # rows or pages met so far
    stored: int = 0
    relevant: int = 0
    copies: int = 0
    known: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def totals(self) -> dict[str, Any]:
        """For the run's record."""
        return {"rows": self.total, "stored": self.stored, "relevant": self.relevant, "copies": self.copies,
                "known": self.known, "dropped": dict(self.dropped)}  # fmt: skip


Tell = Callable[[Progress], None]


def columns_of(path: Path, said: dict[str, str]) -> Columns:
    """Which column of a table holds what; UsageError where that is not clear."""
    names = parquet_columns(path) if tables.kind(path) == "parquet" else tables.columns(path)
    return mapping(names, said, file=str(path))


def import_table(settings: Settings, path: Path, columns: Columns, tell: Tell) -> Progress:
    """Articles of a table, in order of time; what is stored already is passed over. Publishes the reading copy."""
    outlets = OutletsByHost(entry.record() for entry in entries_of(settings))
    with _run(settings) as run, stage(settings.home) as staged:
        run.progress.total = staged.put(_staged(path, columns, run.progress))
        with run.warehouse.reading() as con:
            wanted = unknown_keys(con, keys := staged.keys())
        run.progress.known = len(keys) - len(wanted)
        run.progress.dropped["told twice"] += run.progress.total - len(keys)
        tell(run.progress)
        for batch in staged.batches(sorted(wanted), AT_ONCE):
            run.take([article(row, columns, outlets, run.now) for row in batch])
            tell(run.progress)
    return run.progress


def import_warc(settings: Settings, paths: Sequence[Path], tell: Tell, *, every_host: bool = False) -> Progress:
    """Articles of the pages in web archives; of the outlets of the list, or (every_host) of all. Publishes."""
    with _run(settings) as run:
        asyncio.run(_pages_in(settings, paths, run, tell, every_host))
    return run.progress


async def _pages_in(settings: Settings, paths: Sequence[Path], run: _Run, tell: Tell, every_host: bool) -> None:
    from sources.archives.warc import WebArchive
    from sources.parsers.pool import ParserPool

    outlets = OutletsByHost(entry.record() for entry in entries_of(settings))
    async with ParserPool(settings.workers) as pool:
        for path in paths:
            archive = WebArchive(path)
            pages = _wanted(archive.pages(), outlets, run.progress, every_host)
            while batch := list(islice(pages, PAGES_AT_ONCE)):
                fresh = _unread(run, batch)
                run.take(await asyncio.gather(*(_read(pool, page, outlets) for page in fresh)))
                tell(run.progress)
            run.progress.dropped.update(archive.passed_over)
            run.progress.notes += [archive.trouble] if archive.trouble else []


def _wanted(pages: Iterable[Page], outlets: OutletsByHost, progress: Progress, every_host: bool) -> Iterator[Page]:
    for page in pages:
        progress.total += 1
        if every_host or outlets.known(page.url):
            yield page
        else:
            progress.dropped["of no outlet of the list"] += 1


def _unread(run: _Run, pages: Sequence[Page]) -> list[Page]:
    from desk.urls import key

    by_key = {key(page.url): page for page in pages}
    with run.warehouse.reading() as con:
        unknown = unknown_keys(con, by_key)
    run.progress.known += len(pages) - len(unknown)
    return [page for name, page in by_key.items() if name in unknown]


async def _read(pool: Any, page: Page, outlets: OutletsByHost) -> Article | str:
    try:
        made: Article = await pool.extract(page, None, outlets.of(page.url))
    except ExtractError as error:
        return error.problem
    return made


def _staged(path: Path, columns: Columns, progress: Progress) -> Iterator[Staged]:
    given = parquet_rows(path) if tables.kind(path) == "parquet" else tables.rows(path)
    kept = list(columns.columns.values())
    for row in given:
        if isinstance(row, tables.Broken):
            progress.dropped["unreadable"] += 1
            progress.notes.append(str(row))
            continue
        name = address_key(row, columns)
        if name is None:
            progress.dropped["no address"] += 1
            continue
        yield Staged(name, published(row, columns), {column: row.get(column) for column in kept})


@dataclass
class _Run:
    """An import while it lasts."""

    warehouse: Warehouse
    newsdesk: Newsdesk
    run_id: int
    now: datetime
    progress: Progress = field(default_factory=Progress)

    def take(self, made: Sequence[Article | str]) -> None:
        """Decide about a batch and store it, in one transaction; what gave no article is counted by its reason."""
        self.progress.dropped.update(each for each in made if isinstance(each, str))
        articles = [each for each in made if not isinstance(each, str)]
        if not articles:
            return
        drafts = self.newsdesk.drafts(articles)
        try:
            taken = self._take_in(drafts)
        except EncoderError as error:
            self.newsdesk.go_on_without_vectors(error)
            taken = self._take_in(drafts)
        self.progress.stored += taken.stored
        self.progress.relevant += taken.relevant
        self.progress.copies += taken.copies
        self.progress.dropped["another address of a page"] += len(taken.sifted.reasons)

    def _take_in(self, drafts: Sequence[Draft]) -> TakenIn:
        with self.warehouse.writing() as con:
            return take_in(con, drafts, self.run_id, self.newsdesk, self.now)


@contextmanager
def _run(settings: Settings) -> Iterator[_Run]:
    """A run of its own in the warehouse's record, no crawl beside it; what was stored is published in any case."""
    warehouse, newsdesk, now = warehouse_of(settings), Newsdesk(settings), datetime.now(UTC)
    newsdesk.check()
    with alone(settings.home):
        with warehouse.writing() as con:
            run_id = start_run(con, "import", now)
            newsdesk.stock(con)
        run, status = _Run(warehouse, newsdesk, run_id, now), "failed"
        try:
            yield run
            status = "ok"
            if newsdesk.trouble:
                run.progress.notes.append(str(newsdesk.trouble))
        finally:
            with warehouse.writing() as con:
                if status == "ok" and run.progress.stored:
                    settle_stories(con, run_id, datetime.now(UTC))
                finish_run(con, run_id, status, datetime.now(UTC), run.progress.totals())
            publish(warehouse)
