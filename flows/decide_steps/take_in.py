"""New articles into the warehouse: set aside what is stored under another address, keep the rest, decide about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.decide_steps.decide import decide
from flows.decide_steps.newsdesk import Fresh
from flows.decide_steps.same_pages import Sifted, keep, sift
from warehouse.articles import add_articles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import duckdb

    from flows.decide_steps.newsdesk import Draft, Newsdesk


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a batch brought: the articles stored, the ids of those that are copies, what was set aside."""

    fresh: Sequence[Fresh]
    copied: frozenset[int]
    sifted: Sifted

    @property
    def stored(self) -> int:
        """How many articles were stored."""
        return len(self.fresh)

    @property
    def relevant(self) -> int:
        """How many of them a topic wants."""
        return sum(each.draft.relevant for each in self.fresh)

    @property
    def copies(self) -> int:
        """How many of them are copies."""
        return len(self.copied)


def take_in(
    con: duckdb.DuckDBPyConnection,
    drafts: Sequence[Draft],
    run_id: int,
    newsdesk: Newsdesk,
    now: datetime,
    guids: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> TakenIn:
    """Store and decide about a batch, in the caller's transaction.

    guids, names: key of a draft to what its feed calls it, for itself and for readers.
    """
    sifted = sift(con, drafts, guids, names)
    new = add_articles(con, [draft.article for draft in sifted.drafts], run_id)
    keep(con, sifted, new, now)
    fresh = _fresh(sifted.drafts, new)
    return TakenIn(fresh, frozenset(decide(con, fresh, newsdesk, now)), sifted)


def _fresh(drafts: Sequence[Draft], new: Mapping[str, int]) -> list[Fresh]:
    """The first draft of each key that was not stored before."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        first.setdefault(draft.article.key, draft)
    return sorted((Fresh(new[key], draft) for key, draft in first.items() if key in new), key=lambda f: f.article_id)
