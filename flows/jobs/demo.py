"""The demo: the main job on the bundled newsroom, twice, against the strict Slack counterpart; no network.

First as the Prefect flows on Prefect's own embedded server, then by `copydesk run`, which finds nothing new.
Everything runs in child processes with the environment of a real installation.
"""

from __future__ import annotations

import contextlib
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.errors import ConfigError, CopydeskError
from flows.jobs.own_folder import emptied
from flows.settings import child_environment

CHECKOUT, BUNDLE = Path(__file__).resolve().parents[2], Path(__file__).resolve().parent / "bundle"
ROOT = BUNDLE if BUNDLE.is_dir() else CHECKOUT  # a wheel brings the newsroom in its bundle
ROOM = ROOT / "tests" / "newsroom"
TOKEN, CHANNEL = "xoxb-0-good", "C0NEWS"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demo plays: addresses of its two servers, its home, its environment."""

    newsroom: str
    slack: str
    home: Path
    environment: dict[str, str]


@contextlib.contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """Newsroom and Slack counterpart as child processes, a fresh home."""
    if not (ROOM / "serve.py").is_file():
        raise ConfigError(
            "copydesk demo",
            "the bundled newsroom is not here",
            "Run it in a clone of the repository, or install copydesk anew",
        )
    emptied(home, "demo")
    shutil.copyfile(ROOM / "names.yaml", home / "names.yaml")  # its models and labs are invented: no list has them
    with serving("tests.newsroom.serve") as newsroom, serving("tests.slackd", "--rate", "0.2") as slack:
        environment = child_environment(
            HTTP_PROXY=newsroom,
            http_proxy=newsroom,
            NO_PROXY="127.0.0.1,localhost",
            no_proxy="127.0.0.1,localhost",
            COPYDESK_HOME=str(home),
            COPYDESK_OUTLETS=str(ROOM / "outlets.yaml"),
            COPYDESK_PACE="0.2",
            COPYDESK_SLACK_TOKEN=TOKEN,
            COPYDESK_SLACK_CHANNEL=CHANNEL,
            COPYDESK_SLACK_BASE_URL=f"{slack}/api/",
            PREFECT_HOME=str(home / "prefect"),
            PREFECT_SERVER_ANALYTICS_ENABLED="false",
            PREFECT_LOGGING_LEVEL="ERROR",
            PREFECT_SERVER_ALLOW_EPHEMERAL_MODE="true",
            PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120",  # its 20 s are too few on a busy machine
            DO_NOT_TRACK="1",
        )
        environment.pop("PREFECT_API_URL", None)
        yield Stage(newsroom, slack, home, environment)


@contextlib.contextmanager
def serving(module: str, *arguments: str) -> Iterator[str]:
    """A server of the bundle as a child process; yields the address it prints."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", module, "--port", "0", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 30)
        line = process.stdout.readline() if ready else ""
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if not found:
            raise CopydeskError(module, f"did not start: {line.strip() or 'no word from it'}")
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)


def play(where: Stage, *words: str) -> str:
    """Run a Python module of ours in the stage's environment; its output, or its last line as an error."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=where.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        log = where.home / "demo.log"
        log.write_text(done.stdout + done.stderr, "utf-8")
        last = (done.stderr.strip().splitlines() or ["no word from it"])[-1]
        raise CopydeskError(" ".join(words), f"ended with status {done.returncode}: {last}", f"All of it is in {log}")
    return done.stdout


def add_seed(where: Stage) -> None:
    """The demo's own seed document."""
    (seed,) = (ROOM / "seeds").glob("*.txt")
    play(where, "-m", "flows.cli", "seeds", "add", str(seed), "--title", "Who keeps the ledger of machine knowledge")


def flows_once() -> None:
    """Run both flows in this process, on Prefect's embedded server."""
    import asyncio

    from flows.crawl import crawl
    from flows.digest import digest

    print(asyncio.run(crawl(only_due=False)))
    print(digest())


if __name__ == "__main__":
    flows_once()
