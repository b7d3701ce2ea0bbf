"""`copydesk sql` and `health`, called in this process."""

import typer
from typer.testing import CliRunner

from flows.cli.ask import health
from flows.cli.sql import command


def call(*words, stdin=""):
    """What the command prints; an error is raised as it is."""
    return called(*words, stdin=stdin).stdout


def called(*words, stdin=""):
    """What the command prints, and what it says beside it."""
    app = typer.Typer()
    command.register(app)
    health.register(app)  # a lone command would take no name
    done = CliRunner().invoke(app, list(words), input=stdin, catch_exceptions=False)
    assert done.exit_code == 0
    return done
