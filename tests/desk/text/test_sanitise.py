import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.text.sanitise import PLAIN, escaped, isolated, link, visible


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("reversed \u202eexe.gnp\u202c here", "reversed exe.gnp here"),
        ("iso\u2066la\u2069ted", "isolated"),
        ("zero\u200bwidth\ufeff joined\u2060", "zerowidth joined"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape [31m"),
        ("half a pair \ud83d", "half a pair"),
        ("tagged \U000e0041\U000e0042", "tagged"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻 writes", "👩\u200d💻 writes"),
        ("Z̵̡̢̛̗̘̙̜̝algo", unicodedata.normalize("NFC", "Z̵̡̢̛") + "algo"),
        ("cafe\u0301", "café"),
        ("  \u3000 ", ""),
    ],
)
def test_text_from_outside_becomes_one_line_of_what_can_be_seen(found, shown):
    assert visible(found) == shown


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_no_text_keeps_a_control_an_override_or_half_a_pair(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")
    assert visible(shown) == shown


def test_what_is_shown_without_being_weighed_would_be_shown_as_it_is():
    plain = [char for char in map(chr, range(0x110000)) if PLAIN.fullmatch(char)]
    assert len(plain) > 40_000
    for char in plain:
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Mn", "Me", "Zl", "Zp"), ascii(char)
        assert unicodedata.normalize("NFC", char) == char, ascii(char)
    beside = "".join(f"{a}{b}" for a, b in zip(plain, reversed(plain), strict=True))
    assert unicodedata.normalize("NFC", beside) == beside
    assert visible("  Ça –  va  ") == "Ça – va"


def test_right_to_left_text_is_isolated_and_other_text_is_left_alone():
    assert isolated("نموذج 3") == "\u2068نموذج 3\u2069"
    assert isolated("שלום") == "\u2068שלום\u2069"
    assert isolated("模型 model") == "模型 model"


def test_mrkdwn_has_three_characters_to_escape():
    assert escaped("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


@pytest.mark.parametrize(
    ("found", "safe"),
    [
        ("https://herald.test/a?b=1", "https://herald.test/a?b=1"),
        ("https://bücher.test/ä", "https://xn--bcher-kva.test/%C3%A4"),
        ("http://例え.test/", "http://xn--r8jz45g.test/"),
        ("https://herald.test/a|b", "https://herald.test/a%7Cb"),
        ("https://herald.test/a b\nc", "https://herald.test/a%20bc"),
        ('https://herald.test/<b>"x', "https://herald.test/%3Cb%3E%22x"),
        ("https://user:secret@herald.test/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:desk@herald.test", None),
        ("//herald.test/a", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://herald.test/" + "a" * 3_000, None),
    ],
)
def test_only_web_addresses_can_be_clicked_and_they_stay_in_their_place(found, safe):
    assert link(found) == safe


@given(st.text(max_size=60))
def test_whatever_the_address_the_link_is_plain_printable_ascii(text):
    for url in (text, "https://herald.test/" + text, "https://" + text):
        made = link(url)
        assert made is None or (made.isascii() and made.isprintable() and not set(made) & set('<>|" '))
