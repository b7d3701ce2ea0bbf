"""What every command says of itself, and what the shell completes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest

from flows.cli import build, names
from flows.cli.help import complete
from flows.cli.help.dressed import dressed, walked
from flows.cli.help.examples import EXAMPLES
from tests.support.paths import ROOT
from tests.support.stored import NOON, article, store_visit, visit
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

COMMANDS = {path: command for path, command in walked(dressed(build())) if path}
GROUPS = {path for path, command in COMMANDS.items() if getattr(command, "commands", None) or command.hidden}


def test_every_command_ends_its_help_with_examples():
    assert set(COMMANDS) - GROUPS - set(EXAMPLES) == set()
    assert all(COMMANDS[path].epilog for path in set(COMMANDS) - GROUPS)


@pytest.mark.parametrize("path", sorted(set(EXAMPLES) & set(COMMANDS)))
def test_every_example_is_one_that_the_command_takes(path):
    for example in EXAMPLES[path]:
        said = re.split(r" [|<>] ", example.removeprefix("pbpaste | "))[0]
        words = [word for word in shlex.split(said) if not word.startswith("COPYDESK_")]
        assert words[: 1 + len(path.split())] == ["copydesk", *path.split()]
        COMMANDS[path].make_context(path, words[1 + len(path.split()) :], resilient_parsing=False)


def test_arguments_and_options_are_named_in_one_style():
    for path, command in COMMANDS.items():
        for parameter in command.params:
            if not getattr(parameter, "is_flag", False):
                assert re.fullmatch(r"[A-Z][A-Za-z.|-]*", parameter.metavar or ""), f"{path}: {parameter.name}"


def test_nothing_stands_behind_a_flag(capsys):
    with pytest.raises(SystemExit):
        dressed(build())(["digest", "--help"], prog_name="copydesk")
    told = capsys.readouterr().out
    assert "--brief" in told
    assert "--help" in told
    assert "<" not in told


HELP_OF = """
import sys
{before}
from flows.cli.help.quick import UNUSED, prepare
prepare({unused})
from typer import rich_utils
print(sorted(name for name in sys.modules if name in UNUSED or name.partition(".")[0] in ("pygments", "markdown_it")))
import rich.markdown, rich.traceback
assert rich.markdown.Markdown("*a*").markup == "*a*" and rich_utils.Panel.fit
"""


def imported(unused="UNUSED", before=""):
    """What a process of its own has imported of the unused modules once typer can write help."""
    words = [sys.executable, "-c", HELP_OF.format(before=before, unused=unused)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


@pytest.mark.edge
def test_help_is_written_without_what_typer_imports_and_never_uses():
    assert imported() == "[]"


@pytest.mark.edge
def test_a_typer_that_asks_the_unused_modules_for_more_gets_all_of_them():
    assert "'rich.markdown'" in imported("{'rich.panel': 'Nothing'}")


@pytest.mark.edge
def test_what_was_imported_before_is_not_replaced():
    assert "'rich.traceback'" in imported(before="import rich.traceback")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("home"))
    with warehouse.writing() as con:
        store_visit(con, visit(1, "ab", articles=(article("a"), article("b"))), NOON)
        con.execute("INSERT INTO topic_verdicts (article_id, topic, relevant) VALUES (1, 't', true)")
    publish(warehouse, NOON)
    return warehouse.home


@pytest.mark.edge
def test_ids_are_completed_with_what_they_mean(home, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(home))
    assert complete.articles("a") == [("a1", "Weights number a are out")]
    assert complete.articles("x") == complete.stories("") == []
    assert ("wired", "WIRED") in complete.outlets("wi")
    assert "labs" in dict(complete.tags("la"))
    assert names.kinds("li") == ["licence"]
    assert complete.channels("") == [("daily", "")]
    assert "zh" in dict(complete.languages("z"))
    assert dict(complete.kinds("tr")) == {"translation": ""}
    assert dict(complete.steps("li")) == {"lineage": ""}


def test_a_shell_that_completes_hears_of_no_error(monkeypatch, tmp_path):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("COPYDESK_OUTLETS", "/nowhere.yaml")
    assert complete.articles("a") == complete.stories("s") == complete.seeds("") == complete.outlets("w") == []


@pytest.mark.edge
def test_the_shell_gets_its_completions_from_the_entry_point(home):
    env = os.environ | {
        "COPYDESK_HOME": str(home), "_COPYDESK_COMPLETE": "complete_bash",
        "COMP_WORDS": "copydesk why a", "COMP_CWORD": "2",
    }  # fmt: skip
    script = "import sys; sys.argv = ['copydesk']; from flows import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["a1"]
