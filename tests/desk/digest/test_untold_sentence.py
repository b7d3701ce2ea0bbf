"""When a story's headline stands alone: where no sentence of its beginning says what happened."""

import time

import pytest

from desk.digest.phrasing import width
from desk.digest.sentence.choice import SENTENCE, one_sentence
from desk.digest.sentence.rules import rules

HAPPENED = "The Harbour Lab put the weights of Opal under a free licence on Tuesday."
MORE = """Rain fell on the quay that morning and the lamps went on early.
Nobody in the street wanted to add a word to what was known.
A cart stood in front of the door with its wheels in the mud.
The old clock struck nine while some of them still slept.
Gulls sat in a row on the wall and looked out to sea.
Smoke rose over the roofs as on any other day of the week.
A dog that belonged to nobody ran along the boats and back again.
"""


@pytest.mark.parametrize(
    ("opening", "title", "language"),
    [
        # what holds of everybody: no name, no number, no day
        ("Choosing a good model can be hard for a teacher with many pupils and little time.\n" + MORE,
         "Models, schools and their friends", "en"),
        # how the world is by now
        ("Open models have become an essential part of most schools.\n" + MORE, "Open models in schools", "en"),
        # a scene before the story
        ("In the heart of New Harbour, where ropes and masts creak, one lab stands as a beacon.\n" + MORE,
         "The long way of a maker", "en"),
        # nothing but the title
        ("The weights of Opal are under a free licence.\n" + MORE, "Weights of Opal are under free licence", "en"),
        # a heading that asks
        ("Why the Harbour Lab gives the weights of Opal to all who ask for them\n" + MORE, "Opal's weights", "en"),
        # about the programme, the feed, the shop
        ("Opal Daily is available on iTunes, Spotify and wherever you listen to podcasts on Opal.", "Opal today", "en"),
        ("Ada Writer, who runs the Harbour Lab, joins Ben Host on \"Harbour Markets\" for Opal.", "Opal: Writer", "en"),
        ("This week's Opal news is brought to you by Tidewater, the bank of the harbour.", "Opal news", "en"),
        ("How Opal came to be by Ada Writer , a senior reporter who has covered models.", "Opal's maker", "en"),
        ("This is the strange story of Opal and the Harbour Lab, told by its makers.\n" + MORE, "Opal's makers", "en"),
        ("It was told here on quay.test on Monday that Opal's case had come to court.\n" + MORE, "Opal in court", "en"),
        ("Opal Harbour is the only platform that runs all of the models of a school.\n" + MORE, "Opal at school", "en"),
        ("We spoke with Ada Writer of the Harbour Lab about Opal, its weights and its price.", "Opal's maker", "en"),
        ("Die neue Folge des Hafenpodcasts über Opal haben wir am Sonntag aufgenommen.", "Podcast zu Opal", "de"),
    ],
)  # fmt: skip
def test_no_sentence_is_told_rather_than_one_that_does_not_say_what_happened(opening, title, language):
    assert one_sentence(opening, title, language) == ""


@pytest.mark.parametrize(
    ("flawed", "said"),
    [
        # some time ago
        ("In March the Harbour Lab launched Opal with a lamp and a band on the quay.",
         "The Harbour Lab launched Opal with a lamp and a band on the quay."),
        ("Two weeks ago the Harbour Lab launched Opal with a lamp and a band on the quay.",
         "The Harbour Lab launched Opal with a lamp and a band on the quay."),
        # what it is, and not what was done
        ("Opal is a model that the Harbour Lab put out for 40 schools of the town.",
         "The Harbour Lab put out its model, Opal, for 40 schools of the whole town."),
    ],
)  # fmt: skip
def test_what_was_some_time_ago_or_what_something_is_gives_way(flawed, said):
    assert one_sentence(f"{flawed} {said}", "Opal and the Harbour Lab", "en") == said


@pytest.mark.parametrize(
    ("opening", "title", "language"),
    [
        (
            "This week, at its old hall, the Harbour Lab showcased a model for the schools.",
            "A bright and boring future",
            "en",
        ),
        ("Die frühere Ministerin tritt heute ihr Amt an der Spitze des Hafens an.", "Nur eine Etappe?", "de"),
    ],
)
def test_an_opening_with_its_day_and_a_deed_is_told_under_a_title_that_plays_with_words(opening, title, language):
    assert one_sentence(f"{opening}\n{MORE}", title, language) == opening
    assert one_sentence(f"{MORE}{opening}", title, language) == ""


def test_a_text_that_begins_in_the_middle_must_say_more():
    said = "The Harbour Lab keeps the weights of Opal in a hall."
    title = "Opal and the quay"
    assert one_sentence(f"{said}\n{MORE}", title, "en") == said
    assert one_sentence(f"of the bay.\n{said}\n{MORE}", title, "en") == ""
    assert one_sentence(f"which they had in mind. {said}\n{MORE}", "Opal's weights", "en") == said


def test_what_has_always_been_so_must_say_more_than_what_happened():
    assert one_sentence(f"The models of Opal have typically been kept in halls.\n{MORE}", "Opal in halls", "en") == ""
    kept = "The models of Opal have been kept in halls."
    assert one_sentence(f"{kept}\n{MORE}", "Opal in halls", "en") == kept
    assert (
        one_sentence("The Harbour Lab has often said that it wants all of its weights in schools.", "Ropes", "en") == ""
    )


