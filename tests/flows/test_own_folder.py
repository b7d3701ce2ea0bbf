"""A folder is emptied only by the command that made it."""

import pytest

from desk.errors import ConfigError
from flows.jobs.own_folder import emptied, fit_home, mark_of
from tests.support.paths import ROOT


def test_a_folder_that_a_user_filled_is_refused_by_name_and_left_as_it_is(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ConfigError, match=r"holds thesis\.txt and was not made by `copydesk demo`"):
        emptied(tmp_path, "demo")
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_folder_of_another_command_is_refused(tmp_path):
    emptied(tmp_path / "home", "site")
    with pytest.raises(ConfigError, match="was not made by"):
        emptied(tmp_path / "home", "demo")


def test_what_the_command_made_before_is_emptied_and_a_link_in_it_is_not_followed(tmp_path):
    home, outside = tmp_path / "home", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    emptied(home, "demo")
    (home / "digests").mkdir()
    (home / "digests" / "old.md").write_text("old")
    (home / "link").symlink_to(outside)
    emptied(home, "demo")
    assert [entry.name for entry in home.iterdir()] == [mark_of("demo")]
    assert (outside / "kept.txt").read_text() == "kept"


def test_an_empty_folder_and_one_that_is_not_there_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("empty", "deep/new"):
        emptied(tmp_path / name, "demo")
        assert (tmp_path / name / mark_of("demo")).is_file()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(ConfigError, match="is a file"):
        emptied(tmp_path / "home", "demo")


@pytest.mark.parametrize(
    "names", [(), (".git", ".env"), ("copydesk.duckdb",), ("demo",), ("outlets.yaml", "notes.txt")]
)
def test_a_home_is_a_folder_of_its_own_or_an_empty_one(tmp_path, names):
    for name in names:
        (tmp_path / name).write_text("")
    fit_home(tmp_path)
    fit_home(tmp_path / "not" / "yet")


def test_a_home_that_is_a_file_is_told(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(ConfigError, match="is a file, not a folder") as told:
        fit_home(tmp_path / "var")
    assert "COPYDESK_HOME" in told.value.remedy


def test_a_home_that_another_program_fills_is_told_with_what_it_holds(tmp_path):
    for name in ("thesis.tex", "figures", "a.bib", "b.bib"):
        (tmp_path / name).write_text("")
    with pytest.raises(ConfigError, match=r"holds a\.bib, b\.bib, figures, … and nothing of copydesk's") as told:
        fit_home(tmp_path)
    assert "COPYDESK_HOME" in told.value.remedy
    assert len(list(tmp_path.iterdir())) == 4


def test_a_home_that_is_the_checkout_is_told_with_a_better_place():
    with pytest.raises(ConfigError, match="is the checkout of copydesk itself") as told:
        fit_home(ROOT)
    assert str(ROOT / "var") in told.value.remedy


@pytest.mark.parametrize("refused", ["iterdir", "stat"])
def test_a_home_that_may_not_be_looked_into_is_told(tmp_path, monkeypatch, refused):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    if refused == "iterdir":
        monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    else:
        monkeypatch.setattr("flows.jobs.own_folder.os.stat", refuse)
    with pytest.raises(ConfigError, match=r"may not be looked into \(Permission denied\)\. Check whose it is"):
        fit_home(tmp_path)
