import pytest
import yaml
from typer.testing import CliRunner

from delivery.slack import client
from delivery.slack_check import check, check_token_word, manifest
from delivery.slack_errors import SCOPES
from flows.cli import build
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, HIDDEN, NEWS, OLD, OTHER, POOR, PRIVATE, REVOKED, STRICT


@pytest.fixture
def slack():
    with Slackd() as running:
        yield running


def findings(slack, token=GOOD, channel=NEWS):
    return list(check(client(token, slack.base_url, timeout=1), channel))


def wrong(told):
    return [(one.about, one.said, one.remedy) for one in told if not one.ok]


@pytest.mark.edge
def test_all_is_well(slack):
    told = findings(slack)
    assert wrong(told) == []
    assert [one.said for one in told] == [
        "belongs to the bot copydesk in the workspace The Desk", "all there", "the bot is in it"]  # fmt: skip
    assert wrong(findings(slack, channel=PRIVATE)) == []


@pytest.mark.edge
def test_nothing_is_posted(slack):
    findings(slack)
    assert {method for method, _ in slack.workspace.calls} == {"auth.test", "conversations.info"}


@pytest.mark.edge
@pytest.mark.parametrize(
    ("token", "channel", "about", "said", "remedy"),
    [
        (REVOKED, NEWS, "token", "has been revoked", "Install the app again"),
        ("xoxb-0-typo", NEWS, "token", "does not know the token", "COPYDESK_SLACK_TOKEN"),
        (POOR, NEWS, "scopes", "channels:history, groups:history", "Bot Token Scopes"),
        (GOOD, None, "COPYDESK_SLACK_CHANNEL", "is not set", "C0123456789"),
        (GOOD, "#open-source-ai", "COPYDESK_SLACK_CHANNEL", "is no channel id", "C0123456789"),
        (GOOD, "C0NOWHERE", "channel C0NOWHERE", "no such channel", "invited"),
        (GOOD, HIDDEN, "channel G0HIDDEN", "no such channel", "invited"),
        (GOOD, OTHER, "channel #random", "not in the channel", "/invite @copydesk"),
        (GOOD, OLD, "channel #old-news", "archived", "Unarchive"),
    ],
)
def test_what_is_missing_is_said_with_its_remedy(slack, token, channel, about, said, remedy):
    first = wrong(findings(slack, token, channel))[0]
    assert (first[0], said in first[1], remedy in first[2]) == (about, True, True)
    assert token not in str(first)


@pytest.mark.edge
def test_the_scopes_it_needs_and_has_are_named(slack):
    (scopes, *_) = wrong(findings(slack, POOR))
    assert "it has chat:write" in scopes[1]
    for scope in SCOPES[1:]:
        assert scope in scopes[1]


@pytest.mark.edge
def test_slack_out_of_reach_is_no_riddle():
    ((about, said, remedy),) = wrong(check(client(GOOD, "http://127.0.0.1:9/api/", timeout=1), NEWS))
    assert (about, said) == ("token", "Slack cannot be reached")
    assert "HTTPS_PROXY" in remedy


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (None, "is not set"),
        ("xoxp-1-2", "a user's token"),
        ("xapp-1-2", "an app-level token"),
        ("hunter2", "does not look like a bot token"),
        ("xoxb-1 2", "does not look like a bot token"),
    ],
)
def test_a_wrong_kind_of_token_is_told_before_slack_is_asked(token, said):
    finding = check_token_word(token)
    assert said in finding.said
    assert not token or token not in str(finding)


def test_the_manifest_asks_for_exactly_the_scopes_that_are_checked():
    told = yaml.safe_load(manifest())
    assert tuple(told["oauth_config"]["scopes"]["bot"]) == SCOPES


def run(monkeypatch, slack, *asked, **settings):
    for name, told in ({"BASE_URL": slack.base_url} | settings).items():
        monkeypatch.setenv(f"COPYDESK_SLACK_{name}", told)
    return CliRunner().invoke(build(), ["slack", *asked])


@pytest.mark.edge
def test_the_command_says_all_is_well_and_exits_0(monkeypatch, slack):
    done = run(monkeypatch, slack, "check", TOKEN=GOOD, CHANNEL=NEWS)
    assert done.exit_code == 0
    assert "The next digest can go out" in done.output


@pytest.mark.edge
def test_the_command_exits_1_and_never_shows_the_token(monkeypatch, slack):
    done = run(monkeypatch, slack, "check", TOKEN=REVOKED, CHANNEL=NEWS)
    assert done.exit_code == 1
    assert "✗ token: the token has been revoked" in done.output
    assert REVOKED not in done.output


@pytest.mark.edge
def test_the_manifest_is_printed_as_it_is(monkeypatch, slack):
    assert run(monkeypatch, slack, "manifest").output == manifest()


@pytest.mark.edge
def test_with_post_test_a_line_is_posted_and_taken_back(monkeypatch, slack):
    done = run(monkeypatch, slack, "check", "--post-test", TOKEN=GOOD, CHANNEL=NEWS)
    assert "a test was posted and taken back" in done.output
    assert (slack.count("chat.postMessage"), slack.told()) == (1, [])
    refused = run(monkeypatch, slack, "check", "--post-test", TOKEN=GOOD, CHANNEL=STRICT)
    assert refused.exit_code == 1
    assert "only some people may post" in refused.output


@pytest.mark.edge
def test_the_token_may_stand_in_a_file(monkeypatch, slack, tmp_path):
    (tmp_path / "token").write_text(GOOD)
    monkeypatch.delenv("COPYDESK_SLACK_TOKEN", raising=False)
    assert run(monkeypatch, slack, "check", TOKEN_FILE=str(tmp_path / "token"), CHANNEL=NEWS).exit_code == 0
