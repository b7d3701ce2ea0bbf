#!/usr/bin/env bash
# networkx 3.6.1: asking for the best tree of "who copied whom" changes the graph that was asked.
#
# Expected: maximum_spanning_arborescence and minimum_spanning_arborescence read a graph and return a new one. A
#   frozen graph and a read-only view are safe from them, an edge without a weight stays one, and with
#   preserve_attrs=True what stands at the nodes arrives in the tree.
# Seen: both shift every weight of the caller's graph and shift it back in floating point. The weights come back as
#   other numbers (0.3 as 0.29999999999999993), through a frozen graph and through a view as well; an edge without a
#   weight has one afterwards; a small weight beside a large one is rounded to 0, so that the weaker of two edges is
#   chosen. preserve_attrs keeps what stands at edges, nothing of the nodes.
# For a user: a score shown after the call is not the score that was stored, `==` and thresholds on it fail, and two
#   calls need not see the same graph. Give the function a copy, on a scale of its own, and put names on afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check networkx==3.6.1
"$work/venv/bin/python" - <<'PY'
import networkx as nx

assert nx.__version__ == "3.6.1"


def copies(freeze=False):
    graph = nx.DiGraph()
    graph.add_node("wire", title="Weights for all")
    for original, copy, score in [("wire", "daily", 0.1), ("wire", "weekly", 0.7), ("daily", "weekly", 0.3)]:
        graph.add_edge(original, copy, weight=score)
    return nx.freeze(graph) if freeze else graph


def weights(graph):
    return [weight for _, _, weight in graph.edges(data="weight")]


before = weights(copies())
print("networkx", nx.__version__)
print("expected after either call   ", before)
for best in (nx.maximum_spanning_arborescence, nx.minimum_spanning_arborescence):
    graph = copies()
    best(graph)
    print(f"seen after {best.__name__}", weights(graph))
    assert weights(graph) != before

frozen = copies(freeze=True)
nx.maximum_spanning_arborescence(frozen)
below = copies()
nx.maximum_spanning_arborescence(below.subgraph(list(below)))
print("seen, the graph was frozen   ", weights(frozen))
print("seen, only a view was given  ", weights(below))
assert weights(frozen) != before
assert weights(below) != before

bare = nx.DiGraph([("wire", "daily")])
nx.maximum_spanning_arborescence(bare)
print("an edge that had no weight   ", list(bare.edges(data=True)))
assert list(bare.edges(data=True)) == [("wire", "daily", {"weight": 1})]

wide = nx.DiGraph()
wide.add_edge("wire", "daily", weight=1e9)
wide.add_edge("wire", "weekly", weight=1e-8)
wide.add_edge("daily", "weekly", weight=2e-8)
tree = nx.maximum_spanning_arborescence(wide)
print("expected daily -> weekly (2e-8 beats 1e-8), seen", list(tree.edges(data="weight")))
assert set(tree.edges) == {("wire", "daily"), ("wire", "weekly")}
assert weights(wide) == [1e9, 0.0, 0.0]

tree = nx.maximum_spanning_arborescence(copies(), preserve_attrs=True)
print("nodes with preserve_attrs    ", dict(tree.nodes(data=True)))
assert not any(facts for _, facts in tree.nodes(data=True))
print("as described")
PY
