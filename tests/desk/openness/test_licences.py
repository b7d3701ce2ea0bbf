"""Licences that are told without the name an entry gives them."""

from __future__ import annotations

import pytest

from desk.openness.licences import telling, unlisted
from desk.text.phrases import fold


def told(text):
    return [span.label for span in unlisted(fold(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It is under MIT now.", ["MIT License"]),
        ("under the permissive BSD", []),
        ("It is out under a modified MIT licence.", ["Modified MIT License"]),
        ("Lizenz: eine geänderte MIT-Lizenz", ["Modified MIT License"]),
        ("released under its own licence", ["custom licence"]),
        ("under a non-commercial license", ["non-commercial licence"]),
        ("sous une licence communautaire", ["community licence"]),
        ("unter einer freien Lizenz", ["open licence"]),
        ("采用自定义许可", ["custom licence"]),
        ("under the Sandpiper Community License", ["Sandpiper Community License"]),
    ],
)
def test_a_licence_is_known_by_its_sort_or_its_bare_name(text, labels):
    assert told(text) == labels


@pytest.mark.parametrize(
    "text",
    ["He studied under MIT professor Ann Lee.", "under Apache helicopters", "The MIT team won.", "a driver's licence"],
)
def test_a_school_and_a_helicopter_are_no_licences(text):
    assert told(text) == []


def test_of_a_name_and_a_sort_the_name_is_told():
    assert telling("custom licence", "Apache 2.0") == "Apache 2.0"
    assert telling("Apache 2.0", "custom licence") == "Apache 2.0"
    assert telling(None, "custom licence") == "custom licence"
