import errno
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from desk.errors import ConfigError, DeliveryError, UsageError, WarehouseError
from desk.outlet_groups import Group
from flows.digest_steps.amend import correct, withdraw
from flows.digest_steps.edition import settle_earlier
from flows.digest_steps.make import Asked, make_digest, today
from flows.digest_steps.request import DigestRequest, new_job
from tests.slackd.workspace import NEWS, OTHER, REVOKED
from tests.support.digestworld import NOW, stories

pytestmark = pytest.mark.edge
LATER = NOW + timedelta(hours=3)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def quick(request, monkeypatch):
    """The reading copy is published only where a test asks it."""
    if "views" not in request.node.name:
        monkeypatch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)


def make(settings, now=NOW, *, clock=None, preview=False, revise=False, **asked):
    """The digest, asked for by fields of Asked."""
    return make_digest(
        settings, Asked(**asked), now, sleep=lambda seconds: None, clock=clock, preview=preview, revise=revise
    )


def told(slack):
    return [message.text for message in slack.told()]


def test_without_slack_the_digest_is_shown_and_kept_as_files(world):
    world.tell(1, "Opal is open")
    made = make(world.settings())
    assert made.status == "shown"
    assert {path.suffix for path in made.files} == {".md", ".html", ".json"}
    assert json.loads(made.files[0].read_text())["stories"][0]["title"] == "Opal is open"


def test_a_story_of_three_outlets_in_two_languages_is_one_line_and_its_copies_stand_apart(world, slack):
    world.tell(1, "Opal is open", outlet="herald")
    world.tell(1, "Opal est ouvert", outlet="gazette", language="fr")
    world.tell(1, "Opal opens up", outlet="tribune")
    world.tell(1, "Opal is open", outlet="mirror", kind="exact", parent=1)
    made = make(world.settings(slack))
    (story,) = made.digest.stories
    assert (story.outlet, set(story.also_in), story.copies) == (
        "Herald",
        {"Gazette", "Tribune"},
        (("Mirror", "same text"),),
    )
    assert story.languages == ("en", "fr")
    assert len(slack.told()) == 1


def test_a_bilingual_article_is_told_with_both_its_languages(world):
    number = world.tell(1, "小语种 / Small languages", language="zh", text="小语种需要开放的模型。" * 4)
    with world.writing() as con:
        con.execute("INSERT INTO bodies VALUES (?, 1, 'en', 'Small languages need open models.')", [number])
        con.execute("INSERT INTO bodies VALUES (?, 2, 'fr', 'Oui.')", [number])
    made = make(world.settings())
    (story,) = made.digest.stories
    assert (story.written_in, story.languages) == (("zh", "en"), ("en", "zh"))
    (kept,) = [path for path in made.files if path.suffix == ".md"]
    assert "Chinese and English" in kept.read_text()


def test_a_group_is_digested_apart_and_the_rest_is_told_later_once(world):
    world.tell(1, "Opal is open", outlet="herald")
    world.tell(2, "Beryl opens its weights", outlet="gazette")
    world.tell(2, "Beryl ouvre ses poids", outlet="tribune", language="fr")
    world.tell(3, "Jade is open", outlet="herald")
    world.tell(3, "Jade is open", outlet="gazette", kind="exact", parent=4)  # a copy is no report of its own
    given = world.settings()
    listed = [
        {"id": name, "name": name, "home": f"https://{name}.test", "language": "en", "tags": tags,
         "sources": [{"kind": "feed", "url": f"https://{name}.test/feed"}]}
        for name, tags in (("herald", ["press"]), ("gazette", ["labs"]), ("tribune", ["press"]))
    ]  # fmt: skip
    given.own_outlets.write_text(yaml.safe_dump(listed))
    labs = make(given, group=Group(("labs",)))
    assert [(story.title, story.also_in) for story in labs.digest.stories] == [
        ("Beryl opens its weights", ("Tribune",))
    ]
    rest = make(given, LATER)
    assert {story.title for story in rest.digest.stories} == {"Opal is open", "Jade is open"}
    with pytest.raises(UsageError, match=r"lab: is the tag of no outlet\. Did you mean labs"):
        make(given, group=Group(("lab",)))
    with pytest.raises(UsageError, match="--revise: changes a digest as a whole"):
        make(given, group=Group(("labs",)), revise=True)


