"""Markup in titles, and words that only look like it."""

import pytest

from sources.written.markup import without_tags


@pytest.mark.parametrize("text", ["What the <think> token costs", "Why <div> soup ends", "<tool_call> is back"])
def test_what_only_looks_like_a_tag_stays(text):
    assert without_tags(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [("The <b>harbour</b> opens", "The harbour opens"), ("One<br/>two", "One two"), ("One<p>two</p>", "One two "),
     ('<a href="/x">Quay</a>', "Quay"),
     ("<i>Skerry</i> & the <think> tag", "Skerry & the <think> tag"), ("x<!-- y -->z", "xz")],
)  # fmt: skip
def test_markup_goes(text, words):
    assert without_tags(text) == words
