"""Values in sentences: numbers with units in several languages, prices, dates, licences; names are none."""

import pytest

from desk.conflicts.values import values


def stated(sentence):
    return [(value.sort, value.unit, value.amount) for value in values(sentence)]


@pytest.mark.parametrize("sentence", [
    "It has 41 billion parameters.", "Il compte 41 milliards de paramètres.", "模型有410亿参数。",
    "Es hat 41 Milliarden Parameter.",
])  # fmt: skip
def test_a_number_is_the_same_in_every_language(sentence):
    assert stated(sentence) == [("number", "parameter", 41e9)]


@pytest.mark.parametrize("sentence", [
    "It raised 120 million dollars.", "It raised $120 million.", "宣布完成1.2亿美元融资",
    "Elle a levé 120 millions de dollars.",
])  # fmt: skip
def test_a_price_is_told_with_its_currency(sentence):
    assert stated(sentence) == [("price", "dollar", 120e6)]


def test_numbers_that_are_counted_together_have_one_unit():
    assert stated("One has 9 billion and one 41 billion parameters.") == [
        ("number", "parameter", 9e9), ("number", "parameter", 41e9)]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "amount"), [("1,500", 1500), ("1 500", 1500), ("1.500", 1500), ("2.5", 2.5), ("2,5", 2.5)]
)
def test_thousands_and_decimals_are_read_as_they_are_written(written, amount):
    assert stated(f"They have {written} hospitals.") == [("number", "hospital", amount)]


@pytest.mark.parametrize("sentence", ["on 12 October", "October 12th", "le 12 octobre", "10月12日"])
def test_a_date_is_a_month_and_a_day(sentence):
    assert stated(f"It came {sentence}.") == [("date", "date", 1012)]


@pytest.mark.parametrize(("sentence", "day"), [("on Thursday", 3), ("jeudi", 3), ("周四", 3), ("on Sunday night", 6)])
def test_a_weekday_is_one_in_any_language(sentence, day):
    assert stated(f"It came {sentence}.") == [("day", "weekday", day)]


def test_a_number_that_is_part_of_a_name_is_none():
    assert stated("Llama 3 and Heron-2 and GPT-4 and H100 run under Python 3.11.") == []


def test_a_word_that_may_be_a_month_is_one_only_in_its_place():
    assert stated("They may march.") == []
    assert stated("They meet in May.") == [("month", "month", 5)]


def test_a_year_is_one_unless_it_counts_something():
    assert stated("It began in 2024.") == [("year", "year", 2024)]
    assert stated("It has 2024 users.") == [("number", "user", 2024)]


def test_a_licence_is_a_value_where_licences_are_spoken_of():
    assert [value.shown for value in values("It is under the Apache 2.0 licence.")] == ["Apache 2.0"]
    assert values("Researchers of MIT were there.") == []


@pytest.mark.parametrize(("sentence", "month"), [
    ("Le modèle sort en février.", 2), ("Il arrive en août.", 8), ("Die Gewichte folgen im März.", 3),
    ("Elle l’a publié en décembre.", 12),
])  # fmt: skip
def test_a_month_is_read_with_its_accents(sentence, month):
    assert stated(sentence) == [("month", "month", month)]


@pytest.mark.parametrize(("sentence", "day"), [
    ("Se publica el miércoles.", 2), ("Saldrá el sábado.", 5), ("该模型将于周一发布。", 0),
    ("公司计划在星期三公布。", 2),
])  # fmt: skip
def test_a_weekday_is_read_with_its_accents_and_between_characters(sentence, day):
    assert stated(sentence) == [("day", "weekday", day)]


def test_a_date_is_read_with_its_accents():
    assert stated("Publié le 12 août par le laboratoire.") == [("date", "date", 812)]
