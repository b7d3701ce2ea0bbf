"""The warehouse of the first release, as SQL: written by that release's own crawl of its own newsroom.

Run: python -m tests.support.first_release   (writes tests/fixtures/first_release.sql; needs the repository's history)

The old code is taken out of git and run as it was, against the newsroom as it was. A few outlets are enough: the file
is there to be opened and brought up to date, not to be large.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.support.paths import FIXTURES, ROOT

REVISION = "3290a5a"  # the last of 23 November 2026, the first day's work
OUTLETS = ("modelwire", "reprintdaily", "carnet")
FILE = FIXTURES / "first_release.sql"


def build(path: Path) -> Path:
    """A DuckDB file at `path` as the first release left it, made from the SQL text."""
    with duckdb.connect(str(path)) as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(FILE.read_text("utf-8"))
    return path


def main() -> None:
    """Have the old program make a warehouse, and write it down."""
    with tempfile.TemporaryDirectory() as folder:
        code, home = Path(folder) / "code", Path(folder) / "home"
        code.mkdir()
        archive = subprocess.run(["git", "archive", REVISION], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x"], cwd=code, input=archive, check=True)
        _crawl(code, home)
        with duckdb.connect(str(home / "copydesk.duckdb"), read_only=True) as con:
            con.execute("SET TimeZone = 'UTC'")
            FILE.write_text("\n".join(_written(con)) + "\n", "utf-8")


def _crawl(code: Path, home: Path) -> None:
    clean = {
        name: value for name, value in os.environ.items() if "proxy" not in name.lower() and "COPYDESK" not in name
    }
    clean |= {"PYTHONPATH": str(code), "COPYDESK_HOME": str(home), "COPYDESK_PACE": "0", "COPYDESK_ENCODER": "none"}
    serve = [sys.executable, "-m", "tests.newsroom.serve"]
    with subprocess.Popen(serve, cwd=code, env=clean, stdout=subprocess.PIPE, text=True) as press:
        assert press.stdout is not None
        env = clean | {"HTTP_PROXY": press.stdout.readline().strip()}
        words = ["crawl", *OUTLETS, "--outlets", "tests/newsroom/outlets.yaml"]
        subprocess.run([sys.executable, "-m", "flows.cli", *words], cwd=code, env=env, check=True)
        press.kill()


def _written(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield f"-- The warehouse of revision {REVISION}: python -m tests.support.first_release"
    tables = con.execute("SELECT table_name, sql FROM duckdb_tables() ORDER BY table_name").fetchall()
    for name, create in tables:
        yield create
        columns = [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()]
        said = ", ".join(f'"{column}"::VARCHAR' for column in columns)
        rows = con.execute(f"SELECT {said} FROM {name}").fetchall()
        lines = ",\n".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows)
        if lines:
            yield f"INSERT INTO {name} VALUES\n{lines};"


def _literal(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
