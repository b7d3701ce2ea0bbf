"""The shape of a title: where it says something happens, and which version of a name it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from desk.stories.cards import stem
from desk.stories.titles import bare_title

PLACE = re.compile(  # capitalised words behind "in", "at" or "near", and behind verbs of arriving with "to"
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|(?:[Cc]om(?:es|ing)|[Ee]xpand(?:s|ing)?|[Gg]oes|[Ll]aunches) [Tt]o)\s+"
    r"((?:[Tt]he )?[A-Z][\w.'’-]*(?:(?:\s+|/|,\s+|\s+[Aa]nd\s+|\s+&\s+)[A-Z][\w.'’-]*)*)"
)
QUANTITY = (  # ten million, 10%, 10B or 10 days are no version of what stands before them
    r"(?![\d.,]*\d|[BMK]\b|\s*(?:%|(?i:[mbtr]+illions?|[mb]l?n|percent|pct|points?|times|years?|months?|weeks?|days?|"
    r"hours?|people|jobs|workers|employees|staff|stores|countries|states|cents|of|in)\b))"
)
VERSION = re.compile(rf"\b([A-Z][^\W\d_]+)[ -]?v?((?!(?:19|20)\d\d)\d+(?:\.\d+)*){QUANTITY}")
MODEL = re.compile(r"\b([A-Z][^\W\d_]+)[ -]([A-Za-z]{1,4}\d{1,4}[a-z]?)\b")
MONTHS = "January February March April May June July August September October November December"
TIME = frozenset(stem(month) for month in MONTHS.split(" "))


@dataclass(frozen=True, slots=True)
class Shape:
    """`places`: stems of the place a title names; `versions`: stem of a name to the versions it is given."""

    places: frozenset[str]
    versions: Mapping[str, frozenset[str]]


@lru_cache(maxsize=65536)
def shape(title: str) -> Shape:
    """The shape of a title; empty where it says nothing of the kind."""
    plain = bare_title(title)
    found: dict[str, set[str]] = defaultdict(set)
    for match in (*VERSION.finditer(plain), *MODEL.finditer(plain)):
        found[stem(match[1])].add(match[2].casefold())
    places = {stem(word) for match in PLACE.finditer(plain) for word in re.findall(r"[^\W\d_]{3,}", match[1])}
    named = {name: frozenset(versions) for name, versions in found.items() if name not in TIME}
    return Shape(frozenset(places - TIME), named)
