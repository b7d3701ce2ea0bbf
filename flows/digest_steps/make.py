"""The digest of a day as plain functions: read what is due, compose, keep, send; in that order and safe to repeat."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.digest.lines import heading
from desk.digest.phrasing import counted
from desk.errors import DeliveryError, UsageError
from desk.outlet_groups import Group
from flows.digest_steps.edition import composed, keep, settle_earlier
from flows.digest_steps.files import files_of, write_files
from flows.digest_steps.request import Clock, DigestRequest, new_job, steady, today

if TYPE_CHECKING:
    from delivery.outbox import Receipt
    from desk.digest.records import Digest
    from flows.settings import Settings
    from warehouse.db import Warehouse

ALL = Group()
__all__ = ["ALL", "MadeDigest", "make_digest", "today"]


@dataclass(frozen=True, slots=True)
class MadeDigest:
    """A digest and what became of it. status: delivered, shown, preview, unchanged, busy."""

    digest: Digest
    target: str
    status: str
    said: str  # in words
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def markdown(self) -> str:
        """The digest as Markdown."""
        from delivery.formats import markdown

        return markdown(self.digest)

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
    day: str | None = None,
    now: datetime | None = None,
    *,
    preview: bool = False,
    revise: bool = False,
    topic: str | None = None,
    group: Group = ALL,
    since: str | None = None,
    clock: Clock | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> MadeDigest:
    """Make and send the digest of `day` (ISO date, default today in the settings' time zone).

    Only stories that an outlet of `group` reports, if it asks for any. Running it again posts only what is new by then,
    as a further digest; with `revise` the day's last message is changed in place. `since` (an ISO date, or "14d") says
    how far to look back for what was never told. `preview` shows what would be sent and keeps nothing. DeliveryError if
    Slack does not take it: then it is kept and goes out with the next run; or if its files cannot be written: then
    nothing is kept, and the next run tells it.
    """
    if revise and group.asked:
        raise UsageError("--revise", "changes a digest as a whole, not for a group", "Leave out tag and language")
    job = new_job(settings, day, now or datetime.now(UTC), topic, group, clock or steady(), sleep, since)
    if preview:
        with job.warehouse.reading() as con:
            return MadeDigest(composed(con, job), job.target.name, "preview", "a preview, nothing was sent or kept")
    earlier = settle_earlier(job)
    with job.warehouse.writing() as con:
        digest, is_new = keep(con, job, change=revise)
        files = write_files(job.settings.home, digest)  # before the commit: what cannot be written is not told
    try:
        if job.target.sender is None:
            return _shown(job, digest, files, is_new)
        return _sent(job, digest, files, earlier.receipts.get(digest.id), earlier.warnings)
    finally:
        _publish(job.warehouse)


def _shown(job: DigestRequest, digest: Digest, files: tuple[Path, ...], is_new: bool) -> MadeDigest:
    status, said = "unchanged", _nothing(digest)
    if is_new:
        status, said = "shown", f"{_stories(digest)}, kept in {files[-1]}"
    return MadeDigest(digest, job.target.name, status, said, files)


def _sent(
    job: DigestRequest, digest: Digest, files: tuple[Path, ...], already: Receipt | None, warnings: tuple[str, ...]
) -> MadeDigest:
    try:
        receipt = already or job.deliver(digest.id)
    except DeliveryError as error:
        kept = f"The digest is kept in {files_of(job.settings.home, digest)[1]} and goes out with the next run"
        raise DeliveryError(error.subject, error.problem, f"{error.remedy}. {kept}", code=error.code) from error
    status = "busy" if receipt.busy else "delivered" if receipt.did_something else "unchanged"
    return MadeDigest(digest, job.target.name, status, _in_words(job, digest, receipt), files, warnings)


def _nothing(digest: Digest) -> str:
    return f"nothing new since it was made with {counted(len(digest.stories), 'story', 'stories')}"


def _stories(digest: Digest) -> str:
    return counted(len(digest.stories), "story", "stories") if digest.stories else "nothing new"


def _in_words(job: DigestRequest, digest: Digest, receipt: Receipt) -> str:
    assert job.target.sender is not None
    if receipt.busy:
        return "another process is sending it right now"
    kinds = ((receipt.posted, "posted"), (receipt.adopted, "found there"), (receipt.revised, "revised"))
    done = [f"{counted(number, 'message')} {word}" for number, word in kinds if number]
    return f"{_stories(digest)}, {', '.join(done)} ({job.target.sender.name})" if done else _nothing(digest)


def _publish(warehouse: Warehouse) -> None:
    from warehouse.reading_copy import publish

    publish(warehouse)
