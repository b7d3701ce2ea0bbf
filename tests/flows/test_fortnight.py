"""A fortnight on the demo newsroom, with the end of summer time in it: two channels, two topics, two zones.

The newsroom is crawled once, and its stories are spread over the days. The digests stay in the test's output folder.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.digest.channel import Channel
from flows.digest_steps.amend import correct
from flows.digest_steps.make import Asked, make_digest
from flows.digest_steps.request import new_job
from tests.newsroom.serve import OUTLETS, newsroom
from tests.slackd.server import Slackd
from tests.slackd.workspace import NEWS
from tests.support.crawling import crawl, settings, through
from tests.support.digestworld import World

pytestmark = pytest.mark.slow
FIRST = date(2026, 10, 19)
DAYS = [FIRST + timedelta(days=number) for number in range(14)]
QUIET, MISSED, CORRECTED = date(2026, 10, 23), date(2026, 10, 27), date(2026, 10, 29)
BUSY = (19, 26, 27, 28, 29, 20, 21, 22, 24, 30)  # October: the eves of these bring stories, in this order
PARIS = Channel("paris", "slack", (NEWS,), zone="Europe/Paris", limit=6)
TITLES = {"open-source-ai": "Open-source AI", "city": "City"}
NEVER = "Nothing of this name was told before"


def at_eight(day, channel):
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo(channel.zone)).astimezone(UTC)


def spread(con):
    """Give each story of the newsroom a day before which it came in; every second one belongs to another topic."""
    even = "article_id IN (SELECT article_id FROM story_articles WHERE story_id % 2 = 0)"
    con.execute(f"INSERT INTO topic_verdicts SELECT article_id, 'city', true, 0.8, NULL, [] FROM bodies WHERE {even}")
    con.execute(f"UPDATE topic_verdicts SET relevant = false WHERE topic = 'open-source-ai' AND {even}")
    for odd in (0, 1):
        found = con.execute("SELECT DISTINCT story_id FROM story_articles WHERE story_id % 2 = ? ORDER BY 1", [odd])
        for place, (story,) in enumerate(found.fetchall()):
            day = date(2026, 10, BUSY[place % len(BUSY)])
            came = datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=4)
            con.execute(
                "UPDATE articles SET published = ?, fetched_at = ? WHERE id IN "
                "(SELECT article_id FROM story_articles WHERE story_id = ?)",
                [came, came, story],
            )


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory):
    """What both channels were told day by day, the Slack that has it, and the home."""
    home = tmp_path_factory.mktemp("fortnight")
    tokyo = Channel("tokyo", "folder", (str(home / "tokyo"),), topics=("city",), zone="Asia/Tokyo")
    with pytest.MonkeyPatch.context() as patch, newsroom() as (address, _):
        through(patch, address)
        crawl(settings(home, OUTLETS))
    with pytest.MonkeyPatch.context() as patch, Slackd() as slack:
        patch.setattr("flows.digest_steps.request.topic_titles", lambda settings: TITLES)
        patch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)
        world = World(home)
        with world.writing() as con:
            spread(con)
            world.articles = con.execute("SELECT max(id) FROM articles").fetchone()[0]
        given = world.settings(slack, outlets=OUTLETS)
        told = {"paris": {}, "tokyo": {}}
        for day in DAYS:
            if day != MISSED:
                told["paris"][day] = make(given, PARIS, day)
            told["tokyo"][day] = make(given, tokyo, day)
            if day == DAYS[1]:  # its first story moves on after it was told
                moved = told["paris"][DAYS[0]].digest.stories[0].story_id
                world.tell(moved, NEVER, names=("Brandnew",), hours=-10, now=at_eight(day, PARIS))
            if day == CORRECTED:
                wrong = told["paris"][day].digest.stories[0].story_id
                correct(job(given, day), wrong, "It was the other lab.")
        yield told, slack, home, moved


def make(given, channel, day):
    now = at_eight(day, channel)
    return make_digest(given, Asked(channel), now, clock=lambda: now, sleep=lambda seconds: None)


def job(given, day):
    now = at_eight(day, PARIS)
    return new_job(given, Asked(PARIS), now, lambda: now, lambda seconds: None)


def lines(told):
    return [story for made in told.values() for story in made.digest.stories]


def test_each_story_is_told_once_in_each_channel_and_only_an_update_comes_back(fortnight):
    told, _, _, moved = fortnight
    for channel in told.values():
        first = [story.story_id for story in lines(channel) if story.update_of is None]
        assert len(first) == len(set(first)) >= 5
    (update,) = [story for story in lines(told["paris"]) if story.update_of is not None]
    assert (update.story_id, update.title, update.revision) == (moved, NEVER, "new: Brandnew")


def test_the_channels_are_told_their_own_topics(fortnight):
    told, _, _, _ = fortnight
    paris, tokyo = ({story.story_id for story in lines(channel)} for channel in told.values())
    assert paris & tokyo == set()


def test_a_quiet_day_is_one_line_and_a_missed_day_is_made_up(fortnight):
    told, slack, _, _ = fortnight
    quiet = told["paris"][QUIET]
    assert quiet.digest.stories == ()
    (message,) = [one for one in slack.told() if "Friday 23 Oct" in one.text]
    assert "nothing new of the last 7 days" in message.text
    assert "\n" not in message.text
    after = told["paris"][MISSED + timedelta(days=1)].digest
    assert "No digest went out on Tuesday 27 Oct; this one tells what came in then as well" in after.notes
    assert {story.published.date() for story in after.stories} == {MISSED - timedelta(days=1), MISSED}


def test_days_and_times_are_the_zones_before_and_after_summer_time_ends(fortnight):
    told, slack, _, _ = fortnight
    zones = {story.published.tzname() for story in lines(told["paris"])}
    assert zones == {"CEST", "CET"}
    assert {story.published.tzname() for story in lines(told["tokyo"])} == {"JST"}
    assert [made.digest.day for made in told["paris"].values()] == [str(day) for day in DAYS if day != MISSED]
    assert any("times in CET" in one.text for one in slack.told())


def test_a_correction_stands_where_the_story_was_told_and_in_its_thread(fortnight):
    _, slack, home, _ = fortnight
    (message,) = [one for one in slack.told() if "Corrected: " in one.text]
    assert "Thursday 29 Oct" in message.text
    assert "Correction: It was the other lab." in slack.workspace.thread(NEWS, message.ts)[-1].text
    assert "Corrected" in (home / "digests" / "paris-2026-10-29.html").read_text()


def test_every_day_has_its_digest_in_the_output_folder(fortnight):
    _, slack, home, _ = fortnight
    assert len(list((home / "tokyo").glob("tokyo-2026-*.html"))) == 14
    assert len(list((home / "digests").glob("paris-2026-*.html"))) == 13
    assert len(slack.told()) == 13
