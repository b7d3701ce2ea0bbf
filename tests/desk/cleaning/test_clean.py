"""Cleaning takes out what is not the article, says why, and leaves clean texts alone."""

from __future__ import annotations

import json

import pytest

from desk.cleaning.clean import clean

P1 = "The harbour council of Vellmar decided on Monday to publish every model it uses to plan the tides."
P2 = "Its chair, Ines Holt, said the code would be free for anyone to read, change and run on their own machines."
P3 = "Two ports in the north have asked to join, and a third wants to see the data before it signs the agreement."
ARTICLE = (P1, P2, P3)


def reasons(text: str) -> dict[str, str]:
    return {gone.line: gone.reason for gone in clean(text).removed}


def test_a_clean_text_comes_back_whole() -> None:
    cleaned = clean("\n\n".join((P1, "What happens next", P2, "Share", P3)))
    assert cleaned.text == "\n\n".join((P1, "What happens next", P2, "Share", P3))
    assert (cleaned.removed, cleaned.title, cleaned.source) == ((), None, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("We use cookies to make this site better for you.", "cookie notice"),
        ("Nous utilisons des cookies pour mesurer l'audience.", "cookie notice"),
        ("Wir verwenden Cookies, um die Seite zu verbessern.", "cookie notice"),
        ("Sign up for our weekly newsletter", "newsletter box"),
        ("Inscrivez-vous gratuitement à notre newsletter", "newsletter box"),
        ("Abonnieren Sie unseren Newsletter", "newsletter box"),
        ("Suscríbete a nuestro boletín diario", "newsletter box"),
        ("© 2031 Vellmar Tide Post. All rights reserved.", "copyright notice"),
        ("Tous droits réservés", "copyright notice"),
        ("版权声明:未经本报允许,任何人不得转载。", "copyright notice"),
        ("本紙記事の無断転載を禁じます", "copyright notice"),
        ("Advertisement", "advertisement mark"),
        ("Read more: Five harbours and their models", "pointer to other articles"),
        ("À lire aussi : Cinq ports et leurs modèles", "pointer to other articles"),
        ("Lesen Sie auch: Fünf Häfen und ihre Modelle", "pointer to other articles"),
        ("Te puede interesar: Cinco puertos", "pointer to other articles"),
        ("延伸阅读:五个港口", "pointer to other articles"),
        ("【関連記事】五つの港", "pointer to other articles"),
        ("Leia também: Cinco portos e seus modelos", "pointer to other articles"),
        ("Lees ook: Vijf havens", "pointer to other articles"),
        ("Читайте также: Пять портов", "pointer to other articles"),
        ("Baca juga: Lima pelabuhan", "pointer to other articles"),
        ("관련 기사", "pointer to other articles"),
        ("Read this article in English", "pointer to another language's version"),
        ("Lest den Originaltext hier auf Englisch.", "pointer to another language's version"),
        ("Lire cet article en anglais", "pointer to another language's version"),
        ("Leer este artículo en inglés", "pointer to another language's version"),
        ("港のニュースを英語で読む", "pointer to another language's version"),
        ("点击阅读英文原文", "pointer to another language's version"),
        ("영문 기사 보기", "pointer to another language's version"),
        ("Publicidade", "advertisement mark"),
        ("Subscribe or log in to continue reading", "subscription prompt"),
        ("Dieser Artikel ist nur für Abonnenten.", "subscription prompt"),
        ("Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés.", "subscription prompt"),
        ("Este contenido es exclusivo para suscriptores", "subscription prompt"),
        ("この記事は会員限定です。登録すると続きをお読みいただけます。", "subscription prompt"),
        ("登录后继续阅读全文", "subscription prompt"),
        ("Skip advertisement", "advertisement mark"),
        ("© Riproduzione riservata", "copyright notice"),
        ("[ⓒ 조수일보, 무단전재 및 재배포 금지]", "copyright notice"),
        ("Photo: Mara Quist / Tide Post", "picture credit"),
        ("图片来源:潮汐邮报", "picture credit"),
    ],
)
def test_a_line_of_debris_goes_wherever_it_stands(line: str, reason: str) -> None:
    cleaned = clean("\n".join((P1, line, P2, P3)))
    assert cleaned.text == "\n\n".join(ARTICLE)
    assert [(gone.line, gone.reason) for gone in cleaned.removed] == [(line, reason)]


