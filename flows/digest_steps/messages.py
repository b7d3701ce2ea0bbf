"""What of a digest goes through the outbox: Slack's messages, a webhook's body, one mail for each address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.digest.outbox_message import Message, message

if TYPE_CHECKING:
    from desk.digest.records import Digest
    from flows.digest_steps.request import DigestRequest


def messages_of(job: DigestRequest, digest: Digest) -> tuple[Message, ...]:
    """The messages for the job's channel; none where it has no sender."""
    if job.target.form == "slack":
        from desk.digest.slack_blocks import render, story_replies

        told = render(digest, per_message=job.limit, in_brief=job.in_brief)
        return (*told, *story_replies(digest)) if job.channel.replies else told
    if job.target.form == "json":
        from delivery.formats import as_json

        return (message(as_json(digest), (), 1, 1),)
    if job.target.form == "mail":  # what it says is made of the digest as it is kept, when it is sent
        to = job.channel.to
        return tuple(message(digest.id, ({"to": each},), part, len(to)) for part, each in enumerate(to, 1))
    return ()
