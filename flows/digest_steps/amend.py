"""A digest that was sent set right: a story corrected where it stands, or the whole digest taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.digest.outbox_message import CORRECTIONS, Message, message
from desk.digest.phrasing import counted
from desk.digest.slack_blocks import correction
from desk.errors import DeliveryError, UsageError
from flows.digest_steps.edition import made_before
from flows.digest_steps.files import files_of, write_files
from flows.digest_steps.messages import messages_of
from warehouse import digests
from warehouse.outbox import put, revise, sent_parts, standing

if TYPE_CHECKING:
    import duckdb

    from delivery.slack import SlackChannel
    from desk.digest.records import Digest
    from flows.digest_steps.request import DigestRequest


def correct(job: DigestRequest, story_id: int, words: str) -> str:
    """Mark a story as corrected where the last digest told it, and tell the readers what was wrong; what was done.

    In Slack the message is revised and the thread told, by mail every address gets a letter, a webhook gets the digest
    again, files are written anew. UsageError if the channel was never told the story, or cannot be told anything more.
    """
    sender = job.target.sender
    name = sender.name if sender else f"channel {job.channel.name}"
    if job.target.form == "slack":
        _slack(job, "corrected")
    if not words.strip():
        raise UsageError("--saying", "is empty", "Say in a sentence what was wrong")
    with job.warehouse.writing() as con:
        digest_id = digests.digest_that_told(con, story_id, job.target.name)
        if digest_id is None:
            raise UsageError(f"s{story_id}", f"was never told to {name}", "See the view digest_stories")
        digests.correct_story(con, digest_id, job.target.name, story_id, words)
        digest = digests.load_digest(con, digest_id, job.target.name, job.zone)
        assert digest is not None
        if sender:
            _tell_readers(con, job, digest, story_id)
        write_files(job, digest, made_before(con, job) if job.channel.kind == "feed" else ())
    if sender is None:
        return f"s{story_id} of {digest_id} is corrected (its files are written anew, {name})"
    receipt = job.deliver(digest_id)
    done = f"s{story_id} of {digest_id} is corrected ({receipt.revised} revised, {receipt.posted} posted, {name})"
    return "; ".join((done, *receipt.refused))


def _tell_readers(con: duckdb.DuckDBPyConnection, job: DigestRequest, digest: Digest, story_id: int) -> None:
    """Put what the readers are to be told into the outbox: what stands there changed, a reply, or letters."""
    target, told = job.target, standing(con, digest.id, job.target.name)
    revise(con, digest.id, target.name, () if target.form == "mail" else messages_of(job, digest), job.now)
    first = max(CORRECTIONS, *(each.part + 1 for each in told)) if told else CORRECTIONS
    further: list[Message] = []
    if target.form == "slack":
        text, blocks = correction(next(story for story in digest.stories if story.story_id == story_id))
        further = [message(text, blocks, first, len(told))]
    if target.form == "mail":
        mails = [each for each in told if each.part < CORRECTIONS]
        letters = [{"to": each.blocks[0]["to"], "corrects": story_id, "answers": each.ts} for each in mails]
        further = [message(digest.id, (one,), first + place, len(mails)) for place, one in enumerate(letters)]
    put(con, digest.id, target.name, further, job.now)


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

    if isinstance(job.target.sender, SlackChannel):
        return job.target.sender
    if job.target.form == "mail" or job.channel.kind == "webhook":
        what = "was mailed" if job.target.form == "mail" else "was posted to its webhook"
        how = "mails each address a correction" if job.target.form == "mail" else "posts the digest again, corrected"
        remedy = f"`copydesk digest correct STORY --saying WHAT --channel {job.channel.name}` {how}"
        raise UsageError(job.channel.name, f"{what}, and nobody can take that back", remedy)
    problem = f"is no Slack channel: what was sent there cannot be {done}"
    raise UsageError(job.channel.name, problem, "Tell its readers yourself")


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