@pytest.mark.parametrize(
    "line", ["(dpa/afp)", "mit dpa", "With files from The Tide Press", "Reporting by Ines Holt; Editing by Per Aas"]
)
def test_a_reporters_credit_goes_at_the_end_and_stays_in_the_middle(line: str) -> None:
    assert reasons("\n".join((*ARTICLE, line))) == {line: "reporters' credit"}
    assert reasons("\n".join((P1, line, P2, P3))) == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[김조수 기자 tide@vellmar.example]", "contact line"),
        ("Ines Holt can be reached at ines@vellmar.example.", "contact line"),
        ("Follow the Tide Post on Facebook for more from the coast.", "pointer to the site's own channels"),
        ("For more on harbours please visit the Tide Post.", "pointer to the site's own channels"),
        ("扫描下方二维码关注潮汐邮报", "pointer to the site's own channels"),
        ("（原标题：港口公布全部模型）", "note of the desk"),
        ("【校对：林海】", "note of the desk"),
        ("关键词 >> 港口,模型", "note of the desk"),
        ("本文仅代表作者个人观点，不代表本报立场。", "note of the desk"),
    ],
)
def test_what_the_desk_says_around_a_text_goes_at_its_end_and_stays_in_the_middle(line: str, reason: str) -> None:
    assert reasons("\n".join((*ARTICLE, line))) == {line: reason}
    assert not reasons("\n".join((P1, line, P2)))


@pytest.mark.parametrize(
    "line",
    [
        "For more than a year the ships from Oslo visit Vellmar.",
        "原来港口的模型早已公布。",
        "Follow the tide on foot.",
        "Read in English class, the letter of the harbour council made half of the pupils laugh.",
    ],
)
def test_a_last_line_that_only_begins_so_stays(line: str) -> None:
    assert clean("\n".join((*ARTICLE, line))).text.endswith(line)


def test_a_question_that_several_people_answer_is_not_said_twice() -> None:
    asked = "What does it mean for the smaller ports that the models of Vellmar are free for everybody now?"
    assert clean("\n".join((P1, asked, P2, asked, P3))).text.count(asked) == 2
    assert clean("\n".join((P1, asked, P2, P3, asked, P2, P3))).text.count(asked) == 1


def test_a_long_paragraph_that_begins_like_debris_stays() -> None:
    line = "We use cookies, said the baker of Vellmar, to thank those who carry sandbags in November, " + P2 + " " + P3
    assert clean("\n".join((P1, line))).text.endswith(P3)


def test_a_login_form_goes_with_its_neighbours_but_a_single_such_word_stays() -> None:
    form = ("登录×", "电子邮件/用户名", "密码", "记住我", "请输入手机号码,通过短信验证:")
    assert clean("\n".join((*form, *ARTICLE))).text == "\n\n".join(ARTICLE)
    assert clean("\n".join(("Password", *ARTICLE))).text.startswith("Password")


def test_words_of_the_frame_between_paragraphs_stay() -> None:
    cleaned = clean("\n".join(("Sign in", "Remember me", P1, "Print", P2, "Share", "Tweet")))
    assert cleaned.text == "\n\n".join((P1, "Print", P2))


def test_the_frame_of_a_page_in_another_script_goes_with_the_debris_beside_it() -> None:
    text = "\n".join(("登录", "密码", "记住我", "潮汐学院", *ARTICLE, "设置字号", "最大", "分享×"))
    assert clean(text).text == "\n\n".join(ARTICLE)
    assert reasons(text)["潮汐学院"] == "the page's frame, in another script"


def test_comments_go_with_all_that_readers_wrote_behind_them() -> None:
    text = "\n".join((*ARTICLE, "Discussion about this post", "Nice one!", "I disagree."))
    assert clean(text).text == "\n\n".join(ARTICLE)
    assert reasons(text) == {
        "Discussion about this post": "comments",
        "Nice one!": "readers' comments",
        "I disagree.": "readers' comments",
    }


def test_an_article_that_stands_behind_the_heading_of_the_comments_is_not_taken_for_them() -> None:
    assert clean("\n".join((P1, "2 comments", P2, P3))).text.endswith(P3)


def test_a_doubled_paragraph_stands_once() -> None:
    cleaned = clean("\n".join((P1, P2, P1, P3)))
    assert cleaned.text == "\n\n".join(ARTICLE)
    assert reasons("\n".join((P1, P2, P1, P3))) == {P1: "said before"}


def test_a_text_that_is_printed_twice_stands_once_with_its_headings() -> None:
    whole = (P1, "The agreement", P2, P3)
    assert clean("\n".join(whole + whole)).text == "\n\n".join(whole)


def test_a_refrain_of_short_lines_stays() -> None:
    assert clean("\n".join((P1, "Not so fast.", P2, "Not so fast."))).text.count("Not so fast.") == 2


def transcript(sentences: list[list[tuple[float | None, str]]]) -> str:
    return json.dumps(
        {"text": [[{"start": at, "text": told} for at, told in group] for group in sentences], "url": "x.mp3"}
    )


