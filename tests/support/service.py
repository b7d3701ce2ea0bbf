"""What tests of the service share: a free port, and what is left of one on this machine."""

from __future__ import annotations

import socket

from flows.jobs.service.processes import ours


def free_port():
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def left_of(home):
    """Processes of a Prefect home that still live, with their runs."""
    return ours(home)
