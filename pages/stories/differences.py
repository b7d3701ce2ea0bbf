"""What the independent reports of a story state differently, by the story's rows; copies are nobody's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.conflicts.compare import Report, conflicts

if TYPE_CHECKING:
    from desk.conflicts.compare import Conflict
    from pages.rows import StoryRows


def conflicts_of(rows: StoryRows) -> list[Conflict]:
    """The conflicts between those reports whose texts are at hand."""
    articles = {row["article_id"]: row for row in rows.aspects["articles"]}
    licences: dict[int, list[tuple[str, str, str]]] = {}
    for row in rows.aspects["openness"]:
        if row["model"] and row["licence"] and row["claim"] != "contested":
            licences.setdefault(row["article_id"], []).append((row["model"], row["licence"], row["sentence"]))
    return conflicts([
        Report(one["article_id"], one["language"], row["text"], licences.get(one["article_id"], ()))
        for row in rows.reports
        if (one := articles.get(row["article_id"])) is not None and not one.get("kind")
    ])  # fmt: skip
