"""The cheapest tree is the cheapest of all trees."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from desk.lineage.arborescence import arborescence


def chosen(edges: list[tuple[int, int, float]], count: int) -> dict[int, int]:
    """Each node's tail in the tree."""
    tails, heads, costs = (np.array(column) for column in zip(*edges, strict=True))
    into = arborescence(tails, heads, costs.astype(float), count)
    assert into[0] == -1
    return {int(heads[edge]): int(tails[edge]) for edge in into[1:]}


def reaches(tree: dict[int, int], node: int) -> bool:
    seen = set()
    while node and node not in seen:
        seen.add(node)
        node = tree[node]
    return node == 0


def cheapest(edges: list[tuple[int, int, float]], count: int) -> float:
    """The cost of the best tree, found by trying all."""
    into = [[edge for edge in edges if edge[1] == node] for node in range(1, count)]
    trees = itertools.product(*into)
    return min(
        sum(edge[2] for edge in tree)
        for tree in trees
        if all(reaches({edge[1]: edge[0] for edge in tree}, edge[1]) for edge in tree)
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_tree_is_cheaper(seed: int):
    dice = random.Random(seed)
    count = dice.randint(2, 6)
    edges = [(0, node, dice.randint(4, 20)) for node in range(1, count)]
    pairs = itertools.permutations(range(1, count), 2)
    edges += [(tail, head, dice.randint(-3, 9)) for tail, head in pairs if dice.random() < 0.6]
    dice.shuffle(edges)
    tree = chosen(edges, count)
    assert all(reaches(tree, node) for node in tree)
    costs = {(tail, head): cost for tail, head, cost in edges}
    assert sum(costs[tail, head] for head, tail in tree.items()) == cheapest(edges, count)


def test_circles_within_circles_are_opened_at_the_cheapest_place():
    edges = [(0, node, 50.0) for node in (1, 2, 3, 4)] + [
        (1, 2, 1),
        (2, 1, 1),
        (3, 4, 1),
        (4, 3, 1),
        (2, 3, 2),
        (4, 1, 2),
    ]
    assert chosen(edges, 5) == {1: 0, 2: 1, 3: 2, 4: 3}


def test_a_long_chain_told_both_ways_is_a_chain():
    count = 400
    edges = [(0, node, 100.0 + node) for node in range(1, count)]
    edges += [(node, node + 1, 1.0) for node in range(1, count - 1)]
    edges += [(node + 1, node, 1.5) for node in range(1, count - 1)]
    assert chosen(edges, count) == {node: node - 1 for node in range(1, count)}
