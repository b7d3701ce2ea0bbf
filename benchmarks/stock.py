"""A warehouse of any size, filled by SQL with what two years of crawls leave behind: every table, texts if wanted.

python -m benchmarks.stock DIR [ARTICLES]   (default 100000; DIR becomes a home, made-up words, no real page)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.db import Warehouse

if TYPE_CHECKING:
    import duckdb

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 1, tzinfo=UTC)
STEP = 20_000  # articles whose texts go in together


def fill(warehouse: Warehouse, count: int, *, texts: Sequence[str] = (), only: Sequence[str] = ()) -> None:
    """`count` articles and all that stands beside them.

    texts: statements that give $low to $high their bodies; only: the tables that are wanted, without fingerprints.
    """
    made = [each for each in statements("stock") if not only or table_of(each) in only]
    for statement in made:
        with warehouse.writing() as con:
            _run(con, statement, {"now": NOW, "count": count})
    for low in range(1, count + 1, STEP):
        with warehouse.writing() as con:
            for statement in [*([] if only else statements("stock_texts")), *texts]:
                _run(con, statement, {"low": low, "high": min(low + STEP - 1, count)})


def _run(con: duckdb.DuckDBPyConnection, statement: str, asked: dict[str, object]) -> None:
    con.execute(statement, {name: value for name, value in asked.items() if f"${name}" in statement})


def statements(name: str) -> list[str]:
    """The statements of a file of SQL beside this one."""
    return [part for part in (HERE / f"{name}.sql").read_text("utf-8").split(";\n") if "INSERT" in part]


def table_of(statement: str) -> str:
    """The table that a statement fills."""
    return statement.partition("INSERT INTO ")[2].split()[0]


if __name__ == "__main__":
    fill(Warehouse(Path(sys.argv[1])), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
