"""What the desk's decisions on one article cost: names, topic, openness, story.

    python benchmarks/desk.py [--articles 300] [--words 600] [--stored 10000,100000,1000000]

Processor time a made-up article, with names.yaml as it stands and with 10,000 made-up names more; and the odd ones:
100,000 words, 500 names, all capitals, ten words, a language nobody listed. Then topic, names and story beside
so many stored articles (1,500 a day), with what reading and writing the warehouse adds (benchmarks/stories.py).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.stories import spend
from desk.names.gazetteer import Names
from desk.names.gazetteer import load as load_names
from desk.names.names_file import Name
from desk.names.spellings import COMMON
from desk.openness.statements import facts
from desk.topic.verdict import judge, load

WORDS = sorted(word for word in COMMON if word.isascii() and len(word) > 2)
SAYINGS = (
    "The lab released {} under the Apache 2.0 license.",
    "Critics say {} is not really open source, because its training data is kept secret.",
    "On a benchmark {} did better than expected, and its open weights can be downloaded.",
)


def article(chance: random.Random, names: Names, words: int) -> tuple[str, str]:
    """A title and text of about `words` words; every thirtieth word is a name, every tenth sentence on openness."""
    labels = [name.label for name in names.entries.values()]
    sentences: list[str] = []
    written = 0
    while written < words:
        if chance.random() < 0.1:
            sentence = chance.choice(SAYINGS).format(chance.choice(labels))
        else:
            picked = [chance.choice(labels) if chance.random() < 1 / 30 else chance.choice(WORDS) for _ in range(18)]
            sentence = " ".join(picked).capitalize() + "."
        sentences.append(sentence)
        written += len(sentence.split())
    return f"{chance.choice(labels)} and the open-source AI model", " ".join(sentences)


def cost(articles: list[tuple[str, str]], decide: Callable[[str, str], object]) -> float:
    """Milliseconds of processor time an article, after one that warms up."""
    decide("warm", "up")
    start = time.process_time()
    for title, text in articles:
        decide(title, text)
    return (time.process_time() - start) / len(articles) * 1000


def larger(names: Names, more: int) -> Names:
    made = [Name(f"made-{n}", f"Maderos {n} Quillon", "model", (f"Maderos {n} Quillon",)) for n in range(more)]
    return Names([*names.entries.values(), *made])


GOAL = 3.0  # milliseconds an article for topic, names and story


def topic_and_names(names: Names, articles: list[tuple[str, str]]) -> float:
    """Milliseconds an article of names and topic together, which share the names found."""
    topic = load(names=names)
    return cost(articles, lambda title, text: (names.find(title, text), judge(topic, title, text)))


def beside(size: int, decided: float) -> str:
    """Topic, names and story beside `size` stored articles; `decided`: milliseconds of topic and names."""
    spent, _ = spend(size, 1500, False)
    story, warehouse = spent["card"] + spent["assign"], spent["read"] + spent["store"]
    return (
        f"{size:>9,} stored: topic and names {decided:.2f} ms, story {story:.2f} ms (card {spent['card']:.2f}, assign "
        f"{spent['assign']:.2f}), together {decided + story:.2f} ms (goal {GOAL:.0f}); the warehouse adds "
        f"{warehouse:.2f} ms (open stories read {spent['read']:.2f}, stored {spent['store']:.2f})"
    )


def measure(names: Names, articles: list[tuple[str, str]]) -> str:
    found = cost(articles, lambda title, text: names.find(title, text))
    both = topic_and_names(names, articles)
    opened = cost(articles, lambda title, text: facts(title, text, names))
    return (
        f"names {found:.2f} ms, topic {both - found:.2f} ms, openness {opened:.2f} ms, together {both + opened:.2f} ms"
    )


def odd(names: Names, chance: random.Random) -> dict[str, tuple[str, str]]:
    title, text = article(chance, names, 600)
    return {
        "100,000 words": article(chance, names, 100_000),
        "500 names": ("Names", " and ".join(name.label for name in list(names.entries.values())[:500])),
        "all capitals": (title.upper(), text.upper()),
        "ten words": ("Ten", "one two three four five six seven eight nine ten"),
        "an unlisted language": ("Tieteen uutinen", "Avoimen lähdekoodin kielimalli julkaistiin tänään Oulussa. " * 80),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--stored", default="10000,100000,1000000", help="stored articles; empty: none")
    asked = parser.parse_args()
    chance, names = random.Random(7), load_names()
    articles = [article(chance, names, asked.words) for _ in range(asked.articles)]
    print(f"{asked.articles} articles of {asked.words} words, {len(names.entries)} names: {measure(names, articles)}")
    many = larger(names, 10_000)
    print(f"the same with {len(many.entries)} names: {measure(many, articles)}")
    for what, one in odd(names, chance).items():
        print(f"{what}: {measure(names, [one])}")
    decided = topic_and_names(names, articles)
    for size in filter(None, asked.stored.split(",")):
        print(beside(int(size), decided), flush=True)


if __name__ == "__main__":
    main()
