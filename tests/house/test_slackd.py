"""The counterpart must be as strict as Slack, or tests against it mean nothing."""

import json
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS, POOR, Posted

pytestmark = pytest.mark.edge


@pytest.fixture
def slack():
    with Slackd() as running:
        yield running


def web(slack, token=GOOD):
    return WebClient(token, base_url=slack.base_url, retry_handlers=[])


def refused(call, **asked):
    with pytest.raises(SlackApiError) as caught:
        call(channel=NEWS, **({"text": "x"} | asked))
    return caught.value.response


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def link(url):
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": url}]}],
    }


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
        ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
        ({"type": "section", "text": plain("")}, "/blocks/0/text/text"),
        ({"type": "section", "text": plain("x" * 3_001)}, "/blocks/0/text/text"),
        ({"type": "section"}, "/blocks/0"),
        ({"type": "section", "text": plain(), "colour": "red"}, "/blocks/0"),
        ({"type": "context", "elements": [plain()] * 11}, "/blocks/0/elements"),
        ({"type": "context", "elements": []}, "/blocks/0/elements"),
        ({"type": "teaser", "text": plain()}, "/blocks/0/type"),
        (link("javascript:alert(1)"), "/blocks/0/elements/0/elements/0/url"),
        (link("https://a.test/b|c"), "/blocks/0/elements/0/elements/0/url"),
        (link("https://bücher.test/"), "/blocks/0/elements/0/elements/0/url"),
        ("text", "/blocks/0"),
    ],
)
def test_a_block_that_is_wrong_is_refused_with_its_place(slack, block, pointer):
    response = refused(web(slack).chat_postMessage, blocks=[block])
    assert response["error"] == "invalid_blocks"
    assert response["errors"][0].endswith(f"[json-pointer:{pointer}]")


def test_too_many_blocks_and_too_long_messages_are_refused(slack):
    many = [{"type": "divider"}] * 51
    assert refused(web(slack).chat_postMessage, blocks=many)["error"] == "invalid_blocks"
    long = [{"type": "section", "text": plain("x" * 2_900)}] * 5
    assert refused(web(slack).chat_postMessage, blocks=long)["error"] == "msg_blocks_too_long"
    ts = web(slack).chat_postMessage(channel=NEWS, text="x")["ts"]
    assert refused(web(slack).chat_update, ts=ts, text="x" * 4_001)["error"] == "msg_too_long"


def test_a_missing_scope_is_told_with_what_is_needed_and_provided(slack):
    response = refused(web(slack, POOR).conversations_history)
    assert (response["error"], response["needed"], response["provided"]) == (
        "missing_scope", "channels:history", "chat:write")  # fmt: skip


def test_metadata_comes_back_only_to_those_who_ask(slack):
    told = {"event_type": "digest", "event_payload": {"part": 1}}
    web(slack).chat_postMessage(channel=NEWS, text="x", metadata=told)
    (without,) = web(slack).conversations_history(channel=NEWS)["messages"]
    (asked,) = web(slack).conversations_history(channel=NEWS, include_all_metadata=True)["messages"]
    assert ("metadata" in without, asked["metadata"]) == (False, told)


def test_history_is_newest_first_without_replies_and_thread_is_oldest_first(slack):
    first = web(slack).chat_postMessage(channel=NEWS, text="one")["ts"]
    web(slack).chat_postMessage(channel=NEWS, text="reply", thread_ts=first)
    web(slack).chat_postMessage(channel=NEWS, text="two")
    told = [message["text"] for message in web(slack).conversations_history(channel=NEWS)["messages"]]
    thread = [message["text"] for message in web(slack).conversations_replies(channel=NEWS, ts=first)["messages"]]
    assert (told, thread) == (["two", "one"], ["one", "reply"])
    assert refused(web(slack).chat_postMessage, thread_ts="1.000000")["error"] == "thread_not_found"


def test_history_is_given_by_the_page(slack):
    for number in range(20):
        slack.workspace.add(Posted(NEWS, slack.workspace.new_ts(number), str(number), [], "B0"))
    page = web(slack).conversations_history(channel=NEWS, limit=15)
    rest = web(slack).conversations_history(channel=NEWS, limit=15, cursor=page["response_metadata"]["next_cursor"])
    assert (len(page["messages"]), page["has_more"], len(rest["messages"]), rest["has_more"]) == (15, True, 5, False)


def test_one_message_a_second_and_channel():
    now = [1_000.0]
    with Slackd(rate=1.0, clock=lambda: now[0]) as slack:
        web(slack).chat_postMessage(channel=NEWS, text="one")
        response = refused(web(slack).chat_postMessage)
        assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
        now[0] += 1
        web(slack).chat_postMessage(channel=NEWS, text="two")
        assert len(slack.told()) == 2


def test_another_bots_message_cannot_be_changed(slack):
    slack.workspace.add(Posted(NEWS, "5.000000", "theirs", [], "B0OTHER"))
    assert refused(web(slack).chat_update, ts="5.000000")["error"] == "cant_update_message"


def test_reactions_are_read_back(slack):
    ts = web(slack).chat_postMessage(channel=NEWS, text="x")["ts"]
    slack.told()[0].reactions["+1"] = ["U1"]
    told = web(slack).reactions_get(channel=NEWS, timestamp=ts)["message"]["reactions"]
    assert told == [{"name": "+1", "users": ["U1"], "count": 1}]


def test_what_was_posted_outlives_the_server(tmp_path):
    with Slackd(state=tmp_path / "slack.json") as slack:
        web(slack).chat_postMessage(channel=NEWS, text="x")
    with Slackd(state=tmp_path / "slack.json") as slack:
        assert [message.text for message in slack.told()] == ["x"]


def test_the_page_marks_a_mention_that_came_alive(slack):
    web(slack).chat_postMessage(channel=NEWS, text="<!channel> &lt;!here&gt;")
    with urllib.request.urlopen(slack.base_url.removesuffix("api/")) as answer:
        page = answer.read().decode()
    assert '<mark class="mention">!channel</mark> &lt;!here&gt;' in page


def test_faults_can_be_ordered_over_http(slack):
    order = json.dumps({"faults": ["fatal_error"]}).encode()
    urllib.request.urlopen(slack.base_url.replace("/api/", "/_/fault"), order).close()
    assert refused(web(slack).chat_postMessage)["error"] == "fatal_error"
