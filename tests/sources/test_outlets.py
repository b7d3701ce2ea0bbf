"""outlets.yaml: the bundled one, one's own over it, and every way to get one wrong."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from desk.errors import ConfigError
from desk.models import Outlet, Source
from desk.urls import key
from sources.outlets import BUNDLED, laid_over, load_entries, load_outlets, parse, tag_of
from tests.support.outlets import GOOD
from tests.support.paths import ROOT


def complaint(text):
    with pytest.raises(ConfigError) as caught:
        parse(text, "outlets.yaml")
    return str(caught.value)


TAGS = {"labs", "press", "policy", "releases", "newsletters", "research"}
ENTRIES = load_entries()


def test_the_bundled_outlets_are_many_of_many_languages_and_every_group():
    assert len(ENTRIES) >= 140
    languages = Counter(entry.language.split("-")[0] for entry in ENTRIES)
    assert len(languages) >= 10
    assert all(languages[one] >= 5 for one in ("en", "fr", "de", "zh", "ja", "ko", "es"))
    tags = Counter(tag for entry in ENTRIES for tag in entry.tags)
    assert set(tags) == TAGS
    assert min(tags.values()) >= 15


@pytest.mark.parametrize("page", ["README.md", "docs/adding-an-outlet.md"])
def test_the_documents_count_them_right(page):
    text = (ROOT / page).read_text("utf-8")
    assert f"{len(ENTRIES)} outlets in twelve languages" in text
    assert len({entry.language.split("-")[0] for entry in ENTRIES}) == 12
    assert "paused" not in text or "Eight are paused from the start" in text
    assert sum(bool(entry.paused) for entry in ENTRIES) == 8


def test_no_address_is_read_by_two_bundled_outlets():
    read = Counter(key(source.url) for entry in ENTRIES for source in entry.sources)
    assert [address for address, times in read.items() if times > 1] == []
    names = Counter(entry.name for entry in ENTRIES)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_every_bundled_outlet_is_usable(entry):
    assert entry.tags
    assert entry.home.startswith("https://")
    for source in entry.sources:
        assert source.url.startswith("https://")
        if source.pattern:  # a listing's own address is no article
            assert source.kind == "listing"
            assert not re.search(source.pattern, source.url)
    assert entry.paused is None or len(entry.paused) > 10


def test_nothing_is_asked_of_github_that_its_robots_txt_forbids():
    """No address that ends in .atom, no tree, no tags: so a project's releases are read from their page."""
    forbidden = re.compile(r"\.atom$|^/[^/]+/[^/]+/(?:tags|tree|raw|commits|archive)\b|q=")
    asked = [urlsplit(source.url) for entry in ENTRIES for source in entry.sources]
    ours = [parts for parts in asked if parts.netloc == "github.com"]
    assert len(ours) >= 15
    assert [parts.path for parts in ours if forbidden.search(f"{parts.path}?{parts.query}".rstrip("?"))] == []


def test_the_file_of_the_bundled_outlets_says_each_key_in_one_order():
    order = ["id", "name", "home", "language", "tags", "skip", "pace", "ports", "feed_only", "paused", "sources"]
    for block in re.split(r"(?m)^- ", BUNDLED.read_text("utf-8"))[1:]:
        keys = re.findall(r"(?m)^(?:  )?(\w+):", block)
        assert keys == sorted(keys, key=order.index), block


@pytest.mark.parametrize("value", ["!a b", "2026-40-99", "&x [*x]", "!!python/object:os.system {}"])
def test_a_value_that_yaml_cannot_make_is_told(value):
    assert complaint(GOOD.replace("News", value, 1)).startswith(("outlets.yaml:1", "outlets.yaml:2"))


