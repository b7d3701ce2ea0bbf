import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.digest.phrasing import width
from desk.digest.sentence.choice import SENTENCE, one_sentence
from desk.text.sanitise import visible

ASKED = (
    "The Harbour Lab gave the weights of Opal to everybody on Tuesday, and the minister, who had heard nothing of it "
    "before, asked his own people in front of all the cameras: “What is going on?”"
)
HAPPENED = "The Harbour Lab put the weights of Opal under a free licence on Tuesday."


@pytest.mark.parametrize(
    ("opening", "title", "language", "sentence"),
    [
        ("Opal is open. The lab put its weights under a free licence on Tuesday.", "Opal is open", "en",
         "The lab put its weights under a free licence on Tuesday."),
        ("By A. Writer\nBERLIN\nThe Harbour Lab published its weights under a free licence. More.", "Opal", "en",
         "The Harbour Lab published its weights under a free licence."),
        ("实验室周二公布了模型权重，任何人都可以下载和修改。训练数据仍不公开。", "蛋白石", "zh",
         "实验室周二公布了模型权重，任何人都可以下载和修改。"),
        ("This report comes from our partners, unedited by us. Opal's weights are free for everybody since Tuesday.",
         "Opal opens its weights", "en", "Opal's weights are free for everybody since Tuesday."),
        ("本文由合作伙伴提供，未经编辑部修改，版权归原作者所有。蛋白石实验室公布了模型权重，任何人都可以下载。",
         "蛋白石开放权重", "zh",
         "蛋白石实验室公布了模型权重，任何人都可以下载。"),
        ("Too short.", "Opal", "en", ""),
        ("", "Opal", "en", ""),
    ],
)  # fmt: skip
def test_the_sentence_says_something_the_title_does_not(opening, title, language, sentence):
    assert one_sentence(opening, title, language) == sentence


def test_a_long_sentence_is_cut_at_a_word():
    shown = one_sentence(f"The Harbour Lab {'published the weights ' * 20}on Tuesday.", "Harbour Lab's weights", "en")
    assert SENTENCE - 20 < width(shown) <= SENTENCE
    assert shown.endswith(("weights…", "the…", "published…"))


@pytest.mark.parametrize(
    "before",
    [
        "By Ada Writer | The Harbour desk and its friends.",
        "Photo: Ada Lens/Harbour Agency, the lab's hall with its many racks.",
        "See also: Opal and Beryl were both released in the last few weeks.",
        "Here's everything you need to know about Opal and its weights.",
        "In this article we look at Opal, its weights and its licence.",
        "Subscribe to our newsletter for more on Opal and its weights.",
        "What does it mean for Opal when its weights are free for all?",
        "Opal Opal weights weights #Opal #Weights pic.twitter.com/abc of the lab.",
        "Opal opens its weights Harbour Lab does it again after months of waiting for it.",
        "He says that the weights of Opal had been ready for a long time.",
        "You can take the weights of Opal home with you if you have the room.",
        "Founded in 2021, the Harbour Lab makes models such as Opal and Beryl.",
        "“The weights of Opal were ready for months,” said one of them.",
        "of Opal and its weights, which stood in the hall of the lab.",
    ],
)
def test_what_is_about_the_page_its_reader_or_somebody_named_before_gives_way_to_what_happened(before):
    assert one_sentence(f"{before} {HAPPENED}", "Opal opens its weights", "en") == HAPPENED


