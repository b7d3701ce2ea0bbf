"""What was fetched is kept as WARC that our own reader and others' read back."""

import gzip
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from desk.errors import ConfigError
from sources.archives.keep import WarcKeeper
from sources.archives.warc import WebArchive
from sources.fetch.answers import Answer

NOW = datetime(2026, 3, 2, 12, 30, 1, 500_000, tzinfo=UTC)
AGENT = "copydesk/0.1 (+https://desk.example)"


def answer(name, body=b"<p>The weights are out.</p>", status=200, **headers):
    url = f"https://wire.example/{name}"
    return Answer(url, url, status, headers.get("content_type", "text/html"), body, NOW, headers={
        "content-type": "text/html", **{each.replace("_", "-"): value for each, value in headers.items()}})  # fmt: skip


def kept(folder, *answers, **options):
    keeper = WarcKeeper(folder, AGENT, lambda: NOW, **options)
    for each in answers:
        keeper.keep(each)
    keeper.close()
    return keeper


def records(path):
    with path.open("rb") as file:
        return [(each.rec_type, each.rec_headers, each.http_headers, each.content_stream().read())
                for each in ArchiveIterator(file, check_digests="raise")]  # fmt: skip


def test_a_page_comes_back_as_it_was(tmp_path):
    kept(tmp_path / "warc", answer("1", "<p>Weights — out</p>".encode()))
    [path] = (tmp_path / "warc").iterdir()
    assert path.name.startswith("copydesk-20260302123001-")
    assert path.name.endswith("-00001.warc.gz")
    [page] = WebArchive(path).pages()
    assert (page.url, page.body.decode(), page.fetched_at) == (
        "https://wire.example/1",
        "<p>Weights — out</p>",
        NOW.replace(microsecond=0),
    )


def test_the_first_record_says_who_wrote_it_and_the_body_is_told_as_unpacked(tmp_path):
    kept(tmp_path, answer("1", b"x" * 900, content_encoding="gzip", transfer_encoding="chunked", content_length="33"))
    [(first, _, _, said), (kind, _, http, body)] = records(next(tmp_path.iterdir()))
    assert first == "warcinfo"
    assert f"http-header-user-agent: {AGENT}".encode() in said
    assert (kind, len(body)) == ("response", 900)
    assert http.get_header("X-Crawl-Content-Encoding") == "gzip"
    assert http.get_header("Content-Length") == "900"
    assert http.get_header("Transfer-Encoding") is None
    assert http.get_header("Content-Encoding") is None


def test_a_session_is_nobodys_record(tmp_path):
    kept(tmp_path, answer("1", set_cookie="session=ours"))
    assert b"session=ours" not in gzip.decompress(next(tmp_path.iterdir()).read_bytes())


def test_unchanged_answers_redirects_and_errors_are_told_as_what_they_are(tmp_path):
    kept(
        tmp_path,
        answer("feed", b"", 304, etag='"a"'),
        answer("old", b"", 301, location="https://wire.example/new"),
        answer("gone", b"", 404),
    )
    _, unchanged, moved, gone = records(next(tmp_path.iterdir()))
    assert unchanged[0] == "revisit"
    assert unchanged[1].get_header("WARC-Profile").endswith("server-not-modified")
    assert (moved[2].get_statuscode(), moved[2].get_header("Location")) == ("301", "https://wire.example/new")
    assert (gone[2].get_statuscode(), gone[1].get_header("WARC-Truncated")) == ("404", "length")
    archive = WebArchive(next(tmp_path.iterdir()))
    assert list(archive.pages()) == []
    assert (archive.trouble, archive.passed_over["revisit"]) == ("", 1)


def test_a_file_that_is_large_enough_is_ended_and_another_begun(tmp_path):
    kept(tmp_path, *(answer(str(number)) for number in range(5)), largest=900)
    files = sorted(tmp_path.iterdir())
    assert len(files) > 1
    assert all(file.name.endswith(".warc.gz") for file in files)
    assert [page.url[-1] for file in files for page in WebArchive(file).pages()] == list("01234")


def test_a_crash_leaves_every_answer_that_was_kept(tmp_path):
    keeper = WarcKeeper(tmp_path, AGENT, lambda: NOW)
    keeper.keep(answer("1"))
    [path] = tmp_path.iterdir()
    assert path.name.endswith(".warc.gz.open")
    assert [page.url for page in WebArchive(path).pages()] == ["https://wire.example/1"]


def test_a_disk_that_fills_up_ends_the_keeping_with_one_word_of_it(tmp_path, monkeypatch):
    keeper = WarcKeeper(tmp_path, AGENT, lambda: NOW)
    keeper.keep(answer("1"))
    monkeypatch.setattr(keeper, "_writer", FullDisk(keeper._writer))
    for number in (2, 3):
        keeper.keep(answer(str(number)))
    keeper.close()
    assert keeper.trouble == (
        f"{tmp_path}: 1 answers are kept, then writing failed (No space left on device). "
        "Free some space; the articles are stored all the same"
    )
    assert [page.url for file in tmp_path.iterdir() for page in WebArchive(file).pages()] == ["https://wire.example/1"]


class FullDisk:
    def __init__(self, writer):
        self._writer = writer

    def create_warc_record(self, *given, **named):
        return self._writer.create_warc_record(*given, **named)

    def write_record(self, record):
        raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigError, match=r"file: cannot be written .*--warc"):
        WarcKeeper(tmp_path / "file", AGENT)
