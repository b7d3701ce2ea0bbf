"""The site's folder: pages are written beside it and take their places by rename; nothing foreign is touched.

What was written stands in MANIFEST: each unit (a story, a list) with the state it was made from and its files. Until
all new pages lie whole in STAGED, with the manifest that tells of them, no page of before has changed: a kill or a full
disk leaves the old site as it was. DOUBTED tells which units are being put in place: a kill then makes them anew.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xxhash

from desk.errors import BusyError, DeliveryError

MANIFEST, DOUBTED = ".copydesk-site.json", ".copydesk-doubted.json"
STAGED, LOCK = ".copydesk-new", ".copydesk-lock"
FORM = 1  # of the manifest
OURS, LOOKED_AT = b"copydesk", 600  # every file of ours says so in its first bytes
MOVERS = 4  # threads that rename: what a replaced file held is given back while others go on


@dataclass(slots=True)
class Unit:
    """What was made from one state: a story with its copies, a list. `files`: path in the folder → hash of its bytes.

    lead: of a story its lead article, by which its page is found again when the story is gone.
    """

    state: str
    files: dict[str, str] = field(default_factory=dict)
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did."""

    files: int
    written: int
    removed: int

    @property
    def changed(self) -> bool:
        """Whether anything was another than before."""
        return bool(self.written or self.removed)


class SiteFolder:
    """A site that is being built. Made by `building`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = _with_doubted(_read_manifest(root / MANIFEST), _read_manifest(root / DOUBTED))
        self.units: dict[str, Unit] = {}
        self._staged: set[str] = set()
        self._folders: set[str] = set()
        self._there = _files_there(root, self.before)

    def forget(self) -> None:
        """Take nothing of the last build for good: every page is made anew."""
        self.before = {name: Unit("", unit.files, unit.lead) for name, unit in self.before.items()}

    def unchanged(self, name: str, state: str) -> bool:
        """Whether this unit was made from this state and its files are all there; it is kept then."""
        unit = self.before.get(name)
        if unit is None or unit.state != state or not all(path in self._there for path in unit.files):
            return False
        self.units[name] = unit
        return True

    def made(self, name: str, state: str, files: Callable[[], Mapping[str, str]]) -> None:
        """A unit, made only if its state is another than at the last build."""
        if not self.unchanged(name, state):
            self.put(name, state, files())

    def put(self, name: str, state: str, files: Mapping[str, str], lead: int | None = None) -> None:
        """Lay a unit's files ready; one that says what it said before is not written again."""
        unit, known = Unit(state, {}, lead), self.before.get(name)
        for path, text in files.items():
            said = text.encode("utf-8", "replace")
            unit.files[path] = mark = xxhash.xxh3_64_hexdigest(said)
            if known is None or known.files.get(path) != mark or path not in self._there:
                self._stage(path, said)
        self.units[name] = unit

    def _stage(self, path: str, said: bytes) -> None:
        target = self.root / path
        if path not in self._there and target.exists() and not _is_ours(target):
            problem = "stands where a page belongs and was not made by copydesk"
            raise DeliveryError(str(target), problem, "Move it away, or name another folder with --to")
        try:
            self._folder(f"{STAGED}/{path}")
            Path(f"{self.root}/{STAGED}/{path}").write_bytes(said)
        except OSError as error:
            raise unwritable(self.root, error) from error
        self._staged.add(path)

    def _folder(self, path: str) -> None:
        """Make the folder of a file, once: a site is tens of thousands of files in nine folders."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def finish(self) -> Written:
        """Put all that is new in its place, take away what no unit has any more."""
        kept = {path for unit in self.units.values() for path in unit.files}
        stale = {path for unit in self.before.values() for path in unit.files} - kept
        if self._staged or stale or self.units.keys() != self.before.keys():
            self._replace(stale)
        return Written(len(kept), len(self._staged), len(stale))

    def _replace(self, stale: set[str]) -> None:
        touched = {name: unit for name, unit in self.units.items() if not self._staged.isdisjoint(unit.files)}
        begun = False
        try:
            _stage_manifest(self.root, DOUBTED, {name: Unit("", one.files, one.lead) for name, one in touched.items()})
            _stage_manifest(self.root, MANIFEST, self.units)
            for path in self._staged:
                self._folder(path)
            (self.root / STAGED / DOUBTED).replace(self.root / DOUBTED)
            begun = True  # from here on a kill leaves pages of both builds: the next one makes up for it
            self._move_in()
            for path in stale:
                (self.root / path).unlink(missing_ok=True)
                with suppress(OSError):  # something else lies in it
                    (self.root / path).parent.rmdir()
            (self.root / STAGED / MANIFEST).replace(self.root / MANIFEST)
            (self.root / DOUBTED).unlink()
        except OSError as error:
            raise unwritable(self.root, error, begun=begun) from error

    def _move_in(self) -> None:
        def move(paths: Iterable[str]) -> None:
            for path in paths:
                Path(f"{self.root}/{STAGED}/{path}").replace(f"{self.root}/{path}")

        staged = sorted(self._staged)
        with ThreadPoolExecutor(MOVERS) as movers:
            for _ in movers.map(move, (staged[first::MOVERS] for first in range(MOVERS))):
                pass


@contextmanager
def building(root: Path) -> Iterator[SiteFolder]:
    """The folder, for this process alone; BusyError while another builds it."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        gate = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise unwritable(root, error) from error
    try:
        fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(root / STAGED, ignore_errors=True)
        yield SiteFolder(root)
    except BlockingIOError:
        raise BusyError(str(root), "is being built by another process", "Try again when it is done") from None
    finally:
        shutil.rmtree(root / STAGED, ignore_errors=True)
        os.close(gate)


