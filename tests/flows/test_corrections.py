"""A story set right in channels that are no Slack channel: letters, a webhook, files, a feed."""

import json
from email import message_from_bytes
from email.policy import default

import pytest

from delivery.json_webhook import signature
from desk.digest.channel import Channel
from desk.errors import DeliveryError, UsageError
from flows.digest_steps.amend import correct, withdraw
from flows.digest_steps.make import Asked, make_digest
from flows.digest_steps.request import new_job
from tests.support.digestworld import NOW
from tests.support.hooks import hook_server
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


@pytest.fixture
def hook():
    with hook_server() as server:
        yield server


def by_hook(world):
    return world.settings(webhook_secret="shared")


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


def bodies(hook):
    return [(heads["X-Copydesk-Delivery"], json.loads(body)) for heads, body in hook.got]


def test_a_webhook_gets_the_digest_again_signed_with_a_higher_revision(world, hook):
    board, given = Channel("board", "webhook", (hook.url,)), by_hook(world)
    world.tell(7, "Opal is open")
    world.tell(8, "Beryl is open")
    make(given, board)
    assert "1 revised" in corrected(given, board)
    (first, told), (second, again) = bodies(hook)
    assert (first[-4:], second[-4:]) == ("/1/1", "/1/2")
    assert first[:-4] == second[:-4]
    assert {story["handle"]: story["corrected"] for story in told["stories"]} == {"s7": "", "s8": ""}
    assert {story["handle"]: story["corrected"] for story in again["stories"]} == {"s7": WRONG, "s8": ""}
    heads, body = hook.got[1]
    assert heads["X-Copydesk-Signature"] == signature("shared", heads["X-Copydesk-Timestamp"], body)
    assert make(given, board).status == "unchanged"
    assert len(hook.got) == 2


def test_a_webhook_that_is_down_gets_the_correction_with_the_next_run(world, hook):
    board, given = Channel("board", "webhook", (hook.url,)), by_hook(world)
    world.tell(7, "Opal is open")
    make(given, board)
    hook.says = (503, {})
    with pytest.raises(DeliveryError, match="The next run"):
        corrected(given, board)
    hook.says = (200, {})
    asked = len(hook.got)
    make(given, board)
    ((_, again),) = bodies(hook)[asked:]
    assert again["stories"][0]["corrected"] == WRONG


@pytest.mark.parametrize(
    ("kind", "says"),
    [("mail", "was mailed, and nobody can take that back"), ("webhook", "was posted to its webhook, and nobody can")],
)
def test_what_nobody_can_take_back_is_said_with_what_can_be_done(world, smtp, hook, kind, says):
    to = {"mail": READERS[:1], "webhook": (hook.url,)}[kind]
    board, given = Channel("board", kind, to), by_mail(world, smtp) if kind == "mail" else by_hook(world)
    world.tell(7, "Opal is open")
    make(given, board)
    with pytest.raises(UsageError, match=says) as said:
        withdraw(new_job(given, Asked(board), NOW, lambda: NOW, lambda seconds: None))
    assert "digest correct STORY --saying WHAT --channel board" in str(said.value)
    assert make(given, board).status == "unchanged"
