"""The command blocks of README and docs, as a reader meets them.

A block is a run of lines indented by four spaces, or between fences, that begins with a shell command. A comment above
it, `<!-- not run: REASON -->`, says why no test can run it; it holds for one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = re.compile(r"<!-- not run: (.+?) -->")
COMMAND = re.compile(
    r"(?:copydesk|echo|printf|cat|for|export|make|pipx|uv|git|cd|pip|prefect|pytest|python3?|sudo|systemctl)\s|\.venv/"
    r"|COPYDESK_\w+=\S+ copydesk"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Commands of one page that stand together. `reason`: why they are not run; empty if they are."""

    page: str
    line: int
    heading: str
    text: str
    reason: str = ""

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The blocks of commands of a page, indented or fenced; blocks that are none (a sample of YAML) are left out."""
    found: list[Block] = []
    held: list[str] = []
    heading, reason, start, fenced = "", "", 0, False
    for number, line in enumerate([*page.read_text("utf-8").splitlines(), ""], 1):
        fence = line.startswith("```")
        if (fenced and not fence) or (not fence and line.startswith("    ")):
            start = start or number
            held.append(line if fenced else line[4:])
            continue
        if fence:
            fenced = not fenced
        if not fenced and held:
            if COMMAND.match(held[0]):
                found.append(Block(page.name, start, heading, "\n".join(held), reason))
            held, start, reason = [], 0, ""
        if line.startswith("#"):
            heading = line.lstrip("# ")
        if said := NOT_RUN.search(line):
            reason = said[1]
    return found


def every_block() -> list[Block]:
    """The blocks of all pages."""
    return [block for page in PAGES for block in blocks(page)]
