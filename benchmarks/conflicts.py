"""Are changed values found as conflicts, nothing else? python -m benchmarks.conflicts [--fresh] [--rounds 5] [--show]

Each report of the demo's newsroom is set against copies of itself in which a program changed one number, price, date,
weekday or licence wherever it stands, and which keep a random two thirds of the other sentences: both are taken for
independent reports of one story. Right is a conflict with the value before and after the change; anything else that is
reported is wrong. Then reports of one event are set against each other as they are (nothing is to be found), and with
one value changed that both state, also across languages. `--fresh` takes other reports, in five languages, that were
written when the thresholds had been set (benchmarks/conflict_reports).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import yaml

from desk.conflicts.compare import Conflict, Report, conflicts, statements
from desk.names.gazetteer import load
from desk.openness.statements import facts
from desk.text.segmentation import sentences
from tests.newsroom import world

Reports = dict[str, tuple[str, str, str]]  # name → language, title, text

PRECISION, RECALL = 0.95, 0.85
NUMBER = re.compile(
    r"(?<![\w.,-])\d+(?:[.,]\d+|[ \u00a0]\d{3}(?!\d))*(?![\w.,-]*\d)|(?<=[\u4e00-\u9fff])\d+(?:\.\d+)?(?!\d)"
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
OTHER_WORDS = (
    ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    ("Januar", "Februar", "März", "Juni", "Juli", "Oktober", "Dezember"),
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LICENCES = ("Apache 2.0", "MIT", "BSD", "GPL")
NAMES = load(extra=[world.HERE / "names.yaml"])


def changes(text: str, dice: random.Random) -> list[tuple[str, str, str]]:
    """Every change a program makes to a text: what sort, the value before, the text after."""
    found = []
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if re.search(r"[A-Z]\w+ $", before) and not re.search(rf"(?:{'|'.join(MONTHS)}) $", before):
            continue  # Apache 2.0: a name
        new = _other(match[0], dice)
        if re.match(rf" (?:{'|'.join(MONTHS)})|月|日", text[match.end() :]):
            new = str(dice.choice([day for day in range(1, 13) if str(day) != match[0]]))  # a date stays one
        found.append(
            ("number", match[0], re.sub(rf"(?<![\d.,-])(?<![A-Za-z]){re.escape(match[0])}(?!\d|[.,]\d)", new, text))
        )
    for words in (DAYS, FRENCH, MONTHS, *OTHER_WORDS):
        for word in words:
            if re.search(rf"(?<![A-Za-z]){word}(?![A-Za-z])", text):
                new = dice.choice([other for other in words if other != word and other not in text])
                found.append(("date", word, re.sub(rf"(?<![A-Za-z]){word}(?![A-Za-z])", new, text)))
    for licence in LICENCES:
        if licence in text:
            new = dice.choice([other for other in LICENCES if other != licence and other not in text])
            found.append(("licence", licence, text.replace(licence, new)))
    return found


def _other(number: str, dice: random.Random) -> str:
    """Another number written alike, at least a tenth larger or smaller."""
    digits = [place for place, char in enumerate(number) if char.isdigit()]
    while True:
        first = str(dice.choice([n for n in range(1, 10) if str(n) != number[0]]))
        new = first + number[1:] if len(digits) > 1 or number[0] != first else first
        if number.isdigit() and len(number) == 4 and number[:2] in ("19", "20"):
            new = number[:2] + f"{dice.randrange(10, 99)}"
        if new != number:
            return new


def thinned(text: str, changed: str, dice: random.Random) -> str:
    """The paragraphs of a text without a third of its sentences, but none of those that were changed."""
    before = {one.text for one in sentences(text)}
    kept = []
    for paragraph in changed.split("\n\n"):
        lines = [one.text for one in sentences(paragraph) if one.text not in before or dice.random() > 1 / 3]
        if lines:
            kept.append(" ".join(lines))
    return "\n\n".join(kept)


def report(number: int, language: str, title: str, text: str) -> Report:
    """A text as the desk reads it."""
    told = facts(title, text, NAMES)
    licences = [
        (one.model, one.licence, one.sentence) for one in told if one.model and one.licence and one.claim != "contested"
    ]
    return Report(number, language, text, licences)


def fresh_reports() -> dict[str, tuple[str, str, str]]:
    """The reports of conflict_reports: name → language, title, text."""
    told = yaml.safe_load((Path(__file__).parent / "conflict_reports" / "reports.yaml").read_text("utf-8"))
    return {one["name"]: (one["language"], one["title"], one["text"].replace("\n", "\n\n")) for one in told}


def own_reports() -> dict[str, tuple[str, str, str]]:
    """The newsroom's reports of their own: name → language, title, text."""
    languages = {"lefilouvert": "fr", "carnet": "fr", "kaiyuan": "zh", "guancha": "zh"}
    pages = world.read(datetime(2026, 11, 22, tzinfo=UTC))
    return {
        name: (languages.get(page.outlet, "en"), page.title, "\n\n".join(page.paragraphs))
        for name, page in pages.items()
        if "copy:" not in (world.HERE / "pages" / f"{name}.txt").read_text("utf-8").split("\n\n")[0]
    }


