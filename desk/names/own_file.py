"""One's own names file as text: a new entry is its last line, the rest of it untouched."""

from __future__ import annotations

import re
from typing import Any

import yaml

_ENTRY = re.compile(r"^( *)- ", re.MULTILINE)
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
HEADER = "# Own names, laid over the bundled ones; desk/names/names.yaml explains the fields.\nnames:\n"


def slug(label: str) -> str:
    """An id for a label: Llama 3.1 becomes llama-3-1."""
    return _NOT_IN_ID.sub("-", label.lower()).strip("-") or "name"


def appended(old: str, entry: dict[str, Any]) -> str:
    """The file's text with the entry as its last line; an empty file gets a head. Comments and order stay."""
    kept = old if old.strip() else HEADER
    indents = _ENTRY.findall(kept)
    line = yaml.safe_dump(entry, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000)
    end = "" if kept.endswith("\n") else "\n"
    return f"{kept}{end}{indents[-1] if indents else ''}- {line.strip()}\n"
