"""Channels side by side: each is told every story once, in its zone and form, and none keeps another back."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import yaml
from lxml import etree
from typer.testing import CliRunner

from desk.digest.channel import Channel
from desk.errors import ConfigError, DeliveryError, UsageError
from flows.channel_list import channel_of, channels_of
from flows.cli import build
from flows.digest_steps.make import Asked, make_digest
from tests.slackd.workspace import NEWS, OLD, OTHER, PRIVATE, Posted
from tests.support.digestworld import NOW, stories
from tests.support.smtp import smtp_server

pytestmark = pytest.mark.edge
LATER, TOMORROW = NOW + timedelta(hours=3), NOW + timedelta(days=1)
READERS = tuple(f"reader{number}@desk.example" for number in range(1, 6))


@pytest.fixture
def smtp():
    with smtp_server() as taker:
        yield taker


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)


def make(settings, channel, now=NOW, **more):
    return make_digest(settings, Asked(channel), now, sleep=lambda seconds: None, **more)


def titles(made):
    return [story.title for story in made.digest.stories]


def by_mail(world, smtp, **more):
    box = smtp.box
    given = {"smtp_host": box.host, "smtp_port": box.port, "smtp_security": "none", "mail_from": box.sender}
    return world.settings(**(given | more))


def test_each_channel_is_told_every_story_once_in_its_own_zone(world, slack, tmp_path):
    world.tell(1, "Opal is open")
    paris = Channel("paris", "slack", (PRIVATE,), zone="Europe/Paris")
    folder = Channel("files", "folder", (str(tmp_path / "told"),), zone="Asia/Shanghai")
    for channel in (Channel(), paris, folder):
        assert titles(make(world.settings(slack), channel)) == ["Opal is open"]
        assert make(world.settings(slack), channel, LATER).status == "unchanged"
    assert [len(slack.told(name)) for name in (NEWS, PRIVATE)] == [1, 1]
    assert "06:00" in str(slack.told(PRIVATE)[0].blocks)
    assert "13:00" in (tmp_path / "told" / "files-2026-11-22.txt").read_text()


def test_two_channels_in_one_slack_channel_are_not_taken_for_each_other(world, slack):
    world.tell(1, "Opal is open")
    make(world.settings(slack), Channel("one", "slack", (NEWS,)))
    slack.fault("drop")  # the second is looked for, and the first must not be taken for it
    assert make(world.settings(slack), Channel("two", "slack", (NEWS,))).status == "delivered"
    assert len(slack.told()) == 2


def test_a_channel_of_several_topics_tells_a_story_of_both_once(world):
    world.tell(1, "Opal is open")
    world.tell(2, "Tea is cheap", relevant=False)
    with world.writing() as con:
        con.execute(
            "INSERT INTO topic_verdicts VALUES (1, 'tea', true, 0.5, 'price', []), (2, 'tea', true, 0.9, 'price', [])"
        )
    topic = world.home / "tea.yaml"
    topic.write_text("id: tea\ntitle: Tea\n", "utf-8")
    both = Channel("both", "folder", (str(world.home / "told"),), topics=("open-source-ai", "tea"))
    given = world.settings()
    with pytest.MonkeyPatch.context() as patch:
        titled = {"open-source-ai": "Open-source AI", "tea": "Tea"}
        patch.setattr("flows.digest_steps.request.topic_titles", lambda settings: titled)
        made = make(given, both)
        assert set(titles(made)) == {"Opal is open", "Tea is cheap"}
        assert made.digest.title == "Open-source AI and Tea"
        tea = Channel("tea-only", "folder", (str(world.home / "told"),), topics=("tea",))
        assert len(make(given, tea).digest.stories) == 2
        assert make(given, both, LATER).status == "unchanged"


def test_tags_of_a_channel_choose_its_outlets(world):
    world.tell(1, "Opal is open", outlet="herald")
    world.tell(2, "Beryl is open", outlet="gazette")
    listed = [
        {"id": name, "name": name, "home": f"https://{name}.test", "language": "en", "tags": tags,
         "sources": [{"kind": "feed", "url": f"https://{name}.test/feed"}]}
        for name, tags in (("herald", ["press"]), ("gazette", ["labs"]))
    ]  # fmt: skip
    given = world.settings()
    given.own_outlets.write_text(yaml.safe_dump(listed))
    labs = Channel("labs", "folder", (str(world.home / "told"),), tags=("labs",))
    assert titles(make(given, labs)) == ["Beryl is open"]


def test_a_feed_keeps_the_digests_before_and_is_well_formed(world):
    feed = Channel("feed", "feed", (str(world.home / "out" / "digest.xml"),))
    world.tell(1, "Opal <b>is</b> open & free")
    make(world.settings(), feed)
    world.tell(2, "Beryl is open", hours=-20)
    assert make(world.settings(), feed, TOMORROW).status == "written"
    tree = etree.parse(world.home / "out" / "digest.xml")
    name = {"a": "http://www.w3.org/2005/Atom"}
    told = tree.xpath("//a:entry/a:content/text()", namespaces=name)
    assert ["Beryl is open" in one for one in told] == [True, False]
    assert "Opal &lt;b&gt;is&lt;/b&gt; open &amp; free" in told[1]
    ids = tree.xpath("//a:entry/a:id/text()", namespaces=name)
    assert len(set(ids)) == 2


def test_a_folder_that_cannot_be_written_tells_nothing_and_loses_nothing(world):
    world.tell(1, "Opal is open")
    place = world.home / "told"
    place.write_text("a file")
    folder = Channel("files", "folder", (str(place),))
    with pytest.raises(DeliveryError, match="should be a folder and is a file"):
        make(world.settings(), folder)
    place.unlink()
    assert titles(make(world.settings(), folder)) == ["Opal is open"]


def test_in_a_brief_channel_the_five_lines_come_first_and_the_rest_stands_in_the_thread(world, slack):
    stories(world, 7)
    make(world.settings(slack), Channel("chief", "slack", (NEWS,), form="brief"))
    (message,) = slack.told()
    thread = slack.workspace.thread(NEWS, message.ts)
    assert "7 further stories in the thread" in str(message.blocks)
    assert len(thread) == 2


def test_every_reader_of_a_mail_list_gets_a_mail_and_the_second_run_none(world, smtp):
    world.tell(1, "Opal is open")
    channel, given = Channel("mails", "mail", READERS), by_mail(world, smtp)
    assert "5 messages posted" in make(given, channel).sentence()
    assert make(given, channel, LATER).status == "unchanged"
    assert sorted(envelope.rcpt_tos[0] for envelope in smtp.mails) == sorted(READERS)
    ids = {message_from_bytes(envelope.content, policy=default)["Message-ID"] for envelope in smtp.mails}
    assert len(ids) == 5


def test_one_refused_reader_of_five_is_told_and_keeps_nobody_back(world, smtp):
    world.tell(1, "Opal is open")
    smtp.refuses[READERS[2]] = "550 5.1.1 no such user"
    channel, given = Channel("mails", "mail", READERS), by_mail(world, smtp)
    made = make(given, channel)
    assert made.status == "delivered"
    (warning,) = made.warnings
    assert "reader3@desk.example 550 5.1.1 no such user" in warning
    assert "channels.yaml" in warning
    assert len(smtp.mails) == 4
    make(given, channel, LATER)
    assert len(smtp.mails) == 4  # neither again to the four, nor for ever to the one
    world.tell(2, "Beryl is open", hours=-20)
    smtp.refuses.clear()
    make(given, channel, TOMORROW)
    assert len(smtp.mails) == 9


def test_a_reader_put_off_for_now_gets_the_mail_with_the_next_run(world, smtp):
    world.tell(1, "Opal is open")
    smtp.refuses[READERS[0]] = "450 4.2.0 greylisted"
    channel, given = Channel("mails", "mail", READERS[:2]), by_mail(world, smtp)
    assert make(given, channel).warnings
    assert len(smtp.mails) == 1
    smtp.refuses.clear()
    make(given, channel, LATER)
    assert sorted(envelope.rcpt_tos[0] for envelope in smtp.mails) == sorted(READERS[:2])


def test_a_list_of_which_everybody_is_refused_loses_nothing(world, smtp):
    world.tell(1, "Opal is open")
    channel, given = Channel("mails", "mail", READERS[:1]), by_mail(world, smtp)
    smtp.refuses[READERS[0]] = "550 5.1.1 no such user"
    with pytest.raises(DeliveryError, match="no such user"):
        make(given, channel)
    smtp.refuses.clear()
    world.tell(2, "Beryl is open", hours=-20)
    assert set(titles(make(given, channel, TOMORROW))) == {"Opal is open", "Beryl is open"}
    assert len(smtp.mails) == 1


def test_half_a_set_up_names_what_is_missing(world):
    for channel, missing in (
        (Channel("a", "mail", READERS), "COPYDESK_SMTP_HOST"),
        (Channel("b", "webhook", ("https://hooks.example/x",)), "COPYDESK_WEBHOOK_SECRET"),
        (Channel("c", "slack", (NEWS,)), "COPYDESK_SLACK_TOKEN"),
    ):
        with pytest.raises(ConfigError, match=missing):
            make(world.settings(), channel)
    with pytest.raises(ConfigError, match="COPYDESK_MAIL_FROM"):
        make(world.settings(smtp_host="127.0.0.1", mail_from="nobody"), Channel("a", "mail", READERS))


def test_ones_own_channels_are_laid_over_the_bundled_one(world):
    settings = world.settings()
    settings.own_channels.write_text("- {name: daily, hour: 7}\n- {name: policy, folder: told}\n")
    assert [(each.name, each.hour) for each in channels_of(settings)] == [("daily", "07:00"), ("policy", "08:00")]
    with pytest.raises(UsageError, match=r"polcy: is no channel\. Did you mean policy\?"):
        channel_of(settings, "polcy")
    settings.own_channels.write_text("- {name: policy, folder: told, topics: [tea]}\n")
    with pytest.raises(ConfigError, match="'tea' is no topic"):
        channels_of(settings)


@pytest.fixture
def desk(world, slack, monkeypatch):
    """The command line in a home with one channel that cannot be told between two that can."""
    from datetime import UTC, datetime

    world.tell(1, "Opal is open", now=datetime.now(UTC))
    monkeypatch.chdir(world.home)
    monkeypatch.setenv("COPYDESK_HOME", str(world.home))
    monkeypatch.setenv("COPYDESK_SLACK_BASE_URL", slack.base_url)
    monkeypatch.setenv("COPYDESK_SLACK_TOKEN", "xoxb-0-good")
    monkeypatch.setenv("COPYDESK_SLACK_CHANNEL", NEWS)
    world.settings().own_channels.write_text(
        f"- {{name: archived, slack: {OLD}}}\n- {{name: other, slack: {OTHER}}}\n- {{name: files, folder: told}}\n"
    )
    return world


def run(*asked):
    return CliRunner().invoke(build(), list(asked))


def test_a_channel_that_cannot_be_told_keeps_no_other_back(desk, slack):
    done = run("digest")
    assert isinstance(done.exception, DeliveryError)
    assert "1 message posted" in done.output
    assert "archived" in done.output
    assert list((desk.home / "told").glob("files-*.html"))
    assert len(slack.told()) == 1


def test_channels_are_listed_checked_and_tried(desk, slack):
    told = run("channels", "list").output
    assert [line.split()[0] for line in told.splitlines()[1:]][-4:] == ["daily", "archived", "other", "files"]
    checked = run("channels", "check")
    assert checked.exit_code == 1
    assert "✗ archived: " in checked.output
    assert "/invite @copydesk" in checked.output
    assert "✓ files: folder told, daily at 08:00 UTC" in checked.output
    assert "1. Opal is open" in run("channels", "try", "files").output
    assert run("channels", "try", "files", "--form", "atom").output.startswith("<?xml")
    assert slack.count("chat.postMessage") == 0
    assert not (desk.home / "told" / "digests").exists()


@pytest.mark.parametrize("form", ["slack", "markdown", "html", "text", "json", "atom"])
def test_a_preview_is_there_in_every_form_and_in_brief(desk, slack, form):
    whole = run("digest", "--channel", "files", "--preview", form)
    assert whole.exit_code == 0, whole.exception
    assert "Opal is open" in whole.output
    assert run("digest", "--channel", "files", "--preview", "--brief", form).exit_code == 0
    assert slack.workspace.calls == []


def test_a_form_without_preview_and_a_topic_for_a_channel_are_wrong_usage(desk):
    assert "Write --preview html" in str(run("digest", "html").exception)
    assert "pdf: is neither a form of the digest nor a command. The forms are slack, markdown, html" in str(
        run("digest", "--preview", "pdf").exception
    )
    assert "--saying: is longer than 300" in str(run("digest", "correct", "s1", "--saying", "x" * 301).exception)
    assert "--channel: goes with no --topic" in str(run("digest", "--channel", "files", "--topic", "x").exception)


def test_a_post_of_somebody_else_is_never_ours(world, slack):
    slack.workspace.add(Posted(NEWS, slack.workspace.new_ts(slack.clock()), "hello", [], "B0OTHER"))
    assert make(world.settings(slack), Channel("one", "slack", (NEWS,))).status == "delivered"


def test_a_topic_is_taken_out_of_a_channel_by_command(world, monkeypatch):
    (world.home / "channels.yaml").write_text("- name: desk\n  folder: told\n  topics: [open-source-ai, tea]\n")
    (world.home / "tea.yaml").write_text("id: tea\ntitle: Tea\nterms: []\n")
    monkeypatch.setenv("COPYDESK_HOME", str(world.home))
    monkeypatch.setattr("flows.channel_list.topic_titles", lambda settings: {"open-source-ai": "AI", "tea": "Tea"})
    asked = ["channels", "edit", "desk", "--without-topic"]
    done = CliRunner().invoke(build(), [*asked, "tea"])
    assert (done.exit_code, "desk is no longer told of tea" in done.output) == (0, True)
    assert channel_of(world.settings(), "desk").topics == ("open-source-ai",)
    for topic, told in (("tea", "is not told of tea"), ("open-source-ai", "is told of open-source-ai alone")):
        done = CliRunner().invoke(build(), [*asked, topic])
        assert done.exit_code != 0
        assert told in str(done.exception)