def is_right(conflict: Conflict, old: str, text: str, changed: str) -> bool:
    """Whether a conflict tells the value that was changed: a side as it was, another that the changed text has."""
    sides = [shown for _, shown, _ in conflict.sides]
    was = [side for side in sides if side in text and any(part in side for part in (old, old.split()[0]))]
    return bool(was) and any(side in changed and side not in was for side in sides)


def with_itself(reports: Reports, rounds: int, seed: int, show: bool) -> tuple[Counter[str], Counter[str]]:
    """Every report against changed copies of itself."""
    dice, told, by_sort = random.Random(seed), Counter[str](), Counter[str]()
    for name, (language, title, text) in reports.items():
        for _ in range(rounds):
            for sort, old, changed in changes(text, dice):
                found = conflicts(
                    [report(1, language, title, text), report(2, language, title, thinned(text, changed, dice))]
                )
                right = [one for one in found if is_right(one, old, f"{title} {text}", changed)]
                told.update(changes=1, found=bool(right), reported=len(found), right=len(right))
                by_sort.update({f"{sort} changed": 1, f"{sort} found": bool(right)})
                if show and (not right or len(found) > len(right)):
                    said = [(one.what, [side[1] for side in one.sides]) for one in found]
                    print(f"  {name} {sort} {old}: {said}", file=sys.stderr)
    return told, by_sort


def with_each_other(reports: Reports, rounds: int, seed: int, show: bool) -> Counter[str]:
    """Reports of one event as they are, and with a value changed that both state."""
    dice, told = random.Random(seed), Counter[str]()
    for one, other in permutations(reports, 2):
        if one.split("-", 1)[1] != other.split("-", 1)[1]:
            continue
        first, second = (report(number, *reports[name]) for number, name in ((1, one), (2, other)))
        found = conflicts([first, second])
        told.update(pairs=1, wrong=len(found))
        if show and found:
            print(f"  {one} {other}: {[(each.what, each.sides) for each in found]}", file=sys.stderr)
        there = {(each.value.sort, each.value.unit, each.value.amount) for each in statements(second)}
        for each in statements(first):
            value = each.value
            match = NUMBER.search(value.shown)
            if (value.sort, value.unit, value.amount) not in there or not match:
                continue
            for _ in range(rounds):
                language, title, text = reports[one]
                other_number = str(dice.randint(1, 28)) if value.sort == "date" else _other(match[0], dice)
                new = value.shown.replace(match[0], other_number)
                if any(new.split()[0] in each.value.shown for each in (*statements(first), *statements(second))):
                    continue
                changed = report(1, language, title, text.replace(value.shown, new))
                again = conflicts([changed, second])
                hit = any(new in (side[1] for side in conflict.sides) for conflict in again)
                told.update({"shared changed": 1, "shared found": hit, "shared others": len(again) - hit})
                if show and not hit:
                    print(f"  {one} {other} {value.shown} -> {new}: {again}", file=sys.stderr)
    return told


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--show", action="store_true")
    asked.add_argument("--fresh", action="store_true", help="the reports of benchmarks/conflict_reports")
    given = asked.parse_args()
    reports = fresh_reports() if given.fresh else own_reports()
    told, by_sort = with_itself(reports, given.rounds, given.seed, given.show)
    precision, recall = told["right"] / max(1, told["reported"]), told["found"] / max(1, told["changes"])
    print(
        f"{datetime.now(UTC):%Y-%m-%d}: {told['changes']:,} changes, precision {precision:.3f} (goal {PRECISION})",
        end="",
    )
    print(f", recall {recall:.3f} (goal {RECALL})")
    for sort in ("number", "date", "licence"):
        print(f"  {sort}: {by_sort[f'{sort} found']} of {by_sort[f'{sort} changed']}")
    other = with_each_other(reports, given.rounds, given.seed, given.show)
    print(f"reports of one event as they are: {other['wrong']} conflicts in {other['pairs']} ordered pairs")
    shared = (other["shared found"], other["shared changed"], other["shared others"])
    print("with a value changed that both state: {} of {} found, {} others reported".format(*shared))
    sys.exit(precision < PRECISION or recall < RECALL)


if __name__ == "__main__":
    main()
