"""`copydesk sql`: forms of an answer, dot commands, completion, limits."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import CopydeskError, UsageError
from flows.cli.ask import tables
from flows.cli.ask.tables import draw, write_table
from flows.cli.sql.forms import chosen, write, write_xlsx
from flows.cli.sql.prompt import completions, prompt
from flows.cli.sql.session import Session, pieces
from tests.support.sql_calls import call, called
from tests.support.stored import NOON, article, store_visit, visit
from warehouse import reading_watch
from warehouse.db import Warehouse
from warehouse.reading_copy import publish
from warehouse.reading_sql import ask, asking

ENDLESS = "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A home with a reading copy, which nobody writes to."""
    home = tmp_path_factory.mktemp("published")
    with (warehouse := Warehouse(home)).writing() as con:
        store_visit(con, visit(1, articles=(article("a", title="权重|公开"), article("b", title="=1+1"))), NOON)
    publish(warehouse, NOON)
    return home


@pytest.fixture
def home(published, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(published))
    return published


class Terminal(io.StringIO):
    """A terminal that is eighty columns wide (COLUMNS)."""

    def isatty(self):
        return True


# --- forms ---------------------------------------------------------------------------------------


def as_text(form, columns, types, rows):
    out = io.StringIO()
    write(form, columns, types, rows, out, 0)
    return out.getvalue()


def test_a_table_for_a_pipe_is_the_one_that_rich_would_draw(monkeypatch):
    words = [
        "",
        "a",
        "héllo",
        "中文字",
        "a b  c ",
        "  x",
        "line\nbreak",
        "x\n",
        "🙂",
        "e\u0301",
        "a\u200bb",
        "[bold]x[/bold]",
        "🇩🇪",
    ]
    chance = random.Random(7)
    monkeypatch.setattr(tables, "draw", lambda *_: pytest.fail("it was drawn by rich"))
    for _ in range(300):
        names = [
            chance.choice([word for word in words if word and "\n" not in word]) for _ in range(chance.randint(1, 4))
        ]
        rows = [tuple(chance.choice(words) for _ in names) for _ in range(chance.randint(1, 4))]
        types = [chance.choice(("VARCHAR", "INTEGER")) for _ in names]
        ours, theirs = io.StringIO(), io.StringIO()
        write_table(names, types, rows, ours, 0)
        draw(names, rows, [kind == "INTEGER" for kind in types], theirs)
        assert ours.getvalue() == theirs.getvalue()


@pytest.mark.parametrize("cell", ["a\tb", "x" * 12_000])
def test_a_cell_that_has_to_be_folded_is_drawn_by_rich(cell):
    ours, theirs = io.StringIO(), io.StringIO()
    write_table(["a", "b"], ["VARCHAR", "VARCHAR"], [(cell, "c")], ours, 0)
    draw(["a", "b"], [(cell, "c")], [False, False], theirs)
    assert ours.getvalue() == theirs.getvalue()


def test_jsonl_is_an_object_a_line():
    told = as_text("jsonl", ("n", "d"), ("INTEGER", "JSON"), [(1, '{"a": 2}'), (2, None)])
    assert [json.loads(line) for line in told.splitlines()] == [{"n": 1, "d": {"a": 2}}, {"n": 2, "d": None}]


def test_markdown_keeps_bars_and_lines_out_of_its_cells():
    told = as_text("md", ("n", "title"), ("INTEGER", "VARCHAR"), [(1, "a|b\nc\\")])
    assert told == "| n | title |\n| --: | --- |\n| 1 | a\\|b c\\\\ |\n"


def test_line_is_a_record_a_row():
    told = as_text("line", ("id", "title"), ("INTEGER", "VARCHAR"), [(1, "a\nb"), (2, None)])
    assert told.splitlines() == ["── 1 ───", "   id  1", "title  a", "       b", "── 2 ───", "   id  2", "title"]


