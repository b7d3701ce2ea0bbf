"""DuckDB's extensions from their wheels: loaded by path, nothing is downloaded."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from desk.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_A_LAKE = ("postgres_scanner", "ducklake")
OF_A_BUCKET = ("httpfs",)
REMEDY = "pip install 'copydesk[lake]' brings it; nothing is downloaded at run time"


def load(con: duckdb.DuckDBPyConnection, names: Iterable[str] = OF_A_LAKE) -> None:
    """Load these extensions; WarehouseError names one that is not installed or is another DuckDB's."""
    for name in names:
        con.execute(f"LOAD '{extension(name)}'")


def extension(name: str) -> Path:
    """The extension's file in its wheel."""
    package = f"duckdb-extension-{name.replace('_', '-')}"
    found = find_spec(package.replace("-", "_"))
    if found is None or not found.submodule_search_locations:
        raise WarehouseError(package, "is not installed, and a lake needs it", REMEDY)
    folder = Path(found.submodule_search_locations[0]) / "extensions"
    file = folder / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not file.is_file():
        there = ", ".join(sorted(path.name for path in folder.glob("v*"))) or "none"
        raise WarehouseError(package, f"is for DuckDB {there}, not for v{duckdb.__version__}", REMEDY)
    return file
