"""Debris: what stands around an article in a text and is not the article. Every removed line has its reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from desk.cleaning import boilerplate
from desk.cleaning import credits as credit_lines
from desk.cleaning.embedded_json import Blob, blobs
from desk.models import Removed
from desk.text.language import script_of
from desk.text.scripts import weight

PROSE = 100  # letters (Latin equivalents) of a line that can only be prose
DOUBLED = 60  # the same for a paragraph that is removed when it comes again
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»」』)）]?\s*$")
_BULLET = re.compile(r"^[-*•·▪►▶>»|]+\s*")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its debris; `title` and `source` (an address or a name) as the debris told them."""

    text: str
    removed: tuple[Removed, ...] = ()
    title: str | None = None
    source: str | None = None


def clean(text: str) -> Cleaned:
    """The article in `text`, paragraphs parted by a blank line, and every line that was taken out with its reason.

    Login forms, cookie and copyright notices, share bars, newsletter boxes, pointers to other articles, picture
    credits, comments, audio transcripts in JSON (put together again), doubled paragraphs, titles and bylines above
    the text. Each rule needs a trigger: a text without debris comes back whole.
    """
    text, removed = _without_json(_BREAKS.sub("\n", text))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    marks = _debris(lines)
    told = credit_lines.read(lines, marks)
    marks = {**_doubled(lines), **marks, **told.marks}
    if told.marks or removed or len(marks) > 2:
        marks |= _foreign_frame(lines, marks, len(removed))
    kept = [line for at, line in enumerate(lines) if at not in marks]
    removed += [Removed(lines[at], marks[at]) for at in sorted(marks)]
    return Cleaned("\n\n".join(kept), tuple(removed), told.title, told.source)


def _without_json(text: str) -> tuple[str, list[Removed]]:
    """The text with each JSON blob replaced by the sentences it holds, unless the text has them already."""
    found = blobs(text)
    if not found:
        return text, []
    pieces, removed, at = [], [], 0
    bare = "".join(
        text[a.end : b.start] for a, b in zip([Blob(0, 0), *found], [*found, Blob(len(text), len(text))], strict=True)
    )
    for blob in found:
        told = [line for line in blob.paragraphs if line not in bare]
        again = len(told) * 2 < len(blob.paragraphs)
        pieces += [text[at : blob.start], "\n", "" if again else "\n".join(blob.paragraphs), "\n"]
        reason = "JSON data" if not blob.paragraphs else "audio transcript in JSON"
        reason += (
            ", says the article again" if again and blob.paragraphs else ", its sentences put together" if told else ""
        )
        removed.append(Removed(_excerpt(text[blob.start : blob.end]), reason))
        removed += [Removed(line, "caption in the audio transcript") for line in blob.captions]
        at = blob.end
    return "".join([*pieces, text[at:]]), removed


def _debris(lines: list[str]) -> dict[int, str]:
    """Line numbers of debris with the reason, each where its rule may act."""
    rules = boilerplate.load()
    hits = {at: rule for at, line in enumerate(lines) if (rule := rules.rule(_BULLET.sub("", line)))}
    prose = [at for at, line in enumerate(lines) if at not in hits and is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    edge = {at for at in hits if not first < at < last}
    marks = {at: rule.reason for at, rule in hits.items() if rule.place == "anywhere"}
    marks |= {at: rule.reason for at, rule in hits.items() if rule.place == "edge" and at in edge}
    frame = {at: rule.reason for at, rule in hits.items() if rule.place == "frame" and at in edge}
    if len(frame) + len(marks) >= 2 and prose:
        marks |= frame
    return marks | _thread(lines, rules.thread)


def _thread(lines: list[str], heading: re.Pattern[str]) -> dict[int, str]:
    """Readers' comments: all behind their heading, when most of the text stands before it."""
    for at, line in enumerate(lines):
        if len(line) < 60 and heading.fullmatch(line):
            before, behind = sum(map(weight, lines[:at])), sum(map(weight, lines[at + 1 :]))
            if behind < 0.4 * before:
                return dict.fromkeys(range(at + 1, len(lines)), "readers' comments")
    return {}


def _doubled(lines: list[str]) -> dict[int, str]:
    """Paragraphs that stand in the text a second time; short lines too where whole stretches are doubled.

    A question stays that is put to several people: what stands behind it is new each time.
    """
    counts = Counter(lines)
    again: dict[int, str] = {}
    seen: set[str] = set()
    long = sum(1 for line, count in counts.items() if count > 1 and weight(line) >= DOUBLED)
    for at, line in enumerate(lines):
        asked = line.endswith(("?", "？")) and at + 1 < len(lines) and counts[lines[at + 1]] == 1
        if line in seen and not asked and (weight(line) >= DOUBLED or (long >= 3 and weight(line) >= 12)):
            again[at] = "said before"
        seen.add(line)
    return again


def _foreign_frame(lines: list[str], marks: dict[int, str], blobs_removed: int) -> dict[int, str]:
    """Short lines at the edges in another script than the article, on a page whose frame speaks that script."""
    prose = [at for at, line in enumerate(lines) if at not in marks and is_prose(line)]
    frame = Counter(script_of(lines[at]) for at in marks)
    if not prose:
        return {}
    main = Counter(script_of(lines[at]) for at in prose).most_common(1)[0][0]
    return {
        at: "the page's frame, in another script"
        for at, line in enumerate(lines)
        if at not in marks
        and not prose[0] < at < prose[-1]
        and not is_prose(line)
        and (script := script_of(line)) not in (None, main)
        and frame[script] >= 3 - min(1, blobs_removed)
    }


def is_prose(line: str) -> bool:
    """Whether a line can only be a paragraph of running text."""
    return (size := weight(line)) >= PROSE or (size >= 60 and bool(_SENTENCE_END.search(line)))


def _excerpt(stretch: str) -> str:
    line = " ".join(stretch[:200].split())
    return line[:100] + "…" if len(stretch) > 100 else line
