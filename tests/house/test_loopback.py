"""The test servers themselves: a client that hangs up is no news, a fault of the server is."""

from __future__ import annotations

import socket
import struct
import time

import pytest

from tests.support.web import Web, web

pytestmark = pytest.mark.edge


def hang_up(server: Web, sent: bytes) -> None:
    """Send something and reset the connection."""
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(sent)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def until(said: pytest.CaptureFixture[str], seconds: float, wanted: str = "\n") -> str:
    """What is printed as an error until it holds `wanted`, or the time is over: a traceback comes in pieces."""
    end, err = time.monotonic() + seconds, ""
    while wanted not in err and time.monotonic() < end:
        time.sleep(0.01)
        err += said.readouterr().err
    return err


def test_a_client_that_hangs_up_leaves_no_traceback_in_the_output_of_a_test(capfd):
    with web() as server:
        hang_up(server, b"GET / HT")
        assert until(capfd, 0.3) == ""


def test_a_fault_of_the_server_is_printed(capfd):
    with web() as server:
        server.routes["/"] = lambda handler: 1 / 0
        hang_up(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert "ZeroDivisionError" in until(capfd, 5, "ZeroDivisionError")
