"""A crawl's log: every entry that a feed named is stored, or there is a line that says why not."""

import logging

import pytest

from tests.support.crawling import column, crawl, feed, outlets_file, page, settings, through
from tests.support.web import Reply, web

pytestmark = pytest.mark.edge


def lines(caplog, level):
    return [
        record for record in caplog.records if record.levelno == level and record.name.startswith(("flows", "sources"))
    ]


def test_each_entry_is_stored_or_its_reason_is_told(tmp_path, monkeypatch, caplog):
    for room in ("flows", "sources"):
        logging.getLogger(room).setLevel(logging.NOTSET)
    caplog.set_level(logging.DEBUG)
    with web() as town:
        through(monkeypatch, town.url())
        town.routes["a.example/robots.txt"] = Reply("User-agent: *\nDisallow: /shut.html", type="text/plain")
        town.routes["a.example/feed"] = feed("a.example", "read", "shut", "gone", "skipped", "empty")
        town.routes["a.example/read.html"] = page("read")
        town.routes["a.example/gone.html"] = Reply("", status=410)
        town.routes["a.example/empty.html"] = Reply("<html><body><p>Menu</p></body></html>")
        given = settings(
            tmp_path / "home", outlets_file(tmp_path / "o.yaml", "a.example", "b.example", skip=["skipped"])
        )
        first = crawl(given)
        told = lines(caplog, logging.DEBUG)
        why = {record.address.removeprefix("http://").removesuffix(".html"): record.outcome for record in told}
        stored = column(given.home, "select key from articles")
        assert [key.removesuffix(".html") for key in stored] == ["a.example/read"]
        wanted = {"shut": "forbidden", "gone": "gone", "skipped": "skipped", "empty": "failed"}
        assert {name: why.get(f"a.example/{name}") for name in wanted} == wanted
        assert all(record.reason for record in told if record.outcome != "unchanged")
        begun, *each, ended = (record.message for record in lines(caplog, logging.INFO))
        assert begun == "run 1: crawl begins, 2 of 2 outlets are due"
        assert sorted(line[: len("run 1 a")] for line in each) == ["run 1 a", "run 1 b"]
        assert ended.startswith(f"run 1: crawl ok; {first.sentence()}")
        caplog.clear()
        crawl(given, "a")
        again = {(record.address.rsplit("/")[-1], record.outcome) for record in lines(caplog, logging.DEBUG)}
        assert {("read.html", "known"), ("shut.html", "known"), ("skipped.html", "skipped")} <= again
        caplog.clear()
        crawl(given, "a", only_due=True)
        assert [(record.outlet, record.outcome) for record in lines(caplog, logging.DEBUG)] == [("a", "not_due")]