def is_built(root: Path) -> bool:
    """Whether a site was ever finished there."""
    return (root / MANIFEST).is_file()


def unwritable(root: Path, error: OSError, *, begun: bool = False) -> DeliveryError:
    """Why a site's folder cannot be written, and which pages stand; `begun`: some of the new ones do."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    said = "the disk is full" if full else error.strerror or type(error).__name__
    remedy = "Free some space" if full else "Check who owns the folder"
    stand = "some pages are new already, and building again makes the others" if begun else (
        "the pages of before stand as they were"
    )  # fmt: skip
    return DeliveryError(str(root), f"cannot be written: {said}", f"{remedy}; {stand}")


def _is_ours(path: Path) -> bool:
    """A page of an earlier build whose manifest is lost."""
    try:
        with path.open("rb") as file:
            return OURS in file.read(LOOKED_AT)
    except OSError:
        return False


def _files_there(root: Path, before: Mapping[str, Unit]) -> set[str]:
    """Which files of the manifest are there: one look into each folder, not one at each file."""
    folders = {path.rpartition("/")[0] for unit in before.values() for path in unit.files}
    there = set()
    for folder in folders:
        with suppress(OSError), os.scandir(root / folder) as entries:
            there |= {f"{folder}/{entry.name}" if folder else entry.name for entry in entries}
    return there


def _read_manifest(path: Path) -> dict[str, Unit]:
    """What was written before; nothing where that cannot be read: then all is made anew."""
    try:
        told = json.loads(path.read_bytes())
        if told["form"] != FORM:
            return {}
        return {name: Unit(state, dict(files), lead) for name, (state, files, lead) in told["units"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _with_doubted(known: dict[str, Unit], doubted: Mapping[str, Unit]) -> dict[str, Unit]:
    """What was written, where a build was killed while it put these units in place: they are made anew."""
    for name, unit in doubted.items():
        before = known.get(name, unit)
        known[name] = Unit("", dict.fromkeys([*before.files, *unit.files], ""), unit.lead)  # old or new, who knows
    return known


def _stage_manifest(root: Path, name: str, units: Mapping[str, Unit]) -> None:
    told: dict[str, Any] = {"copydesk": "site", "form": FORM}
    told["units"] = {name: [unit.state, unit.files, unit.lead] for name, unit in units.items()}
    fresh = root / STAGED / name
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(json.dumps(told, separators=(",", ":")), "utf-8")
