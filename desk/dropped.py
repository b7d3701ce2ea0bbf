"""Why something of an outlet was left out, told at DEBUG by every room in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging


def dropped(log: logging.Logger, outlet_id: str, address: str, outcome: str, reason: str) -> None:
    """One line of the caller's log; what it is about are its extra fields as well."""
    about = {"outlet": outlet_id, "address": address, "outcome": outcome, "reason": reason}
    log.debug("%s: %s: %s%s", outlet_id, address, outcome, f": {reason}" if reason else "", extra=about)
