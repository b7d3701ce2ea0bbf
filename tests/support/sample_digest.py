"""The digest of the bundled newsroom at a fixed moment, composed without a warehouse: for pictures and browsers."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import yaml

from desk.digest.compose import compose
from desk.digest.records import Digest, DueArticle, ReadSince
from tests.newsroom import world
from tests.support.paths import ROOT

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
STORIES = {  # the end of a page's name, which all pages on one event share: its facet
    "heron2": "release", "kestrel": "release", "eu": "policy and geopolitics", "fund": "business",
    "board": "licence and definition", "copyright": "licence and definition", "robot": "research",
}  # fmt: skip
COPIES = {
    "reprint-heron2": ("exact", "The Model Wire"), "harbour-heron2": ("near", "The Model Wire"),
    "brief-heron2": ("excerpt", "The Model Wire"), "spin-heron2": ("spun", "The Model Wire"),
    "carnet-heron2": ("translation", "Le Fil Ouvert"), "briefbot-eu": ("rewrite", "Northern Tech Post"),
}  # fmt: skip
HEALTH = ("11 of 13 answered", "Dead Feed Times failed, 3 times in a row (the feed is gone, status 410)")


def sample() -> Digest:
    """The digest; every word in it is the newsroom's."""
    listed = yaml.safe_load((ROOT / "tests" / "newsroom" / "outlets.yaml").read_text("utf-8"))
    outlets = {one["id"]: one for one in listed}
    pages = sorted(world.read(NOW).values(), key=lambda page: page.published)
    due = [_due(number, page, outlets[page.outlet]) for number, page in enumerate(pages, 1) if _event(page) in STORIES]
    reading = ReadSince(13, 47, 10, ("en", "fr", "zh"), HEALTH, ("The Sleepy Server answers again",))
    return compose(
        due, day="2026-11-22", topic="open-source-ai", title="Open-source AI", limit=42, head=14, now=NOW,
        zone=ZoneInfo("Europe/Paris"), reading=reading,
    )  # fmt: skip


def _event(page: world.Story) -> str:
    return page.name.rsplit("-", 1)[-1]


def _due(number: int, page: world.Story, outlet: dict[str, str]) -> DueArticle:
    kind, original = COPIES.get(page.name, ("none", ""))
    return DueArticle(
        list(STORIES).index(_event(page)) + 1, number, page.title, f"http://{page.outlet}.example/{page.name}",
        page.outlet, outlet["name"], outlet["language"], page.published, NOW, "\n\n".join(page.paragraphs), score=0.9,
        facet=STORIES[_event(page)], copy_kind=kind, copy_of=original,
    )  # fmt: skip
