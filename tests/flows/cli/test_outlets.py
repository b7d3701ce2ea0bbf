"""`copydesk outlets` and `copydesk try feed` as a person uses them."""

import gzip
import json

import pytest
import typer
from typer.testing import CliRunner

from desk.errors import ConfigError
from flows.cli import outlets as command
from flows.cli.tries import feed as try_feed
from sources.outlets import load_outlets
from tests.support.sites import FEED, home
from tests.support.web import Reply, web


@pytest.fixture
def copydesk(monkeypatch, tmp_path):
    """The command line, allowed to ask loopback, far from the user's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COPYDESK_ALLOW_HOSTS", '["127.0.0.0/8"]')
    monkeypatch.setenv("COPYDESK_PACE", "0")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = typer.Typer()
    command.register(app)
    app.command("other")(lambda: None)
    return lambda *words: CliRunner().invoke(app, ["outlets", *words], catch_exceptions=False)


def test_list_shows_every_outlet_and_why_one_is_paused(copydesk):
    shown = copydesk("list").stdout
    assert "hugging-face" in shown
    assert "paused: reddit's robots.txt" in shown
    listed = json.loads(copydesk("list", "--json").stdout)
    assert {one["id"] for one in listed} >= {"wired", "le-monde", "qbitai"}


@pytest.mark.edge
def test_add_shows_what_it_found_and_writes_the_entry(copydesk, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("# my outlets\n")
    with web(
        **{"": home('<link rel="alternate" type="application/rss+xml" href="/all.rss">'), "all.rss": FEED}
    ) as site:
        result = copydesk("add", site.url("/"), "--file", str(path), "--id", "daily", "--yes")
    assert result.exit_code == 0
    assert "3/3" in result.stdout
    assert path.read_text().startswith("# my outlets\n")
    assert load_outlets(path)[0].sources[0].url == site.url("/all.rss")


@pytest.mark.edge
def test_add_writes_nothing_without_consent(copydesk, tmp_path):
    with web(**{"all.rss": FEED}) as site:
        result = copydesk("add", site.url("/all.rss"), "--file", str(tmp_path / "new.yaml"))
    assert result.exit_code == 1
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.edge
def test_add_says_so_when_nothing_is_found(copydesk):
    with (
        web(**{"": Reply("<html><p>nothing</p></html>")}) as site,
        pytest.raises(ConfigError, match="no feed, sitemap"),
    ):
        copydesk("add", site.url("/"), "--yes")


@pytest.mark.edge
def test_check_reads_every_source_now(copydesk, tmp_path):
    with web(feed=FEED) as site:
        path = tmp_path / "o.yaml"
        path.write_text(
            f"- id: daily\n  name: D\n  home: {site.url('/')}\n  language: en\n  sources:\n"
            f"    - kind: feed\n      url: {site.url('/feed')}\n    - kind: feed\n      url: {site.url('/gone')}\n"
        )
        result = copydesk("check", "--outlets", str(path), "--json")
    good, gone = json.loads(result.stdout)
    assert (good["status"], good["entries"], good["dated"], good["robots"]) == ("ok", 3, 3, "allowed (http_404)")
    assert (gone["status"], result.exit_code) == ("failed", 1)
    assert "404" in gone["reason"]


def test_try_feed_answers_with_entries(tmp_path):
    path = tmp_path / "feed.gz"
    path.write_bytes(gzip.compress(FEED.body.encode()))
    told = try_feed.judge({"path": str(path), "url": "https://news.example/feed"})["entries"]
    assert told[0] == {
        "url": "https://news.example/2026/0",
        "title": "T0",
        "published": "2026-11-21T00:00:00+00:00",
    }


@pytest.mark.edge
def test_try_feed_shows_a_file_and_an_address(copydesk, tmp_path, capsys):
    (tmp_path / "f.xml").write_text(FEED.body)
    with web(feed=FEED) as site:
        try_feed.show([str(tmp_path / "f.xml"), site.url("/feed")])
    shown = capsys.readouterr().out
    assert shown.count("  T0\n") == 2
    assert site.url("/2026/0") in shown
