"""A digest that was sent set right: a story corrected where it stands, or the whole digest taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.digest.outbox_message import CORRECTIONS, message
from desk.digest.phrasing import counted
from desk.digest.slack_blocks import correction
from desk.errors import DeliveryError, UsageError
from flows.digest_steps.files import files_of, write_files
from flows.digest_steps.messages import messages_of
from warehouse import digests
from warehouse.outbox import put, revise, sent_parts

if TYPE_CHECKING:
    from delivery.slack import SlackChannel
    from desk.digest.records import Digest
    from flows.digest_steps.request import DigestRequest


def correct(job: DigestRequest, story_id: int, words: str) -> str:
    """Mark a story as corrected where the last digest told it, and say in the thread what was wrong; what was done.

    UsageError if the channel was never told the story, or cannot be told anything afterwards.
    """
    sender = _slack(job, "corrected")
    if not words.strip():
        raise UsageError("--saying", "is empty", "Say in a sentence what was wrong")
    with job.warehouse.writing() as con:
        digest_id = digests.digest_that_told(con, story_id, job.target.name)
        if digest_id is None:
            raise UsageError(f"s{story_id}", f"was never told to {sender.name}", "See the view digest_stories")
        digests.correct_story(con, digest_id, job.target.name, story_id, words)
        digest = digests.load_digest(con, digest_id, job.target.name, job.zone)
        assert digest is not None
        revise(con, digest_id, job.target.name, messages_of(job, digest), job.now)
        said = {part for part, _ in sent_parts(con, digest_id, job.target.name)}
        text, blocks = correction(next(story for story in digest.stories if story.story_id == story_id))
        reply = message(text, blocks, max(CORRECTIONS, *(part + 1 for part in said)), len(said))
        put(con, digest_id, job.target.name, [reply], job.now)
        write_files(job, digest)
    receipt = job.deliver(digest_id)
    return (
        f"s{story_id} of {digest_id} is corrected ({receipt.revised} revised, {receipt.posted} posted, {sender.name})"
    )


def withdraw(job: DigestRequest) -> str:
    """Take the day's last digest back: its messages are deleted, its files removed, its stories due again."""
    sender = _slack(job, "withdrawn") if job.target.sender else None
    with job.warehouse.reading() as con:
        told = digests.digests_of(con, job.whose, job.day)
        if not told:
            raise UsageError(job.day, f"has no digest for {job.channel.name}", "See the view digests")
        digest = digests.load_digest(con, told[-1].digest_id, job.target.name, job.zone)
        parts = sent_parts(con, told[-1].digest_id, job.target.name)
    assert digest is not None
    for _, ts in reversed(parts if sender else ()):  # the thread first: a thread without its head would stay
        assert sender is not None
        _delete(sender, ts)
    with job.warehouse.writing() as con:
        digests.drop_digest(con, digest.id, job.target.name)
    _remove_files(job, digest)
    gone = f"{counted(len(parts), 'message')} deleted, {sender.name}" if sender else "its files are removed"
    return f"{digest.id} is withdrawn ({gone}); its stories are due again"


def _slack(job: DigestRequest, done: str) -> SlackChannel:
    """The Slack channel; UsageError where what was sent is out of our hands."""
    from delivery.slack import SlackChannel

    if not isinstance(job.target.sender, SlackChannel):
        problem = f"is no Slack channel: what was sent there cannot be {done}"
        raise UsageError(job.channel.name, problem, "Tell its readers yourself")
    return job.target.sender


def _delete(sender: SlackChannel, ts: str) -> None:
    outcome = sender.delete(ts)
    if outcome.kind == "sent" or outcome.code == "message_not_found":
        return
    if outcome.kind == "refused":
        raise sender.refusal(outcome)
    remedy = "Run it again: it goes on where it stopped"
    raise DeliveryError(sender.name, "cannot be reached", remedy, code="unreachable")


def _remove_files(job: DigestRequest, digest: Digest) -> None:
    for path in files_of(job.settings.home, digest):
        path.unlink(missing_ok=True)
