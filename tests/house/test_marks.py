"""A test without the mark `edge` gets no database, no server, no process and no pause, and is told so."""

import socket
import subprocess
import sys
import time

import duckdb
import pytest


@pytest.mark.parametrize(
    ("edgy", "does"),
    [
        (lambda: socket.create_connection(("127.0.0.1", 9), 0.1), "connects to a server"),
        (lambda: socket.create_server(("127.0.0.1", 0)), "starts a server"),
        (lambda: subprocess.run([sys.executable, "-c", ""], check=True), "starts a process"),
        (lambda: time.sleep(0), "sleeps"),
        (lambda: duckdb.connect(), "opens a database"),
    ],
)
def test_a_unit_test_is_held_to_be_one(edgy, does):
    with pytest.raises(pytest.fail.Exception, match=f"this unit test {does}: mark it `edge`"):
        edgy()


@pytest.mark.edge
def test_an_edge_is_let_through():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        time.sleep(0)
    assert subprocess.run([sys.executable, "-c", ""], check=False).returncode == 0
