import pytest

from desk.text.marks import around
from desk.text.simplified import traditional
from warehouse import search_index

TEXT = (
    "The board met on Monday and spoke of the harvest for most of the day. " * 8
    + "Only then did it turn to the open weights of Heron-2, which stand under the Apache 2.0 license. "
    + "Nobody had asked for Llama 3 or for Llama4. " * 3
    + "The board will meet again in a month, and it will speak of the harvest. " * 8
)


def marked(text, *pieces):
    found = around(text, pieces)
    return [found.text[start:end] for start, end in found.marks] if found else None


def test_the_passage_is_where_most_of_the_words_stand():
    found = around(TEXT, ["board", "weights", "licence"])
    assert "open weights of Heron-2" in found.text
    assert len(found.text) < 260
    assert (found.text[:2], found.text[-2:]) == ("… ", " …")
    assert {"weights", "license"} <= {found.text[start:end] for start, end in found.marks}


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("weight", ["weights"]),
        ("LICENCE", ["license"]),
        ('"open weights"', ["open weights"]),
        ('"llama 4"', ["Llama4"] * 3),
        ("llama-3", ["Llama 3"] * 3),
        ("2.0", ["2.0"]),
        ("her*", ["Heron"]),
        ("0", None),
        ("hero", None),
        ("...", None),
    ],
)
def test_a_piece_stands_where_the_search_finds_it(piece, words):
    assert marked(TEXT, piece) == words


def test_accents_and_forms_of_chinese_make_no_difference():
    assert marked("Les modèles ouverts", "MODELE") == ["modèles"]
    assert marked("該公司公開了模型的全部權重。", "权重", "模型") == ["模型", "權重"]


def test_the_search_knows_the_characters_that_the_desk_makes_alike():
    assert tuple(search_index.alike().values()) == traditional()


def test_a_text_that_says_none_of_it_has_no_passage():
    assert around("Nothing of the kind.", ["weights"]) is None


def test_marks_are_places_in_the_passage_as_it_is_shown():
    found = around("One line.\n\nWeights\n of\tthe model", ["weights", "model"])
    assert found.text == "One line. Weights of the model"
    assert [found.text[start:end] for start, end in found.marks] == ["Weights", "model"]
