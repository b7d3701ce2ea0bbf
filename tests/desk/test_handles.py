"""Short ids, and what counts as an address when somebody types it."""

import pytest

from desk.handles import article_handle, as_address, read_handle, story_handle


def test_a_handle_reads_back_as_what_it_was_made_of():
    assert read_handle(article_handle(34)) == ("article", 34)
    assert read_handle(story_handle(7)) == ("story", 7)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("S7", ("story", 7)),
        (" #a34 ", ("article", 34)),
        ("34", (None, 34)),
        ("a007", ("article", 7)),
        ("a0", None),
        ("a", None),
        ("b7", None),
        ("7s", None),
        ("", None),
        ("９", None),
        ("1" * 30, None),
    ],
)
def test_a_handle_is_read_as_people_type_it(said, meant):
    assert read_handle(said) == meant


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("www.wire.example/2026/x.html", "http://www.wire.example/2026/x.html"),
        ("wire.example", "http://wire.example"),
        ("localhost.test:8000/x?id=3", "http://localhost.test:8000/x?id=3"),
        ("HTTPS://wire.example/x", "HTTPS://wire.example/x"),
        ("Heron 2.5 is out", None),
        ("Heron-2.5", None),
        ("Heron lands third.", None),
        ("ftp://wire.example/x", None),
        ("someone@wire.example", None),
        ("", None),
    ],
)
def test_an_address_needs_no_scheme_and_a_title_is_none(said, address):
    assert as_address(said) == address
