"""Chromium driven by Playwright: pages are navigated, typed into, looked at; everything they complain of is kept."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.browser import CHROMIUM
from tests.support.paths import ROOT

SERIOUS = ("serious", "critical")
AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one =>
    ({id: one.id, impact: one.impact, where: one.nodes.map(node => node.html.slice(0, 160))})))"""


def axe_core() -> Path | None:
    """axe-core's file: of `axe-core-python`, of node_modules, or where AXE_CORE says; None if it is not here."""
    spec = importlib.util.find_spec("axe_core_python")
    places = [os.environ.get("AXE_CORE", ""), str(ROOT / "node_modules" / "axe-core" / "axe.min.js")]
    places += [str(Path(place) / "axe.min.js") for place in (spec.submodule_search_locations or () if spec else ())]
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


@dataclass
class Window:
    """A page of the browser with all it asked for and complained of."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> Any:
        """Go to a file of the site."""
        self.page.goto(path.as_uri() + fragment)
        return self.page

    def serious(self) -> list[dict[str, Any]]:
        """What axe-core finds serious or critical on the page."""
        found = axe_core()
        assert found is not None
        self.page.evaluate(found.read_text("utf-8"))  # as a debugger: the page's policy lets no other script in
        return [one for one in self.page.evaluate(AXE) if one["impact"] in SERIOUS]


@contextmanager
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@contextmanager
def window(running: Any, width: int = 1280, *, dark: bool = False, **options: Any) -> Iterator[Window]:
    """A fresh window: nothing of another one is kept."""
    light = "dark" if dark else "light"
    context = running.new_context(viewport={"width": width, "height": 900}, color_scheme=light, **options)
    shown = Window(context.new_page())
    shown.page.on(
        "console", lambda said: shown.complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    shown.page.on("request", lambda request: shown.asked.append(request.url))
    yield shown
    context.close()
