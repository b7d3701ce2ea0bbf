"""How many really reported a story: its independent reports, and the common sources that others stand on.

A copy counts with the root of its lineage, and all that one outlet tells by itself counts once. Reports that share what
only a common source explains (`desk/lineage/common_source.py`) stand on one: what textual criticism calls a lost common
ancestor. If that source is one of the reports, the others count with it; else it is told beside the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from desk.lineage.common_source import Shown, common_source

if TYPE_CHECKING:
    from desk.lineage.telling import Telling

What = Literal["report", "common source", "seed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles of a story come from. `first`: the report itself, of a common source the earliest that uses it."""

    what: What
    first: Telling
    tellings: tuple[Telling, ...]
    source: str = ""  # of a common source: whom the texts credit
    why: str = ""

    @property
    def seed_id(self) -> str | None:
        """The seed that it is, if it is one."""
        return self.first.root if isinstance(self.first.root, str) else None


@dataclass(frozen=True, slots=True)
class Independence:
    """The origins of a story in order of time."""

    origins: tuple[Origin, ...] = field(default=())

    @property
    def independent(self) -> int:
        """Reports that stand on nobody else's text, a seed of which only copies are at hand among them."""
        return len(self.origins) - self.common_sources

    @property
    def common_sources(self) -> int:
        """Texts of others, none of them a report of this story at hand, that several outlets stand on."""
        return sum(origin.what == "common source" for origin in self.origins)


def independence(tellings: Iterable[Telling]) -> Independence:
    """The origins of one story's articles. Round-ups take from others; they count only where there is nothing else."""
    told = sorted(tellings, key=lambda each: (each.time, each.article_id))
    lineages: dict[int | str, list[Telling]] = defaultdict(list)
    for each in [one for one in told if not one.roundup] or told:
        lineages[each.root].append(each)
    families = [_family(list(group)) for group in lineages.values()]
    origins = _of_one_outlet([_origin(joined, shown) for joined, shown in _joined(families)])
    return Independence(tuple(sorted(origins, key=lambda each: (each.first.time, each.first.article_id))))


def _family(group: list[Telling]) -> list[Telling]:
    """Root first, where it is at hand; else the earliest."""
    return sorted(group, key=lambda each: not each.is_root)


def _joined(families: Sequence[list[Telling]]) -> list[tuple[list[list[Telling]], list[Shown]]]:
    """Families whose first texts stand on one source, with what shows it."""
    home = list(range(len(families)))
    shown: dict[int, list[Shown]] = defaultdict(list)
    for found in common_source([family[0] for family in families]):
        one, other = home[found.one], home[found.other]
        if one != other:
            home = [min(one, other) if at == max(one, other) else at for at in home]
            shown[min(one, other)] += shown.pop(max(one, other), [])
        shown[min(one, other)].append(found)
    return [([families[at] for at in range(len(home)) if home[at] == top], shown[top]) for top in sorted(set(home))]


def _origin(families: Sequence[list[Telling]], shown: Sequence[Shown]) -> Origin:
    tellings = tuple(each for family in families for each in family)
    heads = [family[0] for family in families]
    if len({head.outlet_id for head in heads}) == 1:  # one outlet twice is no common source
        first = heads[0]
        return Origin("seed" if isinstance(first.root, str) else "report", first, tellings)
    credited = {found.credited for found in shown if found.credited is not None}
    if named := [head for head in heads if head.article_id in credited]:
        return Origin("report", named[0], tellings, "", shown[0].why)
    source = next((found.source for found in shown if found.source), "")
    return Origin("common source", min(tellings, key=lambda each: each.time), tellings, source, shown[0].why)


def _of_one_outlet(origins: Iterable[Origin]) -> list[Origin]:
    """All reports of one outlet as one, its first."""
    kept: dict[object, Origin] = {}
    for place, origin in enumerate(sorted(origins, key=lambda each: each.first.time)):
        own = origin.what == "report"
        key = origin.first.outlet_id if own else place
        before = kept.get(key)
        kept[key] = replace(before, tellings=before.tellings + origin.tellings) if before else origin
    return list(kept.values())
