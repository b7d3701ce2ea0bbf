"""outlets.yaml: the bundled one, and every way to get one wrong."""

import re

import pytest

from desk.errors import ConfigError
from desk.models import Outlet, Source
from sources.outlets import load_entries, load_outlets, parse
from sources.outlets_file import append, entry

GOOD = """\
- id: news
  name: News
  home: https://news.example
  language: en
  sources:
    - kind: feed
      url: https://news.example/feed
"""


def complaint(text):
    with pytest.raises(ConfigError) as caught:
        parse(text, "outlets.yaml")
    return str(caught.value)


def test_the_bundled_outlets_are_many_and_of_many_languages():
    outlets = load_outlets()
    assert len(outlets) >= 40
    assert len({outlet.language.split("-")[0] for outlet in outlets}) >= 5
    assert len({source.url for outlet in outlets for source in outlet.sources}) >= 60


@pytest.mark.parametrize("entry", load_entries(), ids=lambda one: one.id)
def test_every_bundled_outlet_is_usable(entry):
    assert entry.home.startswith("https://")
    for source in entry.sources:
        assert re.match(r"https?://", source.url)
    assert entry.paused is None or len(entry.paused) > 10


@pytest.mark.parametrize("value", ["!a b", "2026-40-99", "&x [*x]", "!!python/object:os.system {}"])
def test_a_value_that_yaml_cannot_make_is_told(value):
    assert complaint(GOOD.replace("News", value, 1)).startswith(("outlets.yaml:1", "outlets.yaml:2"))


def test_an_entry_becomes_a_record():
    text = GOOD + "    - {kind: listing, url: 'https://news.example/all', selector: 'h2 > a', pattern: '/20'}\n"
    more = "  skip: ['/video/']\n  pace: 5\n  ports: [8443]\n  feed_only: true\n"
    record = parse(text + more, "o.yaml")[0].record()
    assert record == Outlet(
        id="news",
        name="News",
        home="https://news.example/",
        language="en",
        sources=(
            Source("news", "feed", "https://news.example/feed"),
            Source("news", "listing", "https://news.example/all", "h2 > a", "/20"),
        ),
        skip=("/video/",),
        pace=5.0,
        ports=(8443,),
        feed_only=True,
    )


def test_a_paused_outlet_is_not_crawled_and_keeps_its_reason(tmp_path):
    path = tmp_path / "o.yaml"
    path.write_text(GOOD + "  paused: 'robots.txt forbids all'\n" + GOOD.replace("news", "other"))
    assert [outlet.id for outlet in load_outlets(path)] == ["other"]
    assert load_entries(path)[0].paused == "robots.txt forbids all"


def test_the_list_may_stand_under_the_key_outlets():
    assert len(parse("outlets:\n" + GOOD, "o.yaml")) == 1


def test_norwegian_is_a_language():
    assert parse(GOOD.replace("language: en", "language: no"), "o.yaml")[0].language == "no"


NEWS = "outlet news, field"
URL = "https://news.example/feed"
MISTAKES = [
    ("kind: feed", "kind: feeds", f":6: {NEWS} sources.0.kind: 'feeds' is not a kind of source. Did you mean 'feed'?"),
    ("  name:", "  nmae:", f":2: {NEWS} nmae: is not a known key (and 1 more). Did you mean 'name'?"),
    ("  language: en\n", "", f":1: {NEWS} language: is missing. Add it"),
    ("      url:", "      adress:", f":7: {NEWS} sources.0.adress: is not a known key"),
    ("language: en", "language: english", f":4: {NEWS} language"),
    (URL, "news.example/feed", f":7: {NEWS} sources.0.url: is not a usable address"),
    ("id: news", "id: News Site", ":1: outlet News Site, field id"),
    ("  name: News", "  name: News\n  name: Twice", ":3: 'name' stands twice"),
    ("  name: News", "  name: News\n  skip: ['(']", f":3: {NEWS} skip.0: is not a regular expression"),
    ("  name: News", "  name: News\n  pace: fast", f":3: {NEWS} pace: input should be a valid number"),
    ("  name: News", "  name: News\n  ports: [99999]", f":3: {NEWS} ports.0"),
    (f"    - kind: feed\n      url: {URL}\n", "    []\n", f":6: {NEWS} sources: is empty"),
    ("      url:", "      selector: 'a:hover'\n      url:", "the selector is not understood from ':hover'"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), MISTAKES)
def test_a_mistake_is_told_with_file_line_outlet_and_field(right, wrong, told):
    assert told in complaint(GOOD.replace(right, wrong))


def test_a_tab_is_told_as_a_tab():
    assert complaint(GOOD.replace("  name", "\tname")) == (
        "outlets.yaml:2: a tab stands in the indentation. YAML wants spaces: put two for each tab"
    )


def test_an_id_that_stands_twice_is_told_with_both_lines():
    assert complaint(GOOD + GOOD) == (
        "outlets.yaml:8: outlet id 'news' stands on line 1 already. Rename or remove one of the two"
    )


@pytest.mark.parametrize(
    "text", ["", "just words", "a: 1", "- 1", "- [", "outlets: {}", "[]", "- {id: x", "\x00", "&a [*a]"]
)
def test_what_is_no_list_of_outlets_is_one_complaint(text):
    assert complaint(text).startswith("outlets.yaml:")


def test_a_file_that_is_not_there_is_a_config_error(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_outlets(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"- id: caf\xe9")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_outlets(tmp_path / "latin.yaml")


ODD = Outlet(
    "odd",
    'It\'s: a "name" #1, 量子位',
    "https://odd.example/",
    "no",
    (Source("odd", "feed", "https://odd.example/f?a=1"),),
)


def test_what_is_written_is_read_back():
    assert parse(entry(ODD), "o.yaml")[0].record() == ODD


def test_an_outlet_is_appended_and_every_comment_stays(tmp_path):
    path = tmp_path / "o.yaml"
    path.write_text("# mine\n" + GOOD + "  # the end\n")
    append(path, ODD)
    assert path.read_text().startswith("# mine\n" + GOOD + "  # the end\n")
    assert [outlet.id for outlet in load_outlets(path)] == ["news", "odd"]


def test_an_outlet_is_appended_below_an_indented_key(tmp_path):
    path = tmp_path / "o.yaml"
    path.write_text("outlets:\n" + "".join("  " + line + "\n" for line in GOOD.splitlines()))
    append(path, ODD)
    assert [outlet.id for outlet in load_outlets(path)] == ["news", "odd"]


def test_an_outlet_starts_a_new_file(tmp_path):
    append(tmp_path / "new.yaml", ODD)
    assert load_outlets(tmp_path / "new.yaml") == (ODD,)


def test_an_outlet_whose_id_is_taken_is_refused_and_the_file_stays(tmp_path):
    path = tmp_path / "o.yaml"
    append(path, ODD)
    before = path.read_text()
    with pytest.raises(ConfigError, match="stands on line"):
        append(path, ODD)
    assert path.read_text() == before
