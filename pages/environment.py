"""The templates' environment: everything from outside is escaped and made visible, nothing else gets in."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.digest.phrasing import counted, kind_in_words, language_name
from desk.text.sanitise import PLAIN, is_right_to_left, visible

HERE = Path(__file__).parent
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@cache
def environment() -> Environment:
    """The one environment of all pages."""
    rooms = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    rooms.filters |= {
        "moment": moment, "day": day, "percent": percent, "kind": kind_in_words, "language": language_name,
        "hours": hours, "counted": counted, "marked": visible,
    }  # fmt: skip
    rooms.tests["rtl"] = is_right_to_left
    return rooms


def _shown(value: Any) -> Any:
    """What is set into a page: text without what hides or reorders, absent values as nothing."""
    if value is None:
        return ""
    if type(value) is str and not (value.isascii() and value.isprintable()) and not PLAIN.fullmatch(value):
        return _kept_edges(value)
    return value


def _kept_edges(text: str) -> str:
    """Made visible, with one space where there was some at its ends: pieces of a passage stand beside each other."""
    shown = visible(text)
    return (" " if text[:1].isspace() else "") + shown + (" " if text[-1:].isspace() and shown else "")


def render(template: str, **given: Any) -> str:
    """A page by its template."""
    return environment().get_template(template).render(**given)


def as_json(what: str, content: Any) -> str:
    """The JSON beside a page: one line, times in ISO 8601; `copydesk` tells what it is."""
    body = {"copydesk": what, **(content if isinstance(content, dict) else _plain(content))}
    told = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"
    return told.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair, as JSON itself escapes it


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {one.name: getattr(value, one.name) for one in fields(value)}  # the JSON asks again for what is in it


def moment(value: datetime | None) -> str:
    """ "22 Nov 2026 09:40"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year} {value:%H:%M}" if value else ""


def day(value: date | None) -> str:
    """ "22 Nov 2026"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def percent(share: float | None) -> str:
    """ "57 %"; nothing for nothing."""
    return "" if share is None else Markup("{}&nbsp;%").format(round(share * 100))


def hours(number: float | None) -> str:
    """A span of hours in words: "3.0 h", "5.2 days"."""
    if number is None:
        return ""
    return f"{number:.1f} h" if abs(number) < 72 else f"{number / 24:.1f} days"
