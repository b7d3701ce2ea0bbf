"""What the independent reports of one story state differently, for the commands that tell a story."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import WarehouseError
from desk.handles import article_handle
from desk.text.sanitise import visible
from warehouse.site_rows import reading_site

if TYPE_CHECKING:
    from warehouse.explanation import Explanation

Difference = dict[str, Any]  # what: in words; sides: handle, outlet, value and sentence of each report


def differences(home: Path, story: int) -> list[Difference]:
    """The differences by the reading copy; none where it does not know the story yet, or there is no copy."""
    try:
        with reading_site(home) as rows:
            found = rows.reports([story])
    except WarehouseError:
        return []  # the pages tell what is wrong with it; a story is told without
    if not found:
        return []
    from pages.stories.differences import conflicts_of

    return [
        {"what": conflict.what, "sides": [_side(one, *side) for side in conflict.sides]}
        for one in found
        for conflict in conflicts_of(one)
    ]


def differences_of(home: Path, found: Explanation) -> list[Difference]:
    """The differences in which an article's own word stands; none where it is no independent report."""
    if found.article is None:
        return []
    mine = article_handle(found.article["id"])
    told = [one for story in found.aspects["story"] for one in differences(home, story["id"])]
    return [one for one in told if mine in (side["handle"] for side in one["sides"])]


def _side(rows: Any, article: int, value: str, sentence: str) -> dict[str, str]:
    outlet = next(row["outlet"] for row in rows.aspects["articles"] if row["article_id"] == article)
    said = {"outlet": visible(outlet), "value": visible(value), "sentence": visible(sentence)}
    return {"handle": article_handle(article), **said}
