"""A digest and its stories, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from desk.digest.records import Digest, DigestStory

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def story(number=1, **more):
    given = {
        "title": f"Model number {number} is free to download",
        "url": f"https://herald.test/{number}",
        "outlet": "Herald",
        "language": "en",
        "published": NOW,
        "sentence": "Anybody may change and sell it, the lab said.",
        "score": 0.5,
        "why": "",
    }
    return DigestStory(story_id=number, **(given | more))


def digest(*stories, **more):
    given = {
        "id": "open-source-ai/2026-11-22",
        "day": "2026-11-22",
        "topic": "open-source-ai",
        "title": "Open-source AI",
    }
    return Digest(stories=tuple(stories), **(given | more))
