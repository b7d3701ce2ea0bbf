"""A warehouse goes out as Parquet and comes back the same, or not at all."""

import json
import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime

import duckdb
import pytest
from typer.testing import CliRunner

from desk.errors import BusyError, UsageError, WarehouseError
from flows.cli import build
from flows.crawl_steps.lock import alone
from flows.jobs.archive.export import export, import_export
from flows.jobs.archive.import_archive import columns_of, import_table
from flows.settings import Settings
from tests.support.copytexts import REPORT, SPUN, UNRELATED
from tests.support.paths import ROOT
from warehouse.db import FILE_NAME, connect
from warehouse.export import MANIFEST, newest, write_tables
from warehouse.export_loading import load
from warehouse.migrate import migrate
from warehouse.reading_copy import ask

pytestmark = pytest.mark.edge

NOW = datetime(2026, 11, 30, 5, tzinfo=UTC)
ROWS = [
    {"url": "https://wire.example/1", "title": "Report", "text": REPORT, "date": "2026-03-02T08:00:00Z"},
    {"url": "https://spin.example/1", "title": "Spun", "text": SPUN, "date": "2026-03-03T08:00:00Z"},
    {"url": "https://ferry.example/1", "title": "Ferry", "text": UNRELATED, "date": "2026-03-02T12:00:00Z"},
]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    """A home with three articles, one of them a copy, and a word of the user's own."""
    folder = tmp_path_factory.mktemp("stocked")
    table = folder / "rows.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    settings = Settings(home=folder / "var", encoder="none", workers=0)
    import_table(settings, table, columns_of(table, {}), lambda progress: None)
    (settings.home / "names.yaml").write_text("names: []\n", "utf-8")
    return settings


@pytest.fixture
def exported(stocked, tmp_path):
    folder = tmp_path / "out" / "export"
    export(stocked, folder, NOW)
    return folder


@pytest.fixture
def elsewhere(stocked, tmp_path):
    return stocked.model_copy(update={"home": tmp_path / "elsewhere"})


def content(home):
    """Rows of every table, in their order, as numbers that change with any of them."""
    with connect(home / FILE_NAME, read_only=True) as con:
        names = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {
            name: con.execute(f'SELECT list(hash(t) ORDER BY rowid) FROM "{name}" AS t').fetchone()
            for name in names
            if name != "migrations"
        }


def test_what_goes_out_comes_back_row_by_row_in_its_order(stocked, exported, elsewhere):
    before = content(stocked.home)
    import_export(elsewhere, exported)
    assert content(elsewhere.home) == before
    assert before["articles"] != ([],)
    assert ask(elsewhere.home, "SELECT outlet, kind FROM copies").rows == [("spin.example", "spun")]
    assert ask(elsewhere.home, "SELECT count(*) FROM bodies").rows == [(3,)]
    assert (elsewhere.home / "names.yaml").read_text("utf-8") == "names: []\n"


def test_the_manifest_tells_every_table_and_column(exported):
    told = json.loads((exported / MANIFEST).read_text("utf-8"))
    articles = next(table for table in told["tables"] if table["name"] == "articles")
    assert articles["rows"] == 3
    assert {"name": "published", "type": "TIMESTAMP WITH TIME ZONE"}.items() <= articles["columns"][6].items()
    assert told["migration"] == newest()
    files = {file.stem for file in exported.glob("*.parquet")}
    assert files == {table["name"] for table in told["tables"]}
    assert duckdb.sql(f"SELECT count(*) FROM '{exported}/articles.parquet'").fetchall() == [(3,)]


def test_an_older_export_is_replaced_and_nothing_else_is(stocked, exported, tmp_path):
    (exported / "old.parquet").write_text("x")
    export(stocked, exported, NOW)
    assert not (exported / "old.parquet").exists()
    assert [entry.name for entry in exported.parent.iterdir()] == ["export"]
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        export(stocked, own, NOW)
    with pytest.raises(UsageError, match="is a file"):
        export(stocked, own / "thesis.txt", NOW)
    assert (own / "thesis.txt").read_text() == "mine"


