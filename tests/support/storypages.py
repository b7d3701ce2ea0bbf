"""Rows of one story as the warehouse tells them to the pages, without a warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Rows:
    """What `warehouse.site_rows.StoryRows` holds."""

    facts: dict
    opening: str = ""
    aspects: dict = field(default_factory=dict)
    pairs: dict = field(default_factory=dict)
    passages: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    reports: list = field(default_factory=list)


def article(number, hours=0, **facts):
    """Article NUMBER of a story, so many hours after noon."""
    when = NOON + timedelta(hours=hours)
    given = {
        "article_id": number, "outlet_id": f"o{number}", "outlet": f"Outlet {number}", "title": f"Title {number}",
        "url": f"https://o{number}.example/{number}", "language": "en", "published": when, "time": when, "words": 200,
        "pinned": False, "kind": None, "parent_id": None, "seed_id": None, "roundup": False, "certainty": None,
        "why": "", "by_person": False,
    }  # fmt: skip
    return given | facts


def copy(number, parent, kind="near", hours=1, **facts):
    """A copy of another article."""
    return article(number, hours, kind=kind, parent_id=parent, certainty=0.9, why="it is dated later", **facts)


def rows(*articles, **more):
    """A story of these articles, the first its lead."""
    facts = {
        "story_id": 7, "headline": "Title 1", "lead_article_id": articles[0]["article_id"] if articles else None,
        "first_time": NOON, "last_time": NOON, "articles": len(articles), "reports": 1, "independent": 1,
        "common_sources": 0, "copies": sum(bool(one["kind"]) for one in articles),
        "outlets": sorted({one["outlet_id"] for one in articles}), "languages": ["en"],
    }  # fmt: skip
    aspects = {name: [] for name in ("originals", "names", "openness", "origins", "revisions", "told", "splits")}
    parts = {
        name: more.pop(name) for name in list(more) if name in ("pairs", "passages", "texts", "opening", "reports")
    }
    return Rows(facts, aspects=aspects | {"articles": list(articles)} | more, **parts)


def passage(text, known, starts=0, known_starts=0, **facts):
    """A passage of a copy with its counterpart."""
    given = {
        "passage": text, "known_passage": known, "starts": starts, "ends": starts + len(text), "similarity": 0.8,
        "known_starts": known_starts, "known_ends": known_starts + len(known), "note": "",
    }  # fmt: skip
    return given | facts
