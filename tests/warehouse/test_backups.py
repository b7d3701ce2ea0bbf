"""Backups are opened and counted, old ones go, and the way back loses nothing."""

import json
import os
import shutil
from datetime import timedelta

import duckdb
import pytest

from desk.errors import UsageError, WarehouseError
from tests.support.stored import NOON, store_visit, visit
from warehouse import backups, db
from warehouse.backup_files import verify
from warehouse.backups import back_up, let_go, named, restore
from warehouse.db import Warehouse, connect
from warehouse.reading_copy import READING_NAME, ask, publish
from warehouse.reading_states import states

pytestmark = pytest.mark.edge
DAY = timedelta(days=1)


@pytest.fixture
def warehouse(house):
    store(house, 1, "abc")
    (house.home / "outlets.yaml").write_text("- id: own\n")
    return house


@pytest.fixture
def folder(house):
    return house.home / "backups"


def store(house, run_id, names):
    with house.writing() as con:
        store_visit(con, visit(run_id, names), NOON)


def articles(house):
    with house.reading() as con:
        return con.execute("SELECT list(right(key, 1) ORDER BY id) FROM articles").fetchone()[0]


def test_a_backup_holds_every_row_of_every_table_and_says_so(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    with warehouse.reading() as con:
        live = {name: len(con.execute(f'FROM "{name}"').fetchall()) for name in made.rows}
    assert made.rows == live
    assert (made.rows["articles"], made.rows["bodies"]) == (3, 3)
    assert backups.backups(folder) == [made]
    assert made.sentence.endswith("3 articles")
    assert sorted(path.name for path in made.folder.iterdir()) == ["backup.json", "copydesk.duckdb", "outlets.yaml"]


def test_a_copy_that_lost_rows_or_blocks_is_found_out(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    with connect(made.file) as con:
        con.execute("DELETE FROM bodies WHERE article_id = 2")
    with pytest.raises(WarehouseError, match="is not what was copied: bodies has 2 rows, not 3"):
        verify(made.file, made.rows)
    whole = bytearray(made.file.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 4096] = b"x" * 4096
    made.file.write_bytes(whole)
    with pytest.raises(WarehouseError):
        verify(made.file, made.rows)


def test_a_backup_that_fails_leaves_nothing_and_the_older_ones(warehouse, folder, monkeypatch):
    kept = back_up(warehouse, folder, NOON)
    monkeypatch.setattr(shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(WarehouseError, match="the disk is full"):
        back_up(warehouse, folder, NOON + DAY)
    assert [path.name for path in folder.iterdir()] == [kept.folder.name]


def test_the_oldest_go_and_a_folder_that_is_no_backup_stays(warehouse, folder):
    for days in range(4):
        back_up(warehouse, folder, NOON + days * DAY)
    (folder / "mine").mkdir()
    assert [each.made for each in let_go(folder, 2)] == [NOON + 2 * DAY, NOON + 3 * DAY]
    assert sorted(path.name for path in folder.iterdir()) == ["20260304T120000Z", "20260305T120000Z", "mine"]


@pytest.mark.parametrize(("name", "day"), [("latest", 3), ("2026-03-02", 2), ("20260302T120000Z", 2), ("2026-03", 3)])
def test_a_backup_is_named_by_its_day_or_as_the_latest(warehouse, folder, name, day):
    for days in range(2):
        back_up(warehouse, folder, NOON + days * DAY)
    assert named(folder, name).made.day == day


def test_a_name_that_no_backup_has_is_told_with_those_there_are(warehouse, folder):
    with pytest.raises(UsageError, match=r"there is no backup latest.*copydesk upkeep backup"):
        named(folder, "latest")
    back_up(warehouse, folder, NOON)
    for name in ("2026-03-03", "", "-"):
        with pytest.raises(UsageError, match="There are 20260302T120000Z"):
            named(folder, name)


def test_what_is_restored_is_what_was_backed_up_and_what_stood_there_is_a_home_of_its_own(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    store(warehouse, 2, "de")
    publish(warehouse)
    aside = restore(warehouse, made, NOON + DAY)
    publish(warehouse, fresh=True)
    assert articles(warehouse) == ["a", "b", "c"]
    assert articles(Warehouse(aside)) == ["a", "b", "c", "d", "e"]
    assert ask(aside, "SELECT count(*) FROM texts").rows == [(5,)]


def test_ids_that_are_given_again_after_restoring_have_their_own_texts_and_words(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    store(warehouse, 2, ["old"])
    publish(warehouse)
    restore(warehouse, made, NOON + DAY)
    store(warehouse, 3, ["new"])
    publish(warehouse, fresh=True)
    said = "SELECT url, text FROM articles JOIN texts ON article_id = id WHERE id = 4"
    assert [("new" in url, "new" in text) for url, text in ask(warehouse.home, said).rows] == [(True, True)]
    assert ask(warehouse.home, "SELECT id FROM search('new')").rows == [(4,)]
    assert ask(warehouse.home, "SELECT id FROM search('old')").rows == []


def test_states_of_a_time_after_the_backup_move_aside(warehouse, folder):
    def state(days):
        path = publish(warehouse)
        os.utime(path, ((NOON + days * DAY).timestamp(),) * 2)

    state(-1)
    state(2)
    publish(warehouse)
    assert len(states(warehouse.home)) == 2
    aside = restore(warehouse, back_up(warehouse, folder, NOON), NOON + 3 * DAY)
    assert [each.published for each in states(warehouse.home)] == [NOON - DAY]
    assert [each.published for each in states(aside)] == [NOON + 2 * DAY]


@pytest.mark.parametrize("damage", [b"", b"not any more", None])
def test_a_damaged_or_lost_file_is_restored(warehouse, folder, damage):
    made = back_up(warehouse, folder, NOON)
    if damage is None:
        warehouse.path.unlink()
    else:
        warehouse.path.write_bytes(damage)
    aside = restore(warehouse, made, NOON)
    assert articles(warehouse) == ["a", "b", "c"]
    assert (aside is None) == (damage is None)
    if aside:
        assert (aside / "copydesk.duckdb").read_bytes() == damage


def test_a_restore_killed_before_its_last_step_is_taken_back_at_the_next_start(warehouse, folder):
    made = back_up(warehouse, folder, NOON - DAY)
    os.utime(publish(warehouse), (NOON.timestamp(),) * 2)
    publish(warehouse)  # keeps a state of noon
    backups._put_aside(warehouse, made, NOON)
    assert not (warehouse.home / READING_NAME).exists()
    db._cleared.discard(warehouse.home)
    assert articles(warehouse) == ["a", "b", "c"]
    assert ask(warehouse.home, "SELECT count(*) FROM texts JOIN search('weights') ON article_id = id").rows == [(3,)]
    assert len(states(warehouse.home)) == 1
    assert list(warehouse.home.glob("before-restore-*")) == []


@pytest.mark.parametrize("at", ["verify", "rename"])
def test_a_restore_that_breaks_off_leaves_the_live_file(warehouse, folder, monkeypatch, at):
    made = back_up(warehouse, folder, NOON)
    store(warehouse, 2, "d")
    publish(warehouse)
    broken = {"verify": (backups, "verify"), "rename": (backups, "_put_aside")}[at]
    monkeypatch.setattr(*broken, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        restore(warehouse, made, NOON)
    assert articles(warehouse) == ["a", "b", "c", "d"]
    assert not list(warehouse.home.glob("*restored*"))


def test_a_backup_newer_than_the_program_is_refused_before_anything_moves(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    with connect(made.file) as con:
        con.execute("INSERT INTO migrations (number, name) VALUES (9001, 'from the future')")
    with pytest.raises(WarehouseError, match="newer than this program"):
        restore(warehouse, made, NOON)
    assert articles(warehouse) == ["a", "b", "c"]
    assert (warehouse.home / READING_NAME).exists() is False


def test_a_strange_file_in_place_of_a_backup_is_refused(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    made.file.unlink()
    with duckdb.connect(str(made.file)) as con:
        con.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(WarehouseError, match="not copydesk's"):
        restore(warehouse, made, NOON)


def test_lists_of_one_s_own_come_back_where_the_home_has_none(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    (warehouse.home / "outlets.yaml").unlink()
    restore(warehouse, made, NOON)
    assert (warehouse.home / "outlets.yaml").read_text() == "- id: own\n"
    (warehouse.home / "outlets.yaml").write_text("- id: later\n")
    restore(warehouse, made, NOON + DAY)
    assert (warehouse.home / "outlets.yaml").read_text() == "- id: later\n"


def test_a_folder_of_backups_that_is_a_file_is_told(warehouse, folder):
    folder.write_text("in the way")
    with pytest.raises(WarehouseError, match=r"backups: is a file, not a folder.*Move it away"):
        back_up(warehouse, folder, NOON)


def test_nothing_is_backed_up_where_nothing_is(tmp_path):
    with pytest.raises(WarehouseError, match="there is no warehouse yet"):
        back_up(Warehouse(tmp_path / "none"), tmp_path / "b", NOON)
    assert not (tmp_path / "none").exists()


def test_a_record_that_cannot_be_read_is_no_backup(warehouse, folder):
    made = back_up(warehouse, folder, NOON)
    (made.folder / "backup.json").write_text(json.dumps({"made": "yesterday"}))
    assert backups.backups(folder) == []
