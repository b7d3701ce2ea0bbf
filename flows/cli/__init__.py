"""The command line. Command modules import nothing heavy at their top: `copydesk --help` stays quick."""

from __future__ import annotations

import functools
import importlib
import sys
from typing import Annotated

import typer

from desk.errors import CopydeskError, UsageError
from flows.cli.help.dressed import dressed

app = typer.Typer(
    name="copydesk",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},  # commands inherit it
    help="A news desk that runs by itself: crawls, tells copies from originals, sends one digest a day.",
)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"copydesk {version('copydesk')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_tell_version, is_eager=True, help="show the version and end")
    ] = False,
) -> None:
    """A news desk that runs by itself: crawls, tells copies from originals, sends one digest a day."""


# Each module adds its commands to `app` in a function register(app); beside it the words that they begin with.
MODULES = {
    "run": "run crawl", "digest": "digest", "channels": "channels", "outlets.show": "outlets",
    "outlets.edit": "outlets", "outlets.opml": "outlets", "outlets.record": "outlets", "seeds": "seeds",
    "try_step": "try", "ask.search": "search", "ask.trace": "trace", "ask.why": "why", "ask.judge": "judge",
    "ask.story": "story", "ask.openness": "openness", "names": "names", "sql.command": "sql",
    "ask.health": "health", "ask.config": "config", "slack": "slack", "site": "site", "mcp": "mcp",
    "keep.archive": "import", "keep.export": "export import", "keep.upkeep": "upkeep", "keep.redecide": "upkeep",
    "keep.warehouse": "warehouse", "keep.metrics": "metrics", "keep.upgrade": "upgrade-check",
    "up": "up down status deploy", "demo": "demo",
}  # fmt: skip


def build(word: str = "") -> typer.Typer:
    """The app with the commands that begin with this word; with all where none does, for their list and near ones."""
    for name in [name for name, words in MODULES.items() if word in words.split()] or MODULES:
        _register(name)
    return app


@functools.cache  # registering twice would double every command
def _register(name: str) -> None:
    importlib.import_module(f"flows.cli.{name}").register(app)


def main() -> None:
    """Entry point: prints an error in one or two lines; exit status 1, or 2 for wrong usage."""
    try:
        dressed(build(*sys.argv[1:2]))()
    except UsageError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        sys.exit(2)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except Exception as error:  # noqa: BLE001 - the last line of defence; COPYDESK_DEBUG=1 tells all of it
        _unexpected(error)
        sys.exit(1)


def _unexpected(error: Exception) -> None:
    from flows.settings import debugging

    if debugging():
        import traceback

        traceback.print_exception(error)
    told = " ".join(str(error).split())[:300]
    print(f"copydesk: unexpected {type(error).__name__}: {told or 'no word'}", file=sys.stderr)
    print("copydesk: please report it; COPYDESK_DEBUG=1 shows where it came from", file=sys.stderr)
