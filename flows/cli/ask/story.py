"""`copydesk story show|merge|split`: a story with its articles, and a person's word on it, which is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.db import Warehouse

story_app = typer.Typer(no_args_is_help=True, help="Show a story; merge two, split one: what a person says is kept.")

StoryId = Annotated[int, typer.Argument(min=1, help="id of a story, as the digest and the view `stories` show it")]


def register(app: typer.Typer) -> None:
    """Add `story` to the app."""
    app.add_typer(story_app, name="story")


@story_app.command()
def show(
    story_id: StoryId, as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False
) -> None:
    """Tell a story: its articles in time order, copies apart, and why each of them is in it."""
    from warehouse.story_judgements import story_lines, story_row

    with _warehouse().reading() as con:
        row = story_row(con, story_id)
        lines = story_lines(con, row["id"])
    if as_json:
        import json

        print(json.dumps(row | {"told_by": lines}, ensure_ascii=False, default=str))
        return
    for line in told(story_id, row, lines):
        print(line)


@story_app.command()
def merge(first: StoryId, second: StoryId) -> None:
    """Two stories are one: the older id is kept, the other one leads to it."""
    from datetime import UTC, datetime

    from warehouse.reading_copy import publish
    from warehouse.story_judgements import merge, story_row

    warehouse = _warehouse()
    with warehouse.writing() as con:
        kept = merge(con, first, second, datetime.now(UTC))
        row = story_row(con, kept)
    publish(warehouse)
    print(f"story {kept}: {row['headline']} ({row['articles']} articles)")


@story_app.command()
def split(
    story_id: StoryId,
    urls: Annotated[list[str], typer.Argument(help="addresses of the articles that leave it; their copies go along")],
) -> None:
    """Some articles tell another story: they become one of their own."""
    from datetime import UTC, datetime

    from warehouse.articles import stored_article
    from warehouse.reading_copy import publish
    from warehouse.story_judgements import split, story_row

    warehouse = _warehouse()
    with warehouse.writing() as con:
        new = split(con, story_id, [stored_article(con, url).id for url in urls], datetime.now(UTC))
        row = story_row(con, new)
    publish(warehouse)
    print(f"story {new}: {row['headline']} ({row['articles']} articles), split off story {story_id}")


def told(asked: int, row: dict[str, Any], lines: list[dict[str, Any]]) -> Iterator[str]:
    """The story as lines."""
    merged = f" (story {asked} was merged into it)" if asked != row["id"] else ""
    yield f"Story {row['id']}{merged}: {row['headline'] or 'no article left'}"
    if not lines:
        return
    languages, outlets = ", ".join(row["languages"]), ", ".join(row["outlets"])
    yield f"  {row['first_time']:%Y-%m-%d %H:%M} to {row['last_time']:%Y-%m-%d %H:%M} · {languages} · {outlets}"
    yield f"  {row['articles']} articles: {row['reports']} independent reports, {row['copies']} copies"
    for line in lines:
        mark = "lead" if line["article_id"] == row["lead_article_id"] else "copy" if line["copy_of"] else "    "
        yield f"{mark}  {line['time']:%Y-%m-%d %H:%M} {line['outlet_id']} ({line['language']}): {line['title']}"
        yield f"      {line['url']}"
        yield f"      {line['score']:.2f} {'; '.join(line['why'] or ())}{' (pinned)' if line['pinned'] else ''}"


def _warehouse() -> Warehouse:
    from flows.settings import load
    from warehouse.db import Warehouse

    return Warehouse(load().home)
