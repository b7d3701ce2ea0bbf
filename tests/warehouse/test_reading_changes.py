"""The reading copy brought up to date shows what one made anew shows, and nobody who reads is disturbed."""

import os
import random
import re
import subprocess
import sys
from datetime import timedelta

import duckdb
import pytest

from tests.support.paths import ROOT
from tests.support.stored import NOON, lead, store_visit, visit
from warehouse import reading_base, reading_changes, reading_copy
from warehouse.db import HERE, Warehouse
from warehouse.reading_base import SPARE_NAME
from warehouse.reading_copy import READING_NAME, ask, asking, publish
from warehouse.upkeep import prune

pytestmark = pytest.mark.edge


@pytest.fixture
def warehouse(tmp_path, monkeypatch):
    """A warehouse published twice, so that there is a spare, which may be used at once."""
    monkeypatch.setattr(reading_base, "RESTS", 0.0)
    warehouse = Warehouse(tmp_path / "var", wait=0.3)
    store(warehouse, 1, range(3))
    publish(warehouse, NOON)
    publish(warehouse, NOON)
    return warehouse


def store(warehouse, run, numbers, **parts):
    with warehouse.writing() as con:
        return store_visit(con, visit(run, numbers, **parts), NOON)


def do(warehouse, sql, **asked):
    with warehouse.writing() as con:
        con.execute(sql, asked or None)


def shown(path):
    """Every table of a reading copy, its rows in order; what it says of itself is left out."""
    with duckdb.connect(str(path), read_only=True) as con:
        asked = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'"
        names = {name for (name,) in con.execute(asked).fetchall()} - {"reading_copy", "text_days"}
        return {name: sorted(map(repr, con.execute(f"SELECT * FROM store.{name}").fetchall())) for name in names}


def made_anew(warehouse):
    """What a copy made anew shows."""
    path = warehouse.home / "anew" / READING_NAME
    path.parent.mkdir(exist_ok=True)
    with warehouse.reading() as con:
        reading_copy._Copy(con, reading_changes.tables(con), NOON, {}, {}).made_anew(path)
    return shown(path)


def times(warehouse):
    """How often the copy was brought up to date since it was made anew."""
    with duckdb.connect(str(warehouse.home / READING_NAME), read_only=True) as con:
        return con.execute("SELECT times FROM publishing.made").fetchone()[0]


CHANGES = {
    "articles": "INSERT INTO articles (id, key, title) SELECT max(id) + 1, 'k' || max(id), 'new' FROM articles",
    "a thousand articles": "INSERT INTO articles (id, key) SELECT last + i, 'k' FROM range(1, 1200) r(i), "
    "(SELECT max(id) AS last FROM articles)",
    "a lead is closed": "UPDATE leads SET outcome = 'gone', attempts = attempts + 1 WHERE key LIKE '%open%'",
    "topics": "INSERT INTO topic_verdicts (article_id, topic, why) SELECT id, 'ai', ['x'] FROM articles",
    "decided anew": "DELETE FROM topic_verdicts WHERE article_id % 3 = 0",
    "a story opens": "INSERT INTO stories (id, headline) SELECT coalesce(max(id), 0) + 1, 'h' FROM stories",
    "a story moves on": "UPDATE stories SET headline = headline || '!' WHERE random() > .5",
    "a story is counted": "UPDATE stories SET independent = coalesce(independent, 0) + 1",
    "a verdict without an article": "INSERT INTO copy_verdicts (article_id, kind) VALUES (NULL, 'near')",
    "twice the same row": "INSERT INTO openness (article_id, model) VALUES (1, 'Heron'), (1, 'Heron')",
    "one of them goes": "DELETE FROM openness",
    "an outlet is renamed": "UPDATE outlets SET name = name || 'x'",
    "a run ends": "UPDATE runs SET status = 'ok'",
    "nothing": "SELECT 1",
}  # fmt: skip


