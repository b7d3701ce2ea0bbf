"""Web archives as warcio writes them: what is a page, what is passed over, what is broken."""

import zipfile
from datetime import UTC, datetime

import pytest

from desk.errors import UsageError
from sources.archives import warc
from sources.archives.warc import WebArchive
from tests.support.webarchives import archive, page


@pytest.fixture
def opened(tmp_path):
    def write(body, name="a.warc.gz"):
        path = tmp_path / name
        path.write_bytes(body)
        return WebArchive(path)

    return write


@pytest.mark.parametrize("gzip", [True, False])
def test_pages_come_with_their_address_and_the_date_of_the_record(opened, gzip):
    (found,) = opened(archive(page("1"), gzip=gzip)).pages()
    assert (found.final_url, found.content_type) == ("https://wire.example/1", "text/html; charset=utf-8")
    assert found.body == b"<p>Weights are out.</p>"
    assert found.fetched_at == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_what_is_no_page_is_passed_over_and_counted(opened, monkeypatch):
    monkeypatch.setattr(warc, "LARGEST", 1000)
    found = opened(
        archive(
            page("1"),
            ("revisit", "https://wire.example/1", "200 OK", "text/html", b""),
            ("response", "https://wire.example/2", "404 Not Found", "text/html", b"<p>Gone</p>"),
            ("response", "https://wire.example/3.pdf", "200 OK", "application/pdf", b"%PDF"),
            page("4", b""),
            page("5", b"x" * 2000),
        )
    )
    assert [each.url for each in found.pages()] == ["https://wire.example/1"]
    assert found.passed_over == {"revisit": 1, "status 404": 1, "no HTML": 1, "empty": 1, "too large": 1}
    assert not found.trouble


def test_a_file_that_ends_in_the_middle_gives_what_came_before_and_no_half_page(opened):
    whole = archive(page("1"), page("2", bytes(range(256)) * 400))
    found = opened(whole[:-200])
    assert [each.url for each in found.pages()] == ["https://wire.example/1"]
    assert "ends in the middle" in found.trouble


def test_a_page_that_its_archive_cut_is_no_page(opened):
    whole = archive(page("1"), gzip=False).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date", 1)
    found = opened(whole, "a.warc")
    assert list(found.pages()) == []
    assert found.passed_over == {"cut off": 1}


def test_a_record_that_swallows_the_next_ones_is_no_page(opened):
    whole = archive(page("1"), page("2"), gzip=False).replace(b"Content-Length: ", b"Content-Length: 9", 1)
    found = opened(whole, "a.warc")
    assert list(found.pages()) == []
    assert "lies about lengths" in found.trouble


def test_a_wacz_is_read_file_by_file(opened, tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("archive/one.warc.gz", archive(page("1")))
        whole.writestr("archive/two.warc.gz", archive(page("2")))
        whole.writestr("pages/pages.jsonl", "{}")
    assert [each.url[-1] for each in WebArchive(path).pages()] == ["1", "2"]


@pytest.mark.parametrize(("name", "body"), [("a.wacz", b"no zip"), ("none", None)])
def test_a_file_that_cannot_be_opened_is_one_error(tmp_path, name, body):
    path = tmp_path / name
    if body:
        path.write_bytes(body)
    with pytest.raises(UsageError, match="cannot be read"):
        list(WebArchive(path).pages())


def test_a_file_that_is_no_archive_has_no_page_and_says_so(opened):
    found = opened(b"This is a letter, and no archive.\n" * 50, "letter.warc")
    assert list(found.pages()) == []
    assert found.trouble.endswith("letter.warc: is no WARC file")
