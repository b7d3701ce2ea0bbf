import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from delivery.json_webhook import JsonWebhook, signature
from tests.support.hooks import hook_server

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
TOLD = {"digest_id": "policy/2026-11-22", "part": 1, "revision": 1}


@pytest.fixture
def hook():
    with hook_server() as server:
        yield server


def sender(hook):
    return JsonWebhook(hook.url, "shared", lambda: NOW, timeout=2)


def post(hook, text='{"version": 1}'):
    return sender(hook).post(text, [], TOLD, "")


def test_the_signature_is_an_hmac_over_version_time_and_body():
    by_hand = hmac.new(b"shared", b'v1:1795334400:{"a": "\xc3\xa9"}', hashlib.sha256).hexdigest()
    assert signature("shared", "1795334400", '{"a": "é"}'.encode()) == f"v1={by_hand}"
    assert signature("other", "1795334400", b"x") != signature("shared", "1795334400", b"x")


@pytest.mark.edge
def test_a_receiver_can_check_who_sent_it_when_and_whether_it_had_it(hook):
    assert post(hook).kind == "sent"
    ((heads, body),) = hook.got
    assert json.loads(body) == {"version": 1}
    assert heads["X-Copydesk-Delivery"] == "policy/2026-11-22/1/1"
    assert heads["X-Copydesk-Timestamp"] == str(int(NOW.timestamp()))
    assert heads["X-Copydesk-Signature"] == signature("shared", heads["X-Copydesk-Timestamp"], body)


@pytest.mark.edge
@pytest.mark.parametrize(
    ("says", "kind", "code"),
    [
        ((204, {}), "sent", ""),
        ((429, {"Retry-After": "7"}), "not_sent", "ratelimited"),
        ((503, {}), "not_sent", "ratelimited"),
        ((500, {}), "unknown", "no_answer"),
        ((0, {}), "unknown", "no_answer"),
        ((403, {}), "refused", "403 Forbidden"),
        ((302, {"Location": "http://127.0.0.1:9/"}), "refused", "302 Found"),
    ],
)
def test_every_answer_is_sorted_and_a_redirect_is_not_followed(hook, says, kind, code):
    hook.says = says
    outcome = post(hook)
    assert (outcome.kind, outcome.code) == (kind, code)
    assert outcome.retry_after == {429: 7.0, 503: 30.0}.get(says[0])
    assert len(hook.got) == 1


@pytest.mark.edge
def test_nobody_there_is_not_reached_and_the_address_is_never_told(hook):
    gone = JsonWebhook("http://127.0.0.1:9/secret-path", "shared", lambda: NOW)
    assert gone.post("{}", [], TOLD, "").code == "unreachable"
    assert "secret-path" not in gone.name
    hook.says = (403, {})
    refused = sender(hook)
    assert "secret-path" not in str(refused.refusal(refused.post("{}", [], TOLD, "")))
