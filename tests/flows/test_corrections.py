"""A story set right in channels that are no Slack channel: letters, a webhook, files, a feed."""

from email import message_from_bytes
from email.policy import default

import pytest

from desk.digest.channel import Channel
from desk.errors import UsageError
from flows.digest_steps.amend import correct
from flows.digest_steps.make import Asked, make_digest
from flows.digest_steps.request import new_job
from tests.support.digestworld import NOW
from tests.support.smtp import smtp_server

pytestmark = pytest.mark.edge
READERS = ("ana@desk.example", "bo@desk.example", "cy@desk.example")
WRONG = "It was the other lab."


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)


@pytest.fixture
def smtp():
    with smtp_server() as taker:
        yield taker


def by_mail(world, smtp):
    box = smtp.box
    return world.settings(smtp_host=box.host, smtp_port=box.port, smtp_security="none", mail_from=box.sender)


def make(settings, channel):
    return make_digest(settings, Asked(channel), NOW, sleep=lambda seconds: None)


def corrected(settings, channel, story=7):
    return correct(new_job(settings, Asked(channel), NOW, lambda: NOW, lambda seconds: None), story, WRONG)


def letters(smtp, first=0):
    return [message_from_bytes(mail.content, policy=default) for mail in smtp.mails[first:]]


def test_each_address_that_has_the_digest_gets_a_letter_in_answer_to_it(world, smtp):
    board, given = Channel("board", "mail", READERS), by_mail(world, smtp)
    world.tell(7, "Opal is open")
    world.tell(8, "Beryl is open")
    smtp.refuses = {READERS[1]: "550 nobody here"}
    make(given, board)
    digests = {mail["To"]: mail["Message-ID"] for mail in letters(smtp)}
    assert "2 posted" in corrected(given, board)
    told = letters(smtp, len(digests))
    assert {mail["To"]: mail["In-Reply-To"] for mail in told} == digests
    assert set(digests) == {READERS[0], READERS[2]}
    for mail in told:
        assert mail["Subject"] == "Correction: Opal is open"
        assert WRONG in mail.get_content()
        assert "https://herald.test/1" in mail.get_content()
    assert "1 posted" not in corrected(given, board, 8)
    assert len({mail["Message-ID"] for mail in letters(smtp)}) == len(smtp.mails) == 6
    assert make(given, board).status == "unchanged"


def test_a_letter_that_is_put_off_goes_out_with_the_next_run(world, smtp):
    board, given = Channel("board", "mail", READERS[:1]), by_mail(world, smtp)
    world.tell(7, "Opal is open")
    make(given, board)
    smtp.data = "451 later"
    assert "cannot be reached. The next run tries again" in corrected(given, board)
    smtp.data = "250 OK"
    make(given, board)
    assert [mail["Subject"] for mail in letters(smtp, 1)] == ["Correction: Opal is open"]


@pytest.mark.parametrize("kind", ["folder", "feed", "settings"])
def test_files_and_feeds_are_written_anew(world, kind):
    place = world.home / "told"
    to = {"folder": (str(place),), "feed": (str(place / "feed.xml"),), "settings": ()}[kind]
    channel, given = Channel("daily" if kind == "settings" else "files", kind, to), world.settings()
    world.tell(7, "Opal is open")
    files = make(given, channel).files
    assert "its files are written anew" in corrected(given, channel)
    texts = [file.read_text() for file in files]
    assert all(WRONG in text for text in texts)


def test_a_story_that_was_never_told_there_is_not_corrected(world):
    with pytest.raises(UsageError, match="s7: was never told to channel daily"):
        corrected(world.settings(), Channel())
