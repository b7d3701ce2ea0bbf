"""`copydesk seeds build|list|add|remove|check`: the texts that every article is first compared with."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from flows.cli.help.complete import seeds as seed_ids

app = typer.Typer(no_args_is_help=True, help="The seed corpus: list it, check it, add texts of your own.")
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output")]


def register(parent: typer.Typer) -> None:
    """Add `seeds` to the app."""
    parent.add_typer(app, name="seeds")


@app.command()
def build(
    texts: Annotated[pathlib.Path, typer.Argument(metavar="DIR", help="folder of the seed documents")],
    into: Annotated[
        pathlib.Path | None, typer.Option("--into", help="folder of another corpus.yaml", show_default=False)
    ] = None,
) -> None:
    """Make seeds/fingerprints.parquet from the documents that seeds/corpus.yaml names; their text is not kept."""
    from rich.console import Console

    from desk.digest.phrasing import counted
    from flows.decide_steps.encoder import encoder_of
    from flows.decide_steps.seed_corpus import FINGERPRINTS, FOLDER
    from flows.jobs import seeds
    from flows.settings import load as load_settings

    folder = into or FOLDER
    console = Console(stderr=True)
    with console.status("reading the seeds") as status:
        made = seeds.build(
            texts, encoder_of(load_settings()), folder, lambda name: status.update(f"fingerprinting {name}")
        )
    size = (folder / FINGERPRINTS).stat().st_size
    count = len({each.seed_id for each in made})
    told = f"{counted(count, 'seed')}, {counted(len(made), 'part')}"
    print(f"{told}, {size / 1000:.0f} kB in {folder / FINGERPRINTS}; no text in it")


@app.command("list")
def list_seeds(as_json: Json = False) -> None:
    """The seeds in use, yours included."""
    import json
    from dataclasses import asdict

    from flows.jobs import seeds
    from flows.settings import load

    lines = seeds.listed(load())
    if as_json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("seed", "part", "language", "words", "kind", "title", "outlet", "address"):
        table.add_column(column, overflow="fold", justify="right" if column in ("part", "words") else "left")
    for line in lines:
        cells = (
            line.seed_id,
            str(line.part),
            line.language,
            str(line.words),
            line.damage,
            line.name,
            line.outlet,
            line.url,
        )
        table.add_row(*(Text(cell) for cell in cells))
    Console().print(table)


@app.command()
def add(
    target: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="a text file, a page, or - for standard input")],
    title: Annotated[str, typer.Option(help="title to show (default: the page's, or the first line)")] = "",
    url: Annotated[str, typer.Option(help="address of the original, if it is not the page itself")] = "",
) -> None:
    """Keep a text of your own as a seed; it stays in your warehouse.

    Stored articles near it are decided anew, and those that go back to it are told: which, whose, when, how.
    """
    from datetime import UTC, datetime

    from flows.jobs import seeds
    from flows.jobs.word.decide_touched import in_words
    from flows.jobs.word.seed_uses import uses_in_words
    from flows.settings import load

    settings = load()
    seed, touched = seeds.add(settings, target, datetime.now(UTC), title=title, url=url)
    print(f"{seed.seed_id}: {seed.title}" + (f"  {seed.url}" if seed.url else ""))
    none = ["No stored article comes near it; those read from now on are compared with it"]
    print("\n".join([*in_words(touched), *uses_in_words(settings, seed.seed_id)] or none))


@app.command()
def remove(
    seed_id: Annotated[str, typer.Argument(metavar="ID", help="id as `seeds list` shows it", autocompletion=seed_ids)],
) -> None:
    """Forget a seed of your own, with its text; what was judged by it is decided anew."""
    from datetime import UTC, datetime

    from flows.jobs import seeds
    from flows.jobs.word.decide_touched import in_words
    from flows.settings import load

    touched = seeds.remove(load(), seed_id, datetime.now(UTC))
    print("\n".join([f"{seed_id} is removed", *in_words(touched)]))


@app.command()
def check() -> None:
    """Do corpus.yaml, the fingerprints and the encoder agree? Your own seeds are fingerprinted anew if need be."""
    from desk.digest.phrasing import counted
    from flows.jobs import seeds
    from flows.settings import load

    settings = load()
    seeds.refresh(settings)
    problems = list(seeds.check(settings))
    for problem in problems:
        print(problem)
    if problems:
        raise typer.Exit(1)
    lines = seeds.listed(settings)
    told = f"{counted(len({line.seed_id for line in lines}), 'seed')}, {counted(len(lines), 'part')}"
    print(f"{told}: corpus, fingerprints and encoder agree")
