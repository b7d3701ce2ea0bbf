import logging
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from delivery.outbox import LOOK_AGAIN, deliver
from delivery.sender import Outcome
from delivery.slack import SlackChannel, client
from delivery.webhook import Webhook
from desk.digest.outbox_message import Outgoing
from desk.errors import DeliveryError
from tests.slackd.server import Handler, Slackd
from tests.slackd.workspace import GOOD, NEWS, OLD, OTHER, POOR, REVOKED, STRICT, Posted

pytestmark = pytest.mark.edge
STORED = ("late_drop", "late_reset", "late_hang", "late_half", "late_html", "late_500", "late_fatal_error")
NOT_STORED = ("drop", "reset", "hang", "500", "fatal_error", "internal_error")


def row(part=1, parts=1, **more):
    block = {"type": "section", "text": {"type": "plain_text", "text": f"part {part}"}}
    return Outgoing(part, parts, 1, f"sha{part}", f"part {part}", (block,), "waiting", **more)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now = datetime.now(UTC)
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


class MemoryLedger:
    """A ledger in memory that keeps its history."""

    digest_id = "open-source-ai/2026-11-22"

    def __init__(self, *rows):
        self.rows = {row.part: row for row in rows}
        self.history = []
        self.mine = True

    def unsent(self):
        return any(row.state != "sent" for row in self.rows.values())

    def claim(self, now):
        return tuple(self.rows.values()) if self.mine else None

    def begin(self, part, now):
        old = self.rows[part]
        since = old.attempt_at if old.state == "sending" else now
        self.rows[part] = replace(old, state="sending", attempt_at=since)
        self.history.append((part, "sending"))
        return self.mine

    def settle(self, part, state, now, *, ts="", error=""):
        self.rows[part] = replace(self.rows[part], state=state, ts=ts or self.rows[part].ts)
        self.history.append((part, state))

    def release(self):
        self.history.append("released")


@pytest.fixture
def slack():
    with Slackd() as running:
        yield running


@pytest.fixture
def clock():
    return Clock()


def channel(slack, name=NEWS, token=GOOD, timeout=1):
    return SlackChannel(client(token, slack.base_url, timeout=timeout), name)


def send(ledger, sender, clock):
    return deliver(ledger, sender, clock=clock, sleep=clock.sleep)


def test_a_message_is_marked_before_the_call_and_carries_what_it_is_found_by(slack, clock):
    ledger = MemoryLedger(row())
    receipt = send(ledger, channel(slack), clock)
    (message,) = slack.told()
    assert (receipt.posted, receipt.ts) == (1, message.ts)
    assert ledger.history == [(1, "sending"), (1, "sent"), "released"]
    assert message.metadata["event_payload"] == {
        "digest_id": ledger.digest_id, "part": 1, "parts": 1, "revision": 1, "content_sha256": "sha1",
    }  # fmt: skip
    assert not message.unfurl


@pytest.mark.parametrize("fault", STORED)
def test_a_message_that_arrived_without_an_answer_is_found_and_not_posted_again(slack, clock, fault):
    slack.fault(fault)
    ledger = MemoryLedger(row())
    receipt = send(ledger, channel(slack, timeout=0.3), clock)
    assert (len(slack.told()), receipt.adopted, receipt.posted) == (1, 1, 0)
    assert ledger.rows[1].ts == slack.told()[0].ts


@pytest.mark.parametrize("fault", NOT_STORED)
def test_a_message_that_did_not_arrive_is_looked_for_twice_and_then_posted(slack, clock, fault):
    slack.fault(fault)
    receipt = send(MemoryLedger(row()), channel(slack, timeout=0.3), clock)
    assert (len(slack.told()), receipt.posted) == (1, 1)
    assert slack.count("conversations.history") == 2
    assert LOOK_AGAIN in clock.slept


def test_a_message_that_arrives_between_the_two_looks_is_found(slack, clock):
    slack.fault("slow_store")
    looked = clock.sleep

    def sleep(seconds):
        looked(seconds)
        if seconds == LOOK_AGAIN:
            deadline = datetime.now(UTC) + timedelta(seconds=5)
            while not slack.told() and datetime.now(UTC) < deadline:
                pass

    receipt = deliver(MemoryLedger(row()), channel(slack), clock=clock, sleep=sleep)
    assert (len(slack.told()), receipt.adopted) == (1, 1)


