"""Alarms end to end: crawls of an outlet that breaks and heals, the outbox, Slack's counterpart, health, the digest."""

import io
import json
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

from flows.cli import run
from flows.cli.ask.health import show
from flows.crawl_steps.run import CrawlReport
from flows.digest_steps import alarms
from flows.digest_steps.alarms import notice_of, tell_alarms
from flows.digest_steps.make import make_digest
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.crawling import column, crawl, outlets_file, rows, settings, site, through
from tests.support.web import Reply, web
from warehouse.alarms import Untold
from warehouse.db import Warehouse

pytestmark = pytest.mark.edge
START = datetime(2026, 11, 2, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """A home with one outlet that broke, was alarmed, and healed; what Slack was told at each step."""
    home = tmp_path_factory.mktemp("alarms")
    told = {}
    with pytest.MonkeyPatch.context() as patch, web() as served, Slackd() as slack:
        through(patch, served.url())
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setattr(urllib.request, "_opener", None)  # one made meanwhile would keep this proxy for good
        site(served, "wire.example", "bridges", "tunnels")
        site(served, "well.example", "orchards", "quarries")
        outlets = outlets_file(home / "list.yaml", "wire.example", "well.example")
        given = settings(home, outlets, slack_token=GOOD, slack_channel=NEWS, slack_base_url=slack.base_url)

        def hour(number):
            report = crawl(given, now=START + timedelta(hours=number))
            said = tell_alarms(given, START + timedelta(hours=number), sleep=lambda _: None)
            assert report.to_tell == bool(said), "a crawl knows whether there is anything to tell"
            told[number] = (said, [post.text for post in slack.told(NEWS) if post.text.startswith("copydesk:")])

        hour(0)
        make_digest(given, now=START + timedelta(hours=0.5), sleep=lambda _: None)
        good = served.routes["wire.example/feed"]
        served.routes["wire.example/feed"] = Reply(b"", 404)
        for number in (1, 3, 6, 15, 17):
            hour(number)
        told["health"] = said_of(home, START + timedelta(hours=17))
        made = make_digest(given, now=START + timedelta(hours=19), sleep=lambda _: None)
        told["digest"] = made.digest.changes
        served.routes["wire.example/feed"] = good
        hour(28)
        told["after"] = said_of(home, START + timedelta(hours=28))
    return home, told


def said_of(home, now):
    plain, record = io.StringIO(), io.StringIO()
    wrong = show(home, plain, as_json=False, now=now), show(home, record, as_json=True, now=now)
    return wrong, plain.getvalue(), json.loads(record.getvalue())


def test_it_is_told_after_half_a_day_and_only_once(story):
    _, told = story
    assert told[6][1] == []
    assert told[15][0].startswith("1 message about alarms sent")
    assert told[15][1] == ["copydesk: 1 alarm\n• wire.example stopped answering: is not there (status 404)"]
    assert told[17] == ("", told[15][1])


def test_its_end_is_told_once(story):
    _, told = story
    assert told[28][1][-1] == "copydesk: 1 over\n✓ wire.example: it answers again (broken)"
    assert sum("answers again (broken)" in text for text in told[28][1]) == 1


def test_health_has_it_while_it_stands_and_that_it_is_over_afterwards(story):
    _, told = story
    wrong, plain, record = told["health"]
    assert wrong == (True, True)
    assert "alarm broken wire: is not there (status 404) (since 16 h ago)" in plain
    assert [(row["kind"], row["outlet"]) for row in record["alarms"]] == [("broken", "wire")]
    assert "1 alarm stands" in record["troubles"]
    assert "over  broken wire: it answers again" in told["after"][1]
    assert [row["alarms"] for row in record["outlets"] if row["outlet"] == "wire"] == [["broken"]]


def test_the_digest_says_what_changed(story):
    assert "wire.example stopped answering" in story[1]["digest"]


def test_the_table_has_one_row_with_its_end(story):
    home = story[0]
    assert rows(home, "select kind, outlet_id, closed_at is not null, notice, end_notice from alarms") == [
        ("broken", "wire", True, "alarms/000001", "alarms/000002")
    ]
    assert column(home, "select count(*) from alarm_watch") == [1]


def test_where_there_is_nobody_to_tell_nothing_waits(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        con.execute(
            "INSERT INTO alarms (id, kind, outlet_id, opened_at, words) VALUES (1, 'broken', 'x', ?, 'y')", [START]
        )
    assert tell_alarms(settings(tmp_path, None), START) == ""
    assert column(tmp_path, "select notice from alarms") == [""]


def test_a_message_is_bounded_and_holds_no_live_markup():
    many = [
        Untold(n, "broken", f"<!here> {n}", "", START, "*x* " * 100, "", begins=True, ends=False) for n in range(50)
    ]
    told = notice_of(many)
    assert "<!here>" not in told.text
    assert "and 30 more" in told.text
    assert len(told.blocks[0]["text"]["text"]) <= 3_000


@pytest.mark.parametrize("to_tell", [True, False])
def test_after_a_crawl_the_warehouse_is_opened_for_alarms_only_where_there_is_something_to_tell(
    tmp_path, monkeypatch, to_tell
):
    asked = []
    monkeypatch.setattr(alarms, "tell_alarms", lambda *_: asked.append(1) or "")
    run._end(settings(tmp_path, None), CrawlReport(1, (), 1.0, to_tell=to_tell))
    assert bool(asked) is to_tell
