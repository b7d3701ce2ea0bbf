"""The arrows of the house: who may import whom, and which room may use which library."""

import ast

import pytest

from tests.support.imports import FILES, MAY_IMPORT, ROOMS, imports
from tests.support.paths import ROOT

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
    "jinja2": {"delivery", "pages"},
    "prefect": {"flows"},
    "typer": {"flows"},
    "pydantic_settings": {"flows"},
}
PURE = {"os", "socket", "subprocess", "shutil", "tempfile", "urllib.request", "http.client", "time", "sqlite3"}


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
    for path in [*(ROOT / "flows" / "cli").glob("*.py"), *(ROOT / "flows" / "cli" / "ask").glob("*.py")]:
        tree = ast.parse(path.read_text("utf-8"))
        tops: set[str] = set()
        for node in tree.body:
            if isinstance(node, ast.Import):
                tops.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                tops.add(node.module.split(".")[0])
        assert not tops & (heavy | {"sources", "warehouse", "delivery", "pages"}), path.name
