"""What tests of the flows share: an empty home, a strict Slack, and the demo, played once for all that look at it."""

import contextlib
import json
import os
import urllib.request

import pytest

from flows.cli import demo as command
from tests.slackd.server import Slackd
from tests.support.crawling import PROXY_WORDS
from tests.support.digestworld import World


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


@pytest.fixture
def slack():
    with Slackd() as running:
        yield running


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """The demo's home, what it printed, and the messages of its Slack; nobody writes to the home."""
    home, kept = tmp_path_factory.mktemp("demo") / "var", {}
    show = command.channel

    def watched(slack):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        kept["messages"] = json.load(opener.open(f"{slack}/_/messages", timeout=10))
        return show(slack)

    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("COPYDESK_", "PREFECT_")) or name in PROXY_WORDS]:
            patch.delenv(name)
        patch.setattr(command, "channel", watched)
        printed = home.parent / "printed.txt"
        with printed.open("w", encoding="utf-8") as out, contextlib.redirect_stdout(out):
            command.demo(home)
    return home, printed.read_text("utf-8"), kept["messages"]
