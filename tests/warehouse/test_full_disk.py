"""A disk that is really full, at each kind of work: one clear line, nothing stored is lost; with room it goes on."""

import json
import os

import pytest

from tests.newsroom.serve import OUTLETS, newsroom
from tests.support.crawling import copydesk, environment
from tests.support.digestworld import World, stories
from tests.support.first_release import build
from tests.support.small_disk import needs_root, small_disk
from tests.support.stored import NOON, store_visit, visit
from warehouse.backup_files import counted
from warehouse.backups import back_up
from warehouse.db import FILE_NAME, Warehouse, connect
from warehouse.reading_copy import publish
from warehouse.upkeep import check

pytestmark = [pytest.mark.slow, needs_root]


@pytest.fixture
def disk(tmp_path):
    """A folder on a disk of 96 MB."""
    with small_disk(tmp_path, 96) as disk:
        yield disk


def fill(disk, but):
    """Leave only so many bytes."""
    free = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - but)))


def archive(folder):
    lines = [
        {"url": f"https://wire.example/{n}", "text": os.urandom(40_000).hex(), "date": "2026-03-02"} for n in range(9)
    ]
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return str(path)


WORKS = {
    "import": ("import", "articles", "ARCHIVE", "--quiet"),
    "publish": ("upkeep", "publish", "--fresh"),
    "compact": ("upkeep", "compact", "--force"),
    "backup": ("upkeep", "backup"),
    "restore": ("upkeep", "restore", "latest"),
    "migrate": ("upkeep", "check"),
    "crawl": ("crawl", "--json"),
    "digest": ("digest", "--json"),
    "export": ("export", "FOLDER"),
}
ROOM = {"migrate": 0, "digest": 0, "export": 20_000}  # bytes that are left; a digest and an export are small
TOLD = {"migrate": "a backup is made, which needs"}  # before anything is written


def stock(name, home):
    """What was there before the disk was full."""
    if name == "migrate":
        build(home / FILE_NAME)
        return
    if name == "digest":
        stories(World(home), 6)
    else:
        with Warehouse(home).writing() as con:
            store_visit(con, visit(1, range(40)), NOON)
    publish(Warehouse(home))
    back_up(Warehouse(home), home / "backups", NOON)


@pytest.mark.parametrize("name", WORKS)
def test_a_full_disk_is_one_clear_line_and_costs_nothing_stored(disk, tmp_path, name):
    home = disk / "var"
    home.mkdir()
    stock(name, home)
    before = rows(home)
    fill(disk, ROOM.get(name, 200_000))
    given = {"ARCHIVE": archive(tmp_path), "FOLDER": str(disk / "exported")}
    words = [given.get(word, word) for word in WORKS[name]]
    with newsroom() as (address, _):
        env = environment(address, home, COPYDESK_OUTLETS=str(OUTLETS))
        _and_with_room_it_goes_on(disk, home, before, words, env, TOLD.get(name, "the disk is full"))


def _and_with_room_it_goes_on(disk, home, before, words, env, told):
    done = copydesk(env, *words)
    assert done.returncode == 1, done.stdout
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
    (disk / "filler").unlink()
    after = rows(home)
    assert {table: after[table] for table in ("articles", "bodies", "leads")} == {
        table: before[table] for table in ("articles", "bodies", "leads")
    }
    again = copydesk(env, *words, timeout=400)
    assert again.returncode == 0, again.stderr
    assert check(Warehouse(home)) == ()
    assert not [path.name for path in disk.rglob("*") if ".tmp" in path.name or "rewritten" in path.name]


def rows(home):
    with connect(home / FILE_NAME) as con:
        return counted(con)
