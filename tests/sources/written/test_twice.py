"""Text that was encoded twice, and text that only looks so."""

import pytest

from sources.written.twice import undone

TEXTS = [
    "The ferry of Tromsø doesn’t wait – “never”, says its crew",
    "Le café rouvre à l’été, dit la mairie de Vélizy…",
    "Гавань открывает склад и отвечает на вопросы",
    "Prom w Gdyni czeka, bo załoga śpi: „jeszcze chwilę”",
    "港の倉庫が開いて、住民の質問に答えました。",
    "港口的仓库开放了，市政府回答了居民的问题。",
    "항구의 창고가 다시 열렸다、사진 📷",
]


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", TEXTS)
def test_what_was_encoded_twice_is_read_as_it_was(text, taken_for):
    """A browser reads the five bytes that Windows' code page has no letter for as controls."""
    twice = "".join(_char(byte, taken_for) for byte in text.encode())
    assert twice != text
    assert undone(twice) == text


def _char(byte, taken_for):
    try:
        return bytes([byte]).decode(taken_for)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS, "LIBERTÉ\xa0! ÉGALITÉ\xa0!", "The CAFÉ® reopens", "« LA LIBERTÉ » : LE CAFÉ®",
        "AMANHÃ\xa0: A MANHÃ… E DEPOIS", "ÅÄÖ, på svenska",
        "If a page shows “Ã©” in place of “é”, or “â€™”, it’s been encoded twice – that’s the fault’s mark.",
    ],
)  # fmt: skip
def test_what_was_encoded_once_stays(text):
    assert undone(text) == text
