"""Alarms told where the digest goes, once each, their ends as well: by the outbox, as a digest is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desk.digest.outbox_message import message
from desk.digest.phrasing import counted, cut
from desk.errors import CopydeskError
from desk.health.words import alarm_line
from desk.text.sanitise import escaped, visible
from flows.digest_steps.request import steady
from flows.digest_steps.target import alive, owner, target
from flows.stored import warehouse_of
from warehouse import alarms
from warehouse.outbox import WarehouseOutbox, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from desk.digest.outbox_message import Message
    from flows.digest_steps.request import Clock
    from flows.digest_steps.target import Target
    from flows.settings import Settings
    from warehouse.alarms import Untold
    from warehouse.db import Warehouse

MOST = 20  # lines of a message
LONGEST = 140  # columns of a line


def tell_alarms(
    settings: Settings, now: datetime, *, clock: Clock | None = None, sleep: Callable[[float], None] = time.sleep
) -> str:
    """Send what began and what ended since it was told last; what was done, "" for nothing.

    DeliveryError where the receiver refuses: the message is kept and goes out with the next look. Without a channel
    nothing is sent, and what was not told is not told later.
    """
    warehouse = warehouse_of(settings)
    with warehouse.reading() as con:
        news, to = alarms.untold(con, now), target(settings)
        waiting = alarms.unsent_notices(con, to.name)
    if not news and not waiting:
        return ""
    if to.sender is None or not settings.tell_alarms:
        with warehouse.writing() as con:
            alarms.mark(con, news, "")
        return ""
    if news:
        waiting += _put(warehouse, to.name, now)
    return _delivered(warehouse, to, waiting, clock or steady(), sleep)


def alarms_told(settings: Settings, now: datetime) -> str:
    """`tell_alarms` beside other work, which no receiver must fail: what was done, or why not."""
    try:
        return tell_alarms(settings, now)
    except CopydeskError as error:
        return f"alarms were not told: {error}"


def _delivered(
    warehouse: Warehouse, to: Target, waiting: Sequence[str], clock: Clock, sleep: Callable[[float], None]
) -> str:
    from delivery.outbox import deliver

    assert to.sender is not None
    posted = 0
    for notice in waiting:
        ledger = WarehouseOutbox(warehouse, notice, to.name, owner=owner(), alive=alive)
        posted += deliver(ledger, to.sender, clock=clock, sleep=sleep).posted
    return f"{counted(posted, 'message')} about alarms sent ({to.sender.name})" if posted else ""


def _put(warehouse: Warehouse, name: str, now: datetime) -> list[str]:
    """One message for all, in the outbox before it is sent; asked for again, since another may have told them."""
    with warehouse.writing() as con:
        news = alarms.untold(con, now)
        if not news:
            return []
        notice = alarms.next_notice(con)
        put(con, notice, name, [notice_of(news)], now)
        alarms.mark(con, news, notice)
    return [notice]


def notice_of(news: Sequence[Untold]) -> Message:
    """What is told, as a message of one part: what began first, then what is over."""
    lines = [line for each in news for line in _lines(each)]
    begun, over = sum(each.begins for each in news), sum(each.ends for each in news)
    head = ", ".join(filter(None, (counted(begun, "alarm") if begun else "", f"{over} over" if over else "")))
    more = [f"… and {len(lines) - MOST} more: copydesk health"] if len(lines) > MOST else []
    told = [f"copydesk: {head}", *(cut(visible(line), LONGEST) for line in lines[:MOST]), *more]
    block = {"type": "section", "text": {"type": "plain_text", "text": "\n".join(told)[:2_900]}}
    return message(escaped("\n".join(told)), [block], 1, 1)


def _lines(each: Untold) -> list[str]:
    begins = [f"• {alarm_line(each.kind, each.name, each.words)}"] if each.begins else []
    return begins + ([f"✓ {each.name or 'copydesk'}: {each.ended} ({each.kind})"] if each.ends else [])