def test_whatever_changes_the_copy_shows_what_one_made_anew_shows(warehouse):
    draw = random.Random(7)
    store(warehouse, 2, range(9), leads=(lead("open"),))
    for step in range(40):
        for what in draw.sample(list(CHANGES), draw.randint(1, 3)):
            do(warehouse, CHANGES[what])
        publish(warehouse, NOON + timedelta(hours=step))
        assert shown(warehouse.home / READING_NAME) == made_anew(warehouse)
        assert ask(warehouse.home, "FROM reading_copy").rows == [(NOON + timedelta(hours=step),)]
    assert times(warehouse) >= 10  # of each of the two files


def test_only_what_changed_is_written(warehouse):
    with duckdb.connect(str(warehouse.home / READING_NAME), read_only=True) as con:
        before = con.execute("SELECT rowid, id FROM store.articles").fetchall()
    do(warehouse, "UPDATE stories SET headline = 'x'")
    publish(warehouse, NOON)
    publish(warehouse, NOON)
    with duckdb.connect(str(warehouse.home / READING_NAME), read_only=True) as con:
        assert con.execute("SELECT rowid, id FROM store.articles").fetchall() == before


def test_rows_pruned_from_what_only_grows_make_the_copy_anew(warehouse):
    store(warehouse, 2, (10,))
    publish(warehouse, NOON)
    publish(warehouse, NOON)
    do(warehouse, "UPDATE fetches SET fetched_at = $then WHERE run_id = 1", then=NOON - timedelta(days=400))
    assert prune(warehouse, NOON) == 3
    publish(warehouse, NOON)
    assert ask(warehouse.home, "SELECT count(*) FROM fetches").rows == [(1,)]
    assert times(warehouse) == 0


def test_queries_change_no_row_but_where_the_copy_looks_for_it():
    """Nothing updates what only grows, and every update of a table with stamps changes one of them."""
    updates = {}
    for file in (HERE / "queries").glob("*.sql"):
        text = re.sub(r"--.*", "", file.read_text("utf-8"))
        for table, columns in re.findall(r"\bUPDATE\s+(\w+)\s+SET\s(.*?)(?:\bFROM\b|\bWHERE\b|\Z)", text, re.DOTALL):
            updates.setdefault(table, []).append(set(re.findall(r"(\w+)\s*=(?!=)", columns)))
        if found := re.search(r"MERGE\s+INTO\s+(\w+)", text):
            updates.setdefault(found[1], []).append({"merged"})
    assert not reading_changes.GROWN & updates.keys()
    for table, stamps in reading_changes.STAMPS.items():
        assert updates[table]
        assert all(changed & set(stamps) for changed in updates[table])


def test_a_view_of_an_older_program_does_not_stay(warehouse, monkeypatch):
    definitions = reading_copy._definitions
    monkeypatch.setattr(
        reading_copy,
        "_definitions",
        lambda places: definitions(places) | {"views/old.sql": "CREATE VIEW old AS SELECT 1"},
    )
    publish(warehouse, NOON)
    publish(warehouse, NOON)
    assert ask(warehouse.home, "FROM old").rows == [(1,)]
    monkeypatch.undo()
    publish(warehouse, NOON)
    assert "old" not in {name for (name,) in ask(warehouse.home, "SELECT view_name FROM duckdb_views()").rows}


def test_a_changed_view_is_made_anew_in_place(warehouse, monkeypatch):
    definitions = reading_copy._definitions
    monkeypatch.setattr(
        reading_copy,
        "_definitions",
        lambda places: definitions(places) | {"views/runs.sql": "CREATE OR REPLACE VIEW runs AS SELECT 77 AS id"},
    )
    publish(warehouse, NOON)
    assert ask(warehouse.home, "FROM runs").rows == [(77,)]
    assert times(warehouse) > 0


READER = """
import sys
import duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("SELECT count(*) FROM store.articles").fetchone()[0], flush=True)
sys.stdin.readline()
print(con.execute("SELECT count(*), min(title) FROM store.articles").fetchone(), flush=True)
"""


