"""The kinds of work that `benchmarks/kills.py` kills, each with a home and what must hold of it afterwards."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

import duckdb

import sources.extract.article
import sources.fetch.client  # noqa: F401 - both are loaded before the fork: loading is no part of the work
from flows.cli import build
from flows.digest_steps.make import make_digest
from flows.settings import load
from tests.newsroom.serve import OUTLETS, newsroom
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.digestworld import NOW, stories
from tests.support.digestworld import World as DigestWorld
from tests.support.stored import store_visit, visit
from warehouse import backup_files, backups, db
from warehouse.db import FILE_NAME, Warehouse, connect
from warehouse.migrate import migrate, newest
from warehouse.reading_copy import READING_NAME, ask, publish
from warehouse.upkeep import check

QUICK = {"COPYDESK_ENCODER": "none", "COPYDESK_WORKERS": "0", "COPYDESK_PACE": "0", "COPYDESK_HOSTS_AT_ONCE": "3"}
FACTS = "SELECT count(*), count(DISTINCT key), count(DISTINCT id) FROM articles"
TEXTS = "SELECT count(DISTINCT article_id) FROM bodies"


def command(*words: str) -> None:
    """One command of the program, in this process."""
    build()(list(words), standalone_mode=False)


def start_again(home: Path) -> None:
    """What the next process does first."""
    db._cleared.discard(home)
    with Warehouse(home).reading():
        pass


def keys(home: Path) -> set[str]:
    """What is stored, each once; a ValueError tells what is not whole."""
    with Warehouse(home).reading() as con:
        count, *others = con.execute(FACTS).fetchone() or (0,)
        others += con.execute(TEXTS).fetchone() or (0,)
        found = {str(key) for (key,) in con.execute("SELECT key FROM articles").fetchall()}
    if set(others) - {count}:
        raise ValueError(f"articles, keys, ids, texts: {count}, {others}")
    return found


class World:
    """A home and a kind of work. `kept` is what was acknowledged."""

    settings: ClassVar[dict[str, str]] = {}

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "home"
        self.kept: set[str] = set()
        self.environment = {k: v for k, v in os.environ.items() if "_proxy" not in k.lower()} | QUICK
        self.environment |= {"COPYDESK_HOME": str(self.home)} | self.settings

    def __enter__(self) -> World:
        self.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def begin(self) -> None:
        """Make the home ready for one more run."""

    @staticmethod
    def work(home: Path) -> object:
        """The work, in a process of its own."""
        raise NotImplementedError

    def read(self) -> Iterator[str]:
        """Troubles that a reader meets right after the kill."""
        if (self.home / READING_NAME).exists():
            count, texts = ask(self.home, f"SELECT count(*), ({TEXTS}) FROM articles").rows[0]
            if count != texts:
                yield f"the reading copy has {count} articles and {texts} texts"

    def look(self, *, ended: bool) -> Iterator[str]:
        """Troubles after the next start; `ended`: the work came to its end."""
        yield from check(Warehouse(self.home))
        try:
            now = keys(self.home)
        except ValueError as error:
            yield str(error)
            return
        if self.kept - now:
            yield "acknowledged and lost"
        self.kept = now


class Grown(World):
    """A home that work fills up: once all is there, the next run begins with nothing."""

    expected: set[str] | None = None

    def look(self, *, ended: bool) -> Iterator[str]:
        yield from super().look(ended=ended)
        if not ended:
            return
        self.expected = self.expected or set(self.kept)
        if self.kept != self.expected:
            yield f"{len(self.kept)} articles at the end, not {len(self.expected)}"
        shutil.rmtree(self.home)
        self.kept = set()


class Crawl(Grown):
    """The newsroom of the demo."""

    def __enter__(self) -> World:
        self.press = newsroom()
        address, _ = self.press.__enter__()
        self.environment |= {"HTTP_PROXY": address, "COPYDESK_OUTLETS": str(OUTLETS)}
        return super().__enter__()

    def __exit__(self, *error: Any) -> None:
        self.press.__exit__(*error)

    @staticmethod
    def work(home: Path) -> object:
        return command("crawl", "--json")


class Import(Grown):
    """An archive of 400 articles, four transactions."""

    def begin(self) -> None:
        lines = [
            {
                "url": f"https://wire.example/{n}",
                "text": f"Report {n} of the harbour office. " * 20,
                "date": "2026-03-02",
            }
            for n in range(400)
        ]
        (self.folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")

    @staticmethod
    def work(home: Path) -> object:
        return command("import", "articles", str(home.parent / "a.jsonl"), "--quiet")


class Stored(World):
    """A home of some articles, to which one is added before each run."""

    number = 0

    def begin(self) -> None:
        self.number += 1
        with Warehouse(self.home).writing() as con:
            new = range(50) if self.number == 1 else [f"more{self.number}"]
            store_visit(con, visit(self.number, new))
        self.kept = keys(self.home)
        if self.number == 1:
            publish(Warehouse(self.home))


class Publish(Stored):
    """All files of texts and index anew."""

    @staticmethod
    def work(home: Path) -> object:
        return command("upkeep", "publish", "--fresh")


class Compact(Stored):
    """The live file rewritten."""

    @staticmethod
    def work(home: Path) -> object:
        return command("upkeep", "compact", "--force")


class Backup(Stored):
    """A backup taken; whole ones stay whole."""

    @staticmethod
    def work(home: Path) -> object:
        return command("upkeep", "backup")

    def look(self, *, ended: bool) -> Iterator[str]:
        yield from super().look(ended=ended)
        known = backups.backups(self.home / "backups")
        if len(known) < min(self.number - 1, 1) and ended:
            yield "a backup is lost"
        for each in known:
            backup_files.verify(each.file, each.rows)
        if len(list((self.home / "backups").iterdir())) != len(known):
            yield "half a backup"


class Restore(Stored):
    """A backup put in place: the live file is that of before or that of the backup."""

    def begin(self) -> None:
        super().begin()
        self.before = self.kept
        if self.number == 1:
            backups.back_up(Warehouse(self.home), self.home / "backups", datetime.now(UTC))

    @staticmethod
    def work(home: Path) -> object:
        return command("upkeep", "restore", "latest")

    def look(self, *, ended: bool) -> Iterator[str]:
        saved = keys(backups.backups(self.home / "backups")[-1].folder)
        now = keys(self.home)
        if now not in (saved, self.before):
            yield "neither what was there nor what was backed up"
        if ended and now != saved:
            yield "not restored"
        asides = list(self.home.glob("before-restore-*"))
        if now != self.before and (not asides or keys(asides[-1]) != self.before):
            yield "what stood there is lost"
        for aside in asides:
            shutil.rmtree(aside)
        self.kept = now
        publish(Warehouse(self.home))
        yield from super().look(ended=ended)


class Migrate(World):
    """A file of an older program, of any of them, brought up to date."""

    number = 0

    def begin(self) -> None:
        self.number += 1
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        with connect(self.home / FILE_NAME) as con:
            migrate(con, self.home / FILE_NAME, up_to=self.number % (newest() - 1) + 1)
            con.execute("INSERT INTO articles (id, key, fetched_at) SELECT i, 'k' || i, now() FROM range(500) r(i)")
            con.execute("INSERT INTO bodies (article_id, part, text) SELECT i, 0, 'text ' || i FROM range(500) r(i)")
        self.kept = {f"k{i}" for i in range(500)}

    @staticmethod
    def work(home: Path) -> object:
        return command("upkeep", "check")

    def read(self) -> Iterator[str]:
        with duckdb.connect(str(self.home / FILE_NAME)) as con:
            done = [number for (number,) in con.execute("SELECT number FROM migrations ORDER BY 1").fetchall()]
        if done != list(range(1, len(done) + 1)):
            yield f"migrations {done}"


class Digest(World):
    """A digest of two messages in Slack."""

    def __enter__(self) -> World:
        self.slack: Slackd | None = None
        return super().__enter__()

    def begin(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        stories(DigestWorld(self.home), 16)
        if self.slack:
            self.slack.__exit__(None, None, None)
        self.slack = Slackd().__enter__()
        given = {"TOKEN": GOOD, "CHANNEL": NEWS, "BASE_URL": self.slack.base_url}
        self.environment |= {f"COPYDESK_SLACK_{name}": str(value) for name, value in given.items()}

    @staticmethod
    def work(home: Path) -> object:
        return make_digest(load(), None, NOW, sleep=lambda _: None)

    def look(self, *, ended: bool) -> Iterator[str]:
        assert self.slack is not None
        if not ended:
            with _as(self.environment):
                make_digest(load(), None, NOW + timedelta(minutes=20), sleep=lambda _: None)
        told = self.slack.told()
        if len(told) != 1 or len(self.slack.workspace.messages) != 2:
            yield f"{len(told)} digests, {len(self.slack.workspace.messages)} messages"
        yield from check(Warehouse(self.home))


@contextmanager
def _as(environment: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


WORLDS: dict[str, type[World]] = {
    "crawl": Crawl, "import": Import, "digest": Digest, "publish": Publish, "migrate": Migrate, "backup": Backup,
    "restore": Restore, "compact": Compact,
}  # fmt: skip
