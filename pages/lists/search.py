"""Search on the client: what can be found, in small files.

A page loads them as scripts, since `file://` has no other way: the newest span of articles first, and further ones only
while too little was found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desk.text.sanitise import visible
from pages.environment import render
from pages.shell import shell
from pages.stories.story import UNTITLED

if TYPE_CHECKING:
    from datetime import tzinfo

    from pages.rows import Row

SPAN = 2048  # articles in a file
LONGEST = 160  # characters of a title in the index


def span_file(span: int, rows: Sequence[Row], zone: tzinfo) -> dict[str, str]:
    """A span of articles: outlets once, then [title, outlet's place, day, story, kind of copy] an article."""
    outlets: dict[str, int] = {}
    told = []
    for row in rows:
        outlet = outlets.setdefault(visible(row["outlet"]), len(outlets))
        day = row["time"].astimezone(zone).date().isoformat()
        told.append([(visible(row["title"]) or UNTITLED)[:LONGEST], outlet, day, row["story_id"], row["kind"]])
    return {f"search/{span}.js": _script("span", [list(outlets), told])}


def heads_file(
    spans: Sequence[int], outlets: Mapping[str, str], names: Mapping[str, str], models: Mapping[str, str]
) -> dict[str, str]:
    """What is always loaded: which spans there are, newest first; outlets, names and models by their pages."""
    pages = [[label, f"outlets/{page}", "outlet"] for label, page in outlets.items()]
    pages += [[label, f"names/{page}", "name"] for label, page in names.items()]
    pages += [[label, f"openness/{page}", "openness"] for label, page in models.items()]
    return {"search/heads.js": _script("heads", [list(spans), pages])}


def _script(what: str, content: object) -> str:
    """A script that hands its content over; `<` cannot begin a tag in it."""
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'copydesk.take("{what}",{said});\n'


def search_page() -> dict[str, str]:
    """The page with the search box."""
    return {"search.html": render("search.html", **shell("Search", ""))}