def test_a_rewrite_is_only_ever_likely(world):
    world.tell(1, "Opal is open")
    world.tell(1, "Open is Opal", outlet="mirror", kind="rewrite", parent=1)
    assert make(world.settings()).digest.stories[0].copies == (("Mirror", "likely rewritten from Herald"),)


def test_the_second_run_of_a_day_posts_nothing(world, slack):
    world.tell(1, "Opal is open")
    settings = world.settings(slack)
    assert make(settings).status == "delivered"
    again = make(settings, LATER)
    assert again.status == "unchanged"
    assert "nothing new" in again.sentence()
    assert len(slack.told()) == 1
    assert slack.count("chat.postMessage") == 1


def test_the_second_run_of_a_day_posts_only_what_is_new(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings(slack))
    world.tell(2, "Beryl is open too", hours=-2)
    made = make(world.settings(slack), LATER)
    assert made.digest.id.endswith("/2")
    assert [story.title for story in made.digest.stories] == ["Beryl is open too"]
    assert "Opal" in told(slack)[0]
    assert "Opal" not in told(slack)[1]


def test_with_revise_the_message_is_changed_in_place(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings(slack))
    world.tell(2, "Beryl is open too", hours=-2)
    made = make(world.settings(slack), LATER, revise=True)
    assert made.status == "delivered"
    (message,) = slack.told()
    assert "Opal" in message.text
    assert "Beryl" in message.text
    assert message.metadata["event_payload"]["revision"] == 2
    again = make(world.settings(slack), LATER, revise=True)
    assert again.status == "unchanged"
    assert slack.count("chat.update") == 1


def test_a_told_story_does_not_come_back_the_next_day(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings(slack))
    world.tell(1, "Opal is open, we hear as well", outlet="tribune", hours=-5)
    world.tell(1, "Opal is open", outlet="mirror", kind="exact", parent=1, hours=-6)
    made = make(world.settings(slack), TOMORROW)
    assert made.digest.stories == ()
    assert "nothing new" in told(slack)[1]
    assert len(told(slack)) == 2


def test_a_told_story_that_moved_on_comes_back_as_an_update(world, slack):
    world.tell(1, "Opal is open", names=("Opal",))
    make(world.settings(slack))
    world.tell(1, "Opal is withdrawn after Beryl's makers object", outlet="tribune", names=("Opal", "Beryl"), hours=-5)
    (story,) = make(world.settings(slack), TOMORROW).digest.stories
    assert (story.title[:17], story.update_of, story.revision) == ("Opal is withdrawn", 1, "new: Beryl")
    assert "1. Update: Opal is withdrawn" in told(slack)[1]


def test_merging_stories_brings_nothing_back(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings(slack))
    with world.warehouse.writing() as con:
        con.execute("UPDATE story_articles SET story_id = 7")
        con.execute("INSERT INTO stories (id, lead_article_id) VALUES (7, 1)")
    assert make(world.settings(slack), TOMORROW).digest.stories == ()


def test_an_article_off_topic_or_too_old_is_no_news(world):
    world.tell(1, "Cricket scores", relevant=False)
    world.tell(2, "Last year's model", hours=24 * 30)
    assert make(world.settings()).digest.stories == ()


def test_copies_of_seed_documents_are_named_under_the_stories(world):
    world.tell(1, "A well-known report again", outlet="mirror", kind="excerpt", seed="report")
    digest = make(world.settings()).digest
    assert digest.stories == ()
    assert digest.notes == ("Left out, 1 copy of seed documents: Mirror (excerpt)",)


