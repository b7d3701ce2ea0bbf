"""`copydesk crawl` and `copydesk run`: the main job by hand, with the same functions the Prefect flows call."""

from __future__ import annotations

import pathlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from flows.cli.help.complete import languages, tags
from flows.cli.help.complete import outlets as outlet_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk.visits import OutletReport
    from flows.crawl_steps.run import CrawlReport
    from flows.settings import Settings

Ids = Annotated[
    list[str] | None,
    typer.Argument(help="ids of the outlets to crawl (default: all)", autocompletion=outlet_ids, show_default=False),
]
Outlets = Annotated[pathlib.Path | None, typer.Option("--outlets", help="outlets.yaml to use", show_default=False)]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help="only outlets of this tag; may be repeated", autocompletion=tags)
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="only outlets in it; may be repeated", autocompletion=languages)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="no progress, errors only")]
Json = Annotated[bool, typer.Option("--json", help="the report as JSON on standard output")]


class Which(NamedTuple):
    """Which outlets are asked for: ids, tags, languages; all where nothing is said."""

    ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def register(app: typer.Typer) -> None:
    """Add `crawl` and `run` to the app."""
    app.command()(run)
    app.command()(crawl)


def crawl(
    outlet: Ids = None,
    outlets: Outlets = None,
    tag: Tags = None,
    language: Languages = None,
    due: Annotated[bool, typer.Option("--due", help="only sources that are due by their own rhythm")] = False,
    warc: Annotated[
        pathlib.Path | None, typer.Option("--warc", metavar="DIR", help="keep what is fetched as WARC in this folder")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Crawl the outlets and judge what they bring; nothing is sent."""
    which = Which(tuple(outlet or ()), tuple(tag or ()), tuple(language or ()))
    settings = settings_with(outlets)
    settings = settings.model_copy(update={"warc": warc}) if warc else settings
    report = crawled(settings, which, only_due=due, quiet=quiet or as_json)
    if as_json:
        print_json(as_record(report))
    else:
        show(report, quiet=quiet)
    _end(settings, report)


def run(outlets: Outlets = None, quiet: Quiet = False, as_json: Json = False) -> None:
    """The main job: crawl all outlets, then make and send today's digest of every channel."""
    from flows.channel_list import channels_of
    from flows.cli.digest import all_digests, show_digest
    from flows.digest_steps.target import target

    settings = settings_with(outlets)
    for channel in channels_of(settings):
        target(settings, channel)  # half a set-up is told before the crawl, not after it
    report = crawled(settings, Which(), quiet=quiet or as_json)
    if as_json:  # one document for both
        told = [made.totals() for made in all_digests(settings)]
        print_json({"crawl": as_record(report), "digest": told[0] if len(told) == 1 else told})
    else:
        show(report, quiet=quiet)
        for made in all_digests(settings):
            show_digest(made, quiet=quiet)
    _end(settings, report)


def _end(settings: Settings, report: CrawlReport) -> None:
    """Tell alarms, bring the pages up to date; exit status 1 where every outlet failed, for whoever watches a timer."""
    if report.to_tell:  # most crawls leave nothing to tell, and need not load what tells it
        from datetime import UTC, datetime

        from flows.digest_steps.alarms import alarms_told

        if said := alarms_told(settings, datetime.now(UTC)):
            print(f"copydesk: {said}", file=sys.stderr)
    if (settings.home / "site").is_dir():
        from flows.jobs.site.build import keep_site

        keep_site(settings)
    if report.outlets and all(outlet.status == "failed" for outlet in report.outlets):
        raise typer.Exit(1)


def settings_with(outlets: pathlib.Path | None) -> Settings:
    """The settings, with another outlets file if one is given."""
    from flows.settings import load

    settings = load()
    return settings.model_copy(update={"outlets": outlets}) if outlets else settings


def crawled(settings: Settings, which: Which, *, only_due: bool = False, quiet: bool = False) -> CrawlReport:
    """Crawl, with a progress bar on a terminal."""
    import asyncio
    from functools import partial

    from flows.crawl_steps import pipeline

    crawl = partial(pipeline.crawl, settings, which.ids, tags=which.tags, languages=which.languages, only_due=only_due)
    from flows import logs

    if quiet or not sys.stderr.isatty() or logs.wanted():  # a crawl by cron need not load what draws bars
        return asyncio.run(crawl())
    from flows.outlet_list import chosen

    with _bar(len(chosen(settings, which.ids, which.tags, which.languages))) as tell:
        return asyncio.run(crawl(tell=tell))


@contextmanager
def _bar(total: int) -> Iterator[Callable[[OutletReport], None]]:
    """A progress bar on standard error, and what moves it on."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        at = bar.add_task("crawling", total=total)
        yield lambda report: bar.update(at, advance=1, description=f"crawled {report.outlet_id}")


def as_record(report: CrawlReport) -> dict[str, object]:
    """The report for JSON."""
    from dataclasses import asdict

    return {
        "run_id": report.run_id,
        "totals": report.totals(),
        "outlets": [asdict(r) for r in report.outlets],
        "notes": list(report.notes),
    }


def print_json(record: dict[str, object]) -> None:
    """One JSON document on standard output."""
    import json

    print(json.dumps(record, ensure_ascii=False, default=str))


def show(report: CrawlReport, *, quiet: bool) -> None:
    """The report: failing outlets with their reasons, then one sentence."""
    if quiet:
        return
    for outlet in report.outlets:
        mark = {"ok": " ", "partial": "~", "failed": "!"}[outlet.status]
        for reason in outlet.reasons[:3]:
            print(f"{mark} {outlet.outlet_id}: {reason}")
        if len(outlet.reasons) > 3:
            print(f"{mark} {outlet.outlet_id}: and {len(outlet.reasons) - 3} more (copydesk health)")
    for note in report.notes:
        print(f"! {note}")
    print(report.sentence())
