"""Which outlets are in force, and what adding, pausing, resuming and removing make of one's own file."""

import pytest

from desk.errors import ConfigError, UsageError
from desk.models import Outlet
from desk.urls import site
from flows.jobs.edit_outlets import editing
from flows.outlet_list import chosen, entries_of, of_share
from flows.settings import Settings
from sources.outlets import BUNDLED, load_entries
from tests.support.outlets import GOOD, ODD

BEFORE = BUNDLED.read_bytes()


@pytest.fixture
def given(tmp_path):
    yield Settings(_env_file=None, home=tmp_path / "home")
    assert BUNDLED.read_bytes() == BEFORE


def own(given, text):
    given.home.mkdir(exist_ok=True)
    given.own_outlets.write_text(text)


def in_force(given):
    return {entry.id: entry for entry in entries_of(given)}


def change(given, what, *words):
    desk = editing(given)
    said = getattr(desk, what)(*words)
    desk.file.write()
    return said


# --- the list in force -----------------------------------------------------------------------------


def test_without_an_own_file_the_bundled_list_is_in_force(given):
    assert entries_of(given) == load_entries()


def test_the_homes_file_is_laid_over_the_bundled_list(given):
    own(given, "- id: wired\n  removed: true\n- id: qwen\n  paused: false\n" + GOOD)
    found = in_force(given)
    assert len(found) == len(load_entries())
    assert "wired" not in found
    assert found["qwen"].paused is None
    assert list(found)[-1] == "news"


def test_a_list_that_is_named_stands_alone(given, tmp_path):
    own(given, "- id: wired\n  removed: true\n")
    (tmp_path / "mine.yaml").write_text(GOOD)
    assert list(in_force(given.model_copy(update={"outlets": tmp_path / "mine.yaml"}))) == ["news"]


def test_outlets_are_chosen_by_id_tag_and_language(given):
    labs = chosen(given, tags=["labs"])
    assert all("labs" in outlet.tags for outlet in labs)
    assert "qwen" not in {outlet.id for outlet in labs}  # it is paused
    assert {outlet.language for outlet in chosen(given, languages=["zh"])} == {"zh", "zh-TW"}
    korean = chosen(given, tags=["labs"], languages=["ko"])
    assert {outlet.id for outlet in korean} == {"upstage", "naver-d2", "kakao-tech"}
    assert [outlet.id for outlet in chosen(given, ["wired", "openai"], ["labs"])] == ["openai"]
    assert len(chosen(given)) == sum(not entry.paused for entry in load_entries())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((["wird"],), "wird: is no configured outlet. Did you mean wired?"),
        (
            (["qwen"],),
            "qwen: is paused: its feed has had nothing new since .*`copydesk outlets resume qwen` lets it run",
        ),
        (([], ["lab"]), "lab: is the tag of no outlet. Did you mean labs?"),
        (
            ([], ["zzz"]),
            "zzz: is the tag of no outlet. There are: labs, newsletters, policy, press, releases, research",
        ),
        (([], [], ["xx"]), "xx: is the language of no outlet"),
        ((["wired"], ["labs"], ["en"]), "wired, tag labs, language en: no outlet that is read is so"),
    ],
)
def test_a_choice_that_cannot_be_is_told_with_what_was_meant(given, asked, told):
    with pytest.raises(UsageError, match=told):
        chosen(given, *asked)


# --- one's own file --------------------------------------------------------------------------------


def test_a_bundled_outlet_is_paused_and_resumed_and_the_file_is_as_before(given):
    change(given, "pause", "wired", "too much of it")
    assert in_force(given)["wired"].paused == "too much of it"
    assert "- id: wired\n  paused: too much of it\n" in given.own_outlets.read_text()
    change(given, "pause", "wired", "still")
    assert in_force(given)["wired"].paused == "still"
    change(given, "resume", "wired")
    assert entries_of(given) == load_entries()
    assert "wired" not in given.own_outlets.read_text()


def test_what_the_bundled_list_pauses_is_resumed_and_paused_again(given):
    change(given, "resume", "qwen")
    assert in_force(given)["qwen"].paused is None
    change(given, "pause", "qwen", "silent after all")
    assert in_force(given)["qwen"].paused == "silent after all"
    change(given, "resume", "qwen")
    assert in_force(given)["qwen"].paused is None


def test_a_bundled_outlet_is_removed_and_brought_back(given):
    change(given, "pause", "wired", "for now")
    assert change(given, "remove", "wired") == "- id: wired\n  paused: for now\n"
    assert "wired" not in in_force(given)
    change(given, "resume", "wired")
    assert in_force(given)["wired"].paused is None


