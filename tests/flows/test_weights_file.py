"""The encoder's weights in a file of the home: mapped, mended, and no trouble where that cannot be."""

import errno
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from desk.text.encoder import BundledEncoder
from desk.text.multilingual.weights import RECORD, let_go
from flows.decide_steps import weights_file
from flows.decide_steps.weights_file import NAME, weights
from flows.settings import child_environment
from tests.support.paths import ROOT
from warehouse.db import FILE_NAME

SENTENCE = ["The ferry stopped for an hour because of fog."]


@pytest.fixture(scope="module")
def packed():
    """The weights as they come out of the package, unpacked once for all tests."""
    return weights_file.unpacked()


@pytest.fixture(autouse=True)
def _unpacked_once(monkeypatch, packed):
    monkeypatch.setattr(weights_file, "unpacked", lambda: packed)


@pytest.fixture
def home(tmp_path):
    """A home: a folder with a warehouse in it."""
    (tmp_path / FILE_NAME).write_text("")
    return tmp_path


def files(home):
    return sorted(path.name for path in home.iterdir() if path.name != FILE_NAME)


def is_mapped(record):
    return isinstance(record, np.memmap)


def test_the_file_is_made_once_and_mapped_from_then_on(home, monkeypatch, packed):
    first = weights(home)
    monkeypatch.setattr(weights_file, "unpacked", lambda: pytest.fail("was unpacked again"))
    second = weights(home)
    assert is_mapped(first)
    assert is_mapped(second)
    assert files(home) == [NAME]
    vectors = [BundledEncoder(lambda record=record: record).encode(SENTENCE) for record in (packed, second)]
    assert np.array_equal(*vectors)


def test_pieces_that_were_read_of_the_file_do_not_stay_in_memory(home, packed):
    found = weights(home)
    found["pieces"].sum(dtype=np.int64)
    read = mapped_kilobytes(home)
    let_go(found["pieces"])
    assert mapped_kilobytes(home) < read / 4
    assert np.array_equal(found["pieces"][:9], packed["pieces"][:9])
    let_go(packed)  # not mapped: nothing to let go of


def mapped_kilobytes(home):
    """How much of the weights' file is in this process' memory."""
    told = Path("/proc/self/smaps").read_text().split(str(home / NAME))[1:]
    return sum(int(each.split("Rss:")[1].split()[0]) for each in told)


@pytest.mark.parametrize("place", [0, RECORD.itemsize // 2, RECORD.itemsize + 3])
def test_a_damaged_file_is_made_anew(home, place):
    weights(home)
    good = (home / NAME).read_bytes()
    bad = bytearray(good)
    bad[place] ^= 1
    (home / NAME).write_bytes(bad)
    assert is_mapped(weights(home))
    assert (home / NAME).read_bytes() == good


@pytest.mark.parametrize("length", [0, 1000])
def test_a_file_cut_short_is_made_anew(home, length):
    (home / NAME).write_bytes(bytes(length))
    assert is_mapped(weights(home))


def test_weights_of_another_release_are_not_taken_for_these(home, packed):
    other = packed.copy()
    other["made_of"] += 1
    weights_file._write(home / NAME, other)
    assert int(weights(home)["made_of"]) == int(packed["made_of"])


def test_nothing_is_put_into_a_folder_that_is_no_home_yet(tmp_path, packed):
    assert weights(tmp_path) is packed
    assert weights(tmp_path / "none") is packed
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_written_costs_one_line(home, monkeypatch, caplog, packed):
    def refused(**_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(weights_file.tempfile, "mkstemp", refused)
    with caplog.at_level(logging.WARNING):
        assert weights(home) is packed
    assert len(caplog.messages) == 1
    assert "Permission denied" in caplog.messages[0]


@pytest.mark.parametrize("error", [OSError(errno.ENODEV, "No such device"), ValueError("mmap length")])
def test_a_file_system_that_cannot_map_costs_one_line(home, monkeypatch, caplog, packed, error):
    def refused(*_, **__):
        raise error

    monkeypatch.setattr(weights_file.np, "memmap", refused)
    with caplog.at_level(logging.WARNING):
        assert weights(home) is packed
    assert len(caplog.messages) == 1


def test_a_full_disk_leaves_no_half_file(home, monkeypatch, packed):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(weights_file.Path, "chmod", lambda *_: full(None))
    assert weights(home) is packed
    assert files(home) == []


@pytest.mark.edge
@pytest.mark.slow
def test_processes_that_start_at_once_all_have_sound_weights(home):
    asked = "from pathlib import Path; from flows.decide_steps.weights_file import weights;"
    asked += f"print(type(weights(Path({str(home)!r}))).__name__)"
    started = [
        subprocess.Popen([sys.executable, "-c", asked], cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate()[0].strip() for process in started] == [b"memmap"] * 3
    assert files(home) == [NAME]
