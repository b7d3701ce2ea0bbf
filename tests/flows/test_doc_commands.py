"""Every block of commands in README and docs runs as it stands, against a copy of the demo's warehouse.

The working folder is as after `make demo` in a clone: `.venv/bin/copydesk` is there, and the demo's home in var/demo.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.crawling import PROXY_WORDS
from tests.support.doc_blocks import blocks, every_block
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow
BLOCKS = every_block()
FOUND_NOTHING = 1  # as grep has it: a search may end so


@pytest.fixture(scope="module")
def clone(played, tmp_path_factory):
    """A folder like a clone after `make demo`, and the environment of a newcomer's shell in it."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(played[0], folder / "var" / "demo")
    program = folder / ".venv" / "bin" / "copydesk"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m flows.cli "$@"\n')
    program.chmod(0o755)
    taken = [name for name in os.environ if name.startswith(("COPYDESK_", "PREFECT_")) or name in PROXY_WORDS]
    env = {name: value for name, value in os.environ.items() if name not in taken}
    env |= {
        "PYTHONPATH": str(ROOT), "COPYDESK_HOME": str(folder / "var" / "demo"), "COPYDESK_PACE": "0",
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9",  # whoever asks the network is refused
    }  # fmt: skip
    return folder, env


def test_there_are_blocks_on_the_pages_that_a_reader_follows():
    assert {block.page for block in BLOCKS} >= {
        "README.md",
        "sql.md",
        "settings.md",
        "names.md",
        "topics.md",
        "seeds.md",
    }


def test_a_comment_holds_for_the_block_below_it_only(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# A\n<!-- not run: it asks the network -->\n\n    copydesk crawl\n\nand\n\n    copydesk health\n"
        "\n```\ncopydesk sql .tables\n```\n\n```yaml\n- id: x\n```\n"
    )
    assert [(block.text, block.reason) for block in blocks(page)] == [
        ("copydesk crawl", "it asks the network"), ("copydesk health", ""), ("copydesk sql .tables", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("block", [block for block in BLOCKS if not block.reason], ids=lambda block: block.name)
def test_a_block_of_commands_runs_as_it_stands(clone, block):
    folder, env = clone
    done = subprocess.run(
        ["bash", "-c", block.text], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=240, check=False,
    )  # fmt: skip
    troubles = [line for line in done.stderr.splitlines() if line.startswith(("copydesk: ", "bash: ", "Usage: "))]
    assert not troubles, f"{block.text}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}"
    assert done.returncode <= FOUND_NOTHING
    assert done.stdout.strip()


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.reason], ids=lambda block: block.name)
def test_what_is_not_run_says_why(block):
    assert len(block.reason.split()) >= 3
