"""A real SMTP server on loopback that takes mails, or says what a test wants it to say."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from aiosmtpd.controller import Controller

from delivery.mail import Mailbox

BOX = Mailbox("127.0.0.1", 9, "none", "News desk <desk@desk.example>")  # nobody is there


class Taker:
    """Takes every mail, except for what `refuses` says to an address and `data` to a mail ("drop": hangs up)."""

    box: Mailbox

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refuses: dict[str, str] = {}
        self.data = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data == "drop":
            self.mails.append(envelope)
            server.transport.abort()
        elif self.data.startswith("250"):
            self.mails.append(envelope)
        return self.data


@contextmanager
def smtp_server(**options: Any) -> Iterator[Taker]:
    """A running server; its mailbox is in `box`."""
    taker = Taker()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(taker, hostname="127.0.0.1", port=port, **options)
    server.start()
    taker.box = replace(BOX, port=port)
    try:
        yield taker
    finally:
        server.stop()