def test_an_export_that_was_killed_leaves_the_older_one(stocked, exported):
    before = sorted(file.name for file in exported.iterdir())
    killed = subprocess.run([sys.executable, "-c", KILL, str(stocked.home), str(exported)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not exported.exists()  # killed between two renames: the worst moment
    with pytest.raises(WarehouseError, match="nothing to export"):
        export(stocked.model_copy(update={"home": stocked.home / "none"}), exported, NOW)
    export(stocked, exported, NOW)
    assert sorted(file.name for file in exported.iterdir()) == before
    assert [entry.name for entry in exported.parent.iterdir()] == ["export"]


KILL = """
import os, pathlib, signal, sys
from datetime import UTC, datetime
from flows.jobs.archive import export
from flows.settings import Settings
home, folder = map(pathlib.Path, sys.argv[1:])
rename = pathlib.Path.rename
def killed(self, target):
    made = rename(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
pathlib.Path.rename = killed
export.export(Settings(home=home, encoder="none"), folder, datetime.now(UTC))
"""


def test_a_home_that_has_a_warehouse_is_refused_and_stays(stocked, exported):
    before = content(stocked.home)
    with pytest.raises(WarehouseError, match="there is a warehouse already"):
        import_export(stocked, exported)
    assert content(stocked.home) == before


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / MANIFEST).unlink(), "is no export"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "cannot be read"),
        (lambda folder: (folder / MANIFEST).write_text('{"tables": 3}'), "cannot be read"),
        (lambda folder: (folder / "articles.parquet").unlink(), r"articles\.parquet: cannot be read"),
        (lambda folder: (folder / "bodies.parquet").write_bytes(b"PAR1"), r"bodies\.parquet: is not what was exported"),
        (lambda folder: said(folder, migration=newest() + 1), "was made by a newer program"),
        (lambda folder: said(folder, format=2), "was made by a newer program"),
    ],
)
def test_an_export_that_is_not_whole_makes_no_warehouse(exported, elsewhere, spoil, told):
    spoil(exported)
    with pytest.raises(WarehouseError, match=told):
        import_export(elsewhere, exported)
    assert not (elsewhere.home / FILE_NAME).exists()
    assert not list(elsewhere.home.glob("*.new-*")) if elsewhere.home.exists() else True


def said(folder, **changed):
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps(told | changed), "utf-8")


def test_rows_that_are_fewer_than_told_are_noticed(exported, elsewhere):
    told = json.loads((exported / MANIFEST).read_text("utf-8"))
    for table in told["tables"]:
        table["rows"] += table["name"] == "articles"
    (exported / MANIFEST).write_text(json.dumps(told), "utf-8")
    with pytest.raises(WarehouseError, match="should hold 4 rows"):
        import_export(elsewhere, exported)
    assert not (elsewhere.home / FILE_NAME).exists()


def test_an_export_of_an_older_version_is_brought_up_to_date(tmp_path):
    older, folder, home = tmp_path / "old.duckdb", tmp_path / "export", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    with connect(older) as con:
        migrate(con, older, up_to=5)
        con.execute("INSERT INTO articles BY NAME SELECT 1 AS id, 'k' AS key, 'Old' AS title")
        con.execute("INSERT INTO openness BY NAME SELECT 1 AS article_id, 'Heron' AS model, 'stated' AS claim")
        made = write_tables(con, folder, "copydesk 0", NOW)
    assert made.migration == 5
    load(folder, made, home)
    with connect(home / FILE_NAME) as con:
        assert con.execute("SELECT max(number) FROM migrations").fetchone() == (newest(),)
        assert con.execute("SELECT title, model FROM articles JOIN openness ON article_id = id").fetchall() == [
            ("Old", "Heron")
        ]


def test_a_full_disk_leaves_the_older_export_and_no_half_warehouse(stocked, exported, elsewhere):
    before = {file.name: file.read_bytes() for file in exported.iterdir()}
    for command in ("export", "import"):
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", command, str(exported)],
            cwd=ROOT,
            env={
                **os.environ,
                "COPYDESK_HOME": str(stocked.home if command == "export" else elsewhere.home),
                "COPYDESK_ENCODER": "none",
            },
            preexec_fn=full_disk,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "the disk is full" in done.stderr
        assert "Traceback" not in done.stderr
        assert {file.name: file.read_bytes() for file in exported.iterdir()} == before
    assert not (elsewhere.home / FILE_NAME).exists()


def full_disk():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))


def test_neither_goes_beside_a_crawl(stocked, exported, tmp_path):
    with alone(stocked.home):
        with pytest.raises(BusyError):
            export(stocked, tmp_path / "another", NOW)
        with pytest.raises(BusyError):
            import_export(stocked, exported)
    assert not (tmp_path / "another").exists()


def test_the_commands_say_what_went_and_what_came(stocked, elsewhere, tmp_path, monkeypatch):
    folder = tmp_path / "export"
    monkeypatch.setenv("COPYDESK_HOME", str(stocked.home))
    told = CliRunner().invoke(build(), ["export", str(folder)])
    assert told.output.startswith("3 articles, "), told.output
    assert "and names.yaml" in told.output
    monkeypatch.setenv("COPYDESK_HOME", str(elsewhere.home))
    told = CliRunner().invoke(build(), ["import", str(folder)])
    assert told.exit_code == 0, told.output
    assert "3 articles, " in told.output
    assert ask(elsewhere.home, "SELECT count(*) FROM articles").rows == [(3,)]


def test_a_table_given_as_a_folder_is_told_which_command_takes_it(tmp_path):
    table = tmp_path / "rows.csv"
    table.write_text("url,text\n")
    told = CliRunner().invoke(build(), ["import", str(table)])
    assert "copydesk import articles" in str(told.exception)
    told = CliRunner().invoke(build(), ["import", "artcles"])
    assert "No such command" in told.output
