"""docs/warehouse.md: every view, macro, table and column with what it means, read from a warehouse made for it.

Run: python -m warehouse.schema_page   (writes the page; a test holds it to what the schema says)
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from warehouse.db import HERE, Warehouse, query
from warehouse.reading_copy import publish
from warehouse.reading_sql import ReadingCopy, asking

PAGE = HERE.parent / "docs" / "warehouse.md"
HEAD = """\
# The warehouse

<!-- Written by `python -m warehouse.schema_page` from the comments of the schema itself; a test holds it to them. -->

What `copydesk sql` and every other client of `reading.duckdb` can ask. [sql.md](sql.md) has worked questions; the same
is told by `.tables` and `.schema VIEW` at the prompt. Times carry a zone.
"""
VIEWS = "## Views\n\nMade for questions: names in place of numbers, verdicts that hold.\n"
MACROS = """\
## Questions that take a value

Table macros: `FROM coverage('Qwen', days := 7)`. Where a value has a name it may be left out.
"""
VALUES = "Two give a value and are what the search is made of:\n"
TABLES = """\
## Tables as stored

In the schema `store` of the reading copy. The views stand on them; they may change with a migration.
"""
OF_THE_RECORD = "Which migrations this file has gone through"  # the file itself cannot say it: see 0020_comments.sql
LIVE = """## Tables of the live file alone

Machinery of `copydesk.duckdb`, too large or no use in a question; publishing leaves them out. The schema `main`.
"""


def page(home: Path) -> str:
    """The page, by a warehouse that is made and published under `home`."""
    warehouse = Warehouse(home)
    publish(warehouse)
    with asking(home) as reading:
        views = [(name, said) for name, said in reading.tables() if "." not in name]
        stored = [(name, said) for name, said in reading.tables() if "." in name]
        pieces = [HEAD, VIEWS, *_told(reading, views), *_macros(reading), TABLES, *_told(reading, stored)]
    pieces += [LIVE, *_live(warehouse, {name.removeprefix("store.") for name, _ in stored})]
    return "\n".join(pieces)


def _told(reading: ReadingCopy, names: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, said in names:
        yield _table(name.removeprefix("store."), said, reading.columns(name))


def _macros(reading: ReadingCopy) -> Iterator[str]:
    for gives_rows, head in ((True, MACROS), (False, VALUES)):
        found = [(name, asked, said) for name, asked, said, rows in reading.macros() if rows == gives_rows]
        yield head
        yield "\n".join(f"- `{name}({', '.join(asked)})`: {said}" for name, asked, said in found) + "\n"


def _live(warehouse: Warehouse, published: set[str]) -> Iterator[str]:
    with warehouse.reading() as con:
        columns: dict[str, list[tuple[str, str, str]]] = {}
        for table, column, kind, said in con.execute(query("columns_to_export")).fetchall():
            columns.setdefault(table, []).append((column, kind, said or ""))
        said_of = {table: said for table, column, said in con.execute(query("comments")).fetchall() if not column}
    for table in sorted(columns.keys() - published):
        yield _table(table, said_of.get(table, OF_THE_RECORD), columns[table])


def _table(name: str, said: str, columns: Iterable[tuple[str, str, str]]) -> str:
    rows = "\n".join(f"| `{column}` | {kind} | {_cell(told)} |" for column, kind, told in columns)
    return f"### {name}\n\n{said}.\n\n| column | type | what it tells |\n|---|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