def test_who_printed_ones_own_text_is_told_once_and_a_first_use_as_such(world):
    with world.warehouse.writing() as con:
        con.execute("INSERT INTO seeds (seed_id, part, title, url, own) VALUES ('own-1', 0, 'Our release', '', true)")
    world.tell(1, "They print our release", outlet="mirror", kind="near", seed="own-1")
    told = make(world.settings()).digest.notes
    assert told == ("First use of your text “Our release”: printed by 1 outlet: Mirror (nearly the same text)",)
    assert make(world.settings(), TOMORROW).digest.notes == ()


def test_the_sentence_of_a_bilingual_article_is_in_the_language_it_is_said_to_be_in(world):
    number = world.tell(1, "Small languages", text="没有哪家大公司会为两万人训练一个模型,这不是恶意,只是算账而已。")
    english = "Six teachers in the north trained a model of their own on Tuesday."
    with world.warehouse.writing() as con:
        con.execute("UPDATE bodies SET language = 'zh' WHERE article_id = ?", [number])
        con.execute("INSERT INTO bodies VALUES (?, 1, 'en', ?)", [number, english])
    assert make(world.settings()).digest.stories[0].sentence == english


def test_a_day_without_news_is_one_line_and_says_how_the_outlets_are(world, slack):
    world.report("herald", "ok")
    world.tell(9, "Cricket scores", relevant=False)
    world.report("tribune", "failed", "http://tribune.test/rss: no answer within 20 s")
    make(world.settings(slack))
    (text,) = told(slack)
    assert text.startswith("Open-source AI · Sunday 22 Nov 2026: nothing new")
    assert "Outlets: 1 of 2 answered; tribune failed (no answer within 20 s)" in text


def test_what_changed_with_the_outlets_since_the_digest_before_is_told(world):
    for outlet, before, after in (
        ("herald", "ok", "failed"),
        ("tribune", "failed", "ok"),
        ("gazette", "failed", "failed"),
    ):
        world.report(outlet, before, hours=1)
        world.report(outlet, after, hours=-20)
    assert make(world.settings()).digest.changes == ()  # there was none before
    assert set(make(world.settings(), TOMORROW).digest.changes) == {"herald stopped answering", "tribune answers again"}


def test_a_missed_day_is_made_up_and_said_so(world):
    world.tell(1, "Opal is open")
    make(world.settings())
    world.tell(2, "Beryl is open", hours=-20)
    world.tell(3, "Jade is open", hours=-50)
    made = make(world.settings(), NOW + timedelta(days=3))
    assert {story.title for story in made.digest.stories} == {"Beryl is open", "Jade is open"}
    assert made.digest.notes == (
        "No digest went out on Monday 23 Nov to Tuesday 24 Nov; this one tells what came in then as well",
    )


def test_a_quiet_day_says_what_is_kept_and_with_since_it_is_told(world):
    world.tell(1, "Opal is open", hours=24 * 20)
    made = make(world.settings())
    assert "nothing new of the last 7 days; 1 older on-topic article is kept" in made.markdown
    (story,) = make(world.settings(), LATER, since="2026-11-01").digest.stories
    assert story.title == "Opal is open"
    assert make(world.settings(), LATER, since="30d").status == "unchanged"
    for wrong in ("yesterday", "2026-12-24", "999999999d"):
        with pytest.raises(UsageError, match=wrong):
            make(world.settings(), since=wrong)


def test_the_day_of_a_zone_ends_at_its_own_midnight_on_the_days_the_clocks_change(world):
    zone = world.settings(timezone="Europe/Paris")
    world.tell(1, "Opal is open", now=datetime(2026, 10, 25, 22, 30, tzinfo=UTC), hours=0)  # 23:30, after the change
    world.tell(2, "Beryl is open", now=datetime(2026, 10, 25, 23, 30, tzinfo=UTC), hours=0)  # 00:30 of the next day
    made = make(zone, datetime(2026, 10, 26, 8, tzinfo=UTC), day="2026-10-25")
    (first,) = made.digest.stories
    assert (first.title, f"{first.published:%H:%M %Z}") == ("Opal is open", "23:30 CET")
    (second,) = make(zone, datetime(2026, 10, 26, 8, tzinfo=UTC)).digest.stories
    assert second.title == "Beryl is open"


