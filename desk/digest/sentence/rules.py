"""The patterns of rules.yaml: by what a sentence shows that it does not say what happened, or that it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk import yaml_file


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """One expression a kind; each is searched for anywhere in a sentence."""

    furniture: re.Pattern[str]
    dangling: re.Pattern[str]
    joined: re.Pattern[str]
    unnamed: re.Pattern[str]
    personal: re.Pattern[str]
    pointing: re.Pattern[str]
    background: re.Pattern[str]
    defining: re.Pattern[str]
    claiming: re.Pattern[str]
    announcing: re.Pattern[str]
    leading: re.Pattern[str]
    supposed: re.Pattern[str]
    past: re.Pattern[str]
    explaining: re.Pattern[str]
    day: re.Pattern[str]
    news: re.Pattern[str]


@cache
def rules() -> SentenceRules:
    """The rules that ship with the desk (read once)."""
    given = yaml_file.read(Path(__file__).with_suffix(".yaml"), "the installation")
    return SentenceRules(**{kind: re.compile("|".join(lines), re.IGNORECASE) for kind, lines in given.items()})