def test_what_somebody_says_whom_nobody_has_introduced_gives_way():
    unknown = "Lindqvist said on Monday that schools between the quay and the hills need their weights."
    said = "The Harbour Lab said on Monday that schools of the bay need their weights."
    assert one_sentence(f"{unknown} {said}", "Weights for schools", "en") == said
    assert one_sentence(f"{unknown} {said}", "Lindqvist: weights for schools", "en") == unknown


def test_a_standfirst_is_told_without_its_place_and_not_with_a_teaser():
    said = "The minister scolds the Harbour Lab for Opal. Symbols, she says, are no way to run a school."
    title = "Harbour Lab: now the minister scolds it, too"
    assert one_sentence(f"Quayside. {said}\n\n{MORE}", title, "en") == said
    teased = "Die Ministerin rügt das Labor für Opal. Darüber hat sie gesprochen."
    assert "gesprochen" not in one_sentence(f"{teased}\n\n{MORE}", "Labor: auch die Ministerin rügt", "de")


def test_what_teachers_argue_for_is_told_and_what_all_of_them_do_is_not():
    title = "What a class needs of models"
    argued = "Teachers must try a model at home before they take it to a class, experts say."
    assert one_sentence(f"{argued}\n{MORE}", title, "en") == argued
    assert one_sentence(f"Teachers try a model at home before they take it to a class.\n{MORE}", title, "en") == ""


GUIDE = "The Harbour Lab keeps the weights of Opal in a hall.\n" + MORE


def test_under_a_title_that_asks_or_counts_a_sentence_must_say_more():
    assert one_sentence(GUIDE, "Opal's weights in a hall", "en").startswith("The Harbour Lab keeps")
    assert one_sentence(GUIDE, "Where are Opal's weights kept?", "en") == ""
    assert one_sentence(GUIDE, "5 Best Ways with Opal's weights", "en") == ""


def test_a_summary_of_a_sentence_is_told_with_less_evidence_than_an_article_needs():
    summary = "Teachers of the town on Monday took the first of them home in a cart."
    assert one_sentence(summary, "Opal's weights are free", "en") == summary
    assert summary not in one_sentence(f"{summary}\n{MORE}", "Opal's weights are free", "en")


@pytest.mark.parametrize(
    "said",
    [
        "We introduce Opal, a model for schools whose weights may be taken home by everybody.",
        "We've released the weights of Opal, a model for schools, under a licence of our own.",
        "我们发布了蛋白石模型的全部权重，任何学校都可以下载、修改和再次分发，无需另行申请。",
    ],
)
def test_a_laboratory_may_tell_in_its_own_words_what_it_has_made(said):
    scene = "Opal, the model for schools, has many good friends at the old Harbour Lab. "
    title, scene = ("蛋白石模型", "") if "我们" in said else ("Opal, a model for schools", scene)
    assert one_sentence(f"{scene}{said}", title, "zh" if "我们" in said else "en") == said


def test_a_point_of_a_list_may_begin_with_a_pronoun():
    first = "The Harbour Lab gave weights to some schools from its hall at the old quay."
    second = "She gave the weights of Opal to 40 schools between the quay and the hills."
    title = "The woman who gave Opal's weights to schools"
    assert one_sentence(f"- {first}\n- {second}\n- {MORE}", title, "en") == second
    assert one_sentence(f"{first}\n{second}\n{MORE}", title, "en") == first


def test_a_thin_first_sentence_is_told_with_the_rest_of_its_standfirst():
    standfirst = "The minister scolds the Harbour Lab for Opal. Symbols, she says, are no way to run a school."
    told = f"{standfirst}\n\n{MORE}"
    assert one_sentence(told, "Harbour Lab: now the minister scolds it, too", "en") == standfirst


def test_a_sentence_of_three_hundred_columns_is_told_whole():
    said = f"The Harbour Lab, {'which has a hall at the quay and ' * 7}put Opal under a free licence on Tuesday."
    assert 240 < width(said) <= SENTENCE
    assert one_sentence(f"{said} {MORE}", "Harbour Lab puts Opal under a free licence", "en") == said


def test_a_sentence_that_would_be_cut_gives_way_to_one_that_is_whole():
    endless = (
        "The weights of Opal, which a dozen people made in a hall of brick and glass at the far end of the quay, "
        "where ships from three seas used to unload their tea, their salt and their cloth before the harbour silted "
        "up and merchants moved away to the south, leaving behind cranes, ropes, a chapel and many songs, are under "
        "a free licence, the Harbour Lab said."
    )
    whole = "The Harbour Lab said that all may take the weights of Opal home."
    assert one_sentence(f"{endless} {whole}", "Opal's weights", "en") == whole


def test_a_size_of_a_model_ends_a_sentence():
    said = "The Harbour Lab on Tuesday put out the weights of its new model, Opal 7B."
    assert one_sentence(f"{said} {MORE.replace(chr(10), ' ')}", "A new model for schools: Opal 7B", "en") == said


@pytest.mark.parametrize("piece", ["a", "Aa", "A-", "l'", "a.", "A a ", "“", "中", "the post ", "by a b "])
def test_no_rule_takes_long_over_an_endless_run(piece):
    begun = time.process_time()
    for kind in rules().__slots__:
        rule = getattr(rules(), kind)
        (rule.search if kind == "news" else rule.fits)(piece * (600 // len(piece)))
    assert time.process_time() - begun < 1.0
