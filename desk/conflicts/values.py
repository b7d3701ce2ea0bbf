"""The values a sentence states: numbers with their unit, prices, shares, days and dates, in a language-neutral form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.conflicts.dates import dates
from desk.conflicts.stated import Value
from desk.conflicts.units import CURRENCIES, MONTHS, PERCENT, SCALES, SYMBOLS, UNITS
from desk.text.common_words import fold, rarity, stem
from desk.text.scripts import UNSPACED
from desk.text.simplified import simplify

_FIGURE = re.compile(  # what must not stand before it is asked after its first digit: a search for a digit is quick
    r"\d(?<![\d.,/:-]\d)(?<![^\W\d"
    + UNSPACED
    + r"]\d)(?:\d{0,2}(?:[.,\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d*(?:[.,]\d+)?)(?![\d/:])"
)
_GROUPS = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_AFTER = re.compile(rf"[\s-]?(?:[{UNSPACED}]+|[^\W\d_]+(?:['’-][^\W\d_]+)*|%)")
_BEFORE = re.compile(r"([^\W\d_]+|[$€£¥])[\s.]?$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|e|º|°)(?![^\W_])")
_VERSION = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w.]*\d)")
_LICENSED = ("Apache", "MIT", "BSD", "GPL", "MPL", "EUPL", "CC", "OpenRAIL")  # one of them is in every name below
_LICENCE = re.compile(
    r"(?<![\w.-])(?P<name>Apache|MIT|BSD|A?L?GPL|MPL|EUPL|CC[ -]BY(?:-[A-Z]{2})*|CC0|OpenRAIL\S*)"
    r"(?:[ -]?v?(?P<version>\d(?:\.\d)?))?(?![\w])"
)
_SAYS_LICENCE = re.compile(
    r"licen[cs]|lizenz|许可|协议|授权|(?<![^\W_])(?:under|sous|unter|bajo)(?![^\W_])", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINS = {"and", "or", "to", "et", "ou", "a", "und", "oder", "bis", "y", "o", "和", "与", "或", "至", "到", "e"}
_DIGIT = re.compile(r"\d")
COMMON = 0.3  # rarity of a word that opens a sentence with a capital and is no name
LONGEST = 40  # characters of a word
NEAR = 3  # words between a number and its unit


def values(sentence: str) -> list[Value]:
    """The values of a sentence in its order."""
    text = simplify(sentence)
    found = [*dates(text), *_names(text)]
    taken = [(value.start, value.end) for value in found]
    numbers = [value for value in _numbers(text) if not any(a < value.end and value.start < b for a, b in taken)]
    return sorted([*found, *_shared_units(text, numbers)], key=lambda value: value.start)


def _names(text: str) -> Iterator[Value]:
    """Licences and versions: values without an amount, told apart by how they are written."""
    found = list(_LICENCE.finditer(text)) if any(name in text for name in _LICENSED) else []
    if found and _SAYS_LICENCE.search(text):
        for match in found:
            yield Value("licence", match["name"].upper(), 0.0, 0, match[0], *match.span())
    for match in _VERSION.finditer(text) if text.count(".") > 1 else ():
        yield Value("version", "version", 0.0, 0, match[0], *match.span())


def _numbers(text: str) -> Iterator[Value]:
    for match in _FIGURE.finditer(text) if _DIGIT.search(text) else ():
        if _is_part_of_a_name(text, match.start()):
            continue
        if ordinal := _ORDINAL.match(text, match.end()):
            unit, end = stem(_word_after(text, ordinal.end())), ordinal.end()
            yield Value("ordinal", unit, float(match[0]) if match[0].isdigit() else 0.0, 9, text[match.start() : end],
                        match.start(), end)  # fmt: skip
            continue
        amount, digits = _amount(match[0])
        scale, at = _scale(text, match.end())
        before, at_word = _word_before(text, match.start())
        symbol = SYMBOLS.get(before)
        sort, unit, end = ("price", symbol, at) if symbol else _unit(text, at)
        if sort == "number" and scale == 1 and not unit and _YEAR.fullmatch(match[0]):
            sort, unit = "year", "year"
        start = at_word if symbol else match.start()
        yield Value(sort, unit or "", amount * scale, digits, text[start:end].strip(), start, end)


def _word_after(text: str, at: int) -> str:
    match = _AFTER.match(text, at)
    return match[0].strip() if match else ""


def _is_part_of_a_name(text: str, start: int) -> bool:
    """Whether the number stands behind a name: Apache 2.0, Llama 3, Article 5."""
    before, at = _word_before(text, start)
    if not before[:1].isupper():
        return False
    opens = not text[:at].strip(" \"'“«(")
    return not (opens and rarity(before) < COMMON) and fold(before) not in MONTHS


def _word_before(text: str, start: int) -> tuple[str, int]:
    """The word or currency sign right before a place, and where it begins; "" where there is none."""
    near = max(0, start - LONGEST)
    match = _BEFORE.search(text[near:start])
    return (match[1], near + match.start(1)) if match else ("", start)


def _amount(written: str) -> tuple[float, int]:
    """The number, and how many of its digits say something: 52,000 has two."""
    if _GROUPS.fullmatch(written):
        plain = re.sub(r"\D", "", written)
    else:
        plain = re.sub(r"[\u00a0\u202f ]", "", written)
        whole, mark, rest = plain.rpartition("," if "," in plain else ".")
        plain = f"{re.sub(r'[.,]', '', whole)}.{rest}" if mark else plain
    said = plain.replace(".", "").strip("0") if "." not in plain else plain.replace(".", "").lstrip("0")
    return float(plain), max(1, len(said))


def _scale(text: str, at: int) -> tuple[float, int]:
    """Million, 亿, Milliarden … behind a number, and where it ends."""
    scale = 1.0
    while (match := _AFTER.match(text, at)) is not None:
        word = match[0].strip()
        if fold(word) in SCALES:
            scale, at = scale * SCALES[fold(word)], match.end()
        elif word[0] in SCALES:  # 亿参数
            scale, at = scale * SCALES[word[0]], match.start() + match[0].index(word[0]) + 1
        else:
            break
    return scale, at


def _unit(text: str, at: int) -> tuple[str, str, int]:
    """What the number counts: sort, unit and where it ends; the nearest known unit, else the next word."""
    first, place = "", at
    for _ in range(NEAR):
        match = _AFTER.match(text, place)
        if match is None:
            break
        word = match[0].strip()
        known = _known(word)
        if known:
            sort, unit, length = known
            return sort, unit, match.end() - len(word) + length
        if not first:
            first = word
            if fold(word) in _JOINS or word[0] in _JOINS:
                return "number", "", at
            if not word[0].isascii() and re.match(f"[{UNSPACED}]", word):
                return "number", word[:2], at + text[at:].index(word) + min(2, len(word))
        place = match.end()
    return ("number", stem(first), at + len(first) + 1) if first else ("number", "", at)


def _known(word: str) -> tuple[str, str, int] | None:
    """Sort and unit of a word, and how much of it that is; of a run without spaces its beginning."""
    if re.match(f"[{UNSPACED}]", word):
        for length in range(min(5, len(word)), 0, -1):
            for start in range(3 if length > 1 else 2):
                part = word[start : start + length]
                if found := _listed(part):
                    return (*found, start + len(part))
        return None
    found = _listed(fold(word))
    return (*found, len(word)) if found else None


def _listed(word: str) -> tuple[str, str] | None:
    if word in CURRENCIES:
        return "price", CURRENCIES[word]
    if word in PERCENT:
        return "share", "percent"
    return ("number", UNITS[word]) if word in UNITS else None


def _shared_units(text: str, numbers: list[Value]) -> Iterator[Value]:
    """9 billion and 41 billion parameters: a number without a unit of its own has that of the next one."""
    for place, value in enumerate(numbers):
        nearby = next((other for other in numbers[place + 1 :] if other.unit), None)
        joined = (
            nearby is not None
            and nearby.start - value.end <= 30
            and not re.search(r"[.;:]", text[value.end : nearby.start])
        )
        if value.sort == "number" and not value.unit and joined and nearby is not None:
            yield Value(nearby.sort, nearby.unit, value.amount, value.digits, value.shown, value.start, value.end)
        else:
            yield value