def test_an_own_outlet_is_added_paused_resumed_and_removed(given):
    desk = editing(given)
    desk.add([ODD.model_copy(update={"paused": None})])
    desk.file.write()
    change(given, "pause", "odd", "why: not")
    assert in_force(given)["odd"].paused == "why: not"
    change(given, "resume", "odd")
    assert in_force(given)["odd"] == ODD.model_copy(update={"paused": None})
    assert change(given, "remove", "odd").startswith("- id: odd\n")
    assert entries_of(given) == load_entries()


def test_an_own_outlet_takes_the_place_of_a_bundled_one_and_its_removal_does_not_bring_that_back(given):
    mine = ODD.model_copy(update={"id": "wired", "paused": None})
    change(given, "pause", "wired", "first")
    desk = editing(given)
    desk.add([mine], replace=True)
    desk.file.write()
    assert in_force(given)["wired"] == mine
    change(given, "remove", "wired")
    assert "wired" not in in_force(given)
    change(given, "resume", "wired")
    assert in_force(given)["wired"].name == "WIRED"


@pytest.mark.parametrize("what", ["pause", "resume", "remove"])
def test_an_outlet_that_is_none_is_told_before_anything_is_written(given, what):
    with pytest.raises(UsageError, match=r"is no configured outlet\. Did you mean wired"):
        change(given, what, "wird", *(["why"] if what == "pause" else []))
    assert not given.home.exists()


def test_only_what_is_paused_can_be_resumed(given):
    with pytest.raises(UsageError, match=r"wired: is not paused"):
        change(given, "resume", "wired")


@pytest.mark.parametrize("text", ["", GOOD])
def test_an_id_that_is_taken_is_told_with_whose_it_is_and_one_that_is_free(given, text):
    own(given, text + "- id: qwen\n  removed: true\n")
    desk = editing(given)
    with pytest.raises(ConfigError) as caught:
        desk.refuse_taken("wired")
    assert str(caught.value) == (
        "wired: is the id of an outlet already: WIRED, https://www.wired.com/. "
        "Give another with --id, such as wired-2, or put yours in its place with --replace"
    )
    with pytest.raises(ConfigError, match="qwen: is the id of an outlet already"):
        desk.refuse_taken("qwen")
    desk.refuse_taken("brand-new")


# --- a list that stands alone ----------------------------------------------------------------------


def test_where_a_list_is_named_changes_go_into_it(given, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("# mine\n" + GOOD + GOOD.replace("news", "other"))
    alone = given.model_copy(update={"outlets": path})
    change(alone, "pause", "news", "silent")
    assert path.read_text() == "# mine\n" + GOOD + "  paused: silent\n" + GOOD.replace("news", "other")
    change(alone, "remove", "news")
    assert path.read_text() == "# mine\n" + GOOD.replace("news", "other")
    with pytest.raises(UsageError, match="wired: is no configured outlet"):
        change(alone, "pause", "wired", "why")
    assert not given.home.exists()


def test_the_file_of_the_home_named_as_the_list_is_a_whole_list(given):
    own(given, GOOD)
    alone = given.model_copy(update={"outlets": given.own_outlets})
    assert list(in_force(alone)) == ["news"]
    change(alone, "remove", "news")
    with pytest.raises(UsageError):
        change(alone, "pause", "wired", "why")


def test_a_mistake_in_ones_own_file_is_told_with_its_path_and_line(given):
    own(given, "# mine\n- id: wird\n  paused: why\n")
    for ask in (entries_of, editing):
        with pytest.raises(ConfigError) as caught:
            ask(given)
        assert str(caught.value).startswith(f"{given.own_outlets}:2: outlet wird: changes an outlet")


def test_shares_are_whole_domains_and_together_all_outlets():
    outlets = [
        Outlet(f"o{number}", "Name", f"https://{name}{number % 20}.example/", "en", ())
        for number in range(40)
        for name in ("www.site", "blog.site")
    ]
    shares = [of_share(outlets, f"{part}/3") for part in (1, 2, 3)]
    assert sorted(o.id for share in shares for o in share) == sorted(o.id for o in outlets)
    domains = [{site(o.home) for o in share} for share in shares]
    assert not domains[0] & domains[1]
    assert not domains[1] & domains[2]
    assert all(shares)
    assert of_share(outlets, "") == tuple(outlets)