def test_an_entry_becomes_a_record():
    text = GOOD + "    - {kind: listing, url: 'https://news.example/all', selector: 'h2 > a', pattern: '/20'}\n"
    more = "  skip: ['/video/']\n  pace: 5\n  ports: [8443]\n  feed_only: true\n  tags: [labs, open-models]\n"
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
        tags=("labs", "open-models"),
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
TAG = "small letters, digits and hyphens"
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
    (
        "  name: News",
        "  name: News\n  tags: [Open AI]",
        f":3: {NEWS} tags.0: 'Open AI' is no tag: small letters, digits and hyphens, such as 'open-ai'",
    ),
    ("  name: News", "  name: News\n  tags: labs", f":3: {NEWS} tags"),
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


# --- one's own over the bundled list ---------------------------------------------------------------

BASE = parse(
    GOOD + GOOD.replace("news", "other").replace("News", "Other") + "  paused: 'silent since spring'\n", "base"
)


def over(text):
    return {entry.id: entry for entry in laid_over(BASE, text, "var/outlets.yaml")}


def refused(text):
    with pytest.raises(ConfigError) as caught:
        over(text)
    return str(caught.value)


def test_an_own_entry_replaces_the_bundled_one_of_its_id_in_its_place():
    mine = GOOD.replace("News", "My News").replace("/feed\n", "/all\n")
    found = laid_over(BASE, mine, "o.yaml")
    assert [(entry.id, entry.name) for entry in found] == [("news", "My News"), ("other", "Other")]
    assert found[0].sources[0].url == "https://news.example/all"


def test_an_own_entry_of_a_new_id_comes_at_the_end():
    assert list(over(GOOD.replace("news", "third"))) == ["news", "other", "third"]


def test_an_entry_without_sources_changes_only_what_it_names():
    found = over("- id: news\n  paused: too much of it\n  tags: [mine]\n")["news"]
    assert (found.paused, found.tags, found.name, found.sources) == (
        "too much of it", ("mine",), "News", BASE[0].sources,
    )  # fmt: skip


def test_what_the_bundled_list_pauses_may_run():
    assert over("- id: other\n  paused: false\n")["other"].paused is None


def test_a_bundled_outlet_may_be_taken_out():
    assert list(over("- id: other\n  removed: true\n")) == ["news"]
    assert list(over("- id: other\n  removed: false\n")) == ["news", "other"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]", "outlets:\n"])
def test_an_own_file_may_be_empty(text):
    assert list(over(text)) == ["news", "other"]


ABSENT = "changes an outlet that the list has not, and has no sources of its own"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- id: newz\n  paused: why\n", f":1: outlet newz: {ABSENT}. Did you mean 'news'?"),
        ("# mine\n- id: news\n  pasued: why\n", f":3: {NEWS} pasued: is not a known key. Did you mean 'paused'?"),
        ("- id: news\n  removed: maybe\n", ":1: outlet news, field removed: should be true or false (it is 'maybe')"),
        ("- id: news\n  pace: 1\n- id: news\n  pace: 2\n", ":3: outlet id 'news' stands on line 1 already"),
        ("- id: news\n  language: english\n", ":2: outlet news, field language"),
        ("- name: Nameless\n", ":1: outlet Nameless, field id: is missing"),
        ("words", ":1: should be a list of outlets and is a single value"),
        ("- id: news\n  sources: []\n", ":1: outlet news, field name: is missing"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_own_file_is_told_with_its_own_line(text, told):
    assert refused(text).startswith("var/outlets.yaml" + told)


def test_a_mistake_is_told_with_the_path_that_was_read(tmp_path):
    own = tmp_path / "outlets.yaml"
    own.write_text("- id: wird\n  paused: x\n")
    with pytest.raises(ConfigError, match=re.escape(f"{own}:1: outlet wird")):
        load_entries(own=own)


@pytest.mark.parametrize(
    ("words", "tag"),
    [("Open Source", "open-source"), ("AI/ML & Big_Data", "ai-ml-big-data"), ("人工智能", "人工智能"), ("…", ""),
     ("x" * 39 + " y", "x" * 39)],
)  # fmt: skip
def test_any_words_make_a_tag(words, tag):
    assert tag_of(words) == tag