def wide(monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    out = Terminal()
    columns = tuple(f"column_{n}" for n in range(10))
    write_table(columns, ("VARCHAR",) * 10, [("a text that is longer than its column",) * 10] * 3, out, 2)
    return out.getvalue()


def test_rows_wider_than_the_terminal_are_records_there(monkeypatch):
    told = wide(monkeypatch, 100)
    assert told.count("column_9") == 2
    assert told.endswith("(1 more row: --rows 0 shows all, --format csv is for programs)\n")
    assert wide(monkeypatch, 300).count("column_9") == 1


def test_a_pipe_gets_a_table_however_wide_it_is():
    out = io.StringIO()
    write_table(tuple("abcdefghij"), ("VARCHAR",) * 10, [("x" * 40,) * 10], out, 0)
    assert max(map(len, out.getvalue().splitlines())) > 400


def test_a_sheet_holds_texts_as_texts_and_times_as_times(tmp_path):
    target = tmp_path / "a.xlsx"
    rows = [("=cmd()|'x'!A1", NOON, 2**60, 0.5, True, ["a", "b"], "x" * 40_000, float("nan")), (None,) * 8]
    assert write_xlsx(tuple("abcdefgh"), rows, target) == (2, 1)
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=cmd()|" in sheet
    assert str(2**60) in sheet
    assert "<v>46083.5</v>" in sheet  # noon of 2 March 2026 in days since 1900


@pytest.mark.parametrize(
    ("name", "form"), [("a.CSV", "csv"), ("a.ndjson", "jsonl"), ("a.xlsx", "xlsx"), ("b.md", "md"), (None, "table")]
)
def test_a_files_ending_tells_the_form(tmp_path, name, form):
    assert chosen(None, name and tmp_path / name) == form


@pytest.mark.parametrize("name", ["a.txt", "a", "a.csv.gz", ".csv"])
def test_an_ending_that_tells_no_form_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="tells no form"):
        chosen(None, tmp_path / name)
    assert chosen("csv", tmp_path / name) == "csv"


@pytest.mark.edge
@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "parquet", "xlsx", "md"])
def test_every_form_is_written_whole_and_told(home, tmp_path, ending, capsys):
    target = tmp_path / f"answer.{ending}"
    session = Session(home)
    session.into(target, None)
    session.do("SELECT id, title FROM articles ORDER BY id")
    assert capsys.readouterr().err == f"2 rows in {target}\n"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert session.once is None


@pytest.mark.edge
def test_a_refused_ending_leaves_no_file(home, tmp_path):
    with pytest.raises(UsageError, match="tells no form"):
        call("sql", "SELECT 1", "-o", str(tmp_path / "x.txt"))
    assert list(tmp_path.iterdir()) == []


# --- dot commands --------------------------------------------------------------------------------


@pytest.mark.edge
def test_dot_commands_are_obeyed_one_shot_quoted_or_not_and_from_a_pipe(home):
    quoted = call("sql", ".schema articles")
    assert "headline as the page has it" in quoted
    assert call("sql", ".schema", "articles") == quoted == call("sql", stdin=".schema articles\n")
    assert "outlet_health" in call("sql", ".tables")
    assert "store.articles" not in call("sql", ".tables")
    assert "store.articles" in call("sql", ".tables all")
    assert "lead_outlet" in call("sql", ".schema")


@pytest.mark.edge
@pytest.mark.edge
def test_a_file_of_questions_is_read_in_order(home, tmp_path, capsys):
    (tmp_path / "inner.sql").write_text(".mode csv\nSELECT 2 AS two;\n")
    (tmp_path / "outer.sql").write_text(f"\n.read {tmp_path}/inner.sql\nSELECT 1\n  AS one;\n\nSELECT 3 AS three")
    Session(home).do(f".read {tmp_path}/outer.sql")
    assert capsys.readouterr().out == "two\n2\none\n1\nthree\n3\n"


@pytest.mark.edge
def test_several_questions_may_come_on_standard_input(home):
    assert call("sql", "-f", "csv", stdin="SELECT 1 AS a;\nSELECT 2 AS b;\n") == "a\n1\nb\n2\n"


