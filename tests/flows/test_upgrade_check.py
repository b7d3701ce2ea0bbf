"""What `copydesk upgrade-check` says before a new version is started; it changes nothing."""

import json
import os
import re
import shutil
from datetime import UTC, datetime

import duckdb
import pytest

from flows.crawl_steps.lock import alone, crawler
from flows.jobs.service import upgrade
from flows.jobs.service.hold import held
from flows.jobs.service.upgrade import Finding, Upgrade, upgrade_check
from flows.settings import Settings
from tests.support.crawling import copydesk
from tests.support.first_release import build
from tests.support.stored import NOON, store_visit, visit
from warehouse.backup_files import room_of
from warehouse.db import FILE_NAME, Warehouse
from warehouse.runs import start_run
from warehouse.upgrade import Stored

NOBODY = 9  # a port at which no server answers


def settings(home, **more):
    return Settings(_env_file=None, home=home, **more)


def said(found, state):
    return {each.what: each.said for each in found.findings if each.state == state}


def stored(**more):
    return Stored(**({"name": "f", "bytes": 1_000_000, "format": "DuckDB", "schema": 23, "pending": ()} | more))


def test_only_what_must_be_mended_first_stands_in_the_way():
    assert Upgrade("1.0", (Finding("rules", "note", "…"), Finding("crawl", "ok", "…"))).ready
    assert not Upgrade("1.0", (Finding("rules", "note", "…"), Finding("crawl", "stop", "…"))).ready


@pytest.mark.parametrize(
    ("found", "state", "what", "words"),
    [
        ({"pending": ("0024_flow_runs",)}, "note", "migrations", "pending, applied at the first start: 0024_flow_runs"),
        (
            {"pending": ("0024_flow_runs",), "bytes": 10**15},
            "stop",
            "backup",
            "let COPYDESK_BACKUP_DIR name",
        ),
        ({"pending": ("0024_flow_runs",), "is_lake": True}, "note", "backup", "pg_dump"),
        ({"rules": {"5": 1_200, "6": 3}}, "note", "rules", r"1,200 by rules 5.*upkeep redecide"),
        ({"programs": (("m2", "0.0.9", NOON),)}, "note", "workers", "m2 last ran copydesk 0.0.9"),
        ({"programs": ()}, "ok", "workers", "or did not say"),
    ],
)
def test_each_finding_says_what_it_is_and_what_to_do(tmp_path, monkeypatch, found, state, what, words):
    monkeypatch.setattr(upgrade, "stored", lambda _: stored(**found))
    monkeypatch.setattr(upgrade, "_deployments", lambda *_: [])
    told = said(upgrade_check(settings(tmp_path), NOBODY), state)
    assert re.search(words, told[what]), told


@pytest.mark.parametrize("usage", [(0, 0, 0), OSError("no such call")])
def test_a_disk_that_does_not_tell_its_room_stands_in_nobodys_way(tmp_path, monkeypatch, usage):
    """Neither here nor for the migration itself, which asks the same."""

    def asked(_):
        if isinstance(usage, OSError):
            raise usage
        return shutil._ntuple_diskusage(*usage)

    monkeypatch.setattr(shutil, "disk_usage", asked)
    monkeypatch.setattr(upgrade, "stored", lambda _: stored(pending=("0024_flow_runs",)))
    monkeypatch.setattr(upgrade, "_deployments", lambda *_: [])
    found = upgrade_check(settings(tmp_path, backup_dir=tmp_path / "backups"), NOBODY)
    assert found.ready
    assert "its disk does not tell how much is free" in said(found, "note")["backup"]
    assert room_of(tmp_path) is None


def test_folders_that_cannot_be_written_stand_in_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr(upgrade, "stored", lambda _: stored(pending=("0024_flow_runs",)))
    monkeypatch.setattr(upgrade, "_deployments", lambda *_: [])
    monkeypatch.setattr(upgrade.os, "access", lambda *_: False)
    told = said(upgrade_check(settings(tmp_path, backup_dir=tmp_path / "backups"), NOBODY), "stop")
    assert told == {
        "home": f"{tmp_path} cannot be written. Check whose it is, and whom the service runs as",
        "backup": f"{tmp_path / 'backups'} cannot be written. "
        "Check whose it is, or let COPYDESK_BACKUP_DIR name another folder",
    }


def test_a_crawl_and_copydesk_up_are_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(upgrade, "_deployments", lambda *_: [])
    assert crawler(tmp_path) == ""
    with alone(tmp_path), held(tmp_path / "prefect", 4300):
        told = said(upgrade_check(settings(tmp_path), NOBODY), "stop")
    assert f"is being crawled by process {os.getpid()}" in told["crawl"]
    assert f"process {os.getpid()}" in told["service"]
    assert "`copydesk down`" in told["service"]
    assert upgrade_check(settings(tmp_path), NOBODY).ready


@pytest.mark.edge
def test_the_first_releases_file_is_looked_at_and_left_as_it_is(tmp_path):
    path = build(tmp_path / FILE_NAME)
    before = path.read_bytes()
    env = {"PATH": os.environ["PATH"], "COPYDESK_HOME": str(tmp_path), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = copydesk(env, "upgrade-check", "--port", str(NOBODY), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ready"]) == (0, True), done.stderr
    found = {each["what"]: each["said"] for each in told["findings"]}
    assert "0008_tags" in found["migrations"]
    assert "1 by rules 2" in found["rules"]
    assert "read by DuckDB v1.5.5" in found["file"]
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == [FILE_NAME]


@pytest.mark.edge
def test_a_newer_file_and_one_that_is_held_stand_in_the_way(house):
    with house.writing() as con:
        store_visit(con, visit(1, "abc"), NOON)
        start_run(con, "crawl", datetime.now(UTC))
        con.execute("UPDATE runs SET program = '0.0.1', host = 'elsewhere' WHERE program IS NOT NULL")
    assert "elsewhere last ran copydesk 0.0.1" in said(upgrade_check(settings(house.home), NOBODY), "note")["workers"]
    with duckdb.connect(str(house.path)) as con:
        con.execute("INSERT INTO migrations (number, name) VALUES (9999, '9999_later')")
    env = {"PATH": os.environ["PATH"], "COPYDESK_HOME": str(house.home), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = copydesk(env, "upgrade-check", "--port", str(NOBODY))
    assert done.returncode == 1
    assert "! warehouse: " in done.stdout
    assert "is newer than this program (it has migration 9999" in done.stdout
    assert "must wait" in done.stdout
    with duckdb.connect(str(house.path)):
        assert "is held by" in copydesk(env, "upgrade-check", "--port", str(NOBODY)).stdout
    assert Warehouse(house.home).exists()
