"""The arrows of the house: who may import whom, and which room may use which library."""

import ast
from pathlib import Path

import pytest

from tests.support.paths import ROOT

ROOMS = {"desk", "sources", "warehouse", "delivery", "flows", "seeds"}
MAY_IMPORT = {
    "desk": set(),
    "sources": {"desk"},
    "warehouse": {"desk"},
    "delivery": {"desk"},
    "flows": {"desk", "sources", "warehouse", "delivery", "seeds"},
}
OWNED = {  # a library that only these rooms may touch
    "httpx": {"sources"},
    "httpx_aiohttp": {"sources"},
    "aiohttp": {"sources"},
    "protego": {"sources"},
    "fastfeedparser": {"sources"},
    "feedparser": {"sources"},
    "trafilatura": {"sources"},
    "duckdb": {"warehouse"},
    "slack_sdk": {"delivery"},
    "jinja2": {"delivery"},
    "prefect": {"flows"},
    "typer": {"flows"},
    "pydantic_settings": {"flows"},
}
PURE = {"os", "socket", "subprocess", "shutil", "tempfile", "urllib.request", "http.client", "time", "sqlite3"}


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


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_along_the_arrows(path):
    room = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imports(path)}
    assert not (tops & ROOMS) - MAY_IMPORT[room] - {room}, "imports a room it may not know"
    used = {name.split(".")[0] for name in imports(path, types=False)}
    strangers = {lib for lib in used & set(OWNED) if room not in OWNED[lib]}
    assert not strangers, f"uses {strangers}, which belong to another room"


@pytest.mark.parametrize("path", sorted((ROOT / "desk").rglob("*.py")), ids=lambda p: p.name)
def test_the_desk_is_pure(path):
    assert not imports(path) & PURE, "the desk has no disk, network, clock or environment"


def test_only_settings_reads_the_environment():
    readers = {p for p in FILES if "os.environ" in p.read_text("utf-8") or "getenv" in p.read_text("utf-8")}
    allowed = {ROOT / "flows" / "settings.py"}
    assert not readers - allowed, "settings come from flows/settings.py alone"


def test_command_modules_import_nothing_heavy_at_their_top():
    heavy = {"prefect", "duckdb", "httpx", "numpy", "trafilatura", "pydantic", "pydantic_settings", "slack_sdk"}
    for path in (ROOT / "flows" / "cli").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        tops: set[str] = set()
        for node in tree.body:
            if isinstance(node, ast.Import):
                tops.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                tops.add(node.module.split(".")[0])
        assert not tops & (heavy | {"sources", "warehouse", "delivery"}), path.name
