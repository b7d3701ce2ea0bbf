"""What independent reports state differently is found; what agrees, is rounded or is about another thing is not."""

import pytest

from desk.conflicts.compare import Report, conflicts

TEXT = (
    "Fjordlight published the weights of Heron-2 on Thursday under the Apache 2.0 licence. "
    "It has 41 billion parameters and was trained on 6.2 trillion tokens. "
    "The company from Bergen employs 74 people and lives on a grant of 38 million euros."
)


def found(*texts, languages=(), licences=()):
    told = [
        Report(number, dict(enumerate(languages)).get(number, "en"), text, dict(enumerate(licences)).get(number, ()))
        for number, text in enumerate(texts)
    ]
    return [(one.what, [side[1] for side in one.sides]) for one in conflicts(told)]


@pytest.mark.parametrize(("before", "after", "what", "sides"), [
    ("41 billion", "43 billion", "number of parameters", ["41 billion parameters", "43 billion parameters"]),
    ("74 people", "91 people", "number of persons", ["74 people", "91 people"]),
    ("38 million euros", "58 million euros", "sum in euros", ["38 million euros", "58 million euros"]),
    ("Thursday", "Tuesday", "day", ["Thursday", "Tuesday"]),
    ("Apache 2.0", "MIT", "licence", ["Apache 2.0", "MIT"]),
])  # fmt: skip
def test_a_changed_value_is_found_with_both_values(before, after, what, sides):
    assert found(TEXT, TEXT.replace(before, after)) == [(what, sides)]


def test_the_same_report_twice_is_no_conflict():
    assert found(TEXT, TEXT) == []


def test_a_value_rounded_agrees_with_it():
    assert found(TEXT, TEXT.replace("6.2 trillion", "6 trillion")) == []
    assert found(TEXT, TEXT.replace("6.2 trillion", "7 trillion")) != []


def test_a_number_of_another_thing_is_no_conflict():
    assert (
        found("Fjordlight employs 74 people in Bergen.", "Some 300 people came to the harbour festival on the quay.")
        == []
    )


def test_a_value_that_the_other_report_states_elsewhere_is_no_conflict():
    one, other = (
        "The small Heron-2 has 9 billion parameters.",
        "Heron-2 comes with 9 billion or with 41 billion parameters.",
    )
    assert found(one, other) == []


def test_across_languages_the_odd_one_of_two_sizes_is_told():
    chinese = "Fjordlight开放了Heron-2。模型分为90亿和430亿参数两个版本。"
    english = "Fjordlight opened Heron-2, one with 9 billion and one with 41 billion parameters."
    assert found(english, chinese, languages=["en", "zh"]) == [
        ("number of parameters", ["41 billion parameters", "430亿参数"])
    ]
    assert found(english, chinese.replace("430亿", "410亿"), languages=["en", "zh"]) == []


def test_three_reports_stand_in_one_conflict():
    [(what, sides)] = found(TEXT, TEXT.replace("74 people", "91 people"), TEXT.replace("74 people", "74 people"))
    assert what == "number of persons"
    assert set(sides) == {"74 people", "91 people"}


def test_a_model_s_licence_is_compared_by_the_model():
    mine, theirs = [("Heron-2", "Apache 2.0", "a")], [("HERON-2", "MIT License", "b")]
    assert found("One text.", "Another.", licences=[mine, theirs]) == [
        ("licence of Heron-2", ["Apache 2.0", "MIT License"])
    ]
    assert found("One text.", "Another.", licences=[mine, [*mine, *theirs]]) == [], "who names both takes no side"
    assert found("One text.", "Another.", licences=[mine, [("Other", "MIT License", "b")]]) == []


def test_nothing_is_nothing():
    assert found() == found("") == found("", "") == []
