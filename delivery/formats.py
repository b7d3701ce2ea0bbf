"""A digest as Markdown, as a self-contained HTML page and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.digest.arrange import headings
from desk.digest.brief import brief
from desk.digest.lines import heading, health, mark, meta, nothing_new, remarks, summary, who_has_it
from desk.text.sanitise import isolated

if TYPE_CHECKING:
    from jinja2 import Template

    from desk.digest.records import Digest, DigestStory

VERSION = 1  # of the JSON form: raised when a field changes its meaning or goes
_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = re.compile(r"([\\`*_\[\]|~@]|:(?=//))")  # "://" and "@" would link addresses and people on some readers
_AT_START = re.compile(r"^([-+#=]|\d+(?=[.)]))")  # a list, a heading, a line under a heading


def markdown(digest: Digest, *, in_brief: bool = False) -> str:
    """CommonMark; every character of outside text that could mean something is escaped."""
    if not digest.stories:
        lines = [_escaped(nothing_new(digest)) + "."]
    else:
        lines = [f"# {_escaped(heading(digest))}", _escaped(summary(digest))]
        lines += _brief_lines(digest) if in_brief else _story_lines(digest)
    lines += [f"_{_escaped(line)}_" for line in (*remarks(digest), health(digest))]
    return "\n\n".join(lines) + "\n"


def _story_lines(digest: Digest) -> list[str]:
    lines = []
    under = headings(digest)
    for place, story in enumerate(digest.stories):
        lines += [f"## {_escaped(under[place])}"] if place in under else []
        told = [
            f"{place + 1}. {mark(story)}**{_linked(story.title, story.url)}**",
            _escaped(isolated(story.sentence)),
            f"_{_escaped(meta(story, digest.day))}_" + (f" [Why](<{story.page}>)" if story.page else ""),
        ]
        lines.append("  \n   ".join(line for line in told if line))
    return lines


def _brief_lines(digest: Digest) -> list[str]:
    return [
        f"{number}. {before}{_linked(line.text, line.url)} ({_escaped(isolated(line.outlet))})"
        for number, line in enumerate(brief(digest), 1)
        for before in ["Update: " if line.update else ""]
    ]


def _linked(words: str, url: str) -> str:
    told = _escaped(isolated(words))
    return f"[{told}](<{url}>)" if url else told


def _escaped(text: str) -> str:
    marked = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _AT_START.sub(_not_a_list, _MARKS.sub(r"\\\1", marked))


def _not_a_list(found: re.Match[str]) -> str:
    return found[0] + "\\" if found[0][0].isdigit() else "\\" + found[0]


def html(digest: Digest, *, in_brief: bool = False) -> str:
    """One page without scripts and outside resources; titles carry their language and find their own direction."""
    return _template("digest.html").render(**_shown(digest, in_brief=in_brief))


def fragment(digest: Digest, *, in_brief: bool = False) -> str:
    """What stands in the page's body, for a feed reader to set in its own way."""
    return _template("digest_body.html").render(**_shown(digest, in_brief=in_brief))


def _shown(digest: Digest, *, in_brief: bool) -> dict[str, Any]:
    return {
        "heading": heading(digest),
        "summary": summary(digest) if digest.stories else nothing_new(digest),
        "brief": brief(digest) if in_brief else (),
        "groups": [] if in_brief else _groups(digest),
        "remarks": remarks(digest),
        "health": health(digest),
    }


def _groups(digest: Digest) -> list[tuple[str, list[tuple[DigestStory, str, str, str]]]]:
    """The stories under their headings, each with its grey line and the names of who has it."""
    under = headings(digest)
    groups: list[tuple[str, list[tuple[DigestStory, str, str, str]]]] = []
    for place, story in enumerate(digest.stories):
        if place in under or not groups:
            groups.append((under.get(place, ""), []))
        groups[-1][1].append((story, mark(story).rstrip(": "), meta(story, digest.day), who_has_it(story)))
    return groups


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    rooms = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return rooms.get_template(name)


def as_json(digest: Digest) -> str:
    """All fields, times in ISO 8601; delivery/digest.schema.json describes them."""
    told = {"version": VERSION, **asdict(digest)}
    told["stories"] = [
        line | {"handle": story.handle} for line, story in zip(told["stories"], digest.stories, strict=True)
    ]
    told["brief"] = [asdict(line) for line in brief(digest)]
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
