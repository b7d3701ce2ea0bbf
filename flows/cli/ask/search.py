"""`copydesk search`: articles that say the words of a question."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desk.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from desk.text.marks import Marked
    from warehouse.search import Found, Hit


def register(app: typer.Typer) -> None:
    """Add `search` to the app."""
    app.command()(search)


def search(
    words: Annotated[
        list[str], typer.Argument(help='words, "a phrase", a beginning* or -unwanted (after --)', show_default=False)
    ],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="not before that day")] = None,
    outlet: Annotated[str | None, typer.Option(help="of one outlet, by its id")] = None,
    language: Annotated[str | None, typer.Option(help="in one language: en, zh, …")] = None,
    relevant: Annotated[bool, typer.Option("--relevant", help="only what a topic wants")] = False,
    most: Annotated[int, typer.Option("--limit", "-n", min=1, help="so many, the best first")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object, for programs")] = False,
) -> None:
    """Find articles by what they say, the best first; exit status 1 when there is none.

    Titles and texts of everything read. copydesk search open weights licence;  copydesk search '"Llama 4" quant*'
    """
    from flows.settings import load
    from warehouse.search import Wanted
    from warehouse.search import search as searched

    question = " ".join(words).strip()
    if not any(letter.isalnum() for letter in question):
        raise UsageError("search", "there is no word to look for", "Try: copydesk search open weights licence")
    day = since.date() if since else None
    found = searched(load().home, Wanted(question, day, outlet, language, relevant, most))
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, default=str))
    else:
        show(found, question)
    if not found.hits:
        raise typer.Exit(1)


def show(found: Found, question: str) -> None:
    """The hits for a terminal, each with the passage that shows why."""
    from rich.console import Console
    from rich.text import Text

    from desk.digest.phrasing import counted
    from flows.cli.ask.tables import printable

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    if not found.hits:
        console.print(Text(f"No article says {printable(question)}."))
        return
    for hit in found.hits:
        console.print(_head(hit))
        if hit.passage:
            console.print(_passage(hit.passage))
        console.print(Text(f"  {printable(hit.url)}\n", style="dim"))
    missing = [
        word for word in question.split() if not any(word.strip('"') in said for said in found.hits[0].words_found)
    ]
    shown = f"the best {len(found.hits)} of {counted(found.articles, 'article')}"
    console.print(Text(shown if found.articles > len(found.hits) else counted(found.articles, "article"), style="dim"))
    wanted = [word for word in missing if not word.startswith("-")]
    if wanted:
        console.print(Text(f"None has all words: left out here {printable(', '.join(wanted))}", style="dim"))


def _head(hit: Hit) -> Text:
    from rich.text import Text

    from flows.cli.ask.tables import printable

    line = Text(printable(hit.title), style="bold")
    place = ", ".join(filter(None, [hit.handle, hit.story and f"story {hit.story}"]))
    line.append(f"  {hit.outlet} · {hit.day} · {hit.language} · {place}", style="not bold dim")
    return line


def _passage(passage: Marked) -> Text:
    from rich.text import Text

    from flows.cli.ask.tables import printable

    line = Text("  ")
    at = 0
    for start, end in passage.marks:
        line.append(printable(passage.text[at:start]))
        line.append(printable(passage.text[start:end]), style="bold yellow")
        at = end
    line.append(printable(passage.text[at:]))
    return line
