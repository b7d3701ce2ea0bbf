"""How well the topic is recognised on labelled items, beside a keyword rule.

    python benchmarks/topic.py ITEMS.jsonl

ITEMS holds {"title", "text", "source", "label"} a line: y, n or b (borderline, left out). Printed: the keyword rule
(one open-source word and one AI word in the first 1,500 characters), topic.yaml as it stands, the same with every
open name hidden that only the judged item holds (as on a day when a new model comes out), and the threshold chosen
on other sources than the judged one (nothing else of topic.yaml is fitted). Last, each item without any term, half
of a built phrase, exception or name that no other item holds: what is left when nothing was learnt from the item.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.names.gazetteer import Names
from desk.names.gazetteer import load as load_names
from desk.text.phrases import Spot, Spotter
from desk.topic.verdict import judge, load

OPEN = re.compile(r"open[- ]?sourc|open[- ]weight|open model", re.IGNORECASE)
AI = re.compile(r"\bAI\b|artificial intelligence|machine learning|language model|\bLLM|chatbot|neural", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """A labelled item."""

    title: str
    text: str
    source: str
    relevant: bool


def read(path: Path) -> list[Item]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    kept = [line for line in lines if line["label"] in "yn"]
    return [Item(x["title"], x["text"], x.get("source", ""), x["label"] == "y") for x in kept]


def scored(items: list[Item], said: list[bool]) -> str:
    right = sum(s and i.relevant for i, s in zip(items, said, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(i.relevant for i in items))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def keyword(item: Item) -> bool:
    text = f"{item.title}\n{item.text}"[:1500]
    return bool(OPEN.search(text) and AI.search(text))


def with_new_names_hidden(items: list[Item], names: Names) -> list[bool]:
    """Each item judged without the open names that no other item holds."""
    held = [{m.id for m in names.find(i.title, i.text)} for i in items]
    spread = Counter(name_id for each in held for name_id in each)
    said = []
    for item, each in zip(items, held, strict=True):
        hidden = {name_id for name_id in each if names.entries[name_id].open and spread[name_id] == 1}
        left = [n for n in names.entries.values() if n.id not in hidden and n.parent not in hidden]
        said.append(judge(load(names=Names(left) if hidden else names), item.title, item.text).relevant)
    return said


class Watched(Spotter):
    """A spotter that notes every phrase it finds, and leaves out the banned ones."""

    def __init__(self, spotter: Spotter) -> None:
        self.spotter = spotter
        self.found: set[tuple[str, str]] = set()
        self.banned: set[tuple[str, str]] = set()

    def all(self, folded: str, lowered: str, any_case: bool = False) -> Iterator[Spot]:
        """The phrases of the spotter, without the banned ones."""
        for spot in self.spotter.all(folded, lowered, any_case):
            key = (spot.phrase.text.lower(), str(spot.phrase.value))
            self.found.add(key)
            if key not in self.banned:
                yield spot


def with_own_words_hidden(items: list[Item], names: Names) -> list[bool]:
    """Each item judged without the phrases that no other item holds."""
    topic = load(names=Names(names.entries.values()))
    watched = Watched(topic.spotter), Watched(topic.names._spotter)
    vars(topic)["spotter"], vars(topic.names)["_spotter"] = watched
    held = []
    for item in items:
        for spotter in watched:
            spotter.found = set()
        judge(topic, item.title, item.text)
        held.append(watched[0].found | watched[1].found)
    spread = Counter(key for each in held for key in each)
    said = []
    for item, each in zip(items, held, strict=True):
        for spotter in watched:
            spotter.banned = {key for key in each if spread[key] == 1}
        topic.names.spots("")  # the last text's names are kept; this one is judged anew
        said.append(judge(topic, item.title, item.text).relevant)
    return said


def best_threshold(scores: list[float], items: list[Item]) -> float:
    def f1(threshold: float) -> float:
        said = [score >= threshold for score in scores]
        right = sum(s and i.relevant for i, s in zip(items, said, strict=True))
        return 2 * right / max(1, sum(said) + sum(i.relevant for i in items))

    return max([*scores, 0.5], key=lambda threshold: (f1(threshold), -abs(threshold - 0.5)))


def with_threshold_from_elsewhere(items: list[Item], scores: list[float]) -> list[bool]:
    """The threshold for a source is the best one on all others."""
    chosen = {}
    for source in {i.source for i in items}:
        others = [(score, i) for score, i in zip(scores, items, strict=True) if i.source != source]
        chosen[source] = best_threshold([s for s, _ in others], [i for _, i in others])
    return [score >= chosen[i.source] for score, i in zip(scores, items, strict=True)]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/topic.py ITEMS.jsonl")
    items, names = read(Path(sys.argv[1])), load_names()
    topic = load(names=names)
    verdicts = [judge(topic, i.title, i.text) for i in items]
    print(f"{len(items)} items, {sum(i.relevant for i in items)} relevant")
    print("keyword rule                 ", scored(items, [keyword(i) for i in items]))
    print("topic.yaml                   ", scored(items, [v.relevant for v in verdicts]))
    print("new names hidden             ", scored(items, with_new_names_hidden(items, names)))
    print("own words hidden             ", scored(items, with_own_words_hidden(items, names)))
    print(
        "threshold from other sources ",
        scored(items, with_threshold_from_elsewhere(items, [v.score for v in verdicts])),
    )


if __name__ == "__main__":
    main()
