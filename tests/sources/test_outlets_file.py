"""Outlets written into a file as text: what is meant and nothing else, every comment in its place."""

import pytest

from desk.errors import ConfigError
from sources.outlets import load_entries, parse
from sources.outlets_file import OWN, OutletFile, change, entry
from tests.support.outlets import GOOD, ODD

OTHER = GOOD.replace("news", "other")
MINE = """\
# mine
- id: wired  # the one of the newsroom
  # why it is here
  name: WIRED
  home: https://wired.example
  language: en
  sources:
    - kind: feed
      url: https://wired.example/feed   # the short one

# the second
- {id: qwen, paused: "silent, they say"}  # since spring
-   id: third
    paused: >
      for two
      lines

    tags: [a]

# the end
"""


def file(tmp_path, text):
    path = tmp_path / "outlets.yaml"
    path.write_text(text, "utf-8")
    return OutletFile(path)


def test_what_is_written_is_read_back():
    assert parse(entry(ODD), "o.yaml") == (ODD,)


def test_every_bundled_outlet_is_written_as_it_is_read():
    entries = load_entries()
    assert parse("".join(map(entry, entries)), "o.yaml") == entries


def test_an_outlet_is_appended_and_every_comment_stays(tmp_path):
    opened = file(tmp_path, "# mine\n" + GOOD + "  # the end")
    opened.append([entry(ODD), change("wired", "paused", "why: not")])
    opened.write()
    assert opened.path.read_text("utf-8") == (
        "# mine\n" + GOOD + "  # the end\n\n" + entry(ODD) + "\n- id: wired\n  paused: 'why: not'\n"
    )


def test_an_outlet_is_appended_below_an_indented_key(tmp_path):
    opened = file(tmp_path, "outlets:\n" + "".join("  " + line + "\n" for line in GOOD.splitlines()))
    opened.append([entry(ODD)])
    opened.write()
    assert [one.id for one in load_entries(opened.path)] == ["news", "odd"]


def test_a_file_that_is_not_there_is_made_with_its_folder(tmp_path):
    opened = OutletFile(tmp_path / "home" / "outlets.yaml", OWN)
    opened.append([entry(ODD)])
    assert not opened.path.parent.exists()
    opened.write()
    assert opened.path.read_text("utf-8") == OWN + "\n" + entry(ODD)


@pytest.mark.parametrize(
    ("outlet_id", "key", "value", "before", "after"),
    [
        ("wired", "paused", "too much", "/feed   # the short one\n", "/feed   # the short one\n  paused: too much\n"),
        ("qwen", "paused", False, '{id: qwen, paused: "silent, they say"}', "{id: qwen, paused: false}"),
        ("qwen", "paused", None, '{id: qwen, paused: "silent, they say"}', "{id: qwen}"),
        ("third", "paused", "now", "    paused: >\n      for two\n      lines\n\n", "    paused: now\n"),
        ("third", "paused", None, "    paused: >\n      for two\n      lines\n\n", ""),
        ("third", "tags", None, "    tags: [a]\n", ""),
        ("third", "id", "fourth", "-   id: third\n", "-   id: fourth\n"),
    ],
)
def test_one_key_is_set_and_nothing_else_moves(tmp_path, outlet_id, key, value, before, after):
    opened = file(tmp_path, MINE)
    opened.set(outlet_id, key, value)
    assert opened.text == MINE.replace(before, after)


def test_an_entry_is_taken_out_and_its_text_told(tmp_path):
    opened = file(tmp_path, MINE)
    assert opened.take_out("wired").startswith("- id: wired  # the one")
    assert opened.text == "# mine\n" + MINE[MINE.index("\n# the second") :]
    assert opened.take_out("qwen") == '- {id: qwen, paused: "silent, they say"}  # since spring\n'
    opened.take_out("third")
    assert opened.text == "# mine\n\n# the second\n\n# the end\n"
    assert opened.values == []


def test_taking_an_entry_out_leaves_one_blank_line(tmp_path):
    opened = file(tmp_path, "\n".join((GOOD, OTHER, GOOD.replace("news", "third"))))
    opened.take_out("other")
    assert opened.text == "\n".join((GOOD, GOOD.replace("news", "third")))


def test_a_change_that_would_say_something_else_is_refused(tmp_path):
    text = "- id: one\n  paused: |\n    a reason\n    # that is no comment\n"
    opened = file(tmp_path, text)
    with pytest.raises(ConfigError, match=r"outlets\.yaml:1: is written in a way that only a person can change"):
        opened.set("one", "pace", 2)
    assert opened.text == text


@pytest.mark.parametrize(
    "text",
    [
        "[{id: one, paused: a}, {id: two, paused: b}]\n",  # one list in brackets: nothing can be put below it
        "-\n  id: one\n  paused: a\n",  # a dash of its own
        "- &a\n  id: one\n  paused: a\n- <<: *a\n  id: two\n",  # an entry made of another
    ],
)
def test_what_only_a_person_can_change_is_left_as_it_is(tmp_path, text):
    opened = file(tmp_path, text)
    with pytest.raises(ConfigError, match="in a way that only a person can change"):
        opened.append([change("three", "paused", "c")]) if text.startswith("[") else opened.take_out("one")
    assert opened.text == text
    assert opened.find("one") == {"id": "one", "paused": "a"}


@pytest.mark.parametrize(
    ("text", "told"), [("- id: [", "outlets.yaml:1: is not YAML"), (GOOD + GOOD, "outlets.yaml:8: outlet id 'news'")]
)
def test_a_file_that_was_broken_before_is_told_with_its_own_line(tmp_path, text, told):
    with pytest.raises(ConfigError) as caught:
        file(tmp_path, text)
    assert told in str(caught.value)


def test_a_link_to_the_file_stays_a_link_and_its_rights_stay(tmp_path):
    real = tmp_path / "real.yaml"
    real.write_text(GOOD)
    real.chmod(0o640)
    (tmp_path / "outlets.yaml").symlink_to(real)
    opened = OutletFile(tmp_path / "outlets.yaml")
    opened.append([entry(ODD)])
    opened.write()
    assert (tmp_path / "outlets.yaml").is_symlink()
    assert len(load_entries(real)) == 2
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_there(tmp_path):
    (tmp_path / "file").write_text("")
    opened = OutletFile(tmp_path / "file" / "outlets.yaml")
    with pytest.raises(ConfigError, match="cannot be written"):
        opened.write()
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