def test_an_audio_transcript_is_put_together_in_its_paragraphs() -> None:
    spoken = transcript(
        [[(None, "A boat in the fog")], [(1.5, "The fog came early. "), (3.0, "Nobody saw it. ”")], [(9.1, P1)]]
    )
    cleaned = clean(f"00:00\n{spoken}\n设置字号×\n最大")
    assert cleaned.text == f"The fog came early. Nobody saw it.”\n\n{P1}"
    assert {gone.reason for gone in cleaned.removed} == {
        "audio transcript in JSON, its sentences put together",
        "caption in the audio transcript",
        "audio player",
        "font size switch",
    }


def test_a_transcript_with_line_breaks_in_its_strings_is_read_as_well() -> None:
    spoken = transcript([[(1.0, P1 + " ")], [(2.0, P2)]]).replace(P2, "\\n" + P2).replace("\\n", "\n")
    assert clean(spoken).text == f"{P1}\n\n{P2}"


def test_a_transcript_that_is_cut_off_still_gives_its_sentences() -> None:
    spoken = transcript([[(1.0, P1)], [(2.0, P2), (3.0, P3)]])
    assert clean(spoken[:-12]).text == f"{P1}\n\n{P2} {P3}"


def test_a_transcript_that_says_the_article_again_goes() -> None:
    cleaned = clean("\n".join((*ARTICLE, transcript([[(1.0, P1)], [(2.0, P2)], [(3.0, P3)]]))))
    assert cleaned.text == "\n\n".join(ARTICLE)
    assert cleaned.removed[0].reason == "audio transcript in JSON, says the article again"


def test_a_short_example_of_json_in_an_article_stays() -> None:
    example = '{"model": "tide-1", "open": true}'
    assert example in clean("\n".join((P1, example, P2))).text


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: www.vellmar-post.example", "www.vellmar-post.example"),
        ("Source : Le Courrier du Port", "Le Courrier du Port"),
        ("Quelle: Hafenbote", "Hafenbote"),
        ("原文链接:https://vellmar-post.example/a/1?", "https://vellmar-post.example/a/1"),
        ("出典:港新聞", "港新聞"),
        ("This article was originally published on Tide Post.", "Tide Post"),
        ("本文翻译自《Tide Post》英文专栏,原文如下:", "Tide Post"),
    ],
)
def test_a_source_line_at_the_end_is_reported_and_taken_out(line: str, source: str) -> None:
    cleaned = clean("\n".join((*ARTICLE, line)))
    assert cleaned.text == "\n\n".join(ARTICLE)
    assert cleaned.source == source


def test_a_sentence_about_sources_is_not_a_source_line() -> None:
    line = "Source: nobody in the council wanted to say where the first version of the tide model had come from."
    assert clean("\n".join((*ARTICLE, line))).source is None


def test_the_title_with_the_site_behind_it_is_told_from_the_text() -> None:
    cleaned = clean("\n".join(("Harbour opens its models - Tide Post", "Menu", "Harbour opens its models", *ARTICLE)))
    assert cleaned.title == "Harbour opens its models"
    assert cleaned.text == "\n\n".join(("Menu", *ARTICLE))


def test_a_title_above_a_byline_is_told_from_the_text() -> None:
    cleaned = clean("\n".join(("Harbour opens its models to all", "BY INES HOLT", *ARTICLE)))
    assert (cleaned.title, cleaned.text) == ("Harbour opens its models to all", "\n\n".join(ARTICLE))


def test_a_byline_where_the_second_language_begins_is_told_from_the_text() -> None:
    chinese = (
        "港务委员会周一决定公布其用于规划潮汐的所有模型,任何人都可以阅读、修改并在自己的机器上运行这些代码,并无限制。"
    )
    cleaned = clean(
        "\n".join((chinese, chinese[:-4] + "。", "Harbour opens its models to all", "By Ines Holt", *ARTICLE))
    )
    assert cleaned.title == "Harbour opens its models to all"
    assert [gone.reason for gone in cleaned.removed] == ["title above a byline", "byline"]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    line = "By Monday the harbour had nothing left"
    assert line in clean("\n".join((line, *ARTICLE))).text


@pytest.mark.parametrize(
    "line", ["Published: 3 May 2031, 10:40", "2031-05-03 10:40", "2031年5月3日", "Veröffentlicht am 3. Mai 2031"]
)
def test_a_date_alone_above_the_text_goes(line: str) -> None:
    assert reasons("\n".join((line, *ARTICLE))) == {line: "date line"}


@pytest.mark.parametrize(
    "text", ["", "\n \n", "word", "word " * 200_000, "{" * 5_000, '{"text": [' * 3_000, "Share\n" * 5_000, P1 * 1]
)
def test_odd_texts_come_through(text: str) -> None:
    clean(text)
