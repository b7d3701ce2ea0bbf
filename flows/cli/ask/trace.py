"""`copydesk trace`: where a text comes from, told on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.documents.document import Document
    from desk.models import Article
    from flows.jobs.trace import Match, Trace

SHOWN, PASSAGES = 3, 3  # matches told with passages, and passages of each
LONGEST_NAME = 255  # characters: what is longer is a text and no file
PAGES = (".html", ".htm", ".html.gz")


def register(app: typer.Typer) -> None:
    """Add `trace` to the app."""
    app.command()(trace)


def trace(
    target: Annotated[str, typer.Argument(help="a text, a file, an address, or - for standard input")],
    as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False,
) -> None:
    """Tell where a text comes from: against the seeds and all history. Nothing is stored.

    Exit status: 0 when it was met before, 1 when not, 2 for wrong usage.
    """
    from flows.jobs.trace import trace as traced
    from flows.settings import load

    found = traced(load(), read(target))
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps({"found": found.found} | asdict(found), ensure_ascii=False, default=str))
    else:
        show(found)
    if not found.found:
        raise typer.Exit(1)


def read(target: str) -> Document:
    """The document of a text, file, address or standard input; a page gives its article."""
    from flows.jobs.trace import plain
    from sources.extract.html_tree import decode

    if target == "-":
        return plain(decode(sys.stdin.buffer.read()))
    if target.startswith(("http://", "https://")):
        from flows.cli.fetching import fetched
        from sources.extract.article import extract

        return _article(extract(fetched(target)))
    path = _file(target)
    if path is None:
        return plain(target)
    if path.name.endswith(PAGES):
        from flows.cli.tries.page import _got
        from sources.extract.article import extract

        return _article(extract(_got(target)))
    try:
        return plain(decode(path.read_bytes()))
    except OSError as error:
        raise UsageError(target, f"cannot be read: {error.strerror}", "Give a text, a file, an address or -") from None


def _file(target: str) -> Path | None:
    """The path, if the target is one; a name without white space that is no file is a mistake and no text."""
    if len(target) <= LONGEST_NAME and "\n" not in target and "\0" not in target:
        path = Path(target)
        if path.exists():
            return path
        if target.strip() and not any(char.isspace() for char in target) and (path.suffix or "/" in target):
            raise UsageError(target, "is no file here", "Give a text, a file, an address with http:// or -")
    return None


def _article(article: Article) -> Document:
    from flows.decide_steps.newsdesk import prepared

    return prepared(article)


def show(found: Trace) -> None:
    """The trace in words; passages side by side."""
    from rich.console import Console

    from flows.cli.ask.passages import beside

    console = Console(highlight=False, soft_wrap=True)
    for line in _told(found):
        console.print(line, markup=False)
    for match in found.matches[:SHOWN]:
        console.print()
        for line in _match(match):
            console.print(line, markup=False)
        if match.verdict.evidence:
            console.print(beside(match.verdict.evidence[:PASSAGES], "this text", match.outlet or "there"))
    for match in found.matches[SHOWN:]:
        console.print(f"also {next(iter(_match(match)))}", markup=False)


def _told(found: Trace) -> Iterator[str]:
    from desk.digest.phrasing import counted

    yield f"{counted(found.words, 'word')}, {', '.join(found.languages)}; {counted(found.compared, 'article')} compared"
    yield from found.notes
    if found.lineage:
        yield "Taken from " + ", which took it from ".join(step.outlet or step.title for step in found.lineage)
        first = found.lineage[0]
        yield f"  certainty {first.certainty:.2f}: {first.why}"
    if not found.matches:
        yield "Met nowhere: no seed and no article read before shares its text"
    if found.story:
        yield f"Nearest story {found.story['story_id']}: {found.story['title']} ({found.story['outlet']})"
        yield f"  {found.story['url']}, probability {found.story['probability']:.2f}"


def _match(match: Match) -> Iterator[str]:
    from flows.cli.ask.why_copies import KINDS

    where = f"the seed “{match.title}”" if match.seed_id else f"“{match.title}”"
    verdict = match.verdict
    taken = verdict.newcomer_is_copy or verdict.kind == "none"
    said = f"{KINDS[verdict.kind]} {where}" if taken else f"the original: {where} is {KINDS[verdict.kind]} it"
    place = " ".join(part for part in (match.outlet and f"({match.outlet})", match.url) if part)
    yield f"{said} {place}".rstrip() + f", score {verdict.score:.2f}"
    yield from (f"  - {reason}" for reason in verdict.why)
    if verdict.direction_why:
        yield f"  - {verdict.direction_why}"
