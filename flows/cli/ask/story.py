"""`copydesk story show|merge|split`: a story with its articles, and a person's word on it, which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.ask.arguments import StoryName
from flows.cli.help.complete import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.db import Warehouse

story_app = typer.Typer(no_args_is_help=True, help="Show a story; merge two, split one: what a person says is kept.")


def register(app: typer.Typer) -> None:
    """Add `story` to the app."""
    app.add_typer(story_app, name="story")


@story_app.command()
def show(story: StoryName, as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False) -> None:
    """Tell a story: its articles in time order, copies apart, and why each of them is in it."""
    from flows.cli.ask.why import differing
    from flows.jobs.site.differences import differences
    from warehouse.handles import story_named
    from warehouse.story_lines import story_lines, story_row
    from warehouse.story_origins import origins_of

    warehouse = _warehouse()
    with warehouse.reading() as con:
        asked = story_named(con, story)
        row = story_row(con, asked)
        lines, origins = story_lines(con, row["id"]), origins_of(con, row["id"])
    differ = differences(warehouse.home, row["id"])
    if as_json:
        import json

        said = {"told_by": lines, "origins": origins, "conflicts": differ}
        print(json.dumps(row | said, ensure_ascii=False, default=str))
        return
    for line in told(asked, row, lines, origins):
        print(line)
    for line in differing(differ):
        print(line)


@story_app.command()
def explain(story: StoryName) -> None:
    """Tell which signals joined each article of a story, and how much each of them said."""
    from desk.handles import article_handle
    from warehouse.handles import story_named
    from warehouse.story_lines import story_lines, story_row

    with _warehouse().reading() as con:
        row = story_row(con, story_named(con, story))
        lines = story_lines(con, row["id"])
    for line in lines:
        print(f"{article_handle(line['article_id'])} {line['outlet_id']}: {line['title']}")
        how = "a person placed it here" if line["pinned"] else f"certainty {line['score']:.2f}"
        print(f"    {how}, {line['decided_at']:%Y-%m-%d %H:%M}")
        for reason in line["why"] or ():
            print(f"    - {reason}")


@story_app.command()
def merge(first: StoryName, second: StoryName) -> None:
    """Two stories are one: the older id is kept, the other one leads to it."""
    from datetime import UTC, datetime

    from desk.digest.phrasing import counted
    from desk.handles import story_handle
    from flows.settings import load
    from warehouse.handles import story_named
    from warehouse.reading_copy import publish
    from warehouse.story_judgements import merge
    from warehouse.story_lines import story_row

    warehouse = _warehouse()
    with warehouse.writing() as con:
        kept = merge(con, story_named(con, first), story_named(con, second), datetime.now(UTC), load().person)
        row = story_row(con, kept)
    publish(warehouse)
    print(f"{story_handle(kept)}: {row['headline']} ({counted(row['articles'], 'article')})")


@story_app.command()
def split(
    story: StoryName,
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE",
            help="those that leave it, by id, address or title; their copies go along",
            autocompletion=articles,
        ),
    ],
) -> None:
    """Some articles tell another story: they become one of their own."""
    from datetime import UTC, datetime

    from desk.digest.phrasing import counted
    from desk.handles import story_handle
    from flows.settings import load
    from warehouse.handles import article_named, story_named
    from warehouse.reading_copy import publish
    from warehouse.story_judgements import split
    from warehouse.story_lines import story_row

    warehouse = _warehouse()
    with warehouse.writing() as con:
        left = story_named(con, story)
        new = split(con, left, [article_named(con, said) for said in articles], datetime.now(UTC), load().person)
        row = story_row(con, new)
    publish(warehouse)
    told = f"{row['headline']} ({counted(row['articles'], 'article')})"
    print(f"{story_handle(new)}: {told}, split off {story_handle(left)}")


def told(asked: int, row: dict[str, Any], lines: list[dict[str, Any]], origins: list[dict[str, Any]]) -> Iterator[str]:
    """The story as lines."""
    from desk.digest.phrasing import counted
    from desk.handles import article_handle, story_handle
    from desk.lineage.phrasing import reported
    from flows.cli.ask.why import story_reasons

    merged = f" ({story_handle(asked)} was merged into it)" if asked != row["id"] else ""
    yield f"Story {story_handle(row['id'])}{merged}: {row['headline'] or 'no article left'}"
    if not lines:
        return
    languages, outlets = ", ".join(row["languages"]), ", ".join(row["outlets"])
    yield f"  {row['first_time']:%Y-%m-%d %H:%M} to {row['last_time']:%Y-%m-%d %H:%M} · {languages} · {outlets}"
    reports = reported(len(row["outlets"]), row["independent"], row["common_sources"])
    yield f"  {reports}; {counted(row['articles'], 'article')}, {counted(row['copies'], 'copy')} among them"
    yield from map(origin_line, origins)
    for line in lines:
        mark = "lead" if line["article_id"] == row["lead_article_id"] else "copy" if line["copy_of"] else "    "
        handle = article_handle(line["article_id"])
        where = f"{line['outlet_id']} ({line['language']})"
        yield f"{mark}  {line['time']:%Y-%m-%d %H:%M} {handle} {where}: {line['title']}"
        yield f"      {line['url']}"
        reasons = "; ".join(story_reasons(line["why"] or (), debug=False))
        yield f"      {reasons}{' (placed by a person)' if line['pinned'] else ''}"


def origin_line(origin: dict[str, Any]) -> str:
    """ "  report: The Model Wire, 2026-11-22 09:40, 6 articles"."""
    from desk.digest.phrasing import counted

    whose = ", ".join(part for part in (origin["outlet"], f"{origin['time']:%Y-%m-%d %H:%M}") if part)
    why = f" ({origin['why']})" if origin["why"] else ""
    return f"  {origin['what']}: {whose}, {counted(len(origin['article_ids']), 'article')}{why}"


def _warehouse() -> Warehouse:
    from flows.settings import load
    from flows.stored import warehouse_of

    return warehouse_of(load())