def test_a_row_left_as_sending_is_looked_for_first(slack, clock):
    send(MemoryLedger(row()), channel(slack), clock)
    crashed = MemoryLedger(replace(row(attempt_at=clock.now), state="sending"))
    receipt = send(crashed, channel(slack), clock)
    assert (len(slack.told()), receipt.adopted) == (1, 1)


def test_a_message_of_another_bot_with_the_same_metadata_is_not_ours(slack, clock):
    send(MemoryLedger(row()), channel(slack), clock)
    slack.told()[0].bot_id = "B0OTHER"
    crashed = MemoryLedger(replace(row(attempt_at=clock.now), state="sending"))
    assert send(crashed, channel(slack), clock).posted == 1


def test_a_message_behind_many_others_is_found(slack, clock):
    send(MemoryLedger(row()), channel(slack), clock)
    for number in range(40):
        slack.workspace.add(Posted(NEWS, slack.workspace.new_ts(slack.clock()), f"chat {number}", [], "B0OTHER"))
    crashed = MemoryLedger(replace(row(attempt_at=clock.now), state="sending"))
    assert send(crashed, channel(slack), clock).adopted == 1


@pytest.mark.parametrize("ahead", [-86_400, -130, 130, 86_400])
def test_a_lost_answer_is_found_whatever_our_clock_says(slack, clock, ahead):
    clock.now += timedelta(seconds=ahead)
    slack.fault("late_reset")
    assert send(MemoryLedger(row()), channel(slack), clock).adopted == 1
    assert len(slack.told()) == 1


@pytest.mark.parametrize("ahead", [-86_400, 86_400])
def test_a_message_left_in_doubt_under_one_clock_is_found_under_another(slack, clock, ahead):
    clock.now += timedelta(seconds=ahead)
    slack.fault(*["late_drop"] * 4)
    slack.fault(*["500"] * 20, method="conversations.history")
    ledger = MemoryLedger(row())
    with pytest.raises(DeliveryError, match="unknown whether"):
        send(ledger, channel(slack), clock)
    slack.faults.clear()
    clock.now -= timedelta(seconds=2 * ahead)
    assert send(ledger, channel(slack), clock).adopted == 1
    assert len(slack.told()) == 1


def test_a_message_behind_more_than_three_hundred_others_is_found(slack, clock):
    send(MemoryLedger(row()), channel(slack), clock)
    for number in range(400):
        slack.workspace.add(Posted(NEWS, slack.workspace.new_ts(slack.clock()), f"chat {number}", [], "B0OTHER"))
    slack.fault("429", "500", "drop", method="conversations.history")
    crashed = MemoryLedger(replace(row(attempt_at=clock.now), state="sending"))
    assert send(crashed, channel(slack), clock).adopted == 1


def test_without_a_date_in_slacks_answers_our_own_clock_must_do(slack, clock, monkeypatch):
    monkeypatch.setattr("delivery.slack._dated", lambda answer: None)
    slack.fault("late_reset")
    assert send(MemoryLedger(row()), channel(slack), clock).adopted == 1


def test_what_is_all_sent_asks_slack_nothing(slack, clock):
    send(MemoryLedger(replace(row(ts="1.1"), state="sent")), channel(slack), clock)
    assert slack.workspace.calls == []


def test_parts_after_the_first_are_replies_a_second_apart(slack, clock):
    ledger = MemoryLedger(row(1, 3), row(2, 3), row(3, 3))
    receipt = send(ledger, channel(slack), clock)
    thread = slack.workspace.thread(NEWS, receipt.ts)
    assert [message.text for message in thread] == ["part 1", "part 2", "part 3"]
    assert clock.slept == [1.1, 1.1]


def test_a_reply_without_an_answer_is_found_in_its_thread(slack, clock):
    ts = send(MemoryLedger(row(1, 2)), channel(slack), clock).ts
    slack.fault("late_reset")
    ledger = MemoryLedger(replace(row(1, 2), state="sent", ts=ts), row(2, 2))
    receipt = send(ledger, channel(slack), clock)
    assert (receipt.adopted, len(slack.workspace.thread(NEWS, ts))) == (1, 2)
    assert slack.count("conversations.replies") == 1


