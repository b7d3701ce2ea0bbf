"""Passages beside each other: what is marked, and how much of another's text is shown."""

from pages.stories.marking import MOST_WORDS, Piece, alone, beside, in_full

COPY = "The agency revealed the complete weights of its language mannequin on Thursday."
ORIGINAL = "The company published the full weights of its language model on Thursday."


def marked(side, mark):
    return [piece.text for piece in side.pieces if piece.mark == mark]


def test_the_exchanged_words_of_a_spun_copy_are_marked_on_both_sides():
    mine, theirs = beside(COPY, ORIGINAL, "spun")
    assert marked(mine, "swap") == ["agency revealed", "complete", "mannequin"]
    assert marked(theirs, "swap") == ["company published", "full", "model"]
    assert marked(mine, "same") == []


def test_of_a_near_copy_the_same_words_are_marked():
    mine, _ = beside(COPY, COPY, "near")
    assert mine.pieces == (Piece(COPY[:-1], "same"), Piece(".", ""))


def test_a_word_that_only_one_text_has_is_its_own():
    mine, theirs = beside("It plans a new model", "It plans a model", "near")
    assert marked(mine, "own") == ["new"]
    assert marked(theirs, "own") == []


def test_of_a_translation_names_and_numbers_in_both_are_marked():
    mine, theirs = beside("Heron-2 compte 41 milliards", "Heron-2 has 41 billion", "translation")
    assert marked(mine, "same") == ["Heron-2", "41"]
    assert marked(theirs, "same") == ["Heron-2", "41"]


def test_a_letter_that_is_a_word_of_both_languages_is_no_name():
    mine, _ = beside("Ana a ouvert 7 poids", "Ana opened a set of 7 weights", "translation")
    assert marked(mine, "same") == ["Ana", "7"]


def test_no_more_than_forty_words_of_either_text_are_shown():
    long = " ".join(f"word{number}" for number in range(200))
    for mine, theirs in (beside(long, long, "near"), beside(long, long, "rewrite"), (alone(long), alone(long))):
        assert len(mine.text.split()) == len(theirs.text.split()) == MOST_WORDS
        assert mine.cut
        assert theirs.cut


def test_both_sides_are_cut_at_the_same_place():
    words = [f"word{number}" for number in range(60)]
    mine, theirs = beside(" ".join(["an", "added", "start", *words]), " ".join(words), "near")
    assert mine.text.split()[-1] == theirs.text.split()[-1] == "word36"


def test_a_character_of_an_unspaced_script_counts_less():
    text = "模" * 200
    assert len(alone(text).text) == 66


def test_the_pieces_make_up_the_passage():
    for kind in ("exact", "spun", "translation"):
        mine, theirs = beside(COPY, ORIGINAL, kind, None)
        assert (mine.text, theirs.text) == (COPY, ORIGINAL)


def test_nothing_is_nothing():
    assert alone("").pieces == ()
    assert beside("", "", "spun")[0].text == ""
    assert alone("…").text == "…"


def test_a_full_text_is_paragraphs_with_its_passages_numbered():
    text = "One two.\n\nThree four five."
    (first,), second = in_full(text, [(10, 15)])
    assert first == ("One two.", None)
    assert second == [("Three", 1), (" four five.", None)]


def test_passages_that_overlap_are_shown_once():
    text = "abcdefghij"
    (told,) = in_full(text, [(0, 6), (4, 8), (2, 3)])
    assert "".join(one.text for one in told) == text
    assert [one.number for one in told if one.number] == [1, 2]


def test_offsets_beyond_the_text_hide_nothing():
    (told,) = in_full("short", [(2, 400)])
    assert "".join(one.text for one in told) == "short"
