"""From a seed's text to its fingerprints, and a word for the rules by which that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.models import SeedFacts
    from desk.seeds.fingerprints import Fingerprint
    from desk.text.encoder import Encoder

# Our own text, in which every rule on words, quotations, numbers, names and scripts has something to do.
SAMPLE = """By Sunniva Berg, Lerwick
“We never open the tide gate before 6.30,” said pilot Tomas O'Neill, who has kept it since 1,998 boats went by in one
year. Mrs. Aksel of the Harbour A.I. Office did not agree: «Le modèle est ouvert», she wrote, and 'nobody' asked why.
潮位模型今天上午在東港開放,任何人都可以下載。
港務局的林先生說:「我們等了三年,現在終於可以用了。」第二天,
有 27 艘船用上了它,下午的霧很大,渡輪停在北碼頭,船員們在雨裡數著浮標,等待新的雷達圖。
沒有人知道明天會怎樣,但是門已經開了,水也退了。
The second gate, No. 12, stays shut until March; its key hangs in the mill of Port Ellen. Copyright 2024, all rights
reserved. The ferry to St. Kilda leaves at 9, with oranges, a choir and one very old dog on deck.
"""


def fingerprints_of(text: str, facts: SeedFacts, encoder: Encoder | None) -> tuple[Fingerprint, ...]:
    """Cleaned, split by language, fingerprinted: one fingerprint a part."""
    from desk.cleaning.clean import clean
    from desk.seeds.fingerprints import fingerprint
    from desk.text.language import split

    return fingerprint(split(clean(text).text), facts, encoder)


def maker() -> str:
    """What the rules make of the sample, as one word: kept fingerprints with another word were made by other rules."""
    import xxhash

    from desk.models import SeedFacts

    made = fingerprints_of(SAMPLE, SeedFacts("sample"), None)
    found = [
        (
            each.language,
            each.identity,
            each.sketch.words,
            each.sketch.three.tolist(),
            each.sketch.five.tolist(),
            each.anchors.tolist(),
            each.lengths.tolist(),
            each.quoted.tolist(),
        )
        for each in made
    ]
    return str(xxhash.xxh3_64_hexdigest(repr(found).encode()))
