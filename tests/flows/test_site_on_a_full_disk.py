"""Pages on a disk that is really full, wherever in the build: the old site stays whole, told in one line."""

import os
from contextlib import suppress

import pytest

from desk.errors import DeliveryError
from flows.jobs.site.build import build_site
from tests.support.crawling import copydesk, environment, settings
from tests.support.hostile_desk import hostile_desk
from tests.support.small_disk import needs_root, small_disk
from tests.support.stored import NOON
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

pytestmark = [pytest.mark.slow, needs_root]


@pytest.fixture
def disk(tmp_path):
    """A folder on a disk of 4 MB."""
    with small_disk(tmp_path, 4) as disk:
        yield disk


def fill(disk, but):
    """Leave only so many bytes."""
    (disk / "filler").unlink(missing_ok=True)
    free = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - but)))


def read(site):
    """Every file of the site by its path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def renamed(home, title):
    """Every headline becomes another, so that nearly every page does."""
    with Warehouse(home).writing() as con:
        con.execute("UPDATE articles SET title = $title", {"title": title})
    publish(Warehouse(home), NOON)


@pytest.fixture
def desk(disk, tmp_path):
    """A warehouse whose site stands on the small disk, beside a file of somebody else's."""
    hostile_desk(tmp_path)
    site = disk / "site"
    build_site(settings(tmp_path, None), site)
    (site / "stories" / "mine.txt").write_text("mine")
    renamed(tmp_path, "Another headline")
    return tmp_path, site


def test_the_command_says_so_in_one_line_and_goes_on_when_there_is_room(disk, desk):
    home, site = desk
    before = read(site)
    fill(disk, 8_192)
    env = environment("http://127.0.0.1:9", home)
    done = copydesk(env, "site", "build", "--to", str(site))
    assert done.returncode == 1, done.stdout
    assert "the disk is full. Free some space; the pages of before stand as they were" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
    assert read(site) == before
    (disk / "filler").unlink()
    assert copydesk(env, "site", "build", "--to", str(site)).returncode == 0
    assert read(site)["stories/mine.txt"] == b"mine"
    assert b"Another headline" in read(site)["stories/s1.html"]


def test_wherever_in_the_build_it_fills_up_the_old_site_stays_whole(disk, desk):
    home, site = desk
    before, failed = read(site), 0
    for room in range(0, 2_000_000, 49_152):
        fill(disk, room)
        with suppress(DeliveryError):
            build_site(settings(home, None), site)
            break
        assert read(site) == before
        failed += 1
    assert failed > 3
    assert b"Another headline" in read(site)["stories/s1.html"]
    assert read(site)["stories/mine.txt"] == b"mine"