def test_an_outlets_own_pages_under_several_addresses_are_no_copies(world):
    world.tell(1, "Opal is open", outlet="herald")
    world.tell(1, "Opal is open", outlet="herald", kind="exact", parent=1)
    (story,) = make(world.settings()).digest.stories
    assert (story.copies, story.outlets) == ((), 1)


def test_the_rest_of_many_stories_goes_into_the_thread(world, slack):
    stories(world, 20)
    make(world.settings(slack))
    (message,) = slack.told()
    thread = slack.workspace.thread(NEWS, message.ts)
    assert len(thread) == 2
    assert "6 further stories in the thread" in json.dumps(message.blocks)
    assert "15. Model number" in thread[1].text


def test_stories_without_room_stay_due(world, slack):
    stories(world, 8)
    made = make(world.settings(slack, digest_stories=2))
    assert (len(made.digest.stories), made.digest.left) == (6, 2)
    assert len(make(world.settings(slack, digest_stories=2), LATER).digest.stories) == 2


def test_preview_keeps_and_sends_nothing(world, slack):
    world.tell(1, "Opal is open")
    for _ in range(2):
        made = make(world.settings(slack), preview=True)
        assert [story.title for story in made.digest.stories] == ["Opal is open"]
    assert slack.workspace.calls == []
    assert not (world.home / "digests").exists()


def test_a_revoked_token_is_told_and_the_stories_go_out_once_it_is_mended(world, slack):
    world.tell(1, "Opal is open")
    with pytest.raises(DeliveryError) as caught:
        make(world.settings(slack, slack_token=REVOKED))
    assert "revoked" in str(caught.value)
    assert "COPYDESK_SLACK_TOKEN" in str(caught.value)
    assert REVOKED not in str(caught.value)
    world.tell(2, "Beryl is open", hours=-2)
    made = make(world.settings(slack), TOMORROW)
    assert {story.title for story in made.digest.stories} == {"Opal is open", "Beryl is open"}
    assert len(told(slack)) == 1


def test_a_digest_that_another_process_withdraws_before_it_is_begun_is_left_to_that_one(world, slack):
    world.tell(1, "Opal is open")
    given, deliver = world.settings(slack), DigestRequest.deliver

    def meanwhile(job, digest_id):
        settle_earlier(new_job(given, Asked(), NOW, lambda: NOW, lambda seconds: None))
        return deliver(job, digest_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DigestRequest, "deliver", meanwhile)
        assert make(given).status == "busy"
    assert told(slack) == []
    assert make(given).status == "delivered"
    assert len(told(slack)) == 1


def test_where_digests_is_a_file_nothing_is_told_until_it_is_moved_away(world, slack):
    world.tell(1, "Opal is open")
    (world.home / "digests").write_text("not a folder")
    for given in (world.settings(slack), world.settings()):
        with pytest.raises(DeliveryError, match=r"digests: should be a folder and is a file\. Move it away"):
            make(given)
    assert told(slack) == []
    (world.home / "digests").unlink()
    assert make(world.settings(slack)).status == "delivered"
    assert "Opal is open" in make(world.settings()).markdown


@pytest.mark.parametrize("at", range(3))
def test_a_full_disk_while_files_are_written_tells_nothing_and_loses_nothing(world, slack, monkeypatch, at):
    world.tell(1, "Opal is open")
    rooms, write = iter([True] * at + [False]), Path.write_text

    def full(path, *given, **more):
        if not next(rooms):
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, *given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(DeliveryError, match=r"cannot be written: the disk is full\. Free some space"):
            make(world.settings(slack))
    assert told(slack) == []
    assert list((world.home / "digests").glob("*.part")) == []
    assert make(world.settings(slack)).status == "delivered"
    assert len(told(slack)) == 1


