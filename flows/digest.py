"""The Prefect flow that sends the digest of the day. Running it twice sends nothing twice: the outbox sees to it."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State  # noqa: TC002 - prefect reads annotations at run time

from desk.digest.channel import DEFAULT
from desk.errors import CopydeskError
from desk.outlet_groups import Group
from flows.channel_list import channel_of
from flows.digest_steps.alarms import alarms_told
from flows.digest_steps.hour import wait
from flows.digest_steps.make import Asked, MadeDigest, make_digest
from flows.jobs.site.build import keep_site
from flows.may_heal import failed, may_heal, worth_a_retry
from flows.run_name import logged, run_name
from flows.settings import load, zone

log = logging.getLogger(__name__)


def left_out(channel: str) -> float:
    """Seconds until the channel's hour, on a day whose clocks leave it out; a channel that is none is told later."""
    settings = load()
    with suppress(CopydeskError):
        told = channel_of(settings, channel)
        return wait(told.hour, zone(settings, told.zone), datetime.now(UTC))
    return 0.0


@task(
    task_run_name="make and send",
    retries=2,
    retry_delay_seconds=120,
    retry_condition_fn=worth_a_retry,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def make_and_send(channel: str, asked: dict[str, Any], *, preview: bool, revise: bool) -> MadeDigest | CopydeskError:
    """The digest of a channel, or the error that no other try heals."""
    try:
        settings = load()
        wanted = Asked(channel_of(settings, channel), **asked)
        return make_digest(settings, wanted, datetime.now(UTC), preview=preview, revise=revise)
    except CopydeskError as error:
        if may_heal(error):
            raise
        return error


@flow(name="digest", flow_run_name=lambda: run_name("digest"), persist_result=False)
def digest(
    day: date | None = None,
    topic: str | None = None,
    tags: list[str] | None = None,
    languages: list[str] | None = None,
    channel: str = DEFAULT,
    preview: bool = False,
    revise: bool = False,
) -> dict[str, Any] | State[Any]:
    """Make and send the digest of a channel and a day. Run again, it sends only what is new by then.

    Args:
        day: Day of the digest; left empty, today in the channel's time zone.
        topic: Id of the topic; left empty, the first one, or those of the channel.
        tags: Only what outlets of these tags report, such as policy. Left empty, all.
        languages: Only what outlets in these languages report, such as en. Left empty, all.
        channel: Name of a channel in channels.yaml.
        preview: Make it as an artifact; send and keep nothing.
        revise: Change the day's last digest in place, in place of sending a further one.
    """
    with logged():
        if day is None and (seconds := left_out(channel)):
            log.info("This night has no such hour: %.0f s to wait.", seconds)
            time.sleep(seconds)
        group = Group(tuple(tags or ()), tuple(languages or ()))
        asked = {"day": day.isoformat() if day else None, "topic": topic, "group": group}
        made = make_and_send(channel, asked, preview=preview, revise=revise)
        if isinstance(made, CopydeskError):
            return failed(made)
        if not preview:
            _followed()
        for warning in made.warnings:
            log.warning("%s", warning)
        key = "digest" if channel == DEFAULT else f"digest-{channel}"
        create_markdown_artifact(key=key, markdown=made.markdown, description=made.sentence())
        return made.totals()


def _followed() -> None:
    """What a digest leads to: alarms are told, the pages follow."""
    settings = load()
    if said := alarms_told(settings, datetime.now(UTC)):
        log.info("%s", said)
    keep_site(settings)
