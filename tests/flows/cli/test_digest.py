import json

import pytest
from typer.testing import CliRunner

from flows.cli import build
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS, OTHER
from tests.support.digestworld import World

pytestmark = pytest.mark.edge


@pytest.fixture
def world(tmp_path, monkeypatch):
    from datetime import UTC, datetime

    world = World(tmp_path)
    world.tell(1, "Opal is open", now=datetime.now(UTC))
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return world


@pytest.fixture
def slack(monkeypatch):
    with Slackd() as running:
        for name, told in (("BASE_URL", running.base_url), ("TOKEN", GOOD), ("CHANNEL", NEWS)):
            monkeypatch.setenv(f"COPYDESK_SLACK_{name}", told)
        yield running


def run(*asked):
    return CliRunner().invoke(build(), ["digest", *asked])


def test_without_slack_the_digest_is_shown_and_its_file_named(world):
    done = run()
    assert done.exit_code == 0
    assert "1. Opal is open" in done.output
    assert "1 story, kept in" in done.output.replace("\n", " ")


def test_with_slack_one_sentence_says_what_was_done(world, slack):
    assert "1 story, 1 message posted (Slack channel C0NEWS)" in run().output
    assert "nothing new since it was made with 1 story" in run().output
    assert len(slack.told()) == 1


def test_a_preview_as_json_is_json_and_nothing_else(world, slack):
    told = json.loads(run("--preview", "--json").output)
    assert [story["title"] for story in told["stories"]] == ["Opal is open"]
    assert slack.told() == []


def test_quiet_is_quiet(world, slack):
    assert run("--quiet").output == ""


def test_a_refusal_is_one_error_that_names_channel_and_remedy(world, slack, monkeypatch):
    from desk.errors import DeliveryError

    monkeypatch.setenv("COPYDESK_SLACK_CHANNEL", OTHER)
    done = run()
    assert isinstance(done.exception, DeliveryError)
    assert str(done.exception).startswith("Slack channel C0OTHER: the bot is not in the channel")
    assert "goes out with the next run" in str(done.exception)
