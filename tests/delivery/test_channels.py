import pytest

from delivery.channels import BUNDLED, load_channels, refuse_unknown_topics, with_topics
from desk.digest.channel import DEFAULT, Channel
from desk.errors import ConfigError

FULL = """
- name: policy
  slack: C0123456789
  topics: [ai-policy]
  tags: press
  languages: [en, fr]
  hour: 10:30
  zone: Europe/Paris
  limit: 8
  form: brief
  title: Policy
"""


@pytest.fixture
def file(tmp_path):
    def write(text, name="channels.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_the_bundled_list_has_the_one_channel_that_goes_where_the_settings_say():
    (channel,) = load_channels()
    assert channel == Channel()
    assert (channel.name, channel.is_plain, channel.ledger) == (DEFAULT, True, "")
    assert BUNDLED.read_text("utf-8").startswith("# The channels copydesk tells: see docs/digest.md.")


def test_a_channel_says_everything_about_itself(file):
    (channel,) = load_channels(file(FULL))
    assert channel == Channel(
        "policy", "slack", ("C0123456789",), ("ai-policy",), ("press",), ("en", "fr"), "10:30", "Europe/Paris", 8,
        "brief", "Policy",
    )  # fmt: skip
    assert channel.ledger == "channel:policy"


@pytest.mark.parametrize(
    ("target", "kind", "to", "told"),
    [
        ("webhook: https://hook.example/x", "webhook", ("https://hook.example/x",), "webhook at hook.example"),
        ("mail: [a@desk.example, b@desk.example]", "mail", ("a@desk.example", "b@desk.example"), "mail to 2 addresses"),
        ("mail: a@desk.example", "mail", ("a@desk.example",), "mail to 1 address"),
        ("folder: /srv/news", "folder", ("/srv/news",), "folder /srv/news"),
        ("feed: /srv/news.xml", "feed", ("/srv/news.xml",), "feed /srv/news.xml"),
        ("slack: C0123456789", "slack", ("C0123456789",), "slack C0123456789"),
    ],
)  # fmt: skip
def test_each_target_is_known_and_told_without_its_secret(file, target, kind, to, told):
    (channel,) = load_channels(file(f"- name: x\n  {target}\n"))
    assert (channel.kind, channel.to, channel.whither()) == (kind, to, told)


@pytest.mark.parametrize(
    ("given", "hour"), [("8", "08:00"), ("'8:05'", "08:05"), ("10:30", "10:30"), ("23:59", "23:59")]
)
def test_an_hour_is_read_as_people_write_it(file, given, hour):
    assert load_channels(file(f"- {{name: x, hour: {given}}}"))[0].hour == hour


def test_ones_own_file_adds_replaces_changes_and_takes_out(file):
    base = file(
        "- {name: a, folder: one, limit: 3}\n- {name: b, folder: two}\n- {name: c, folder: three}\n", "base.yaml"
    )
    own = file(
        "- {name: a, limit: 5}\n- {name: b, removed: true}\n- {name: c, feed: f.xml}\n- {name: d, folder: four}\n"
    )
    found = load_channels(base, own)
    assert [(each.name, each.kind, each.to, each.limit) for each in found] == [
        ("a", "folder", ("one",), 5), ("c", "feed", ("f.xml",), 0), ("d", "folder", ("four",), 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {name: a}\n- {name: a}\n", r"channels.yaml:2: channel name 'a' stands on line 1 already"),
        ("- name: a\n  zone: Mars/Olympus\n", r":2: channel a, field zone: 'Mars/Olympus' is no time zone"),
        ("- name: a\n  hour: 25:00\n", r"channel a, field hour: "),
        ("- name: a\n  hour: noon\n", r":2: channel a, field hour: 'noon' is no time of day"),
        ("- name: a\n  folder: x\n  feed: y\n", r":1: channel a: has 2 targets \(folder, feed\)"),
        ("- name: a\n  mail: []\n", r"channel a: has a mail list without an address"),
        ("- name: a\n  mail: [a@b]\n", r":2: channel a, field mail.0: 'a@b' is no mail address"),
        ("- name: a\n  slack: news\n", r":2: channel a, field slack"),
        ("- name: a\n  webhook: http://hooks.example/x\n", r"field webhook: should be an https address"),
        ("- name: a\n  webhook: javascript:alert(1)\n", r"field webhook: should be an https address"),
        ("- name: a\n  form: short\n", r":2: channel a, field form: 'short' is not one of them. Choose full or brief"),
        ("- name: a\n  limit: 41\n", r":2: channel a, field limit: "),
        ("- name: a\n  chanel: C0123456789\n", r":2: channel a, field chanel: is not a known key"),
        ("- name: A b\n", r":1: channel A b, field name: "),
        ("- slack: C0123456789\n", r"channel without name, field name: is missing"),
        ("channels: 3\n", r"channels.yaml:1: should be a list of channels and is a single value. See docs/digest.md"),
        ("- just words\n", r":1: a channel should be a mapping and is a single value. Begin it with `- name: …`"),
        ("- name: a\n\tslack: C0123456789\n", r":2: a tab stands in the indentation"),
        ("- {name: a, removed: perhaps}\n", r"channel a, field removed"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_line_and_field(file, text, words):
    with pytest.raises(ConfigError, match=words):
        load_channels(file(text))


def test_a_topic_that_is_none_and_a_name_that_is_a_topics_are_refused():
    with pytest.raises(ConfigError, match=r"channel a, field topics: 'tea' is no topic\. Known: ai"):
        refuse_unknown_topics([Channel("a", topics=("tea",))], ["ai"], "channels.yaml")
    with pytest.raises(ConfigError, match="channel ai, field name: is the id of a topic"):
        refuse_unknown_topics([Channel("ai")], ["ai"], "channels.yaml")


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot be read .*Check COPYDESK_CHANNELS"):
        load_channels(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# mine\n- name: a\n  topics: [x, tea]  # both\n- name: b\n",
            "# mine\n- name: a\n  topics: [x]  # both\n- name: b\n",
        ),
        (
            "- name: a\n  topics:\n    - x\n    - tea\n  hour: 9\n",
            "- name: a\n  topics:\n    [x]\n  hour: 9\n",
        ),
        ("- name: a\n  topics: [x, tea]", "- name: a\n  topics: [x]"),
        ("- hour: 9\n  name: a\n", "- hour: 9\n  topics: [x]\n  name: a\n"),
        ("- name: b\n", "- name: b\n- name: a\n  topics: [x]\n"),
        ("", "- name: a\n  topics: [x]\n"),
    ],
)
def test_a_channels_topics_are_changed_and_all_else_stays_as_it_was_written(before, after):
    assert with_topics(before, "channels.yaml", "a", ["x"]) == after