def test_a_reader_of_the_copy_before_the_last_is_left_alone(warehouse):
    reader = subprocess.Popen([sys.executable, "-c", READER, str(warehouse.home / READING_NAME)], cwd=ROOT, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
    assert reader.stdout.readline() == "3\n"
    for run in range(2, 6):
        store(warehouse, run, (run * 10,))
        publish(warehouse, NOON)
    told, _ = reader.communicate("\n", timeout=60)
    assert told == "(3, 'Weights number 0 are out')\n"
    assert ask(warehouse.home, "SELECT count(*) FROM articles").rows == [(7,)]


def test_a_reader_in_this_process_is_left_alone(warehouse):
    with asking(warehouse.home) as old:
        for run in range(2, 5):
            store(warehouse, run, (run * 10,))
            publish(warehouse, NOON)
        assert old.ask("SELECT count(*), count(DISTINCT title) FROM articles").rows == [(3, 3)]
    assert ask(warehouse.home, "SELECT count(*) FROM articles").rows == [(6,)]


def test_a_second_name_of_an_old_copy_goes_on_showing_it(warehouse):
    kept = warehouse.home / "kept.duckdb"
    os.link(warehouse.home / READING_NAME, kept)
    for run in range(2, 5):
        store(warehouse, run, (run * 10,))
        publish(warehouse, NOON)
    assert len(shown(kept)["articles"]) == 3


def test_a_copy_that_was_replaced_just_now_rests(warehouse, monkeypatch):
    monkeypatch.setattr(reading_base, "RESTS", 600.0)
    spare = (warehouse.home / SPARE_NAME).stat().st_ino
    publish(warehouse, NOON)
    assert (warehouse.home / READING_NAME).stat().st_ino != spare


@pytest.mark.parametrize("name", [SPARE_NAME, READING_NAME])
@pytest.mark.parametrize("spoil", ["cut", "zeros", "another"])
def test_a_damaged_copy_is_replaced_by_one_made_anew(warehouse, name, spoil):
    do(warehouse, CHANGES["a thousand articles"])
    publish(warehouse, NOON)
    publish(warehouse, NOON)
    for path in {warehouse.home / name, warehouse.home / SPARE_NAME}:
        whole = path.read_bytes()
        half = len(whole) // 2
        path.write_bytes(
            {"cut": whole[:half], "zeros": whole[:12_288] + bytes(len(whole) - 12_288), "another": b"x"}[spoil]
        )
    store(warehouse, 3, (30,))
    publish(warehouse, NOON)
    assert shown(warehouse.home / READING_NAME) == made_anew(warehouse)


def test_killed_while_the_spare_is_brought_up_to_date_the_next_publishing_is_right(warehouse):
    for at in ("reading_base.put_in_place", "settle", "copy_changed"):
        store(warehouse, 2, (at,))
        killed = (
            "import os, sys; from pathlib import Path; from warehouse import reading_base, reading_copy;"
            f"reading_base.RESTS = 0; reading_copy.{at} = lambda *given: os._exit(9);"
            "from warehouse.db import Warehouse; reading_copy.publish(Warehouse(Path(sys.argv[1])))"
        )
        ended = subprocess.run([sys.executable, "-c", killed, str(warehouse.home)], cwd=ROOT, check=False)
        assert ended.returncode == 9
        publish(warehouse, NOON)
        assert shown(warehouse.home / READING_NAME) == made_anew(warehouse)


def test_without_links_there_is_no_spare_and_every_copy_is_right(warehouse, monkeypatch):
    monkeypatch.setattr(reading_base.os, "link", lambda *names: (_ for _ in ()).throw(PermissionError))
    (warehouse.home / SPARE_NAME).unlink()
    for run in (2, 3):
        store(warehouse, run, (run * 10,))
        publish(warehouse, NOON)
        assert not (warehouse.home / SPARE_NAME).exists()
        assert shown(warehouse.home / READING_NAME) == made_anew(warehouse)


def test_after_many_times_the_copy_is_made_anew(warehouse, monkeypatch):
    monkeypatch.setattr(reading_changes, "MOST", 2)
    told = []
    for _ in range(6):
        publish(warehouse, NOON)
        told.append(times(warehouse))
    assert max(told) == 2
    assert 0 in told


def test_what_the_copy_says_of_its_texts_is_true_each_time(warehouse):
    for run in (2, 3, 4):
        store(warehouse, run, (run * 10,))
        publish(warehouse, NOON)
        assert ask(warehouse.home, "SELECT sum(texts) FROM store.text_days").rows == [(run + 2,)]
