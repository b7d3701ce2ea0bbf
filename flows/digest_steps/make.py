"""The digest of a day as plain functions: read what is due, compose, keep, send; in that order and safe to repeat."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.digest.lines import heading
from desk.digest.phrasing import counted
from desk.errors import DeliveryError, UsageError, WarehouseError
from flows import logs
from flows.digest_steps.edition import Earlier, composed, keep, made_before, settle_earlier
from flows.digest_steps.feedback import read_feedback
from flows.digest_steps.files import files_of, write_files
from flows.digest_steps.request import Asked, Clock, DigestRequest, new_job, steady, today
from warehouse.alarms import look
from warehouse.runs import finish_run, start_run

if TYPE_CHECKING:
    from delivery.outbox import Receipt
    from desk.digest.records import Digest
    from flows.settings import Settings
    from warehouse.db import Warehouse

log = logging.getLogger(__name__)
__all__ = ["Asked", "MadeDigest", "make_digest", "today"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a channel has its digests: stories in the digest proper, the five lines first or not; as of when."""

    limit: int
    in_brief: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class MadeDigest:
    """A digest and what became of it. status: delivered, shown, written, preview, unchanged, busy."""

    digest: Digest
    target: str
    status: str
    said: str  # in words
    how: Form
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def markdown(self) -> str:
        """The digest as Markdown."""
        return self.formed("markdown")

    def formed(self, form: str, *, in_brief: bool = False) -> str:
        """The digest in one of desk.digest.channel.FORMS."""
        from delivery.forms import formed

        how = self.how
        return formed(self.digest, form, per_message=how.limit, in_brief=in_brief or how.in_brief, at=how.at)

    def sentence(self) -> str:
        """What was done, in one line."""
        return f"{heading(self.digest)}: {self.said}"

    def totals(self) -> dict[str, Any]:
        """In numbers."""
        return {
            "digest": self.digest.id,
            "target": self.target,
            "status": self.status,
            "stories": len(self.digest.stories),
            "updates": sum(story.update_of is not None for story in self.digest.stories),
            "left": self.digest.left,
        }


def make_digest(
    settings: Settings,
    asked: Asked | None = None,
    now: datetime | None = None,
    *,
    preview: bool = False,
    revise: bool = False,
    clock: Clock | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> MadeDigest:
    """Make and send the digest that is asked for: of a channel and a day, default today in the channel's time zone.

    Running it again posts only what is new by then, as a further digest; with `revise` the day's last message is
    changed in place. `preview` shows what would be sent and keeps nothing. DeliveryError if the target does not take
    it: then it is kept and goes out with the next run; or if its files cannot be written: then nothing is kept, and the
    next run tells it.
    """
    asked = asked or Asked()
    if revise and asked.group.asked:
        raise UsageError("--revise", "changes a digest as a whole, not for a group", "Leave out tag and language")
    job = new_job(settings, asked, now or datetime.now(UTC), clock or steady(), sleep)
    if preview:
        with job.warehouse.reading() as con:
            return _made(job, composed(con, job), "preview", "a preview, nothing was sent or kept")
    return _told(job, revise)


def _told(job: DigestRequest, revise: bool) -> MadeDigest:
    """A digest made, kept and sent, as a run of its own."""
    earlier = settle_earlier(job)
    read_feedback(job)
    with job.warehouse.writing() as con:
        run_id = start_run(con, "digest", job.now, flow_run=logs.flow_run())
        look(con, job.now)  # where crawls are missing, nobody else notices
        digest, is_new = keep(con, job, change=revise)
        made = made_before(con, job) if job.channel.kind == "feed" else ()
        files = write_files(job, digest, made)  # before the commit: what cannot be written is not told
    totals = {"digest": digest.id, "channel": job.channel.name, "status": "failed"}
    try:
        told = _sent(job, digest, files, earlier) if job.target.sender else _shown(job, digest, files, is_new)
        totals["status"] = told.status
    finally:
        stale = _end(job.warehouse, run_id, totals)
    told = replace(told, warnings=(*told.warnings, *stale))
    about = {"run": run_id, "channel": job.channel.name, "status": told.status}
    log.info("run %d: digest %s, %s", run_id, digest.id, told.sentence(), extra=about)
    return told


def _made(
    job: DigestRequest,
    digest: Digest,
    status: str,
    said: str,
    files: tuple[Path, ...] = (),
    warnings: tuple[str, ...] = (),
) -> MadeDigest:
    how = Form(job.limit, job.in_brief, job.now)
    return MadeDigest(digest, job.target.name, status, said, how, files, warnings)


def _shown(job: DigestRequest, digest: Digest, files: tuple[Path, ...], is_new: bool) -> MadeDigest:
    if not is_new:
        return _made(job, digest, "unchanged", _nothing(digest), files)
    status = "shown" if job.channel.kind == "settings" else "written"
    return _made(job, digest, status, f"{_stories(digest)}, kept in {files[-1]}", files)


def _sent(job: DigestRequest, digest: Digest, files: tuple[Path, ...], earlier: Earlier) -> MadeDigest:
    try:
        receipt = earlier.receipts.get(digest.id) or job.deliver(digest.id)
    except DeliveryError as error:
        kept = f"The digest is kept in {files_of(job.settings.home, digest)[1]} and goes out with the next run"
        raise DeliveryError(error.subject, error.problem, f"{error.remedy}. {kept}", code=error.code) from error
    status = "busy" if receipt.busy else "delivered" if receipt.did_something else "unchanged"
    warnings = (*earlier.warnings, *receipt.refused)
    return _made(job, digest, status, _in_words(job, digest, receipt), files, warnings)


def _nothing(digest: Digest) -> str:
    return f"nothing new since it was made with {counted(len(digest.stories), 'story')}"


def _stories(digest: Digest) -> str:
    return counted(len(digest.stories), "story") if digest.stories else "nothing new"


def _in_words(job: DigestRequest, digest: Digest, receipt: Receipt) -> str:
    assert job.target.sender is not None
    if receipt.busy:
        return "another process is sending it right now"
    kinds = ((receipt.posted, "posted"), (receipt.adopted, "found there"), (receipt.revised, "revised"))
    done = [f"{counted(number, 'message')} {word}" for number, word in kinds if number]
    return f"{_stories(digest)}, {', '.join(done)} ({job.target.sender.name})" if done else _nothing(digest)


def _end(warehouse: Warehouse, run_id: int, totals: dict[str, str]) -> tuple[str, ...]:
    """The run's last word and the reading copy, which are nobody's loss where they cannot be written.

    In words what became of the copy then: what was told is told, and a digest that failed has a reason of its own.
    """
    with suppress(WarehouseError), warehouse.writing() as con:
        finish_run(con, run_id, "failed" if totals["status"] == "failed" else "ok", datetime.now(UTC), totals)
    try:
        _publish(warehouse)
    except WarehouseError as error:
        return (f"SQL does not know this digest yet. {error}",)
    return ()


def _publish(warehouse: Warehouse) -> None:
    from warehouse.reading_copy import publish

    publish(warehouse)
