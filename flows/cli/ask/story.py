"""`copydesk story show|merge|split`: a story with its articles, and a person's word on it, which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.ask.arguments import StoryName

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
    from warehouse.handles import story_named
    from warehouse.story_judgements import story_lines, story_row

    with _warehouse().reading() as con:
        asked = story_named(con, story)
        row = story_row(con, asked)
        lines = story_lines(con, row["id"])
    if as_json:
        import json

        print(json.dumps(row | {"told_by": lines}, ensure_ascii=False, default=str))
        return
    for line in told(asked, row, lines):
        print(line)


@story_app.command()
def merge(first: StoryName, second: StoryName) -> None:
    """Two stories are one: the older id is kept, the other one leads to it."""
    from datetime import UTC, datetime

    from desk.digest.phrasing import counted
    from desk.handles import story_handle
    from flows.settings import load
    from warehouse.handles import story_named
    from warehouse.reading_copy import publish
    from warehouse.story_judgements import merge, story_row

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
        typer.Argument(metavar="ARTICLE…", help="those that leave it, by id, address or title; their copies go along"),
    ],
) -> None:
    """Some articles tell another story: they become one of their own."""
    from datetime import UTC, datetime

    from desk.digest.phrasing import counted
    from desk.handles import story_handle
    from flows.settings import load
    from warehouse.handles import article_named, story_named
    from warehouse.reading_copy import publish
    from warehouse.story_judgements import split, story_row

    warehouse = _warehouse()
    with warehouse.writing() as con:
        left = story_named(con, story)
        new = split(con, left, [article_named(con, said) for said in articles], datetime.now(UTC), load().person)
        row = story_row(con, new)
    publish(warehouse)
    told = f"{row['headline']} ({counted(row['articles'], 'article')})"
    print(f"{story_handle(new)}: {told}, split off {story_handle(left)}")


def told(asked: int, row: dict[str, Any], lines: list[dict[str, Any]]) -> Iterator[str]:
    """The story as lines."""
    from desk.digest.phrasing import counted
    from desk.handles import article_handle, story_handle
    from flows.cli.ask.why import story_reasons

    merged = f" ({story_handle(asked)} was merged into it)" if asked != row["id"] else ""
    yield f"Story {story_handle(row['id'])}{merged}: {row['headline'] or 'no article left'}"
    if not lines:
        return
    languages, outlets = ", ".join(row["languages"]), ", ".join(row["outlets"])
    yield f"  {row['first_time']:%Y-%m-%d %H:%M} to {row['last_time']:%Y-%m-%d %H:%M} · {languages} · {outlets}"
    reports, copies = counted(row["reports"], "independent report"), counted(row["copies"], "copy", "copies")
    yield f"  {counted(row['articles'], 'article')}: {reports}, {copies}"
    for line in lines:
        mark = "lead" if line["article_id"] == row["lead_article_id"] else "copy" if line["copy_of"] else "    "
        handle = article_handle(line["article_id"])
        where = f"{line['outlet_id']} ({line['language']})"
        yield f"{mark}  {line['time']:%Y-%m-%d %H:%M} {handle} {where}: {line['title']}"
        yield f"      {line['url']}"
        reasons = "; ".join(story_reasons(line["why"] or (), debug=False))
        yield f"      {reasons}{' (placed by a person)' if line['pinned'] else ''}"


def _warehouse() -> Warehouse:
    from flows.settings import load
    from warehouse.db import Warehouse

    return Warehouse(load().home)
