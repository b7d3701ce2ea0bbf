"""One step of a lineage: how much speaks against this text having been taken from that one.

Costs add up over a tree, so they are made like negative log-likelihoods. The weights were set on groups with a known
tree, of which `docs/copies.md` tells; a third more or less of any one changes little. What a text says of its source
outweighs the dates, which may be missing or wrong.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from math import log, log1p
from typing import TYPE_CHECKING

from desk.copies.direction import APART, credit
from desk.models import Kinship

if TYPE_CHECKING:
    from datetime import datetime

SHARE, COUNT, COUNT_SPUN = 8.0, 1.0, 0.5  # of readings that are new: their share, and the logarithm of their number
OTHER_WORDS = {"translation": 7.2, "rewrite": 8.0}  # where wording is not shared
GAP, MOST_GAPS = 0.4, 10  # for each place left out of a text that is reworded besides
BACK_GAPS, BACK_PART, BACK_RARE = 3.0, 3.0, 8.0  # the most that gaps, missing parts and plain words say against it
RARE = 1.3  # for each standard error by which the supposed original has the rarer words
ALIKE, PLAIN = 3.0, 1.0  # two rewordings of one text: by so few standard errors neither has the rarer words
FRAMED, STILL_FRAMED, FRAME = 1.2, 0.24, 25  # an original within a site's frame (the copy too); words that make one
EARLIER, EARLIER_BY_LITTLE, LATER_BY_LITTLE = 2.0, 0.5, 0.25  # a copy that is dated before its original, or about then
SLOWLY = 6.0  # hours by which a copy may be too early before it tells much more
NO_REWRITE = 15.0  # against a rewrite dated before its original: no wording shows it, and one event explains it as well
UNDATED_ORIGINAL, UNDATED = 0.3, 0.5
CREDITED, CREDITED_BACK = -5.0, 5.0
SAID = 2.5  # against what the pair's verdict said, where no kinship was measured
UNMEASURED = 300  # readings supposed of a text whose kinship was not measured
SPUN_SHARE = 0.6  # of them shared at the most where sentences were compared, not words
PART = 10  # readings whose lack is not a missing part


@dataclass(frozen=True, slots=True)
class Witness:
    """What a lineage asks of a text besides its wording."""

    published: datetime | None = None
    languages: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""
    canonical_url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that the copy verdict joined: it saw `copy` taken from `original`; the tree may turn that round.

    `kinship` has the copy as its a, None if it was never measured; `shares`: of the copy found in the original and
    of the original found in the copy, 0 to 1; `turned`: the verdict saw it the other way.
    """

    copy: Hashable
    original: Hashable
    kind: str
    score: float = 1.0
    kinship: Kinship | None = None
    shares: tuple[float, float] = (1.0, 1.0)
    turned: bool = False

    def other_way(self) -> Pair:
        """The same pair, the original supposed to be the copy."""
        kin = self.kinship and self.kinship.turned()
        return replace(
            self, copy=self.original, original=self.copy, kinship=kin, shares=self.shares[::-1], turned=not self.turned
        )

    @property
    def measured(self) -> Kinship:
        """The kinship, or what the shares let suppose of it: how near the two are, and not which is the copy."""
        share = min(max(self.shares), SPUN_SHARE if self.kind == "spun" else 1.0)
        own = round((1 - share) * UNMEASURED)
        return self.kinship or Kinship(own, own, UNMEASURED, UNMEASURED)


def cost(pair: Pair, copy: Witness, original: Witness) -> float:
    """How much speaks against the pair's copy having been taken from its original; the less the likelier."""
    said = SAID if pair.turned and pair.kinship is None else 0.0
    dated = dates(copy, original)
    if pair.kind == "rewrite" and dated >= EARLIER:
        dated += NO_REWRITE
    return said + _wording(pair) + dated + _credits(copy, original)


def _wording(pair: Pair) -> float:
    """New readings, and the signs that it was the other way round: gaps, missing parts, plain words, a frame."""
    kin = pair.measured
    framed = 0.0 if kin.frame_b < FRAME else FRAMED if kin.frame_a < FRAME else STILL_FRAMED
    if pair.kind in OTHER_WORDS:
        return OTHER_WORDS[pair.kind] + framed
    spun = pair.kind == "spun"
    against = SHARE * kin.own_a / max(1, kin.all_a) + (COUNT_SPUN if spun else COUNT) * log1p(kin.own_a)
    if spun:
        against += GAP * min(kin.gaps_a, MOST_GAPS) + _reworded(kin)
    else:
        against += _most((kin.gaps_b - kin.gaps_a) / (kin.gaps_a + kin.gaps_b + 1) ** 0.5, BACK_GAPS)
    if pair.kind in ("spun", "excerpt"):
        against += _most(log((kin.own_a + PART) / (kin.own_b + PART)), BACK_PART)
    return against + framed


def _reworded(kin: Kinship) -> float:
    """Rewording finds rarer words; where neither text has them, both may be rewordings of a third."""
    return _most(-RARE * kin.rarer_a, BACK_RARE) + ALIKE * max(0.0, 1 - abs(kin.rarer_a) / PLAIN)


def _most(sign: float, most: float) -> float:
    return min(max(0.0, sign), most)


def dates(copy: Witness, original: Witness) -> float:
    """What the dates say against it: a copy is not earlier, but clocks, zones and undated pages are what they are."""
    if copy.published is None or original.published is None:
        return UNDATED_ORIGINAL if copy.published else 0.0 if original.published else UNDATED
    later = copy.published - original.published
    if later <= -APART:
        return EARLIER + log1p(-later.total_seconds() / 3600 / SLOWLY)
    return 0.0 if later >= APART else LATER_BY_LITTLE if later.total_seconds() >= 0 else EARLIER_BY_LITTLE


def _credits(copy: Witness, original: Witness) -> float:
    """A text that names its source; if each names the other, neither counts."""
    mine, theirs = credit(copy, original.url, original.outlet), credit(original, copy.url, copy.outlet)
    return (CREDITED if mine and mine[1] else 0.0) + (CREDITED_BACK if theirs and theirs[1] else 0.0)