@pytest.mark.parametrize(
    ("glued", "bare"),
    [
        (f"Ada Lens/HARBOUR {HAPPENED}", HAPPENED),
        (f"NEW HARBOUR, April 25 (Reuters) - {HAPPENED}", HAPPENED),
        (f"HARBOUR — {HAPPENED}", HAPPENED),
        (f"HARBOUR -- {HAPPENED}", HAPPENED),
        (f"HARBOUR ― {HAPPENED}", HAPPENED),
        (
            "The lab did it at last Harbour-based agency Tidewater has said that the weights of Opal are free now.",
            "Harbour-based agency Tidewater has said that the weights of Opal are free now.",
        ),
        (f"LERWICK/OSLO, March 7 (AP) — {HAPPENED}", HAPPENED),
        (
            "Oslo (dpa) – Das Labor hat am Dienstag die Gewichte von Opal unter eine freie Lizenz gestellt.",
            "Das Labor hat am Dienstag die Gewichte von Opal unter eine freie Lizenz gestellt.",
        ),
        (
            "新华社奥斯陆4月25日电 实验室周二公布了蛋白石模型的全部权重，任何人都可以下载。",
            "实验室周二公布了蛋白石模型的全部权重，任何人都可以下载。",
        ),
        (
            "OPAL and its weights — all of them — were put under a free licence on Tuesday, the lab said.",
            "OPAL and its weights — all of them — were put under a free licence on Tuesday, the lab said.",
        ),
        (f"(AP) — {HAPPENED}", HAPPENED),
        (f"• {HAPPENED}", HAPPENED),
        (f"” {HAPPENED}", HAPPENED),
        (f"HARBOUR TOWN (AP) — {HAPPENED}", HAPPENED),
    ],
)
def test_a_credit_or_mark_that_was_glued_before_the_sentence_is_not_told(glued, bare):
    assert one_sentence(glued, "Opal opens its weights", "en") == bare


def test_a_sentence_that_shares_more_with_the_title_goes_before_an_earlier_one():
    opening = f"The rain over the harbour has been heavy for days now. {HAPPENED}"
    assert one_sentence(opening, "Opal opens its weights", "en") == HAPPENED


@given(st.text(max_size=600), st.text(max_size=60), st.sampled_from(["en", "zh", "ja", "ar", "und"]))
def test_the_sentence_is_always_word_for_word_from_the_article(opening, title, language):
    said = one_sentence(opening, title, language)
    assert width(said) <= SENTENCE
    assert said.removesuffix("…") in " ".join(visible(line) for line in opening.splitlines()) or said.removesuffix(
        "…"
    ) in visible(opening)


def test_another_form_of_a_word_and_a_short_name_count_as_the_titles():
    scene = "The rain over the old harbour had hardly stopped when the first lights went on."
    said = "Regulators of the EU want makers of models to say what these were trained on."
    assert one_sentence(f"{scene} {said}", "EU regulator asks makers for their training data", "en") == said


@pytest.mark.parametrize(
    ("before", "said", "title", "language"),
    [
        # a scene, what everybody knows, an example
        ("When it comes to models such as Opal, many have an opinion of their own.", HAPPENED, "Opal is free", "en"),
        ("Opal has taken the world of models by storm in the last few months.", HAPPENED, "Opal is free", "en"),
        ("For example, the weights of Opal can be used by every school.", HAPPENED, "Opal is free", "en"),
        ("The release comes a week after the weights of Beryl were put online.", HAPPENED, "Opal's weights", "en"),
        # what had been, or would be
        ("The weights of Opal had been promised by the Harbour Lab for years.", HAPPENED, "Opal's weights", "en"),
        (
            "Ein Modell wie Opal wäre für die Schulen des Landes ein großer Gewinn.",
            "Das Labor hat Opal am Dienstag unter eine freie Lizenz gestellt.",
            "Opal ist jetzt frei",
            "de",
        ),
        # he, she, it, but: in whatever language
        (
            "Elle avait promis que les poids du modèle Opal seraient libres avant la fin de l'année.",
            "Le laboratoire du port a publié mardi les poids du modèle Opal sous une licence libre.",
            "Le modèle Opal est libre",
            "fr",
        ),
        (
            "Он давно говорил, что веса модели Опал должны быть доступны каждому желающему.",
            "Лаборатория во вторник объявила, что веса модели Опал доступны каждому.",
            "Веса модели Опал открыты",
            "ru",
        ),
    ],
)  # fmt: skip
def test_what_happened_goes_before_a_scene_a_supposition_and_a_pronoun(before, said, title, language):
    assert one_sentence(f"{before} {said}", title, language) == said


