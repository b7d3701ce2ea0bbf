"""The cheapest tree that gives every node one incoming edge: Chu–Liu/Edmonds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Nodes = NDArray[np.int64]

ROOT = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Phase:
    """One contraction: the edges that were left, the cheapest into each node, and what each node became."""

    edges: Nodes
    best: Nodes
    heads: Nodes
    becomes: Nodes
    cyclic: NDArray[np.bool_]


def arborescence(tails: Nodes, heads: Nodes, costs: NDArray[np.float64], count: int) -> Nodes:
    """Minimum-cost arborescence from node 0 (Chu & Liu 1965; Edmonds 1967).

    Edge e runs from `tails[e]` to `heads[e]`, int64[m], and costs `costs[e]`, float64[m], which may be negative;
    `count` nodes, each of which an edge from node 0 must reach. Returns the chosen edge into each node, int64[count],
    -1 for node 0. Of equal edges the first is taken. Each phase is one pass over all edges and contracts every
    circle there is; with the nearest 16 of 500 texts that is milliseconds.
    """
    edges = np.flatnonzero((heads != ROOT) & (heads != tails))
    tails, heads, costs = tails[edges], heads[edges], costs[edges].astype(float)
    phases: list[_Phase] = []
    while True:
        best = _cheapest(heads, costs, count)
        becomes, cyclic, left = _contracted(tails, best, count)
        phases.append(_Phase(edges, best, heads, becomes, cyclic))
        if not cyclic.any():
            return _unfolded(phases)
        costs = np.where(cyclic[heads], costs - costs[best[heads]], costs)
        tails, heads, count = becomes[tails], becomes[heads], left
        kept = tails != heads
        edges, tails, heads, costs = edges[kept], tails[kept], heads[kept], costs[kept]


def _cheapest(heads: Nodes, costs: NDArray[np.float64], count: int) -> Nodes:
    """Place of the cheapest edge into each node; -1 for the root."""
    best = np.full(count, -1, np.int64)
    order = np.lexsort((np.arange(len(heads)), costs, heads))
    found, firsts = np.unique(heads[order], return_index=True)
    best[found] = order[firsts]
    return best


def _contracted(tails: Nodes, best: Nodes, count: int) -> tuple[Nodes, NDArray[np.bool_], int]:
    """The new number of each node (one for all of a circle), which are in a circle, and how many numbers there are."""
    becomes, seen, cyclic = [-1] * count, [-1] * count, np.zeros(count, bool)
    chosen = [ROOT if edge < 0 else int(tails[edge]) for edge in best.tolist()]
    becomes[ROOT], left = ROOT, 1
    seen[ROOT] = ROOT
    for start in range(1, count):
        node = start
        while seen[node] < 0:
            seen[node] = start
            node = chosen[node]
        if seen[node] == start and not cyclic[node] and node != ROOT:
            while not cyclic[node]:
                cyclic[node], becomes[node] = True, left
                node = chosen[node]
            left += 1
    for node in range(1, count):
        if becomes[node] < 0:
            becomes[node], left = left, left + 1
    return np.array(becomes, np.int64), cyclic, left


def _unfolded(phases: list[_Phase]) -> Nodes:
    """The chosen edges of the first graph: an edge that enters a circle takes the place of the circle's own there."""
    last = phases[-1]
    entering = np.where(last.best < 0, -1, last.edges[last.best])
    for phase in reversed(phases[:-1]):
        chosen = np.where(phase.best < 0, -1, phase.edges[phase.best])
        at = np.searchsorted(phase.edges, entering[1:])
        chosen[phase.heads[at]] = entering[1:]
        entering = chosen
    return entering
