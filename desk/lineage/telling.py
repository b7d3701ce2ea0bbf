"""One article of a story, as far as it matters whose report it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.lineage.agencies import in_credit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.lineage.descent import Witness
    from desk.lineage.groups import Member
    from desk.lineage.imprint import Imprint

SURE = 0.95  # confidence of a rewrite: among reports of one event true ones are rare, so likely is not enough


@dataclass(frozen=True, slots=True)
class Telling:
    """`root`: the article at the top of its lineage, or a seed by its id; itself, if it is no copy."""

    article_id: int
    outlet_id: str
    time: datetime
    root: int | str
    witness: Witness
    imprint: Imprint | None = None
    roundup: bool = False

    @property
    def is_root(self) -> bool:
        """Whether it is nobody's copy."""
        return self.root == self.article_id

    @property
    def agencies(self) -> set[str]:
        """Agencies that its dateline, its byline or a line on its source names."""
        return {*in_credit(self.witness.source), *(self.imprint.credits if self.imprint else ())}


def root_of(article_id: int, members: Mapping[int, Member]) -> int | str:
    """The article, or seed, at the top of an article's lineage; where a rewrite is only likely, the way ends there.

    members: the standing of the story's articles; one above them that is not among them is its group's lead.
    """
    at = article_id
    while (member := members.get(at)) is not None and member.standing == "copy" and not _unsure(member):
        if member.parent_id is None:
            return at if member.seed_id is None else member.seed_id
        if member.parent_id not in members:
            return at if member.lead_id is None else member.lead_id
        at = member.parent_id
    return at


def _unsure(member: Member) -> bool:
    return member.kind == "rewrite" and not member.by_person and (member.score or 0.0) < SURE