def test_too_many_requests_wait_as_long_as_slack_says_without_a_look(slack, clock):
    slack.fault("429", "429")
    assert send(MemoryLedger(row()), channel(slack), clock).posted == 1
    assert clock.slept.count(2.0) == 2
    assert slack.count("conversations.history") == 0


@pytest.mark.parametrize("trouble", ["429", "500", "drop", "fatal_error"])
def test_a_look_that_fails_is_made_again_before_anything_is_posted(slack, clock, trouble):
    slack.fault("late_reset")
    slack.fault(trouble, trouble, method="conversations.history")
    assert send(MemoryLedger(row()), channel(slack), clock).adopted == 1
    assert len(slack.told()) == 1


def test_a_look_that_never_succeeds_posts_nothing_more(slack, clock):
    slack.fault("late_reset")
    slack.fault(*["500"] * 20, method="conversations.history")
    with pytest.raises(DeliveryError, match="unknown whether"):
        send(MemoryLedger(row()), channel(slack), clock)
    assert len(slack.told()) == 1


def test_a_long_retry_after_is_left_to_the_next_run(clock):
    class Busy:
        name, pace, apart = "Slack channel C0NEWS", 1.1, False
        refusal = SlackChannel.refusal

        def time(self):
            return Outcome("sent")

        def post(self, *message):
            return Outcome("not_sent", code="ratelimited", retry_after=3_600)

    ledger = MemoryLedger(row())
    with pytest.raises(DeliveryError, match="slow down"):
        send(ledger, Busy(), clock)
    assert ledger.rows[1].state == "waiting"


def test_rate_limited_for_ten_minutes_the_next_run_goes_on_and_nothing_is_doubled(slack, clock, monkeypatch):
    too_many = Handler._too_many
    monkeypatch.setattr(Handler, "_too_many", lambda self, wait: too_many(self, 600.0))
    slack.fault("429")
    ledger = MemoryLedger(row(1, 2), row(2, 2))
    with pytest.raises(DeliveryError, match="slow down"):
        send(ledger, channel(slack), clock)
    assert (ledger.rows[1].state, slack.told()) == ("waiting", [])
    assert send(ledger, channel(slack), clock).posted == 2
    assert len(slack.workspace.messages) == 2


def test_slack_out_of_reach_is_tried_some_times_and_stays_waiting(clock):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    ledger = MemoryLedger(row())
    with pytest.raises(DeliveryError, match="cannot be reached"):
        send(ledger, SlackChannel(client(GOOD, f"http://127.0.0.1:{port}/api/"), NEWS), clock)
    assert ledger.rows[1].state == "waiting"
    assert [wait for wait in clock.slept if wait] == [2.0, 5.0, 10.0]


def test_silence_to_the_end_stays_in_doubt(slack, clock):
    slack.fault(*["drop"] * 10)
    ledger = MemoryLedger(row())
    with pytest.raises(DeliveryError, match="unknown whether"):
        send(ledger, channel(slack), clock)
    assert ledger.rows[1].state == "sending"


def test_in_doubt_nothing_is_posted_while_it_cannot_be_looked_for(slack, clock):
    crashed = MemoryLedger(replace(row(attempt_at=clock.now), state="sending"))
    with pytest.raises(DeliveryError, match="channels:history"):
        send(crashed, channel(slack, token=POOR), clock)
    assert slack.count("chat.postMessage") == 0
    assert crashed.rows[1].state == "sending"


@pytest.mark.parametrize(
    ("name", "token", "words"),
    [
        (NEWS, REVOKED, "has been revoked"),
        (NEWS, "xoxb-0-unknown", "does not know the token"),
        (OTHER, GOOD, "not in the channel"),
        (OLD, GOOD, "archived"),
        (STRICT, GOOD, "only some people may post"),
        ("C0NOWHERE", GOOD, "no such channel"),
    ],
)
def test_a_definite_no_is_told_once_in_words(slack, clock, name, token, words):
    ledger = MemoryLedger(row())
    with pytest.raises(DeliveryError, match=words) as caught:
        send(ledger, channel(slack, name, token), clock)
    tried = token == GOOD  # a token that is no good is found out before anything is begun
    assert slack.count("chat.postMessage") == tried
    assert ledger.rows[1].state == ("refused" if tried else "waiting")
    assert caught.value.remedy
    assert token not in str(caught.value)