def test_a_reading_copy_that_cannot_be_written_hides_neither_the_digest_nor_why_it_failed(world, slack, monkeypatch):
    def full(warehouse):
        raise WarehouseError("reading.duckdb.tmp", "the disk is full", "Free some space and run it again")

    monkeypatch.setattr("flows.digest_steps.make._publish", full)
    world.tell(1, "Opal is open")
    with pytest.raises(DeliveryError, match="has been revoked"):
        make(world.settings(slack, slack_token=REVOKED))
    made = make(world.settings(slack))
    assert made.status == "delivered"
    assert made.warnings == (
        "SQL does not know this digest yet. reading.duckdb.tmp: the disk is full. Free some space and run it again",
    )


def test_slack_down_all_day_keeps_the_digest_and_the_next_one_tells_both_days_and_says_so(world, slack):
    world.tell(9, "Jade is open", hours=24)
    make(world.settings(slack), NOW - timedelta(days=1))
    world.tell(1, "Opal is open")
    gone = world.settings(slack, slack_base_url="http://127.0.0.1:9/api/")
    for hours in range(3):
        with pytest.raises(DeliveryError, match=r"cannot be reached.*kept in .* goes out with the next run"):
            make(gone, NOW + timedelta(hours=hours))
    world.tell(2, "Beryl is open", hours=-20)
    made = make(world.settings(slack), TOMORROW)
    assert {story.title for story in made.digest.stories} == {"Opal is open", "Beryl is open"}
    assert len(told(slack)) == 2
    assert made.digest.notes == ("No digest went out on Sunday 22 Nov; this one tells what came in then as well",)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_digest_begun_under_a_clock_a_day_wrong_is_not_told_again_under_the_right_one(world, slack, days):
    world.tell(1, "Opal is open", hours=30)
    wrong = NOW + timedelta(days=days)
    slack.fault(*["late_drop"] * 4)
    slack.fault(*["500"] * 20, method="conversations.history")
    with pytest.raises(DeliveryError, match="unknown whether"):
        make(world.settings(slack), wrong, clock=lambda: wrong)
    slack.faults.clear()
    make(world.settings(slack), NOW, clock=lambda: NOW)
    assert sum("Opal" in text for text in told(slack)) == 1


def test_a_channel_the_bot_is_not_in_is_told_with_the_remedy(world, slack):
    world.tell(1, "Opal is open")
    with pytest.raises(DeliveryError, match="/invite @copydesk"):
        make(world.settings(slack, slack_channel=OTHER))


def test_half_a_slack_set_up_names_the_missing_half(world):
    with pytest.raises(ConfigError, match="COPYDESK_SLACK_CHANNEL"):
        make(world.settings(slack_token="xoxb-0-good"))


def test_each_target_is_told_every_story(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings())
    assert make(world.settings(slack), LATER).status == "delivered"


def test_a_webhook_gets_every_part_as_a_message(world, slack):
    stories(world, 16)
    made = make(world.settings(slack_webhook=slack.hook_url))
    assert (made.status, len(slack.told())) == ("delivered", 2)


def test_a_day_that_is_past_ends_at_its_midnight(world):
    world.tell(1, "Opal is open", hours=30)
    world.tell(2, "Beryl is open", hours=1)
    made = make(world.settings(), day="2026-11-21")
    assert [story.title for story in made.digest.stories] == ["Opal is open"]


@pytest.mark.parametrize("day", ["tomorrow", "2026-11-31", "2026-11-23"])
def test_a_day_that_is_none_or_has_not_come_is_refused(world, day):
    with pytest.raises(UsageError, match=day):
        make(world.settings(), day=day)


def test_the_day_is_that_of_the_time_zone(world):
    late = NOW.replace(hour=23)
    assert today(world.settings(timezone="Asia/Shanghai"), late) == "2026-11-23"
    with pytest.raises(ConfigError, match="COPYDESK_TIMEZONE"):
        today(world.settings(timezone="Mars/Olympus"), late)