@pytest.mark.parametrize(
    ("said", "title", "language"),
    [
        # US is no "us", a Portuguese article no pronoun, an advertiser no advertisement, a quoted question no question
        ("The US agency said on Friday it had bought Opal for its own laboratory.", "US agency buys Opal", "en"),
        ("O laboratório do porto publicou na terça-feira os pesos do modelo Opal.", "Opal é livre", "pt"),
        (
            "Opal's makers will no longer let advertisers reach children, they said on Monday.",
            "No adverts in Opal",
            "en",
        ),
        (
            ASKED,
            "Weights of Opal given to everybody",
            "en",
        ),
        ("Das Labor hat 300 Mio. Euro für das Modell Opal bekommen, sagte es am Montag.", "Geld für Opal", "de"),
        (
            "The lab said its book “What Is an Open Model?” that came out on Monday tells how Opal was made.",
            "Book on Opal",
            "en",
        ),
    ],
)
def test_a_sentence_that_only_looks_like_speech_or_furniture_is_told_whole(said, title, language):
    opening = f"{said} Nobody at the quay wanted to add a word to it, at least not yet."
    assert one_sentence(opening, title, language) == said


def test_a_standfirst_without_a_full_stop_is_told():
    standfirst = "The Harbour Lab puts the weights of Opal under a free licence, and asks for a name in return"
    opening = f"{standfirst}\nThe rain over the old harbour had hardly stopped when the first lights went on."
    assert one_sentence(opening, "Opal's weights are free", "en") == standfirst


def test_nothing_is_told_where_there_are_only_scenes():
    assert one_sentence("But he had always known it: that, of course, was theirs.", "Opal", "en") == ""


STANDFIRST = "For years the Harbour Lab has been building it. Now whoever wants them may have all of its weights."
STORY = "Rain fell on the harbour when the first of them came to work that morning.\nNobody knew yet."


def test_a_short_standfirst_is_told_as_a_whole_where_no_sentence_says_much_of_the_title():
    title = "From the Harbour Lab, a gift for schools, villages and libraries"
    assert one_sentence(f"{STANDFIRST}\n\n{STORY}", title, "en") == STANDFIRST


def test_a_paragraph_without_an_article_below_is_no_standfirst():
    assert one_sentence(STANDFIRST, "A gift for schools, villages and libraries", "en") in STANDFIRST.split(". ")[1]


def test_a_sentence_that_says_the_title_goes_before_a_whole_standfirst():
    said = "Now schools, villages and libraries may take all of its weights home under a licence of their own."
    told = f"For years the Harbour Lab has been building it. {said}\n\n{STORY}"
    assert one_sentence(told, "Weights for schools, villages and libraries", "en") == said


def test_a_long_first_paragraph_is_no_standfirst():
    long = f"{HAPPENED} {'The town had been waiting for it all year. ' * 5}".strip()
    assert one_sentence(f"{long}\n\nMore was said later on.", "Opal opens its weights", "en") == HAPPENED


@pytest.mark.parametrize(
    ("pointing", "said", "language"),
    [
        (
            "Much of what Opal can do today is owed to this technology, as most of its makers say.",
            "Much of what Opal can do today is owed to the Harbour Lab, as most of its makers say.",
            "en",
        ),
        (
            "Opal und seine Gewichte sind der Kern von diesem Erfolg, den niemand mehr bestreitet.",
            "Opal und seine Gewichte sind der Kern von einem Erfolg, den niemand mehr bestreitet.",
            "de",
        ),
    ],
)
def test_a_sentence_that_points_back_gives_way_to_one_that_does_not(pointing, said, language):
    assert one_sentence(f"{pointing} {said}", "Opal und die Harbour Lab", language) == said


def test_what_was_so_in_another_century_gives_way():
    before = "The press of the Harbour Lab changed the life of the town and its people in the 15th century."
    assert one_sentence(f"{before} {HAPPENED}", "Weights of the Harbour Lab", "en") == HAPPENED


def test_the_sentence_is_the_worthiest_though_signs_are_looked_for_in_few(monkeypatch):
    from datetime import UTC, datetime

    from desk.digest.sentence import choice, worth
    from tests.newsroom import world

    pages = world.read(datetime(2026, 11, 22, tzinfo=UTC)).values()
    told = [(" ".join(page.paragraphs)[:1200], page.title) for page in pages]
    quick = [choice.one_sentence(text, title, "en") for text, title in told]
    monkeypatch.setattr(worth, "_MOST_SIGNS", 99.0)
    assert [choice.one_sentence(text, title, "en") for text, title in told] == quick
    monkeypatch.setattr(worth, "_MOST_SIGNS", 0.0)
    assert [choice.one_sentence(text, title, "en") for text, title in told] != quick, "the bound matters"
