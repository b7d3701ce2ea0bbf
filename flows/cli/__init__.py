"""The command line. Command modules import nothing heavy at their top: `copydesk --help` stays quick."""

from __future__ import annotations

import importlib
import sys

import typer

from desk.errors import CopydeskError, UsageError

app = typer.Typer(
    name="copydesk",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A news desk that runs by itself: crawls, tells copies from originals, sends one digest a day.",
)

# Each module adds its commands to `app` in a function register(app).
MODULES = (
    "run", "digest", "outlets", "seeds", "tries", "why", "judge", "story", "names", "ask", "slack", "upkeep", "up", "demo",
)  # fmt: skip


def build() -> typer.Typer:
    """The app with the commands of every module that exists."""
    for name in MODULES:
        module = importlib.import_module(f"flows.cli.{name}")
        module.register(app)
    return app


def main() -> None:
    """Entry point: prints a CopydeskError in one or two lines; exit status 1, or 2 for wrong usage."""
    try:
        build()()
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
