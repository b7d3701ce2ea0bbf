"""Composing a digest and keeping it in one transaction; putting earlier ones in order that never went out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from delivery.atom import ENTRIES
from desk.digest.compose import compose
from desk.digest.phrasing import counted
from desk.digest.ranking import reported_by
from desk.errors import DeliveryError
from flows.digest_steps.feedback import suggestions
from flows.digest_steps.messages import messages_of
from warehouse import digests
from warehouse.digest_due import due_articles, older_untold, read_since
from warehouse.outbox import put, revise, unfinished

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import duckdb

    from delivery.outbox import Receipt
    from desk.digest.records import Digest
    from flows.digest_steps.request import DigestRequest

MESSAGES = 3  # so many messages' worth of stories at most: the channel's own and two in its thread


def composed(con: duckdb.DuckDBPyConnection, job: DigestRequest, *, edition: int = 1, but: str = "") -> Digest:
    """The digest of what is due now; `but` is a digest that is told anew."""
    window = job.since or job.until - timedelta(days=job.settings.digest_days)
    rows = due_articles(con, job.whose, window, job.until, but=but)
    rows = rows if job.outlets is None else reported_by(rows, job.outlets)
    since = max(window, job.until - timedelta(days=1))
    digest = compose(
        rows,
        day=job.day,
        topic=job.topic,
        title=job.title,
        head=job.limit,
        limit=job.limit * MESSAGES,
        name=job.name,
        now=job.until,
        zone=job.zone,
        reading=read_since(con, job.whose, job.now, since, but=but),
        edition=edition,
        site=job.settings.site_url,
    )
    return digest if digest.stories else replace(digest, quiet=_quiet(con, job, window))


def _quiet(con: duckdb.DuckDBPyConnection, job: DigestRequest, window: datetime) -> str:
    """How far was looked back in vain, and what is kept beyond."""
    days = max(1, round((job.until - window).total_seconds() / 86_400))
    older = older_untold(con, job.whose, window)
    kept = f"; {counted(older, 'older on-topic article')} {'is' if older == 1 else 'are'} kept" if older else ""
    return f"of the last {counted(days, 'day')}{kept}"


def keep(con: duckdb.DuckDBPyConnection, job: DigestRequest, *, change: bool) -> tuple[Digest, bool]:
    """Compose and store in one transaction, so that two processes cannot both tell a story; True if it is new."""
    told = digests.digests_of(con, job.whose, job.day)
    if told and change:
        return _changed(con, job, told[-1])
    digest = composed(con, job, edition=told[-1].edition + 1 if told else 1)
    if told and not digest.stories:
        last = digests.load_digest(con, told[-1].digest_id, job.target.name, job.zone)
        assert last is not None
        return last, False
    digests.add_digest(con, digest, job.target.name, job.now, delivered=job.target.sender is None)
    if job.target.sender:
        further = suggestions(con, job, digest.id) if job.target.form == "slack" else ()
        put(con, digest.id, job.target.name, (*messages_of(job, digest), *further), job.now)
    return digest, True


def made_before(con: duckdb.DuckDBPyConnection, job: DigestRequest) -> tuple[tuple[Digest, datetime], ...]:
    """The channel's last digests, each with the moment it was made, newest first."""
    told = digests.digests_of(con, job.whose)[::-1][:ENTRIES]
    found = ((digests.load_digest(con, each.digest_id, job.target.name, job.zone), each.made_at) for each in told)
    return tuple((digest, made) for digest, made in found if digest is not None)


def _changed(con: duckdb.DuckDBPyConnection, job: DigestRequest, last: digests.Told) -> tuple[Digest, bool]:
    """Tell the day's last digest anew with what is known now; messages whose content differs will be revised."""
    before = digests.load_digest(con, last.digest_id, job.target.name, job.zone)
    digest = composed(con, job, edition=last.edition, but=last.digest_id)
    assert before is not None
    if [story.title for story in digest.stories] == [story.title for story in before.stories] or not digest.stories:
        return before, False
    digests.drop_digest(con, digest.id, job.target.name, outbox=False)
    digests.add_digest(con, digest, job.target.name, last.made_at, delivered=job.target.sender is None)
    if job.target.sender:
        revise(con, digest.id, job.target.name, messages_of(job, digest), job.now)
    return digest, True


@dataclass(frozen=True, slots=True)
class Earlier:
    """What became of digests that were not delivered in full: receipts by id, and troubles in words."""

    receipts: dict[str, Receipt]
    warnings: tuple[str, ...]


def settle_earlier(job: DigestRequest) -> Earlier:
    """Digests that never went out are withdrawn, their stories are due again; those begun are sent to their end."""
    if job.target.sender is None:
        return Earlier({}, ())
    with job.warehouse.reading() as con:
        left = unfinished(con, job.target.name)
    if not left:
        return Earlier({}, ())
    try:
        now = job.receiver_now()
    except DeliveryError as error:  # whose turn it is cannot be told, so all stays as it is
        return Earlier({}, (f"{left[-1]}: {error}",))
    with job.warehouse.writing() as con:
        left = [name for name in unfinished(con, job.target.name) if not _withdrawn(con, job, name, now)]
    return _sent_to_the_end(job, left)


def _sent_to_the_end(job: DigestRequest, left: Sequence[str]) -> Earlier:
    receipts: dict[str, Receipt] = {}
    warnings = []
    for name in left:
        try:
            receipts[name] = job.deliver(name)
        except DeliveryError as error:  # told, and today's digest goes its own way
            warnings.append(f"{name}: {error}")
    return Earlier(receipts, tuple(warnings))


def _withdrawn(con: duckdb.DuckDBPyConnection, job: DigestRequest, digest_id: str, now: datetime) -> bool:
    if not job.outbox(digest_id).nothing_out(con, now):
        return False
    digests.drop_digest(con, digest_id, job.target.name)
    return True
