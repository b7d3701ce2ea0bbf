"""`copydesk openness MODEL`: under which licence a model is, what of it is open, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pathlib import Path

NEAREST = 5  # models named where the one asked for is none that is spoken of
SENTENCE = 300  # characters shown of one


def register(app: typer.Typer) -> None:
    """Add `openness` to the app."""
    app.command(epilog="For example: copydesk openness, copydesk openness Qwen3, copydesk openness llama --json")(
        openness
    )


def openness(
    model: Annotated[
        str, typer.Argument(help="a model, a family of models, or its id in names.yaml; all of them if left out")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="as JSON, one object a model, licence and claim")] = False,
) -> None:
    """Tell under which licence a model is said to be, what of it is open, and who says so."""
    from flows.settings import load

    home = load().home
    found = rows(home, model)
    if as_json:
        import json

        from flows.cli.ask.tables import plain

        print(json.dumps([plain(row) for row in found], ensure_ascii=False, indent=1))
    elif model and not found:
        print(_nothing(home, model))
    else:
        _print(_told(found) if model else _overview(found))


def rows(home: Path, model: str) -> list[dict[str, Any]]:
    """The rows of the view `licences`, all of them or those of a model and its versions."""
    from warehouse.reading_sql import ask

    literal = model.strip().replace("'", "''")
    wanted = f"FROM licences('{literal}')" if model else "FROM licences ORDER BY model, reports DESC, articles DESC"
    answer = ask(home, wanted)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _nothing(home: Path, model: str) -> str:
    """That nothing is said of a model, and of which like it something is."""
    import difflib

    known = sorted({str(row["model"]) for row in rows(home, "")})
    near = difflib.get_close_matches(model, known, NEAREST, 0.5)
    spoken = f"Something is said of {', '.join(near or known[:NEAREST])}" if known else "Nor of any other model"
    return f"No article says how open {model} is. {spoken}"


def _overview(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line a model, licence and claim."""
    from desk.digest.phrasing import counted

    width = max((len(str(row["model"])) for row in found), default=0)
    for row in found:
        yield f"{row['model']:{width}}  {summary(row)}, {counted(row['articles'], 'article')}"
    yield "copydesk openness MODEL shows the sentences" if found else "No article says how open a model is"


def _told(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Each licence and claim with its first sentence."""
    from desk.digest.phrasing import counted

    model = ""
    for row in found:
        if row["model"] != model:
            model = row["model"]
            yield model
        days = (
            f"{row['first_day']}" if row["first_day"] == row["last_day"] else f"{row['first_day']} to {row['last_day']}"
        )
        copied = row["articles"] - row["reports"]
        told = counted(row["articles"], "article") + (f" ({counted(copied, 'copy')})" if copied else "")
        yield f"  {summary(row)}"
        yield f"    {told}, {counted(row['outlets'], 'outlet')}, {days}"
        yield f"    “{_short(row['sentence'])}”"
        yield f"    {row['handle']}  {row['url']}"


def summary(row: dict[str, Any]) -> str:
    """A statement in a few words: MIT License; weights and code open (claimed by Fjordlight)."""
    said_by = row["said_by"] if isinstance(row["said_by"], str) else ", ".join(filter(None, row["said_by"] or ()))
    by = f" by {said_by}" if said_by else ""
    if row["claim"] == "contested":
        return f"open is contested{by}"
    told = "; ".join(filter(None, (row["licence"], _opened(row["opened"] or ()))))
    return f"{told} ({row['claim']}{by})"


def _opened(parts: Sequence[str]) -> str:
    named = [part for part in ("weights", "data", "code") if part in parts]
    return f"{', '.join(named)} open" if named else "called open" if parts else ""


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SENTENCE else sentence[: SENTENCE - 1] + "…"


def _print(lines: Iterable[str]) -> None:
    from flows.cli.ask.tables import printable

    for line in lines:
        print(printable(line))