@pytest.mark.edge
def test_mode_rows_once_and_timer_are_kept_for_what_follows(home, tmp_path, capsys):
    session = Session(home)
    for line in (".mode jsonl", ".timer on", f".once {tmp_path}/x.csv", "SELECT 1 AS n;", "SELECT 2 AS n;"):
        session.do(line)
    told = capsys.readouterr()
    assert told.out == '{"n": 2}\n'
    assert (tmp_path / "x.csv").read_text() == "n\n1\n"
    assert told.err.count(" s)") == 2
    session.do(".mode line")
    session.do(".rows 1")
    session.do("SELECT unnest([1, 2]) AS n;")
    assert "(1 more row" in capsys.readouterr().out


@pytest.mark.edge
@pytest.mark.parametrize(
    ("line", "told"),
    [
        (".nonsense", "is not a command"),
        (".schema nowhere", "is no view or table"),
        (".mode xlsx", "is not known"),
        (".once", "needs a file"),
        (".once a.doc", "tells no form"),
        (".once /nowhere/a.csv", "folder does not exist"),
        (".read /nowhere.sql", "cannot be read"),
        (".read", "needs a file"),
        (".rows many", "needs a number"),
        (".limit -1", "needs a number"),
        (".timer", "is not known"),
    ],
)
def test_a_mistaken_command_is_told_with_what_to_do(home, line, told):
    with pytest.raises(CopydeskError, match=told) as error:
        Session(home).do(line)
    assert error.value.remedy


@pytest.mark.edge
def test_a_file_that_reads_itself_is_told(home, tmp_path):
    (tmp_path / "x.sql").write_text(f".read {tmp_path}/x.sql\n")
    with pytest.raises(UsageError, match="is read by itself"):
        Session(home).do(f".read {tmp_path}/x.sql")


@pytest.mark.edge
def test_a_mistake_at_the_prompt_is_told_and_exit_leaves(home, capsys):
    lines = iter(["SELEC 1;", ".nonsense", ".schema nowhere", "", ".tables", "exit;", ".help"])
    prompt(Session(home), lambda _: next(lines))
    told = capsys.readouterr()
    assert "SELEC" in told.err
    assert ".nonsense: is not a command" in told.err
    assert "nowhere: is no view or table" in told.err
    assert "outlet_health" in told.out
    assert ".quit, exit" not in told.out


def test_lines_are_cut_into_questions_and_commands():
    lines = ["", "SELECT 1", "", "FROM x;", ".tables", "SELECT 2; ", "SELECT 3"]
    assert list(pieces(lines)) == ["SELECT 1\n\nFROM x;", ".tables", "SELECT 2; ", "SELECT 3"]


# --- completion ----------------------------------------------------------------------------------

VIEWS = {"articles": ["id", "title", "url"], "stories": ["id", "headline"]}


@pytest.mark.parametrize(
    ("before", "text", "words"),
    [
        ("", ".s", [".schema"]),
        ("", "sel", ["select"]),
        ("select ti", "", None),
        ("select ", "ti", ["title"]),
        ("select * from ", "", ["articles", "stories"]),
        ("select * from articles join ", "ST", ["stories"]),
        ("from stories where ", "i", ["id", "in", "is null", "ilike"]),
        ("from stories where ", "t", []),
        ("select ", "stories.h", ["stories.headline"]),
        (".schema ", "a", ["articles"]),
        (".mode ", "j", ["json", "jsonl"]),
        (".timer ", "o", ["on", "off"]),
    ],
)
def test_tab_completes_what_fits_there(before, text, words):
    assert words is None or completions(VIEWS, before, text) == words


# --- limits and mistakes -------------------------------------------------------------------------


@pytest.mark.edge
def test_a_question_that_runs_too_long_is_stopped_and_the_limit_told(home):
    with pytest.raises(CopydeskError, match=r"stopped after 0\.3 s") as error:
        call("sql", ENDLESS, "--limit-time", "0.3")
    assert not isinstance(error.value, UsageError)
    assert "--limit-time" in error.value.remedy


@pytest.mark.edge
def test_the_copy_can_be_asked_again_after_a_question_was_stopped(home):
    with asking(home, limit=0.2) as reading:
        with pytest.raises(CopydeskError):
            reading.ask(ENDLESS)
        assert reading.ask("SELECT 42").rows == [(42,)]


