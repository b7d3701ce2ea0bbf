"""A lineage as a drawing: from the likely original down to its copies, one row a text, elbows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.digest.phrasing import cut, kind_in_words

if TYPE_CHECKING:
    from pages.stories.told import SeedText, Told

WIDTH, ROW, STEP, TOP, LEFT = 760, 46, 34, 8, 14
DEEPEST = 9  # steps that are set in further; what is deeper stands below them
MOST_ROWS = 80
NAME = 44


@dataclass(frozen=True, slots=True)
class Node:
    """A text in the tree: `x`, `y` its dot, `up` how far above its parent's dot stands, `over` how far left."""

    x: int
    y: int
    up: int
    over: int
    kind: str
    name: str
    told: str
    page: str
    key: str
    parent: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The drawing's geometry in its own units; `left_out`: texts without a row."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    left_out: int


def tree(told: Sequence[Told], originals: Sequence[Told], seeds: Sequence[SeedText]) -> Tree | None:
    """The tree of a story's copies; None where nothing was copied.

    originals: texts of other stories that these were taken from; seeds: seeds they were taken from.
    """
    copies = [one for one in told if one.kind]
    if not copies:
        return None
    below: dict[str, list[Told]] = defaultdict(list)
    for copy in sorted(copies, key=lambda one: (one.time, one.id)):
        below[copy.parent].append(copy)
    known = {one.handle: one for one in (*told, *originals)}
    named = {f"seed {seed.id}": seed for seed in seeds}
    roots = [key for key in below if key not in known or not known[key].kind]
    nodes: list[Node] = []
    for root in roots:
        _grow(root, below, nodes, _root_name(known.get(root), named.get(root)))
    shown = tuple(nodes[:MOST_ROWS])
    return Tree(WIDTH, TOP + ROW * len(shown) + 4, shown, len(nodes) - len(shown))


def _root_name(root: Told | None, seed: SeedText | None) -> tuple[str, str]:
    """Name of a root and what is told of it."""
    if root is not None:
        return cut(root.outlet, NAME), "likely original"
    if seed is not None:
        return cut(seed.title or seed.id, NAME), "your text" if seed.own else "seed"
    return "a text that is no longer kept", "likely original"


def _grow(root: str, below: dict[str, list[Told]], nodes: list[Node], named: tuple[str, str]) -> None:
    """Add a root and all below it, depth first; a text is drawn once, whatever the rows say."""
    name, said = named
    nodes.append(Node(LEFT, _y(nodes), 0, 0, "root", name, said, "", root, ""))
    drawn = {root}
    waiting = [(copy, 1, nodes[-1]) for copy in reversed(below[root])]
    while waiting:
        copy, depth, parent = waiting.pop()
        if copy.handle in drawn:
            continue
        drawn.add(copy.handle)
        x, y = LEFT + STEP * min(depth, DEEPEST), _y(nodes)
        node = Node(x, y, y - parent.y, x - parent.x, copy.kind, cut(copy.outlet, NAME), _told(copy), copy.page,
                    copy.handle, copy.parent)  # fmt: skip
        nodes.append(node)
        waiting += [(one, depth + 1, node) for one in reversed(below.get(copy.handle, []))]


def _y(nodes: Sequence[Node]) -> int:
    return TOP + ROW * len(nodes) + ROW // 2


def _told(copy: Told) -> str:
    parts = [kind_in_words(copy.kind)]
    if copy.share is not None:
        parts.append(f"{copy.share:.0%}")
    if copy.certainty is not None:
        parts.append(f"certainty {copy.certainty:.2f}")
    return " · ".join(parts)
