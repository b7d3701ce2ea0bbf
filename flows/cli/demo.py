"""`copydesk demo`: the main job on the bundled newsroom, without network and without a Slack account."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from desk.errors import CopydeskError


def register(app: typer.Typer) -> None:
    """Add `demo` to the app."""
    app.command()(demo)


def demo(
    home: Annotated[
        Path, typer.Option(help="folder of the demo: an empty one, or that of an earlier demo, which is emptied")
    ] = Path("var/demo"),
) -> None:
    """Crawl a bundled newsroom twice, post its digest to a strict stand-in for Slack, and show the channel."""
    from flows.jobs import demo as scene

    start, home = time.monotonic(), home.resolve()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - start:4.1f} s] {text}", flush=True)

    with scene.stage(home) as where:
        say(f"a newsroom of 13 outlets stands at {where.newsroom}, a strict Slack counterpart at {where.slack}")
        scene.add_seed(where)
        say("first run, as Prefect flows on Prefect's own embedded server (half a minute or more) …")
        with signs_of_life():
            scene.play(where, "-m", "flows.jobs.demo")
        say("second run, by `copydesk run`: it must find nothing new and post nothing …")
        with signs_of_life():
            again = scene.play(where, "-m", "flows.cli", "run")
        print(indented(again))
        built = scene.play(where, "-m", "flows.cli", "site", "build").rsplit(": ", 1)[-1].strip()
        print(channel(where.slack))
    root = scene.CHECKOUT
    program = ".venv/bin/copydesk" if root == scene.ROOT else "copydesk"
    run = f"COPYDESK_HOME={home.relative_to(root) if home.is_relative_to(root) else home} {program}"
    say("done. The warehouse stays; three commands to try next:")
    print(f'  {run} why "{spun(home)}"')
    print(f"  {run} sql 'select outlet, kind, original_title from copies'")  # noqa: S608 - shown, not run
    print(f"  {run} health")
    print(f"and the desk's pages, for any browser:\n  {built}")


@contextmanager
def signs_of_life(pause: float = 3.0) -> Iterator[None]:
    """A dot on standard error every few seconds, so that nobody thinks it hangs."""
    over = threading.Event()

    def beat() -> None:
        dots = 0
        while not over.wait(pause):
            dots += 1
            print("." if dots > 1 else "         .", end="", file=sys.stderr, flush=True)
        if dots:
            print(file=sys.stderr, flush=True)

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def spun(home: Path) -> str:
    """The address of the demo's reworded copy: it depends on the day."""
    from warehouse.reading_sql import ask

    found = ask(home, "select url from articles where url like '%/spin-heron2.html'").rows
    if not found:
        problem = "the bundled newsroom was read and gave no article"
        raise CopydeskError("copydesk demo", problem, f"`COPYDESK_HOME={home} copydesk health` says why of each outlet")
    return str(found[0][0])


def indented(text: str) -> str:
    """The output of a command, set apart."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


def channel(slack: str) -> str:
    """The channel as its members read it, as plain text."""
    import urllib.request

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return str(opener.open(f"{slack}/channel.txt", timeout=10).read().decode())