def test_a_refused_block_is_logged_with_its_place_and_goes_out_as_plain_text(slack, clock, caplog):
    bad = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "link", "url": "javascript:alert(1)", "text": "Opal is open"}]}]}  # fmt: skip
    good = row().blocks[0]
    with caplog.at_level(logging.WARNING):
        send(MemoryLedger(replace(row(), blocks=(good, bad, good))), channel(slack), clock)
    (message,) = slack.told()
    assert [block["type"] for block in message.blocks] == ["section", "section", "section"]
    assert message.blocks[1]["text"] == {
        "type": "plain_text", "text": "Opal is open (javascript:alert(1))", "emoji": False}  # fmt: skip
    assert "json-pointer:/blocks/1/elements/0/elements/0/url" in caplog.text


def test_blocks_that_cannot_be_mended_leave_the_text(slack, clock):
    bad = {"type": "section", "text": {"type": "plain_text", "text": ""}}
    send(MemoryLedger(replace(row(), blocks=(bad,))), channel(slack), clock)
    assert (slack.told()[0].blocks, slack.told()[0].text) == ([], "part 1")


def test_another_process_at_work_is_left_alone(slack, clock):
    ledger = MemoryLedger(row())
    ledger.mine = False
    assert send(ledger, channel(slack), clock).busy
    assert slack.count("chat.postMessage") == 0


def test_a_claim_lost_on_the_way_stops_before_the_call(slack, clock):
    ledger = MemoryLedger(row())
    ledger.claim = lambda now: (row(),)
    ledger.mine = False
    assert send(ledger, channel(slack), clock).busy
    assert slack.told() == []


def test_a_message_with_new_content_is_revised_in_place(slack, clock):
    ts = send(MemoryLedger(row()), channel(slack), clock).ts
    ledger = MemoryLedger(replace(row(ts=ts), text="other words", revision=2))
    slack.fault("late_500", method="chat.update")
    assert send(ledger, channel(slack), clock).revised == 1
    assert [message.text for message in slack.told()] == ["other words"]


def test_a_message_people_deleted_is_not_put_back(slack, clock):
    ledger = MemoryLedger(replace(row(ts="1.000001"), revision=2))
    send(ledger, channel(slack), clock)
    assert slack.told() == []
    assert ledger.rows[1].state == "sent"


def test_a_message_of_another_app_stays_as_it_is_and_that_is_said(slack, clock):
    ts = send(MemoryLedger(row()), channel(slack, token=POOR), clock).ts
    ledger = MemoryLedger(replace(row(ts=ts), text="other words", revision=2))
    done = send(ledger, channel(slack), clock)
    assert (done.revised, ledger.rows[1].state) == (0, "sent")
    (said,) = done.refused
    assert "stays as it is" in said
    assert "posted by another app or token" in said


def test_the_stock_client_would_have_posted_twice(slack):
    from slack_sdk import WebClient

    slack.fault("late_reset")
    WebClient(GOOD, base_url=slack.base_url).chat_postMessage(channel=NEWS, text="hello")
    assert len(slack.told()) == 2


def test_a_proxy_for_http_does_not_catch_slacks_https(monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert client(GOOD, "https://slack.com/api/").proxy is None  # urllib then goes by its own, finer rules


def test_a_webhook_that_was_removed_is_told(slack, clock):
    gone = Webhook(slack.hook_url.replace("secret", "old"))
    with pytest.raises(DeliveryError, match="webhook was removed") as caught:
        send(MemoryLedger(row()), gone, clock)
    assert "old" not in str(caught.value)


def test_a_webhook_in_doubt_posts_again(slack, clock):
    slack.fault("500", method="webhook")
    assert send(MemoryLedger(row()), Webhook(slack.hook_url), clock).posted == 1
    assert len(slack.told()) == 1
