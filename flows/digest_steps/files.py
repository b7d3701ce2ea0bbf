"""A digest as files under HOME/digests: Markdown, HTML, JSON; each put in its place whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from delivery.formats import as_json, html, markdown

if TYPE_CHECKING:
    from desk.digest.records import Digest


def files_of(home: Path, digest: Digest) -> tuple[Path, Path, Path]:
    """Markdown, HTML and JSON: DAY.md …; DAY-2.md … for the day's second digest; TOPIC-DAY.md … for other topics."""
    name = digest.day if digest.topic == "open-source-ai" else f"{digest.topic}-{digest.day}"
    name += "" if digest.edition == 1 else f"-{digest.edition}"
    folder = home / "digests"
    return folder / f"{name}.md", folder / f"{name}.html", folder / f"{name}.json"


def write_files(home: Path, digest: Digest) -> tuple[Path, ...]:
    """Write all three; returns their paths, JSON first, HTML last."""
    as_markdown, as_html, as_data = files_of(home, digest)
    as_html.parent.mkdir(parents=True, exist_ok=True)
    for path, text in ((as_data, as_json(digest)), (as_markdown, markdown(digest)), (as_html, html(digest))):
        partial = path.with_name(path.name + ".part")
        partial.write_text(text, "utf-8")
        partial.replace(path)
    return as_data, as_markdown, as_html
