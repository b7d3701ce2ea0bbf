"""The files of a story: its page, a page for each copy, JSON beside each; redirects; what all pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import xxhash

from pages.environment import HERE, as_json, render
from pages.shell import shell
from pages.stories.evidence import evidence_pages
from pages.stories.story import MOST_ARTICLES, MOST_CHANGES, MOST_NAMES, MOST_STATEMENTS, story_page

if TYPE_CHECKING:
    from datetime import tzinfo

    from pages.rows import Row, StoryRows
    from pages.stories.records import EvidencePage, StoryPage

ASSETS = ("style.css", "site.js", "search.js", "icon.svg")


def story_files(
    rows: StoryRows, seeds: Mapping[str, Row], zone: tzinfo, digests: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """All files of one story by their paths in the site."""
    story = story_page(rows, seeds, zone, digests)
    files = {
        f"stories/{story.handle}.html": _story_html(story),
        f"stories/{story.handle}.json": as_json("story", replace(story, timeline=None, tree=None)),
    }
    for page in evidence_pages(rows, story):
        files[f"copies/{page.copy.handle}.html"] = _evidence_html(page)
        files[f"copies/{page.copy.handle}.json"] = as_json("copy", page)
    return files


def _story_html(story: StoryPage) -> str:
    named = {one.handle: one.outlet for one in (*story.originals, *story.told)}
    named |= {f"seed {seed.id}": seed.title or seed.id for seed in story.seeds}
    shown = replace(
        story,
        names=story.names[:MOST_NAMES],
        openness=story.openness[:MOST_STATEMENTS],
        changes=story.changes[-MOST_CHANGES:],
        left_out=max(0, len(story.told) - MOST_ARTICLES),
    )
    return render("story.html", **shell("", "../"), story=shown, told=story.told[:MOST_ARTICLES], names=named)


def _evidence_html(page: EvidencePage) -> str:
    return render("evidence.html", **shell("", "../"), page=page)


def redirect(was: str, to: str) -> str:
    """A page at the old place of a story: it leads to where its articles are told now; `to` "": nowhere."""
    return render("redirect.html", was=was, to=to)


def assets() -> dict[str, str]:
    """Stylesheet, script and icon."""
    return {f"assets/{name}": (HERE / "assets" / name).read_text("utf-8") for name in ASSETS}


@cache
def made_by() -> str:
    """What changes with the templates and the code of the pages: an update makes every page anew."""
    mark = xxhash.xxh3_64()
    for path in sorted(HERE.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            mark.update(path.read_bytes())
    return mark.hexdigest()
