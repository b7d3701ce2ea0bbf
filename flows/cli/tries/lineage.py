"""`copydesk try lineage`: who took a text from whom, in a group of articles."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import UsageError
from flows.cli.tries.copy import _encoder
from flows.cli.tries.story import _date

if TYPE_CHECKING:
    from desk.documents.document import Document
    from desk.lineage.descent import Pair
    from desk.lineage.tree import Descent

MOST = 60  # articles of one group: each is compared with each


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"articles": [{"id", "title", "text", "published", "language", "outlet", "url"?}]} to {"edges": […]}.

    An edge is {"copy", "original", "kind", "score", "certainty", "why"}; an article without one is its own. Raises
    UsageError for more than MOST articles, or two of one id.
    """
    articles = asked["articles"]
    if len(articles) > MOST:
        raise UsageError("articles", f"are {len(articles)}; each is compared with each", f"Give {MOST} at the most")
    documents = {str(article["id"]): _document(article) for article in articles}
    if len(documents) < len(articles):
        raise UsageError("articles", "two have one id", "Give each an id of its own")
    edges = [
        {"copy": name, "original": each.original, "kind": each.kind, "score": each.score,
         "certainty": round(each.certainty, 3), "why": each.why}
        for name, each in _lineage(documents).items() if each.original is not None
    ]  # fmt: skip
    return {"edges": edges}


def _lineage(documents: dict[str, Document]) -> dict[Any, Descent]:
    from desk.lineage.descent import Witness
    from desk.lineage.tree import lineage

    witnesses = {
        name: Witness(doc.published, doc.languages, doc.outlet, doc.url, doc.canonical_url, doc.source)
        for name, doc in documents.items()
    }
    return lineage(witnesses, _pairs(documents))


def _pairs(documents: dict[str, Document]) -> list[Pair]:
    from desk.copies.verdict import judge as verdict_on
    from desk.lineage.descent import Pair
    from desk.lineage.kinship import kinship

    found = []
    for (one, mine), (other, theirs) in combinations(documents.items(), 2):
        verdict = verdict_on(mine, theirs, _encoder())
        if verdict.kind != "none":
            shares = (verdict.coverage_a, verdict.coverage_b)
            pair = Pair(one, other, verdict.kind, verdict.score, kinship(mine, theirs), shares)
            found.append(pair if verdict.newcomer_is_copy else pair.other_way())
    return found


def _document(article: dict[str, Any]) -> Document:
    from desk.cleaning.clean import clean
    from desk.documents.document import document
    from desk.text.language import split

    text = str(article["text"])
    cleaned = clean(text)
    return document(
        split(cleaned.text) or text,
        title=str(article.get("title") or cleaned.title or ""),
        url=str(article.get("url") or ""),
        published=_date(article.get("published")),
        outlet=str(article.get("outlet") or ""),
        source=cleaned.source,
    )


def show(targets: list[str]) -> None:
    """The tree of text files: the first line of each is its title."""
    if len(targets) < 2:
        raise UsageError("try lineage", "compares two or more articles", "Give text files: title on the first line")
    articles = []
    for target in targets:
        try:
            text = Path(target).read_text("utf-8", errors="replace").strip()
        except OSError as error:
            raise UsageError(target, f"cannot be read: {error.strerror}", "Give text files") from None
        articles.append({"id": target, "text": text, "outlet": Path(target).stem})
    edges = {edge["copy"]: edge for edge in judge({"articles": articles})["edges"]}
    for target in targets:
        edge = edges.get(target)
        if edge is None:
            print(f"{target}: its own")
        else:
            print(f"{target}: {edge['kind']}, from {edge['original']} (certainty {edge['certainty']:.2f})")
            print(f"  {edge['why']}")
