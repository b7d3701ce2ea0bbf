"""The pictures of the pages in docs/: `python -m tests.newsroom.pages_picture SITE` draws them of a demo's site.

It needs Chromium and Playwright. Only what stands at the top of a page is drawn, so that the files stay small.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.browsing import browser, window
from tests.support.paths import ROOT

WIDTHS = {1280: 1150, 400: 800}  # and how much of a story
COPY = 640  # of a copy


def main(site: Path) -> None:
    """A story and a copy, wide and narrow; of the story that most outlets tell and its spun copy."""
    story = max((site / "stories").glob("s*.html"), key=lambda path: path.stat().st_size)
    spun = next(path for path in sorted((site / "copies").glob("a*.html")) if path.read_text().count('"swap"') > 20)
    with browser() as running:
        for width, height in WIDTHS.items():
            with window(running, width) as shown:
                for name, path in (("story", story), ("copy", spun)):
                    page = shown.open(path)
                    page.set_viewport_size({"width": width, "height": height if name == "story" else COPY})
                    if name == "copy":
                        page.evaluate("document.querySelector('#passages').scrollIntoView()")
                    page.screenshot(path=ROOT / "docs" / f"site-{name}-{width}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