def test_the_views_tell_digests_and_their_stories(world, slack):
    from warehouse.reading_copy import ask

    world.tell(1, "Opal is open")
    make(world.settings(slack))
    (row,) = ask(world.home, "SELECT id, state, stories, messages, attempts FROM digests").rows
    assert tuple(row) == ("open-source-ai/2026-11-22", "delivered", 1, 1, 1)
    (row,) = ask(world.home, "SELECT place, title, why FROM digest_stories").rows
    assert row[1] == "Opal is open"
    assert "topic 0.90" in row[2]


def test_what_is_stored_of_a_digest_is_what_was_told(world):
    from warehouse.digests import load_digest

    world.tell(1, "Opal is open")
    world.tell(1, "Opal is open", outlet="mirror", kind="rewrite", parent=1)
    digest = make(world.settings()).digest
    with world.warehouse.reading() as con:
        stored = load_digest(con, digest.id, "terminal", UTC)
    assert stored == digest


def job(settings, now=NOW):
    return new_job(settings, Asked(), now, lambda: now, lambda seconds: None)


def test_a_corrected_story_is_marked_where_it_stands_and_its_thread_says_what_was_wrong(world, slack):
    world.tell(7, "Opal is open")
    world.tell(8, "Beryl is open")
    make(world.settings(slack))
    said = correct(job(world.settings(slack)), 7, "It was <!channel> the other lab.")
    assert "1 revised, 1 posted" in said
    (message,) = slack.told()
    assert "Corrected: Opal is open" in message.text
    assert "It was <!channel> the other lab. · Herald" in str(message.blocks)
    _, reply = slack.workspace.thread(NEWS, message.ts)
    assert reply.text == "Correction: It was &lt;!channel&gt; the other lab. (Opal is open, s7)"
    assert "Corrected: " in (world.home / "digests" / "2026-11-22.md").read_text()
    correct(job(world.settings(slack)), 8, "This one as well.")
    assert len(slack.workspace.thread(NEWS, message.ts)) == 3
    assert make(world.settings(slack), LATER).status == "unchanged"


def test_a_correction_whose_answer_is_lost_is_said_once(world, slack):
    world.tell(7, "Opal is open")
    make(world.settings(slack))
    slack.fault("late_drop")
    correct(job(world.settings(slack)), 7, "It was the other lab.")
    assert len(slack.workspace.messages) == 2


def test_what_was_never_told_or_is_out_of_our_hands_cannot_be_corrected(world, slack):
    with pytest.raises(UsageError, match="s7: was never told to Slack channel C0NEWS"):
        correct(job(world.settings(slack)), 7, "Wrong.")
    with pytest.raises(UsageError, match="daily: is no Slack channel"):
        correct(job(world.settings(slack_webhook="http://127.0.0.1:9/hook")), 7, "Wrong.")
    with pytest.raises(UsageError, match="--saying: is empty"):
        correct(job(world.settings(slack)), 7, " ")


def test_a_withdrawn_digest_is_gone_and_its_stories_are_due_again(world, slack):
    stories(world, 16)
    make(world.settings(slack))
    assert "2 messages deleted" in withdraw(job(world.settings(slack)))
    assert slack.workspace.messages == []
    assert not list((world.home / "digests").iterdir())
    assert len(make(world.settings(slack), LATER).digest.stories) == 16
    assert len(slack.told()) == 1


def test_a_withdrawal_that_breaks_off_goes_on_where_it_stopped(world, slack):
    stories(world, 16)
    make(world.settings(slack))
    slack.workspace.messages.pop()  # somebody deleted the reply meanwhile
    slack.fault("500", method="chat.delete")
    with pytest.raises(DeliveryError, match="Run it again"):
        withdraw(job(world.settings(slack)))
    withdraw(job(world.settings(slack)))
    assert slack.workspace.messages == []
    with pytest.raises(UsageError, match="2026-11-22: has no digest for daily"):
        withdraw(job(world.settings(slack)))
