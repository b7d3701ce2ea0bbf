import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import pytest

from desk.errors import CopydeskError, UsageError, WarehouseError
from flows.cli.ask.tables import in_a_cell, plain, write_csv, write_json, write_table
from flows.cli.sql.prompt import prompt
from flows.cli.sql.session import Session
from tests.support.paths import ROOT
from tests.support.sql_calls import call
from tests.support.stored import NOON, article, outlet, store_visit, visit
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.runs import finish_run, start_run


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A home with a reading copy, which nobody writes to."""
    home = tmp_path_factory.mktemp("published")
    with (warehouse := Warehouse(home)).writing() as con:
        run_id = start_run(con, "crawl", NOON)
        store_visit(
            con,
            visit(run_id, articles=(article("a", title="权重公开"), article("b", title="[red]plain\x1b[31m"))),
            NOON,
        )
        store_visit(con, visit(run_id, at=outlet("herald"), status="failed", reasons=("the host is down",)), NOON)
        finish_run(con, run_id, "partial", NOON, {"stored": 2})
    publish(warehouse, NOON)
    return home


@pytest.fixture
def home(published, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(published))
    return published


@pytest.mark.edge
def test_an_answer_comes_as_a_table(home):
    told = call("sql", "SELECT id, title FROM articles ORDER BY id").splitlines()
    assert told[1].split() == ["id", "title"]
    assert told[3].split() == ["1", "权重公开"]


@pytest.mark.edge
def test_a_page_cannot_command_the_terminal(home):
    assert "[red]plain�[31m" in call("sql", "SELECT title FROM articles")


@pytest.mark.edge
def test_an_answer_comes_as_csv(home):
    told = call("sql", "SELECT id, published, tags FROM articles ORDER BY id", "--format", "csv")
    assert told == "id,published,tags\n1,,[]\n2,,[]\n"


@pytest.mark.edge
def test_an_answer_comes_as_json(home):
    told = json.loads(call("sql", "SELECT id, fetched_at, tags FROM articles ORDER BY id LIMIT 1", "-f", "json"))
    assert told == [{"id": 1, "fetched_at": "2026-03-02T12:00:00+00:00", "tags": []}]
    assert json.loads(call("sql", "SELECT totals FROM runs", "-f", "json")) == [{"totals": {"stored": 2}}]
    assert json.loads(call("sql", "SELECT 1 WHERE false", "-f", "json")) == []


@pytest.mark.edge
@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_file_s_ending_tells_its_format(home, tmp_path, form):
    target = tmp_path / f"answer.{form}"
    call("sql", "SELECT id FROM articles ORDER BY id", "-o", str(target))
    read = {"csv": "read_csv", "json": "read_json", "parquet": "read_parquet"}[form]
    assert duckdb.execute(f"SELECT id FROM {read}(?)", [str(target)]).fetchall() == [(1,), (2,)]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


@pytest.mark.edge
def test_the_question_may_come_on_standard_input(home):
    assert call("sql", "-f", "csv", stdin="SELECT 40 + 2 AS n") == "n\n42\n"
    assert call("sql", "-", "-f", "csv", stdin="SELECT 40 + 2 AS n") == "n\n42\n"


@pytest.mark.edge
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("FROM articles", "-f", "xml"), "xml is not known"),
        (("FROM articles", "-f", "parquet"), "needs a file"),
        (("FROM nowhere",), "there is no table nowhere"),
    ],
)
def test_wrong_usage_is_told(home, words, told):
    with pytest.raises(UsageError, match=told):
        call("sql", *words)


@pytest.mark.edge
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_that_cannot_be_written_is_told(home, tmp_path, form):
    with pytest.raises(CopydeskError, match="folder does not exist"):
        call("sql", "SELECT 1", "-o", str(tmp_path / "nowhere" / f"x.{form}"))


@pytest.mark.edge
def test_a_failing_question_leaves_no_file(home, tmp_path):
    with pytest.raises(UsageError):
        call("sql", "SELECT (SELECT title FROM nowhere)", "-o", str(tmp_path / "x.csv"))
    assert not (tmp_path / "x.csv").exists()


def table(rows, most=0):
    out = io.StringIO()
    write_table(("n",), ("INTEGER",), rows, out, most)
    return out.getvalue()


def test_a_long_table_is_cut_and_says_so():
    told = table([(n,) for n in range(1205)], most=5)
    assert "(1,200 more rows: --rows 0 shows all" in told
    assert [line.strip() for line in told.splitlines() if line.strip().isdigit()] == list("01234")
    assert "more rows" not in table([(n,) for n in range(5)], most=5)


def test_an_empty_answer_says_so():
    assert "(no rows)" in table([])


def test_values_are_read_by_people_and_by_programs():
    moment = datetime(2026, 3, 2, 12, 0, 0, 123, UTC)
    assert [in_a_cell(value) for value in (None, moment, [1, "a"], 0.5, 1 / 3, {"a": 1})] == [
        "", "2026-03-02 12:00:00Z", "1, a", "0.5", "0.333333", '{"a": 1}',
    ]  # fmt: skip
    given = [None, moment, date(2026, 3, 2), Decimal(3), Decimal("0.5"), float("nan"), b"\x01", [moment], True]
    assert json.loads(json.dumps(plain(given))) == [
        None, moment.isoformat(), "2026-03-02", 3, 0.5, None, "01", [moment.isoformat()], True,
    ]  # fmt: skip


def test_rows_are_written_as_they_come():
    out, seen = io.StringIO(), []

    def rows():
        for number in range(3):
            seen.append(out.getvalue().count("\n"))
            yield (number,)

    write_csv(("n",), rows(), out)
    assert seen == [1, 2, 3]
    out.seek(0)
    out.truncate()
    write_json(("n",), ("INTEGER",), iter([(1,), (2,)]), out)
    assert out.getvalue() == '[\n{"n": 1},\n{"n": 2}\n]\n'


def talk(home, *lines):
    """The questions that the prompt put, given these lines."""
    asked, given = [], iter(lines)

    def read(_):
        try:
            line = next(given)
        except StopIteration:
            raise EOFError from None
        if line is KeyboardInterrupt:
            raise KeyboardInterrupt
        return line

    class Listener(Session):
        def do(self, text):
            asked.append(text)

    prompt(Listener(home), read)
    return asked


@pytest.mark.edge
def test_a_question_ends_with_a_semicolon(home):
    assert talk(home, "SELECT 1", "FROM articles;", "SELECT 2;") == ["SELECT 1\nFROM articles;", "SELECT 2;"]


@pytest.mark.edge
def test_ctrl_c_drops_the_line_and_quit_leaves(home):
    assert talk(home, "SELECT nonsense", KeyboardInterrupt, "SELECT 1;", "", ";", ".quit", "SELECT 2;") == ["SELECT 1;"]


@pytest.mark.edge
def test_health_tells_the_worst_first_and_why(home):
    told = call("health")
    assert told.index("herald") < told.index("gazette")
    assert "\nherald: failed once, never a success: the host is down" in told
    assert "1 failing, 1 ok" in told
    assert "last crawl: partial" in told
    assert "reading copy: published" in told


@pytest.mark.edge
def test_health_tells_programs_as_json(home):
    told = json.loads(call("health", "--json"))
    assert [row["health"] for row in told["outlets"]] == ["failing", "ok"]
    assert told["runs"][0]["status"] == "partial"
    assert told["published_at"] == "2026-03-02T12:00:00+00:00"


def test_health_before_the_first_crawl_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    with pytest.raises(WarehouseError, match="Run `copydesk crawl` first"):
        call("health")


@pytest.mark.edge
def test_a_reader_that_goes_away_is_met_with_silence(home):
    script = "from flows import cli; cli.MODULES = {'sql.command': 'sql', 'ask.health': 'health'}; cli.main()"
    asked = [sys.executable, "-c", script, "sql", "SELECT * FROM range(300000)", "-f", "csv"]
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "range\n"
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) != 0
