"""Who imports what in the house, read from the source."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.paths import ROOT

ROOMS = {"desk", "sources", "warehouse", "delivery", "pages", "flows", "seeds"}

MAY_IMPORT = {
    "desk": set(),
    "sources": {"desk"},
    "warehouse": {"desk"},
    "delivery": {"desk"},
    "pages": {"desk", "delivery"},
    "flows": {"desk", "sources", "warehouse", "delivery", "pages", "seeds"},
}


class WithoutTypes(ast.NodeTransformer):
    """Drops what stands under `if TYPE_CHECKING:`."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        only_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        return None if only_types else self.generic_visit(node)


def imports(path: Path, types: bool = True) -> set[str]:
    """Every module a file imports, anywhere in it; without `types` only those of run time."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree if types else WithoutTypes().visit(tree)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


FILES = [p for room in MAY_IMPORT for p in sorted((ROOT / room).rglob("*.py"))]
