"""A digest as Markdown, as a self-contained HTML page, in the terminal and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.digest.lines import heading, health, mark, meta, nothing_new, remarks, summary
from desk.text.sanitise import isolated

if TYPE_CHECKING:
    from jinja2 import Template
    from rich.console import Console

    from desk.digest.records import Digest

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = re.compile(r"([\\`*_\[\]|~@]|:(?=//))")  # "://" and "@" would link addresses and people on some readers
_AT_START = re.compile(r"^([-+#=]|\d+(?=[.)]))")  # a list, a heading, a line under a heading


def markdown(digest: Digest) -> str:
    """CommonMark; every character of outside text that could mean something is escaped."""
    if not digest.stories:
        lines = [_escaped(nothing_new(digest)) + "."]
    else:
        lines = [f"# {_escaped(heading(digest))}", _escaped(summary(digest))]
        for number, story in enumerate(digest.stories, 1):
            title = _escaped(isolated(story.title))
            linked = f"[{title}](<{story.url}>)" if story.url else title
            told = [
                f"{number}. {mark(story)}**{linked}**",
                _escaped(isolated(story.sentence)),
                f"_{_escaped(meta(story, digest.day))}_",
            ]
            lines.append("  \n   ".join(line for line in told if line))
    lines += [f"_{_escaped(line)}_" for line in (*remarks(digest), health(digest))]
    return "\n\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    marked = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _AT_START.sub(_not_a_list, _MARKS.sub(r"\\\1", marked))


def _not_a_list(found: re.Match[str]) -> str:
    return found[0] + "\\" if found[0][0].isdigit() else "\\" + found[0]


def html(digest: Digest) -> str:
    """One page without scripts and outside resources; titles carry their language and find their own direction."""
    return _template().render(
        digest=digest,
        heading=heading(digest),
        summary=summary(digest) if digest.stories else nothing_new(digest),
        stories=[(story, meta(story, digest.day)) for story in digest.stories],
        remarks=remarks(digest),
        health=health(digest),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    rooms = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return rooms.get_template("digest.html")


def as_json(digest: Digest) -> str:
    """All fields, times in ISO 8601."""
    return json.dumps(asdict(digest), ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


def terminal(digest: Digest, console: Console) -> None:
    """Print a digest; outside text is never read as rich's markup. Colours obey NO_COLOR, links where they work."""
    from rich.text import Text

    if not digest.stories:
        console.print(Text(nothing_new(digest)))
    else:
        console.print(Text(heading(digest), style="bold"))
        console.print(Text(summary(digest), style="dim"))
    for number, story in enumerate(digest.stories, 1):
        margin = f"{number:>2}. "
        before = Text(margin + mark(story), style="bold")
        title = Text(story.title, style=f"bold link {story.url}" if story.url else "bold")
        console.print()
        _indented(console, before + title, len(margin))
        for text, style in ((story.sentence, ""), (meta(story, digest.day), "dim"), (story.url, "cyan")):
            if text:
                _indented(console, Text(" " * len(margin) + text, style=style, overflow="fold"), len(margin))
    console.print()
    for line in (*remarks(digest), health(digest)):
        console.print(Text(line, style="dim"))


def _indented(console: Console, text: Any, margin: int) -> None:
    """Wrapped lines go on under the first one's text."""
    from rich.text import Text

    first, *others = text.wrap(console, max(20, console.width - margin)) or [Text("")]
    for line in (first, *others):
        line.rstrip()
    console.print(first, soft_wrap=True)
    for line in others:
        console.print(Text(" " * margin) + line, soft_wrap=True)
