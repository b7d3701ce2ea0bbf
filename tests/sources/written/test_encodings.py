"""Documents that lie about their encoding."""

import pytest

from sources.kinds.xml import decoded

TEXTS = {
    "cp1251": "Гавань открывает склад и отвечает на вопросы жителей",
    "koi8-r": "Паром снова опоздал, и никто не знает почему",
    "cp1252": "Le port de Tromsø ouvre à nouveau « l’été », dit la mairie",
    "shift_jis": "港の倉庫が開いて、住民の質問に答えました",
    "euc_jp": "フェリーがまた遅れたので、誰も理由を知らない",
    "euc_kr": "항구의 창고가 다시 열리고 주민들의 질문에 답했다",
    "gb18030": "港口的仓库开放了，市政府回答了居民的问题",
    "big5": "港口的倉庫開放了，市政府回答了居民的問題",
    "cp1250": "Přístav otevřel sklad a odpovídá na otázky obyvatel města",
    "cp1254": "Liman deposu açıldı ve şehir halkının soruları yanıtlandı",
    "utf-16-le": "Harbour opens – Гавань открывает",
    "utf-16-be": "Harbour opens – Гавань открывает",
}


@pytest.mark.parametrize("declared", ["utf-8", ""])
@pytest.mark.parametrize("encoding", TEXTS)
def test_a_document_is_read_as_it_is_and_not_as_it_says(encoding, declared):
    said = f' encoding="{declared}"' if declared else ""
    item = f"<item><title>{TEXTS[encoding]}</title><link>https://a.example/1</link></item>"
    text = f'<?xml version="1.0"{said}?><rss version="2.0"><channel>{item}</channel></rss>'
    assert TEXTS[encoding] in decoded(text.encode(encoding))


def test_one_stray_byte_does_not_change_the_encoding_of_all():
    body = "<rss><t>Tromsø, Malmö, Århus</t>".encode() + b"<t>caf\xe9</t></rss>"
    assert decoded(body) == "<rss><t>Tromsø, Malmö, Århus</t><t>café</t></rss>"


def test_a_character_cut_in_the_middle_is_no_letter_of_another_alphabet():
    assert decoded("<t>Гавань откр</t>".encode()[:-5] + b"\xd0</t>").endswith("\ufffd</t>")
