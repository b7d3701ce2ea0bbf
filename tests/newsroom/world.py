"""The articles of the world: one text file each, headers above the first blank line.

Headers: outlet, title, author, hours (age in hours when the newsroom opens), and for a copy that is made here
`copy: exact|syndicated|excerpt PAGE` (PAGE may be `seed:NAME`). Ages are relative so that the demo's news is of today.
One page is of an outlet that was broken into (`hostile: yes`): there each ␀ stands for a NUL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Story:
    """One page of the world."""

    name: str
    outlet: str
    title: str
    author: str
    published: datetime
    paragraphs: tuple[str, ...]
    frame: bool = False  # set in the syndicate's own frame: a lead-in and a legal notice
    hostile: bool = False  # what it says is markup, and so is its page


def read(now: datetime) -> dict[str, Story]:
    """Every page by name."""
    raw = {path.stem: _parse(path.read_text("utf-8")) for path in sorted((HERE / "pages").glob("*.txt"))}
    raw |= {f"seed:{p.stem}": ({}, _paragraphs(p.read_text("utf-8"))) for p in (HERE / "seeds").glob("*.txt")}
    stories = {}
    for name, (head, paragraphs) in raw.items():
        if not head:
            continue
        kind, _, source = head.get("copy", "").partition(" ")
        body = _copied(kind, raw[source][1]) if kind else paragraphs
        when = now - timedelta(hours=float(head["hours"]))
        stories[name] = Story(
            name,
            head["outlet"],
            head["title"],
            head["author"],
            when,
            tuple(body),
            kind == "syndicated",
            "hostile" in head,
        )
    return stories


def _parse(text: str) -> tuple[dict[str, str], list[str]]:
    head, _, body = text.replace("␀", "\0").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return {k: v.strip() for k, v in fields.items()}, _paragraphs(body)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]


def _copied(kind: str, paragraphs: list[str]) -> list[str]:
    if kind == "excerpt":
        return paragraphs[1:4]
    return paragraphs