@pytest.mark.edge
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("SELECT title FRO articles", ("syntax error", "LINE 1: SELECT title FRO articles", "^")),
        ("SELECT 1 language", ("AS before it",)),
        ("SELECT titel FROM articles", ("titel", "title", "LINE 1")),
        ("pragma create_fts_index('store.articles', 'id', 'title')", ("extension fts", "nothing is downloaded")),
    ],
)
def test_a_mistake_in_a_question_is_told_where_it_stands(home, question, words):
    with pytest.raises(UsageError) as error:
        ask(home, question)
    assert [word for word in words if word not in str(error.value)] == []


@pytest.mark.edge
def test_days_and_times_are_in_the_zone_of_the_settings(home, monkeypatch):
    monkeypatch.setenv("COPYDESK_TIMEZONE", "Asia/Shanghai")
    asked = "SELECT TIMESTAMPTZ '2026-03-02 20:00:00+00' AS t, t::DATE AS day"
    assert call("sql", "-f", "csv", asked) == "t,day\n2026-03-03T04:00:00+08:00,2026-03-03\n"


@pytest.fixture
def yesterday(tmp_path, monkeypatch):
    """A home with a state of yesterday, of no article, and a copy of now with one."""
    house, now = Warehouse(tmp_path), datetime.now(UTC)
    before = (now - timedelta(days=1)).timestamp()
    os.utime(publish(house), (before, before))
    with house.writing() as con:
        store_visit(con, visit(1, "a"))
    publish(house)
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    return datetime.fromtimestamp(before, UTC)


@pytest.mark.edge
@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y-%m-%dT23:59", "%Y-%m-%dT23:59:59+00:00"])
def test_an_older_state_is_asked_by_its_day(yesterday, form):
    question = ("sql", "select count(*) as n from articles", "-f", "csv")
    assert call(*question) == "n\n1\n"
    assert call(*question, "--at", yesterday.strftime(form)) == "n\n0\n"


@pytest.mark.edge
@pytest.mark.parametrize("said", ["yesterday", "2026-13-01", "1"])
def test_a_day_that_is_none_is_told(yesterday, said):
    with pytest.raises(UsageError, match="is no day"):
        call("sql", "select 1", "--at", said)


@pytest.mark.edge
def test_a_day_before_all_that_is_kept_is_told(yesterday):
    with pytest.raises(UsageError, match="no state of that time is kept; the oldest is of"):
        call("sql", "select 1", "--at", "2020-01-01")


@pytest.mark.edge
def test_a_day_of_texts_that_is_missing_is_named_once_and_the_rest_answers(yesterday, tmp_path):
    day = next((tmp_path / "bodies").glob("2*.parquet"))
    day.unlink()
    done = called("sql", "-", stdin="select count(*) as n from articles; \nselect count(*) as m from texts;\n")
    assert done.stderr.count(f"copydesk: the texts of {day.stem} are not there, the rest answers") == 1
    assert [line.strip() for line in done.stdout.splitlines() if line.strip().isdigit()] == ["1", "0"]


@pytest.mark.edge
def test_a_file_of_questions_is_asked_in_the_form_that_is_wanted(home, tmp_path):
    file = tmp_path / "my questions.sql"
    file.write_text("select count(*) as n\nfrom articles;\nselect 'b' as letter;\n", "utf-8")
    assert call("sql", "--file", str(file), "-f", "csv") == "n\n2\nletter\nb\n"


@pytest.mark.edge
def test_a_file_and_a_question_are_not_asked_together(home, tmp_path):
    with pytest.raises(UsageError, match="are two"):
        call("sql", "--file", str(tmp_path / "q.sql"), "select 1")


@pytest.mark.edge
def test_a_question_that_runs_long_tells_how_far_it_is(home, monkeypatch):
    heard = []
    monkeypatch.setattr(reading_watch, "FIRST", 0.05)
    stopped = pytest.raises(CopydeskError, match=r"stopped after 0\.5 s")
    with asking(home, limit=0.5, tell=lambda *told: heard.append(told)) as reading, stopped:
        reading.ask(ENDLESS)
    assert heard
    assert all(0.05 <= seconds <= 5 for seconds, _ in heard)
