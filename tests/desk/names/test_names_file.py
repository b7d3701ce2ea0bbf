"""names.yaml: what an entry may say, and how a wrong one is refused."""

from __future__ import annotations

import re

import pytest

from desk.errors import ConfigError
from desk.names.gazetteer import load
from desk.names.own_file import appended

GOOD = "names:\n- {id: quillon, label: Quillon Lab, kind: lab}\n"


def write(tmp_path, text, name="names.yaml"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- {id: a, label: Open, kind: lab}", "common word"),
        ("- {id: a, label: Ab, kind: lab}", "too short"),
        ("- {id: a, label: Heron, kind: bird}", "kind"),
        ("- {id: a, label: Heron, kind: model, aliasses: [Hero]}", "Did you mean aliases?"),
        ("- {id: a, label: Heron, kind: model, aliases: {xx: [Hero]}}", "xx is none of the languages"),
        ("- {id: a, label: Heron, kind: model, parent: egret}", "there is no entry egret"),
        ("- {id: a, label: Heron, kind: model, parent: a}", "its own ancestor"),
        ("- {id: a, kind: model}", "no label"),
        ("- {id: a, label: quillon lab, kind: lab}", "also one of entry quillon"),
        ("- {id: a, label: Quillon-Lab, kind: lab}", "also one of entry quillon"),
        ("- {id: quillon, label: Heron, kind: lab}", "stands twice"),
        ('- {id: a, label: Heron, kind: model, short: [Heron], context: ["@birds"]}', "no list @birds"),
    ],
)
def test_a_wrong_entry_is_refused_with_file_line_and_entry(tmp_path, line, said):
    path = write(tmp_path, GOOD + line + "\n")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert said in str(caught.value)
    assert f"{path}:3" in str(caught.value)


def test_a_common_word_may_be_forced(tmp_path):
    path = write(tmp_path, "names:\n- {id: a, label: Open, kind: lab, force: true, case: true}\n")
    assert [mention.id for mention in load(path).find("", "The lab Open opened. An open day.")] == ["a"]


@pytest.mark.parametrize("text", ["", "names: 3", "- a", "names:\n\t- {}", "names:\n- just words\n", "{"])
def test_a_file_that_is_no_names_file_is_one_clear_error(tmp_path, text):
    with pytest.raises(ConfigError, match=re.escape(str(tmp_path))):
        load(write(tmp_path, text))


def test_a_list_of_context_words_is_shared_by_entries_and_by_later_files(tmp_path):
    lists = write(tmp_path, "contexts: {birds: [marsh, nest]}\n" + GOOD)
    own = write(
        tmp_path, 'names:\n- {id: heron, label: Heron, kind: model, short: [Heron], context: ["@birds"]}\n', "own.yaml"
    )
    assert [mention.id for mention in load(lists, [own]).find("", "A Heron in the marsh.")] == ["heron"]
    assert not load(lists, [own]).find("", "A Heron in the sky.")


def test_a_version_of_unknown_openness_is_of_its_family_s_sort():
    names = load()
    assert names.sort(names.entries["mistral-medium"]).id == "mistral"
    assert names.sort(names.entries["yi-large"]).id == "yi-large"


def test_a_missing_file_is_one_clear_error(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.yaml")


def test_a_users_file_adds_names_and_aliases(tmp_path):
    own = write(tmp_path, "names:\n- {id: heron, label: Heron 9, kind: model}\n- {id: qwen, aliases: [Kwen]}\n")
    found = load(None, [own]).find("", "Kwen and Heron-9 met.")
    assert {mention.id for mention in found} == {"qwen", "heron"}


def test_a_changed_file_is_read_again(tmp_path):
    path = write(tmp_path, GOOD)
    assert len(load(path).entries) == 1
    path.write_text(GOOD + "- {id: heron, label: Heron 9, kind: model}\n", "utf-8")
    import os

    os.utime(path, (1, 1))
    assert len(load(path).entries) == 2


def test_an_appended_entry_leaves_the_rest_of_the_file_as_it_was(tmp_path):
    old = "# mine\nnames:\n  - {id: a, label: Heron 9, kind: model}  # a bird"
    new = appended(old, {"id": "b", "label": "Egret 4", "kind": "model"})
    assert new == old + "\n  - {id: b, label: Egret 4, kind: model}\n"
    assert set(load(write(tmp_path, new)).entries) == {"a", "b"}


def test_the_first_entry_of_a_new_file_gets_a_head(tmp_path):
    new = appended("", {"id": "b", "label": "Egret 4", "kind": "model"})
    assert set(load(write(tmp_path, new)).entries) == {"b"}


def test_a_file_laid_over_takes_names_and_forms_out(tmp_path):
    own = write(tmp_path, "names:\n- {id: quillon, removed: true}\n- {id: heron, without: [HERON NINE]}\n", "own.yaml")
    base = "- {id: heron, label: Heron 9, kind: model, parent: quillon, aliases: [Heron Nine]}\n"
    names = load(write(tmp_path, GOOD + base), [own])
    assert list(names.entries) == ["heron"]
    assert names.entries["heron"].parent is None
    assert names.entries["heron"].aliases == ("Heron 9",)


def test_a_file_that_contradicts_the_one_below_it_is_told(tmp_path):
    base = write(tmp_path, GOOD)
    own = write(tmp_path, "names:\n- {id: quillon, label: Quillon, kind: model}\n", "own.yaml")
    with pytest.raises(ConfigError, match=r"own\.yaml:2, entry quillon: is a model here and a lab in .*names\.yaml:2"):
        load(base, [own])
    forced = write(tmp_path, "names:\n- {id: quillon, kind: model, force: true}\n", "own.yaml")
    assert load(base, [forced]).entries["quillon"].kind == "model"


def test_removing_what_is_not_there_does_no_harm(tmp_path):
    own = write(tmp_path, "names:\n- {id: gone, removed: true}\n", "own.yaml")
    assert list(load(write(tmp_path, GOOD), [own]).entries) == ["quillon"]


def test_a_file_whose_list_is_empty_adds_nothing(tmp_path):
    assert list(load(write(tmp_path, GOOD), [write(tmp_path, "names:\n", "own.yaml")]).entries) == ["quillon"]
