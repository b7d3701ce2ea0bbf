from __future__ import annotations

import numpy as np

from desk.documents.sketch import INDEX, SAMPLE, THREE, index_hashes, shingles, sketch, spread
from desk.text.segmentation import words
from tests.support.copytexts import REPORT


def test_a_sketch_keeps_about_a_quarter_and_the_index_a_sixteenth() -> None:
    long = " ".join(f"w{number}" for number in range(8000))
    found = sketch(long)
    assert found.total_three == 7998
    assert abs(len(found.three) - 7998 / SAMPLE) < 150
    assert abs(len(index_hashes(found)) - 7998 / INDEX) < 80
    assert set(index_hashes(found).tolist()) <= set(found.three.tolist())


def test_hashes_are_sorted_so_that_their_order_tells_nothing_of_the_text() -> None:
    found = sketch(REPORT)
    assert (np.diff(found.three.astype(object)) > 0).all()
    assert (np.diff(found.five.astype(object)) > 0).all()


def test_quotations_stay_out_of_the_narration_shingles_only() -> None:
    plain = sketch("one two three four five six")
    quoting = sketch('one two three "we have said it all before" four five six')
    assert plain.total_three == quoting.total_three == 4
    assert quoting.total_five > plain.total_five


def test_a_shingle_depends_on_its_words_and_their_order_alone() -> None:
    one, other = (words(text) for text in ("a b c d", "x a b c"))
    ours, theirs = (shingles(found.hashes, found.single, THREE) for found in (one, other))
    assert ours[0] == theirs[1]
    assert ours[0] not in shingles(words("c b a").hashes, words("c b a").single, THREE)


def test_a_bilingual_text_gives_the_shingles_of_its_halves() -> None:
    chinese, english = "开源模型今天在北京正式发布了", "the model was released in Beijing today"
    whole = set(
        shingles(words(chinese + "\n" + english).hashes, words(chinese + "\n" + english).single, THREE).tolist()
    )
    assert set(shingles(words(english).hashes, words(english).single, THREE).tolist()) <= whole
    assert len(set(shingles(words(chinese).hashes, words(chinese).single, THREE)[:-2].tolist()) - whole) == 0


def test_spread_marks_the_words_that_found_shingles_cover() -> None:
    single = np.zeros(6, bool)
    assert spread(np.array([True, False, False, False]), single, THREE).tolist() == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_same_text_gives_the_same_sketch_on_every_machine() -> None:
    assert sketch("the quick brown fox jumps").total_three == 3
    found = words("the quick brown")
    assert int(shingles(found.hashes, found.single, THREE)[0]) == FIRST


FIRST = 12839599615622345795
