"""Names: what is found, what is not, and what it counts for."""

from __future__ import annotations

import time

import pytest

from desk.names.gazetteer import load

NAMES = load()


def counts(text, title=""):
    return {mention.id: mention.count for mention in NAMES.find(title, text)}


def test_the_bundled_list_holds_at_least_300_names_of_every_kind():
    kinds = {name.kind for name in NAMES.entries.values()}
    assert len(NAMES.entries) >= 300
    assert len(kinds) == 9


def test_a_version_counts_for_itself_and_its_family():
    assert counts("They run Llama-3.1-8B at home.") == {"llama-3-1": 1, "llama": 1}
    assert counts("Yi-34B came first, then Yi-6B.") == {"yi-34b": 1, "yi": 2}


def test_a_short_version_is_not_found_within_a_longer_one():
    found = counts("Llama 3.1 is here.")
    assert "llama-3" not in found
    assert "gpt-4" not in counts("GPT-4o answers.")
    assert counts("Llama 3.7 is here.") == {"llama": 1}


@pytest.mark.parametrize("written", ["GPT-4", "GPT 4", "GPT4", "gpt-4", "ＧＰＴ－４", "GPT‑4"])
def test_spellings_of_one_name_are_one_name(written):
    assert counts(f"We asked {written} twice.")["gpt-4"] == 1


def test_a_family_without_an_entry_for_its_version_is_found_all_the_same():
    assert counts("Qwen9.7 Max was shown")["qwen"] == 1
    assert counts("Gemma7n runs on a phone")["gemma"] == 1


def test_a_name_is_never_found_inside_another_word():
    inside = "An ollamalike llamas metaphysical GPTQuick intelligence, Metal, Phil, Yieldco, mistrals, my_llama_file"
    assert counts(inside) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "the wind called mistral blew",
        "a llama stood on the meadow",
        "He ate an apple.",
        "Take command of the ship.",
        "A falcon circled above, and the oracle spoke of a titan.",
        "Wang Yi met the minister; Yi spoke first.",
        "Falcon 9 lifted off from Florida.",
        "A meta-analysis of 40 trials; Meta-analysis is a method.",
        "Claude Monet painted lilies.",
        "Captain Nemo dived deeper.",
        "Claude and Gemma met Kimi at the Alexa bar; Sora and Ernie came later.",
        "Llama la atención del público.",
        "Aider les autres est un art magistral. Whisper it quietly.",
        "Commander Lee gave the order.",
        "Friends of open AI met.",
        "A distro for beginners, and the game Serious Sam 3.",
    ],
)
def test_words_that_only_look_like_names_are_left_alone(sentence):
    assert counts(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("Born under Gemini? The horoscope promises luck.", "gemini"),
        ("The Winklevoss brothers list their exchange Gemini.", "gemini"),
        ("Mistral gusts fan the fire in Provence.", "mistral"),
        ("Smoothies at Jamba get dearer.", "jamba"),
        ("Solar Pro panels for every roof.", "solar"),
        ("Step 3: stir until smooth.", "step-model"),
        ("A video of Sora and his keyblade.", "sora"),
        ("The Arctic ice is thin this year.", "arctic"),
    ],
)
def test_words_around_it_say_that_a_name_is_something_else(sentence, never):
    assert never not in counts(sentence)


def test_a_full_name_or_a_version_stands_against_the_words_around_it():
    assert "mistral" in counts("Mistral AI opens an office in Provence. Mistral hires.")
    assert "gemini" in counts("Your horoscope by Gemini 3, a chatbot.")


def test_a_short_form_before_a_version_with_a_letter_counts():
    assert "kimi" in counts("Kimi K7.9 is out.")
    assert "kimi" not in counts("Kimi is out of the race.")


def test_a_short_form_counts_beside_the_full_name_or_its_context():
    assert counts("01.AI trained it. Yi is small. Lee is proud.") == {"01-ai": 1, "yi": 1, "kai-fu-lee": 1}
    assert counts("Cohere trained Command on ten languages.") == {"cohere": 1, "command-r": 1}
    assert counts("Jeffrey Ding wrote it. Ding doubts it.") == {"jeffrey-ding": 2}


def test_the_longest_name_wins():
    assert counts("The Mozilla Foundation met.") == {"mozilla-foundation": 1, "mozilla": 1}
    assert counts("The MIT License is short.") == {"mit-licence": 1}


def test_possessives_with_a_curly_apostrophe_are_found():
    assert counts("Meta’s plan and OpenAI’s reply") == {"meta": 1, "openai": 1}


def test_chinese_names_need_no_spaces_and_no_simplified_characters():
    assert counts("李开复创办的零一万物发布了新模型") == {"kai-fu-lee": 1, "01-ai": 1}
    assert counts("李開復談零一萬物與谷歌") == {"kai-fu-lee": 1, "01-ai": 1, "google": 1}
    assert counts("普通义务教育") == {}


def test_japanese_names_end_where_the_katakana_ends():
    assert counts("グーグルは発表した") == {"google": 1}
    assert counts("アップルパイを焼いた") == {}


def test_french_and_german_names_are_found_without_their_accents_too():
    assert counts("La Commission européenne hésite.") == {"european-commission": 1}
    assert counts("Die Europaische Kommission zögert.") == {"european-commission": 1}


def test_a_text_in_capitals_is_searched_without_case_but_common_words_need_support():
    assert "llama" in counts("META RELEASES LLAMA FOR EVERYONE TODAY")
    assert counts("THE APPLE FELL FROM THE TREE ON THE GROUND") == {}


def test_names_of_the_title_come_first_and_are_marked():
    found = NAMES.find("Qwen grows", "Google Google Google and Qwen")
    assert [(mention.id, mention.in_title) for mention in found] == [("qwen", True), ("google", False)]


@pytest.mark.parametrize("text", ["", " ", "ten words " * 5, "Тест на русском языке", "\ud800 broken", "İİİ Llama"])
def test_odd_texts_do_no_harm(text):
    counts(text)


def test_offsets_stay_true_in_texts_whose_lower_case_is_longer():
    text = "İİİİ and then Llama 3.1"
    start, end, _ = NAMES.spots(text)[0]
    assert text[start:end] == "Llama 3.1"


def test_an_article_of_a_hundred_thousand_words_with_500_names_takes_under_a_second():
    labels = [name.label for name in NAMES.entries.values()][:500]
    text = " ".join(f"word {label} word and so on, with more of it" for label in labels * 20)
    assert len(text.split()) > 100_000
    start = time.process_time()
    found = NAMES.find("", text)
    assert time.process_time() - start < 1.0
    assert len(found) > 400
