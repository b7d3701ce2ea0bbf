"""Readers' reactions: read before the next digest, kept, and led to a suggestion; never acted on by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desk.digest.phrasing import counted
from desk.digest.slack_blocks import suggestion
from warehouse.feedback import add_suggestion, delivered_since, keep_feedback, muted_outlets, muted_topics
from warehouse.outbox import sent_parts

if TYPE_CHECKING:
    import duckdb

    from desk.digest.outbox_message import Message
    from flows.digest_steps.request import DigestRequest

LATELY = timedelta(days=7)  # so long readers react to a digest
FEW = 3  # outlets that are suggested at once


def read_feedback(job: DigestRequest) -> None:
    """Read the reactions to a Slack channel's last digests and keep them; what cannot be read stays as it was."""
    from delivery.slack import SlackChannel

    sender, target = job.target.sender, job.target.name
    if not isinstance(sender, SlackChannel):
        return
    with job.warehouse.reading() as con:
        told = {name: sent_parts(con, name, target) for name in delivered_since(con, target, job.now - LATELY)}
    said: dict[str, dict[int, dict[str, int]]] = {}
    for name, parts in told.items():
        there = sender.reactions(parts[0][1]) if parts else {}
        if not there:
            break  # Slack does not answer, or the digest was deleted there
        said[name] = {part: there[ts] for part, ts in parts if there.get(ts)}
    if said:
        with job.warehouse.writing() as con:
            for name, reactions in said.items():
                keep_feedback(con, name, target, reactions, job.now)


def suggestions(con: duckdb.DuckDBPyConnection, job: DigestRequest, digest_id: str) -> tuple[Message, ...]:
    """The reply that suggests what to leave unread, once for each outlet and topic; none where nobody muted one."""
    target, since = job.target.name, job.now - LATELY
    outlets = muted_outlets(con, target, since)[:FEW]
    lines = [
        f"{counted(readers, 'reader')} muted stories of {name}: `copydesk outlets pause {outlet}` leaves it unread"
        for outlet, name, readers in outlets
    ]
    topics = muted_topics(con, target, job.topics, since) if len(job.topics) > 1 else []
    lines += [
        f"{counted(readers, 'reader')} muted stories on {topic} of several outlets: "
        f"`copydesk channels edit {job.channel.name} --without-topic {topic}` leaves it out"
        for topic, readers in topics
    ]
    for outlet, _, _ in outlets:
        add_suggestion(con, target, digest_id, job.now, outlet_id=outlet)
    for topic, _ in topics:
        add_suggestion(con, target, digest_id, job.now, topic=topic)
    return (suggestion(lines),) if lines else ()
