from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.digest.phrasing import (
    clock,
    counted,
    cut,
    kind_in_words,
    language_name,
    listed,
    long_day,
    width,
)


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("short", 10, "short"),
        ("an open model for everyone", 15, "an open model…"),
        ("an open model, for everyone", 15, "an open model…"),
        ("模型权重可以自由下载", 11, "模型权重可…"),
        ("模型 weights are free", 12, "模型…"),
        ("unbelievablylongword", 10, "unbelieva…"),
        ("an unbelievablylongword", 14, "an unbelievab…"),
        ("e\u0301e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301e\u0301e\u0301…"),
    ],
)
def test_a_cut_falls_between_words_and_between_characters_where_there_are_no_spaces(text, columns, shown):
    assert cut(text, columns) == shown


@given(st.text(max_size=200), st.integers(2, 60))
def test_a_cut_text_is_never_wider_than_asked(text, columns):
    assert width(cut(text, columns)) <= columns


def test_times_are_told_the_shorter_the_nearer():
    moment = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
    assert clock(moment, "2026-11-22") == "09:05"
    assert clock(moment, "2026-11-23") == "22 Nov 09:05"
    assert clock(moment, "2027-01-02") == "22 Nov 2026"
    assert clock(None, "2026-11-22") == ""
    assert long_day("2026-11-22") == "Sunday 22 Nov 2026"


def test_a_rewrite_is_never_worded_as_a_certainty():
    assert kind_in_words("rewrite") == "likely rewritten"
    assert kind_in_words("exact") == "same text"


def test_names_of_languages_numbers_and_lists():
    assert (language_name("zh"), language_name("und"), language_name("tlh")) == ("Chinese", "", "tlh")
    assert (counted(1, "copy"), counted(1_200, "article")) == ("1 copy", "1,200 articles")
    assert (counted(2, "copy"), counted(2, "day"), counted(2, "source of", "sources of")) == (
        "2 copies",
        "2 days",
        "2 sources of",
    )
    assert (listed(["A", "B"], 3), listed(["A", "B", "C", "D"], 2)) == ("A, B", "A, B and 2 more")
