"""Readers react in Slack; it is read before the next digest, kept, and led to a suggestion in its thread."""

from datetime import timedelta

import pytest

from desk.digest.channel import Channel
from flows.digest_steps.make import Asked, make_digest
from tests.slackd.workspace import NEWS
from tests.support.digestworld import NOW, World

pytestmark = pytest.mark.edge
CHANNEL = Channel("desk", "slack", (NEWS,), replies=True)
SUGGESTED = "2 readers muted stories of Herald: `copydesk outlets pause herald` leaves it unread"


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)
    return World(tmp_path)


def make(world, slack, days=0):
    return make_digest(world.settings(slack), Asked(CHANNEL), NOW + timedelta(days=days), sleep=lambda seconds: None)


def kept(world):
    with world.warehouse.reading() as con:
        return set(con.execute("SELECT story_id, reaction, readers FROM feedback").fetchall())


def replies(slack, place=-1):
    return slack.workspace.thread(NEWS, slack.told()[place].ts)[1:]


def test_each_story_has_a_reply_to_react_to_and_reactions_are_kept_with_it(world, slack):
    world.tell(7, "Opal is open", outlet="herald", hours=1)
    world.tell(8, "Beryl is open", outlet="gazette", hours=20)
    make(world, slack)
    first, second = replies(slack)
    assert (first.text, second.text) == ("1. Opal is open (Herald, s7)", "2. Beryl is open (Gazette, s8)")
    first.reactions = {"mute": ["U1", "U2"], "+1::skin-tone-3": ["U3"], "eyes": ["U4"]}
    second.reactions = {"thumbsdown": ["U1"]}
    slack.told()[0].reactions = {"+1": ["U5"]}
    make(world, slack, days=1)
    assert kept(world) == {(7, "mute", 2), (7, "up", 1), (8, "down", 1), (None, "up", 1)}


def test_a_muted_outlet_is_suggested_once_in_the_next_digests_thread_and_nothing_is_done(world, slack):
    world.tell(7, "Opal is open", outlet="herald")
    make(world, slack)
    replies(slack)[0].reactions = {"mute": ["U1", "U2"]}
    world.tell(8, "Beryl is open", outlet="herald", hours=-20)
    made = make(world, slack, days=1)
    assert [story.outlet for story in made.digest.stories] == ["Herald"]
    assert replies(slack)[-1].text == SUGGESTED
    make(world, slack, days=2)
    assert [one.text for one in slack.workspace.messages].count(SUGGESTED) == 1


def test_a_reaction_that_was_taken_back_is_forgotten_and_one_that_cannot_be_read_stays(world, slack):
    world.tell(7, "Opal is open")
    make(world, slack)
    replies(slack)[0].reactions = {"+1": ["U1"]}
    make(world, slack, days=1)
    assert kept(world) == {(7, "up", 1)}
    slack.fault("500", method="conversations.replies")
    make(world, slack, days=1)
    assert kept(world) == {(7, "up", 1)}
    replies(slack, 0)[0].reactions = {}
    make(world, slack, days=2)
    assert kept(world) == set()


def test_the_view_and_health_tell_what_readers_said(world, slack, capsys):
    import sys

    from flows.cli.ask.health import show
    from warehouse.reading_copy import ask, publish

    world.tell(7, "Opal is open")
    make(world, slack)
    replies(slack)[0].reactions = {"+1": ["U1", "U2"]}
    make(world, slack, days=1)
    publish(world.warehouse)
    (row,) = ask(world.home, "SELECT title, outlet, reaction, readers FROM feedback").rows
    assert tuple(row) == ("Opal is open", "Herald", "up", 2)
    show(world.home, sys.stdout, as_json=False)
    assert "readers' reactions of 30 days: 2 up" in capsys.readouterr().out


def test_a_topic_muted_in_stories_of_two_outlets_is_suggested_once_with_its_command(world, slack, monkeypatch):
    titled = {"open-source-ai": "Open-source AI", "tea": "Tea"}
    monkeypatch.setattr("flows.digest_steps.request.topic_titles", lambda settings: titled)
    both = Channel("desk", "slack", (NEWS,), replies=True, topics=tuple(titled))

    def told(days=0):
        return make_digest(world.settings(slack), Asked(both), NOW + timedelta(days=days), sleep=lambda seconds: None)

    for number, outlet in ((7, "herald"), (8, "gazette"), (9, "courier")):
        world.tell(number, f"Story {number}", outlet=outlet, relevant=number == 9)
    with world.writing() as con:
        con.execute(
            "INSERT INTO topic_verdicts VALUES (1, 'tea', true, 0.9, 'price', []), (2, 'tea', true, 0.9, 'price', [])"
        )
    told()
    for reply in replies(slack):
        reply.reactions = {"mute": ["U1"]} if "Story 9" not in reply.text else {}
    world.tell(10, "Beryl is open", outlet="herald", hours=-20)
    told(days=1)
    suggested = "2 readers muted stories on tea of several outlets: `copydesk channels edit desk --without-topic tea`"
    assert suggested in replies(slack)[-1].text
    told(days=2)
    assert sum(suggested in one.text for one in slack.workspace.messages) == 1
