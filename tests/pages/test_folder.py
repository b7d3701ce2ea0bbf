"""The site's folder: foreign files stay, what is unchanged is not written, a full disk leaves the old site whole."""

import errno
import os
from pathlib import Path

import pytest

from desk.errors import BusyError, DeliveryError
from pages.folder import MANIFEST, STAGED, building, is_built

PAGE = "<!doctype html><!-- copydesk --> {}"


def build(root, **units):
    """Build a site of these units, each one page: its state."""
    with building(root) as site:
        for name, state in units.items():
            if not site.unchanged(name, state):
                site.put(name, state, {f"stories/{name}.html": PAGE.format(state)}, lead=1)
        return site.finish()


def read(root):
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in sorted(root.rglob("*.html"))}


def test_a_second_build_writes_only_what_changed(tmp_path):
    assert build(tmp_path, a="1", b="1").written == 2
    done = build(tmp_path, a="1", b="2")
    assert (done.files, done.written, done.removed) == (2, 1, 0)
    assert not build(tmp_path, a="1", b="2").changed


def test_a_page_that_says_the_same_is_not_written_again(tmp_path):
    with building(tmp_path) as site:
        site.put("a", "1", {"index.html": PAGE})
        site.finish()
    with building(tmp_path) as site:
        site.put("a", "2", {"index.html": PAGE})
        assert not site.finish().changed


def test_what_no_unit_has_any_more_is_taken_away_and_nothing_else(tmp_path):
    build(tmp_path, a="1", b="1")
    (tmp_path / "stories" / "mine.html").write_text("my own")
    (tmp_path / "robots.txt").write_text("mine")
    assert build(tmp_path, b="1").removed == 1
    assert set(read(tmp_path)) == {"stories/b.html", "stories/mine.html"}
    assert (tmp_path / "robots.txt").read_text() == "mine"


def test_a_foreign_file_in_the_place_of_a_page_is_told_and_stays(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "a.html").write_text("my own")
    with pytest.raises(DeliveryError, match="was not made by copydesk"):
        build(tmp_path, b="1", a="1")
    assert read(tmp_path) == {"stories/a.html": "my own"}
    assert not is_built(tmp_path)


def test_pages_of_a_lost_manifest_are_known_as_its_own(tmp_path):
    build(tmp_path, a="1")
    (tmp_path / MANIFEST).write_text("{broken")
    assert build(tmp_path, a="2").written == 1
    assert read(tmp_path) == {"stories/a.html": PAGE.format("2")}


def test_a_page_that_somebody_deleted_is_made_again(tmp_path):
    build(tmp_path, a="1")
    (tmp_path / "stories" / "a.html").unlink()
    assert build(tmp_path, a="1").written == 1


def test_a_full_disk_leaves_the_old_site_whole(tmp_path, monkeypatch):
    build(tmp_path, a="1", b="1")
    before, really = read(tmp_path), Path.write_bytes

    def full(path, said):
        if path.name == "b.html":
            raise OSError(errno.ENOSPC, "No space left on device")
        return really(path, said)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DeliveryError, match=r"the disk is full\. Free some space; the pages of before stand"):
        build(tmp_path, a="2", b="2")
    assert read(tmp_path) == before
    assert not (tmp_path / STAGED).exists()
    monkeypatch.undo()
    assert build(tmp_path, a="2", b="2").written == 2


def stopping_at(monkeypatch, name, by):
    """From now on moving a file of this name into its place is stopped by an exception."""
    really = os.replace

    def stopped(path, target):
        if str(target).endswith(name):
            raise by
        return really(path, target)

    monkeypatch.setattr(os, "replace", stopped)


def test_a_build_that_was_killed_while_it_put_pages_in_place_is_made_up_for(tmp_path, monkeypatch):
    build(tmp_path, a="1", b="1")
    stopping_at(monkeypatch, "b.html", KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, a="2", b="2", c="2")
    monkeypatch.undo()
    assert set(read(tmp_path).values()) <= {PAGE.format("1"), PAGE.format("2")}
    build(tmp_path, a="1", b="1")  # what it was made from came back: the pages follow, and the new one goes
    assert read(tmp_path) == {"stories/a.html": PAGE.format("1"), "stories/b.html": PAGE.format("1")}


def test_one_killed_after_its_last_page_says_nothing_false_either(tmp_path, monkeypatch):
    build(tmp_path, a="1", b="1")
    stopping_at(monkeypatch, MANIFEST, KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, a="2")
    monkeypatch.undo()
    build(tmp_path, a="1", b="1")
    assert read(tmp_path) == {"stories/a.html": PAGE.format("1"), "stories/b.html": PAGE.format("1")}


def test_trouble_between_pages_is_told_as_what_it_left(tmp_path, monkeypatch):
    build(tmp_path, a="1", b="1")
    stopping_at(monkeypatch, "b.html", OSError(errno.EACCES, "Permission denied"))
    with pytest.raises(DeliveryError, match="some pages are new already, and building again makes the others"):
        build(tmp_path, a="2", b="2")
    monkeypatch.undo()
    assert build(tmp_path, a="2", b="2").written == 2


def test_two_builds_at_once_are_refused(tmp_path):
    with building(tmp_path), pytest.raises(BusyError), building(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeliveryError, match="cannot be written"), building(tmp_path / "file"):
        pass
