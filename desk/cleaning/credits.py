"""Lines that tell where a text comes from: title, byline, date line, source. They are facts, not the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desk.cleaning.boilerplate import load
from desk.text.language import script_of
from desk.text.scripts import weight

HEAD, TAIL = 4, 8  # lines at the beginning for bylines, at the end for a source's name
_SEPARATED = re.compile(r"\s*[|｜_·•–—-]\s*\S.{0,60}")
_ADDRESS = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+[a-z]{2,10}\b(?:/\S*)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？:：,，;；]\s*$")
_NAME = r"(?:[^\W\d_][\w.'’-]*|&|\||,)"
_BYLINE = re.compile(rf"(?:by|von|par|por|di|door|oleh)\s+(?P<who>{_NAME}(?:,?\s+{_NAME}){{0,9}})", re.IGNORECASE)
_CONNECTORS = {
    "and", "und", "et", "y", "e", "de", "da", "di", "du", "del", "von", "van", "der", "den", "la", "le", "al", "bin",
    "of", "for", "special", "to", "the",
}  # fmt: skip
_CJK_BYLINE = re.compile(
    r"[(（【\[]?(?:作者|撰文|文|记者|記者|编辑|編輯|责任编辑|責任編輯|编译|編譯|翻译|翻譯|译者|譯者|來源記者|取材|執筆|筆者)"
    r"\s*[:：/／|｜＝=]\s*[^。！？]{1,40}"
)
_CJK_ROLE = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9·、,， ]{2,40}"
    r"(?:CEO|董事[长長]|[总總][裁编編]|[创創]始人|教授|[记記]者|主[席编編]|[编編][辑輯])"
)
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|ago|aoû|sep|oct|okt|nov|dec|dez|déc|dic|ene)"
    r"[a-zéûä]{0,8}\.?"
)
_DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? (?:de )?{_MONTH}(?: de)? \d{{4}})"
)
_DATE = re.compile(
    rf"(?:[^\W\d]{{2,10}}\.?,? )?{_DAY}[^\d\w]{{0,4}}(?:(?:at|um|à|a las)? ?\d{{1,2}}[:h時时点點]\d{{0,2}}.{{0,14}})?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Credits:
    """What the credit lines say; `marks` gives their line numbers with the reason for taking them out."""

    title: str | None = None
    source: str | None = None
    marks: dict[int, str] = field(default_factory=dict)


def read(lines: list[str], debris: dict[int, str]) -> Credits:
    """The credits among a text's lines. debris: line numbers already known not to be the article."""
    found = Credits()
    _read_title(lines, found)
    _read_bylines(lines, debris, found)
    _read_sources(lines, debris, found)
    return found


def _read_title(lines: list[str], found: Credits) -> None:
    """A first line "Title - Site" or "Title" that comes again within the head names the title."""
    for at, line in enumerate(lines[1:15], 1):
        if weight(line) >= 15 and len(line) <= 250 and lines[0].startswith(line):
            rest = lines[0][len(line) :]
            if _SEPARATED.fullmatch(rest) if rest else not line.endswith((".", "。", "”", '"')):
                found.title = line
                found.marks |= {0: "title with the site's name" if rest else "title", at: "title"}
                return


def _read_bylines(lines: list[str], debris: dict[int, str], found: Credits) -> None:
    gone = debris.keys() | found.marks.keys()
    head = [at for at in range(len(lines)) if at not in gone][:HEAD]
    for at, line in enumerate(lines):
        above = at - 1
        while above in debris and debris[above] != _POINTER:
            above -= 1
        begins = at in head or (above >= 0 and _begins(lines, above, debris))
        if begins and _is_byline(line):
            found.marks[at] = "byline"
            if above >= 0 and above not in gone and _is_heading(lines[above]):
                found.title = found.title or lines[above]
                found.marks[above] = "title above a byline"
        elif at in head and _is_date(line):
            found.marks[at] = "date line"
        elif debris.get(at - 1) == _POINTER and _CJK_ROLE.fullmatch(line):
            found.marks[at] = "byline"


_POINTER = "pointer to the text that follows"


def _begins(lines: list[str], above: int, debris: dict[int, str]) -> bool:
    """Whether an article begins at line `above`: behind a pointer to it, or where the script changes."""
    before = above - 1
    if before < 0 or debris.get(before) == _POINTER:
        return True
    return before not in debris and _is_heading(lines[above]) and script_of(lines[before]) != script_of(lines[above])


def _read_sources(lines: list[str], debris: dict[int, str], found: Credits) -> None:
    last = [at for at in range(len(lines)) if at not in debris][-TAIL:]
    rules, named = load(), ""
    for at, line in enumerate(lines):
        if len(line) > 420 or at in debris:
            continue
        match = rules.source.fullmatch(line)
        if match and (at in last or at < HEAD):
            address = _ADDRESS.search(match["source"])
            if address:
                found.source = found.source or address[0].rstrip("?)）.,，。")
            elif len(match["source"]) > 60 or _SENTENCE_END.search(match["source"]):
                continue
            named = named or match["source"].strip()
            found.marks[at] = "source line"
        elif len(line) <= 200 and (match := next(filter(None, (each.fullmatch(line) for each in rules.taken)), None)):
            named = named or match["source"].strip()
            found.marks[at] = "note on where the text was first published"
    found.source = found.source or named or None


def _is_date(line: str) -> bool:
    if len(line) > 80:
        return False
    before = load().dated.match(line)
    return bool(_DATE.fullmatch(line[before.end() :].lstrip(" :：(（") if before else line))


def _is_byline(line: str) -> bool:
    if len(line) > 90 or _CJK_BYLINE.fullmatch(line):
        return len(line) <= 90
    match = _BYLINE.fullmatch(line)
    words = re.findall(r"[^\W\d_][\w.'’-]*", match["who"]) if match else []
    return bool(words) and all(word[0].isupper() or word in _CONNECTORS for word in words)


def _is_heading(line: str) -> bool:
    return weight(line) >= 15 and len(line) <= 200 and not _SENTENCE_END.search(line)
