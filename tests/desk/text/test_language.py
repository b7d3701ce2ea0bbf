"""Languages and the parts of a page."""

from __future__ import annotations

import pytest

from desk.text.language import _scripts, detect, fold, split

EN = "The laboratory published the weights of its model and a long paper about the data. "
FR = "Le laboratoire a publié les poids de son modèle et un long article sur les données. "
ZH = "该实验室公布了模型的权重,并发表了一篇关于训练数据的长文,供研究人员自由使用。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (EN, "en"),
        (FR, "fr"),
        ("Das Labor hat die Gewichte seines Modells veröffentlicht und erklärt die Daten.", "de"),
        ("El laboratorio publicó los pesos de su modelo y un largo artículo sobre los datos.", "es"),
        (ZH, "zh"),
        ("研究所はモデルの重みを公開しました。", "ja"),
        ("연구소는 모델의 가중치를 공개했다.", "ko"),
        ("Лаборатория опубликовала веса своей модели и большую статью о данных.", "ru"),
        ("Лабораторія оприлюднила ваги своєї моделі та велику статтю про дані.", "uk"),
        ("نشر المختبر أوزان نموذجه ومقالا طويلا عن البيانات.", "ar"),
        ("המעבדה פרסמה את המשקלים של המודל", "he"),
        ("ห้องปฏิบัติการเผยแพร่น้ำหนักของแบบจำลอง", "th"),
    ],
)
def test_a_sentence_is_recognised(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "GPT", "12,500 – 3.7 %", "🙂🙂"])
def test_too_little_text_names_no_language(text: str) -> None:
    assert detect(text) == "und"


def test_two_ideographs_are_chinese_though_few() -> None:
    assert detect("开源") == "zh"


@pytest.mark.parametrize("text", ["人工智能", "谷歌", "開源模型", "港口嘅倉庫開咗，佢哋話唔使擔心"])
def test_a_title_in_chinese_characters_is_chinese(text: str) -> None:
    assert detect(text) == "zh"


@pytest.mark.parametrize("end", ["\n\n", " "])
def test_an_english_byline_above_a_chinese_text_does_not_name_its_language(end: str) -> None:
    byline = "By Ida Moen, Senior Correspondent of the Fjord Ledger, and Odd Berg in the harbour of Oslo, Norway."
    assert detect(byline + end + ZH * 20) == "zh"


def test_a_wu_wording_counts_as_chinese() -> None:
    assert detect("搿个模型个权重已经公开哉,大家侪可以用用看个") == "zh"


def test_a_page_in_two_scripts_gives_two_parts_in_their_order() -> None:
    parts = split("\n\n".join([ZH] * 4 + [EN * 2] * 4))
    assert [part.language for part in parts] == ["zh", "en"]
    assert parts[0].text.count(ZH) == 4
    assert parts[1].text.count("laboratory") == 8


def test_paragraphs_that_alternate_between_scripts_are_parted_as_well() -> None:
    parts = split("\n".join([ZH, EN * 2] * 4))
    assert [part.language for part in parts] == ["zh", "en"]
    assert "laboratory" not in parts[0].text


def test_a_short_line_stays_with_the_paragraph_before_it() -> None:
    (chinese, english) = split("\n".join([ZH] * 4 + ["2024"] + [EN * 2] * 4))
    assert chinese.text.endswith("2024")
    assert english.language == "en"


def test_a_quotation_in_another_script_does_not_split_an_article() -> None:
    parts = split("\n".join([EN * 3] * 6 + ["他说:模型是开放的。"] + [EN * 3] * 3))
    assert [part.language for part in parts] == ["en"]
    assert "他说" in parts[0].text


def test_two_languages_of_one_script_are_parted() -> None:
    parts = split("\n".join([EN * 3] * 5 + [FR * 3] * 5))
    assert [part.language for part in parts] == ["en", "fr"]


def test_nothing_gives_no_part() -> None:
    assert split(" \n\n ") == ()


@pytest.mark.parametrize(
    ("tag", "code"), [("zh-Hans-CN", "zh"), ("pt_BR", "pt"), ("EN", "en"), ("nb-NO", "no"), ("x", "")]
)
def test_a_declared_tag_is_folded(tag: str, code: str) -> None:
    assert fold(tag) == code


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Plain words, 12 of them!", {"latin": 16}),
        ("Größe é 1", {"latin": 6}),
        ("weights 权重 ラボ 한국 Вес", {"latin": 7, "han": 2, "kana": 2, "hangul": 2, "cyrillic": 3}),
        ("🙂 \ud800 – “”", {}),
    ],
)
def test_letters_are_counted_by_script(text: str, counts: dict[str, int]) -> None:
    assert {name: count for name, count in _scripts(text).items() if count} == counts
