"""A question to the reading copy: that it is one and only reads, and what DuckDB says is wrong with it."""

from __future__ import annotations

import re

import duckdb

from desk.errors import UsageError

READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
NEAR = re.compile(r'syntax error at or near "([A-Za-z_]\w*)"')
OUTSET = re.compile(r"^LINE 1: .*\n {8}\^")  # the complaint is of the first word
EXTENSION = re.compile(r"extension '?\"?(\w+)")
PLACE = re.compile(r"^(LINE \d+: .*\n\s*\^)", re.MULTILINE)


def checked(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    """UsageError unless `sql` is one question that only reads."""
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise told(error) from None
    if not statements:
        raise UsageError("sql", "there is no question", 'Try: copydesk sql "select * from articles limit 5"')
    pivot = statements[0].type == duckdb.StatementType.CREATE and not sql.lstrip().lower().startswith("create")
    reads = statements[1:] if pivot else statements  # a pivot is preceded by a list of its columns
    for statement in reads:
        if statement.type not in READS:
            problem = f"{statement.type.name} is refused: the reading copy is for reading"
            raise UsageError("sql", problem, "What is stored is changed by the other commands only")
    if len(reads) > 1:
        raise UsageError("sql", "one question at a time, please", "Leave out what follows the semicolon")


def told(error: duckdb.Error) -> UsageError:
    """DuckDB's complaint about a query: its first line, and the place where it stands."""
    first, *others = str(error).splitlines() or [""]
    problem = re.sub(r"^(\w+ )*Error: ", "", first)
    hints = [line for line in others if line.startswith(("Did you mean", "Candidate"))]
    place = PLACE.search(str(error))
    if (near := NEAR.search(problem)) and not (place and OUTSET.search(place[1])):
        hints.append(f"If {near[1]} is meant as a name, write AS before it, or double quotes around it")
    if extension := EXTENSION.search(str(error)):
        problem = f"needs DuckDB's extension {extension[1]}, which is not here; nothing is downloaded"
    return UsageError("sql", "\n".join([problem, *hints, *([place[1]] if place else [])]))
