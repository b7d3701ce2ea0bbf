"""A crawl that keeps what it fetched, and the same articles, verdicts and stories out of the archive it kept."""

import pytest

from desk.errors import ConfigError
from flows.jobs.archive.import_archive import import_warc
from sources.archives.warc import WebArchive
from sources.fetch import retry
from tests.newsroom.serve import OUTLETS, newsroom
from tests.support.crawling import crawl, rows, settings, through
from tests.support.web import web

pytestmark = pytest.mark.edge
QUESTIONS = (
    "select url, outlet_id, title, authors, published, language, words, canonical_url from articles order by all",
    "select url, part, md5(text) from articles join bodies on article_id = id order by all",
    "select url, standing, kind, score from articles join copy_groups on article_id = id order by all",
    "select headline, articles, reports, copies, outlets from stories where merged_into is null order by all",
    "select url, topic, relevant, score, facet from articles join topic_verdicts on article_id = id order by all",
)


def test_an_archive_of_a_crawl_gives_what_the_crawl_gave(tmp_path, monkeypatch):
    monkeypatch.setattr(retry, "backoff", lambda *_, **__: 0.0)
    crawled = settings(tmp_path / "crawled", OUTLETS, warc=tmp_path / "warc")
    with newsroom() as (address, asked):
        through(monkeypatch, address)
        report = crawl(crawled)
    assert report.notes == ()
    [file] = (tmp_path / "warc").iterdir()
    assert {page.url for page in WebArchive(file).pages()} <= {url for url, _ in asked}
    imported = settings(tmp_path / "imported", OUTLETS)
    told = import_warc(imported, [file], lambda _: None)
    assert told.stored == sum(outlet.stored for outlet in report.outlets) >= 40
    for question in QUESTIONS:
        found = rows(crawled.home, question)
        assert found == rows(imported.home, question)
        assert found


def test_a_folder_that_cannot_be_written_ends_the_crawl_before_its_first_request(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("mine")
    with web() as town:
        through(monkeypatch, town.url())
        with pytest.raises(ConfigError, match=r"--warc or COPYDESK_WARC"):
            crawl(settings(tmp_path / "home", OUTLETS, warc=tmp_path / "taken"))
        assert town.asked == []
