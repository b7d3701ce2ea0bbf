"""The pictures of the pages in docs/: `python -m tests.newsroom.pages_picture SITE` draws them of a demo's site.

It needs Chromium and Playwright. Only the part that a page is shown for is drawn, so that the files stay small.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.browsing import browser, window
from tests.support.paths import ROOT

WIDTHS = (1280, 400)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of which page, from which element on, down to the end of which (at most `most` pixels)."""

    name: str
    page: Path
    begin: str
    end: str
    most: int = 1400


def shots(site: Path) -> Iterator[Shot]:
    """The story that most outlets tell, its spun copy and its translation, the outlets, the names, a name."""
    story = max((site / "stories").glob("s*.html"), key=lambda path: path.stat().st_size)
    copies = sorted((site / "copies").glob("a*.html"))
    spun = next(path for path in copies if path.read_text().count('"swap"') > 20)
    translated = next(path for path in copies if '<ol class="matches translation">' in path.read_text())
    yield Shot("story", story, "nav", "svg.tree", 1800)
    yield Shot("copy", spun, "#passages", ".matches li:nth-child(3)", 900)
    yield Shot("translation", translated, "#passages", ".matches li:nth-child(4)", 900)
    yield Shot("outlets", site / "outlets" / "index.html", "nav", "main > :last-child")
    yield Shot("names", site / "names" / "index.html", "nav", "main > :last-child", 1000)
    yield Shot("name", next(iter((site / "names").glob("heron*.html"))), "nav", "main > :last-child", 800)


def main(site: Path) -> None:
    """Each of them wide and narrow."""
    with browser() as running:
        for width in WIDTHS:
            with window(running, width) as shown:
                for shot in shots(site):
                    page = shown.open(shot.page)
                    top = page.locator(shot.begin).first.bounding_box()["y"] - 12
                    last = page.locator(shot.end).last.bounding_box()
                    height = min(shot.most, last["y"] + last["height"] + 12 - top)
                    clip = {"x": 0, "y": max(0, top), "width": width, "height": height}
                    page.screenshot(path=ROOT / "docs" / f"site-{shot.name}-{width}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
