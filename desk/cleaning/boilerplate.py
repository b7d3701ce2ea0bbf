"""The patterns of debris.yaml: lines that stand around an article, and where they may be taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from desk import yaml_file

Place = Literal["anywhere", "edge", "frame"]
_GROUP = re.compile(r"\(\?P<\w+>")
LONGEST = 220  # characters; a longer line is prose whatever it begins with


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a line goes, where it may stand, and what it looks like."""

    reason: str
    place: Place
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Debris:
    """All rules, and the headings behind which only readers speak."""

    rules: tuple[Rule, ...]
    thread: re.Pattern[str]
    source: re.Pattern[str]  # a line "Source: …"; group `source`
    taken: tuple[re.Pattern[str], ...]  # a sentence on the first publication; group `source`
    dated: re.Pattern[str]  # words before a date that stands alone
    of: dict[str, list[re.Pattern[str]]]  # those of each reason
    any: re.Pattern[str]  # all rules at once, for a line in lower case: what it does not match falls under none

    def rule(self, line: str) -> Rule | None:
        """The rule a line falls under; None for an article's own line."""
        if not 0 < len(line) <= LONGEST or not self.any.fullmatch(small(line)):
            return None
        return next((rule for rule in self.rules if rule.pattern.fullmatch(line)), None)

    def is_of(self, reason: str, line: str) -> bool:
        """Whether a line falls under a rule of this reason: most fall under none, and no other rule is asked then."""
        if not any(pattern.fullmatch(line) for pattern in self.of[reason]):
            return False
        found = self.rule(line)
        return found is not None and found.reason == reason


def small(text: str) -> str:
    """Lower case in which the dotted and the dotless i of Turkish are one, as they are where case is ignored."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i") if not text.isascii() else text.lower()


@cache
def load() -> Debris:
    """The rules that ship with the desk (read once)."""
    given = yaml_file.read(Path(__file__).with_suffix(".yaml"), "the installation")
    rules = tuple(
        Rule(each["reason"], cast("Place", each["place"]), _pattern(each["lines"], given["words"]))
        for each in given["rules"]
    )
    of: dict[str, list[re.Pattern[str]]] = {}
    for rule in rules:
        of.setdefault(rule.reason, []).append(rule.pattern)
    return Debris(
        rules,
        _pattern(given["thread"], given["words"]),
        re.compile(rf"\(?(?:{'|'.join(given['source'])})\s*[:：]\s*(?P<source>.{{2,400}}?)\)?", re.IGNORECASE),
        tuple(_pattern([line], given["words"]) for line in given["taken"]),
        _pattern(given["dated"], given["words"]),
        of,
        re.compile("|".join(_GROUP.sub("(?:", rule.pattern.pattern).replace("ı", "i") for rule in rules)),
    )


def _pattern(lines: list[str], words: dict[str, str]) -> re.Pattern[str]:
    text = "|".join(lines)
    for name, pattern in words.items():
        text = text.replace("{" + name + "}", pattern)
    return re.compile(f"(?:{text})", re.IGNORECASE)
