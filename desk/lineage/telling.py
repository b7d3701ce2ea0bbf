"""One article of a story, as far as it matters whose report it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desk.lineage.agencies import in_credit

if TYPE_CHECKING:
    from desk.lineage.descent import Witness
    from desk.lineage.imprint import Imprint


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
