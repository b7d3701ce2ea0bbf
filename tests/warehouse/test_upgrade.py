"""An older file is kept before it is brought up to date, and the way back to the program that wrote it works."""

import fcntl
import json
import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from desk.errors import WarehouseError
from flows.jobs.upkeep import restore
from flows.settings import Settings
from tests.support.first_release import build
from tests.support.paths import ROOT
from warehouse import backup_files, migrate
from warehouse.backup_files import counted
from warehouse.backups import backups, named
from warehouse.db import FILE_NAME, Warehouse
from warehouse.migrate import newest

pytestmark = pytest.mark.edge
ASK = (
    "import sys, pathlib; from warehouse.db import Warehouse\n"
    "with Warehouse(pathlib.Path(sys.argv[1])).reading() as con:\n"
    "    print(con.execute('SELECT count(*) FROM articles').fetchone()[0])"
)
FIRST = 7  # migrations of the first release


@pytest.fixture
def old(tmp_path):
    """A home as the first release left it."""
    build(tmp_path / FILE_NAME)
    (tmp_path / "outlets.yaml").write_text("- id: own\n")
    return Warehouse(tmp_path)


def schema(path):
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute("SELECT max(number) FROM migrations").fetchone()[0], counted(con)


def touch(warehouse):
    with warehouse.reading():
        pass


def test_it_is_kept_as_it_was_with_its_lists_and_found_by_its_name(old):
    before = schema(old.path)
    assert before[0] == FIRST
    touch(old)
    (kept,) = backups(old.home / "backups")
    assert schema(old.path)[0] == newest()
    assert schema(kept.file) == before
    assert (kept.folder / "outlets.yaml").is_file()
    assert kept.sentence.endswith("as it was before migration 0008_tags")
    assert named(old.home / "backups", kept.folder.name) == kept
    touch(old)
    assert len(backups(old.home / "backups")) == 1, "a file that is up to date is opened, and that is all"


def test_a_new_file_is_no_older_one(tmp_path):
    touch(Warehouse(tmp_path))
    assert not (tmp_path / "backups").exists()


def test_the_backup_goes_where_backups_go(old, tmp_path):
    elsewhere = tmp_path / "other disk"
    touch(Warehouse(old.home, backups=elsewhere))
    assert len(backups(elsewhere)) == 1
    assert not (old.home / "backups").exists()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (lambda patch: patch.setattr(backup_files, "room_of", lambda _: 1_000), "1,000 are free"),
        (
            lambda patch: patch.setattr(
                shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))
            ),
            "the disk is full",
        ),
        (lambda patch: patch.setattr(shutil, "copyfile", lambda _, to: to.write_bytes(b"half")), "Nothing was changed"),
    ],
    ids=["no room", "the disk fills", "a bad copy"],
)
def test_what_cannot_be_kept_is_not_brought_up_to_date(old, monkeypatch, trouble, words):
    before = old.path.read_bytes()
    trouble(monkeypatch)
    with pytest.raises(WarehouseError, match="older version") as caught:
        touch(old)
    assert words in str(caught.value)
    assert schema(old.path)[0] == FIRST
    assert old.path.read_bytes() == before or schema(old.path)[1]
    assert not list((old.home / "backups").glob("*")), "nothing of half a backup stays"


def test_two_processes_that_begin_at_once_keep_one_backup(old):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([sys.executable, "-c", ASK, str(old.home)], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [run.communicate(timeout=120)[0].strip() for run in runs] == ["13"] * 3
    assert len(backups(old.home / "backups")) == 1


def test_it_is_copied_only_while_no_other_process_may_open_it(old):
    with (old.home / "warehouse.lock").open("w") as gate:  # another descriptor, as of another process
        fcntl.flock(gate, fcntl.LOCK_SH)
        with pytest.raises(WarehouseError, match="another process"):
            touch(Warehouse(old.home, wait=0.2))
    assert schema(old.path)[0] == FIRST
    assert not (old.home / "backups").exists()


def test_the_way_back_is_an_older_program_and_its_restore(old, monkeypatch):
    """Rolled back: the older program refuses the newer file in words, restores the backup, and reads its own schema."""
    before = schema(old.path)[1]
    touch(old)
    (kept,) = backups(old.home / "backups")
    known = migrate._files
    monkeypatch.setattr(migrate, "_files", lambda folder: {n: f for n, f in known(folder).items() if n <= FIRST})
    with pytest.raises(WarehouseError) as caught:
        touch(old)
    assert f"is newer than this program (it has migration {newest_of(known)}, the program knows {FIRST})" in str(
        caught.value
    )
    assert "`copydesk upkeep restore`" in str(caught.value)
    backups_restore(old, kept)
    assert schema(old.path) == (FIRST, before)
    touch(old)
    assert len(backups(old.home / "backups")) == 1


def newest_of(known):
    return max(known(migrate.FOLDER))


def backups_restore(warehouse, kept):
    from datetime import UTC, datetime

    from warehouse.backups import restore as put_back

    put_back(warehouse, kept, datetime.now(UTC))


def test_the_first_releases_own_code_reads_what_was_put_back(old, tmp_path):
    """The schema reader of that very release, out of git, opens the restored file."""
    from tests.support.first_release import REVISION

    done = subprocess.run(["git", "archive", REVISION], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no history here")
    code = tmp_path / "code"
    code.mkdir()
    subprocess.run(["tar", "-x"], cwd=code, input=done.stdout, check=True)
    touch(old)
    (kept,) = backups(old.home / "backups")

    def asked():
        env = {name: value for name, value in os.environ.items() if "COPYDESK" not in name} | {"PYTHONPATH": str(code)}
        return subprocess.run(
            [sys.executable, "-c", ASK, str(old.home)], cwd=code, env=env, capture_output=True, text=True, check=False
        )

    newer = asked()
    assert newer.returncode
    assert "is newer than this program" in newer.stderr
    shutil.copyfile(kept.file, old.path)  # as docs/operating.md tells it of a program without `upkeep restore`
    assert asked().stdout.strip() == "13"


def test_restoring_with_the_newer_program_brings_it_up_to_date_again(old):
    touch(old)
    (kept,) = backups(old.home / "backups")
    said = json.loads((kept.folder / "backup.json").read_text())
    assert said["rows"]["articles"] == 13
    settings = Settings(_env_file=None, home=old.home)
    restore(settings, kept.folder.name)
    assert schema(old.path)[0] == newest()
    assert len(list(old.home.glob("before-restore-*"))) == 1
