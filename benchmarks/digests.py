"""Digests of whatever outlets may write, and of many stories: `python benchmarks/digests.py --examples 2000`.

Examples are drawn by hypothesis from hostile articles (mentions, pipes, backticks, newlines, bidi overrides, titles of
600 and 3,000 characters, 0 to 200 stories, Chinese, Arabic). Each is rendered in every form: Slack's messages must be
taken by the strict counterpart and by slack-sdk's models and keep their budget, no mention may be live, no title cut
silently, HTML and Markdown hold nothing live, the JSON keeps to its schema.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.digest.records import DueArticle
from tests.support.digest_checks import composed, wrong_with
from tests.support.hostile_articles import ARTICLE, OUTSIDE, USE


def many(articles: list[DueArticle], number: int) -> list[DueArticle]:
    """So many stories of their own that were never told, of these articles over and over."""
    told = islice(cycle(articles), number)
    return [replace(each, story_id=n, article_id=n, told=False, copy_kind="none") for n, each in enumerate(told, 1)]


def tried(examples: int) -> None:
    """Raise at the first digest with which something is wrong."""
    seen: list[int] = []

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(
        st.one_of(st.lists(ARTICLE, max_size=40), st.builds(many, st.lists(ARTICLE, min_size=1), st.integers(41, 200))),
        st.lists(OUTSIDE, max_size=6),
        st.lists(USE, max_size=12),
        st.integers(1, 40),
        st.booleans(),
    )
    def every(articles: list, health: list, uses: list, per_message: int, in_brief: bool) -> None:  # type: ignore[type-arg]
        digest = composed(articles, health, per_message, uses=uses)
        seen.append(len(digest.stories))
        assert wrong_with(digest, per_message=per_message, in_brief=in_brief) == []

    began = time.monotonic()
    every()
    print(f"{len(seen)} digests of 0 to {max(seen)} stories, nothing wrong, {time.monotonic() - began:.0f} s")


def timed(stories: int) -> None:
    """Compose so many waiting stories once, in time and memory."""
    from datetime import timedelta

    from tests.support.digests import NOW

    opening = "The Harbour Lab put the weights of a model under a free licence on Tuesday. More is to follow. " * 30
    waiting = [
        DueArticle(
            n, n, f"Model number {n} is free to download", f"https://herald.test/{n}", f"o{n % 90}", f"Paper {n % 90}",
            "en", NOW - timedelta(minutes=n), NOW, opening=opening, score=0.5 + n % 50 / 100,
        )
        for n in range(1, stories + 1)
    ]  # fmt: skip
    composed(waiting[:60])  # the rules are read once
    began = time.monotonic()
    digest = composed(waiting, limit=42)
    spent = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{stories} stories waiting, {len(digest.stories)} told, {digest.left} left: {spent:.2f} s, {peak:.0f} MB")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=200)
    asked.add_argument("--stories", type=int, default=2000)
    given = asked.parse_args()
    timed(given.stories)
    tried(given.examples)


if __name__ == "__main__":
    main()
