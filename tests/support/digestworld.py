"""A warehouse with stories in it, for tests of the digest: written straight into the tables, in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from flows.settings import Settings
from tests.slackd.workspace import GOOD, NEWS
from warehouse.db import Warehouse

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
TOPIC = "open-source-ai"


@dataclass
class World:
    """A home folder with a warehouse; `tell` adds an article to a story."""

    home: Path
    articles: int = 0
    open: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction for everything told inside, nested or not."""
        if self.open is not None:
            yield self.open
            return
        with self.warehouse.writing() as con:
            self.open = con
            try:
                yield con
            finally:
                self.open = None

    @property
    def warehouse(self) -> Warehouse:
        return Warehouse(self.home)

    def settings(self, slack: object | None = None, **more: object) -> Settings:
        """Settings for this home; with a running slackd also its token and channel."""
        given: dict[str, object] = {
            "home": self.home,
            "slack_token": None,
            "slack_channel": None,
            "slack_webhook": None,
        }
        if slack is not None:
            given |= {"slack_token": GOOD, "slack_channel": NEWS, "slack_base_url": slack.base_url}  # type: ignore[attr-defined]
        return Settings(_env_file=None, **(given | more))  # type: ignore[arg-type]

    def tell(
        self,
        story: int,
        title: str,
        *,
        outlet: str = "herald",
        language: str = "en",
        hours: float = 3.0,
        text: str = "",
        relevant: bool = True,
        score: float = 0.9,
        names: tuple[str, ...] = (),
        kind: str = "none",
        parent: int | None = None,
        seed: str | None = None,
        now: datetime = NOW,
    ) -> int:
        """One article, `hours` old; returns its id. `kind` other than none makes it a copy of `parent` or `seed`."""
        self.articles += 1
        number, at = self.articles, now - timedelta(hours=hours)
        body = text or f"{title}, according to the people who built it. More was promised for the spring of next year."
        with self.writing() as con:
            con.execute(
                "INSERT INTO articles (id, key, url, outlet_id, title, published, language, fetched_at, run_id) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                [number, f"{outlet}.test/{number}", f"https://{outlet}.test/{number}", outlet, title, at, language, at],
            )
            con.execute("INSERT INTO bodies VALUES (?, 0, ?, ?)", [number, language, body])
            con.execute(
                "INSERT INTO topic_verdicts VALUES (?, ?, ?, ?, 'release', [])", [number, TOPIC, relevant, score]
            )
            for name in names:
                con.execute("INSERT INTO mentions VALUES (?, ?, ?, 'model', 1, true)", [number, name.lower(), name])
            if kind != "none":
                con.execute(
                    "INSERT INTO copy_groups (article_id, standing, parent_id, seed_id, lead_id, kind, score,"
                    " by_person, decided_at) VALUES (?, 'copy', ?, ?, ?, ?, 0.9, false, ?)",
                    [number, parent, seed, parent, kind, at],
                )
            con.execute(
                "INSERT INTO story_articles (article_id, story_id, score, copy_of) VALUES (?, ?, 1, ?)",
                [number, story, parent],
            )
            if not con.execute("SELECT 1 FROM stories WHERE id = ?", [story]).fetchone():
                con.execute(
                    "INSERT INTO stories (id, lead_article_id, headline) VALUES (?, ?, ?)", [story, number, title]
                )
            if not con.execute("SELECT 1 FROM outlets WHERE id = ?", [outlet]).fetchone():
                con.execute("INSERT INTO outlets (id, name, failures) VALUES (?, ?, 0)", [outlet, outlet.capitalize()])
        return number

    def report(self, outlet: str, status: str, *reasons: str, hours: float = 1.0, now: datetime = NOW) -> None:
        """How an outlet fared at its last visit."""
        with self.writing() as con:
            con.execute(
                "INSERT INTO outlet_reports (run_id, outlet_id, reported_at, status, reasons) VALUES (1, ?, ?, ?, ?)",
                [outlet, now - timedelta(hours=hours), status, list(reasons)],
            )


def stories(world: World, number: int, first: int = 1) -> None:
    """So many stories, told by one outlet each."""
    with world.writing():
        for story in range(first, first + number):
            world.tell(story, f"Model number {story} is free to download", outlet=f"paper{story}", hours=1 + story / 10)
