"""A page that changed after it was read: asked for again politely, kept as a revision, told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.cli.ask.why import show
from tests.support.crawling import column, crawl, feed, outlets_file, rows, settings, through
from tests.support.web import Reply, web
from warehouse.explanation import explain

pytestmark = pytest.mark.edge

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
HOST = "gazette.example"
URL = f"http://{HOST}/heron.html"
BODY = (
    "<p>The Quillon institute opened the weights of Heron 9, an open-source large language model of 34 billion "
    "parameters, under the Apache licence on Monday.</p><p>Training took 41 days on a cluster near Narvik, and the "
    "training data and code of the open model are published as well.</p><p>Director Ingrid Vassbotn said that anyone "
    "may use the language model, change it and sell what comes out of it, which open-source developers welcomed.</p>"
)


def page(title="Quillon opens the weights of Heron 9, an open-source language model", body=BODY) -> Reply:
    head = f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    return Reply(f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>")


@pytest.fixture
def town(monkeypatch, tmp_path):
    """A web with one on-topic page, read once at NOW; calling it crawls again so many hours later."""
    with web() as server:
        through(monkeypatch, server.url())
        server.routes[f"{HOST}/feed"] = feed(HOST, "heron")
        server.routes[f"{HOST}/heron.html"] = page()
        given = settings(tmp_path / "home", outlets_file(tmp_path / "outlets.yaml", HOST))
        crawl(given, now=NOW)
        assert column(given.home, "SELECT count(*) FROM topic_verdicts WHERE relevant") == [1]
        server.home, server.later = given.home, lambda hours: crawl(given, now=NOW + timedelta(hours=hours))
        yield server


def asked(town) -> list:
    return [one for one in town.asked if one.path.endswith("heron.html")]


def test_a_page_is_not_asked_for_again_within_three_hours(town):
    town.later(1)
    assert len(asked(town)) == 1


def test_an_unchanged_page_is_asked_for_conditionally_and_kept_as_it_was(town):
    town.routes[f"{HOST}/heron.html"] = Reply(status=304)
    town.later(4)
    assert asked(town)[1].headers["If-Modified-Since"].startswith("Sun, 29 Nov 2026 12:00:")
    assert rows(town.home, "SELECT article_id, status FROM page_readings") == [(1, 304)]
    town.later(8)
    assert len(asked(town)) == 2
    assert column(town.home, "SELECT count(*) FROM revisions") == [0]


def test_a_changed_number_becomes_a_revision_and_is_told(town, capsys):
    town.routes[f"{HOST}/heron.html"] = page(body=BODY.replace("41 days", "47 days"))
    town.later(4)
    ((number, what, said),) = rows(town.home, "SELECT number, changes[1].what, told FROM revisions")
    assert (number, what) == (1, "number")
    assert "47 days" in said
    show(explain(town.home, URL))
    told = capsys.readouterr().out
    assert "number: Training took 41 days" in told
    assert ", an update: a number changed: “Training took 41 days" in told
    assert column(town.home, "SELECT changed_at > opened_at FROM stories") == [True]


def test_the_next_reading_is_compared_with_the_one_before(town):
    town.routes[f"{HOST}/heron.html"] = page("Heron 9, a language model, is free")
    town.later(4)
    town.later(20)
    assert rows(town.home, "SELECT number, changes[1].what FROM revisions") == [(1, "headline")]
    assert len(asked(town)) == 3


@pytest.mark.parametrize(
    "answer",
    [
        Reply("gone", status=410),
        Reply("<html><body><p>Please switch JavaScript on.</p></body></html>"),
        page("A bank in Bergen", "<p>A bank moved its chatbot into its own cellar, eleven steps down.</p>" * 3),
    ],
)
def test_a_page_that_shows_something_else_is_no_revision(town, answer):
    town.routes[f"{HOST}/heron.html"] = answer
    town.later(4)
    assert column(town.home, "SELECT count(*) FROM revisions") == [0]
    assert column(town.home, "SELECT count(*) FROM page_readings") == [1]


def test_after_four_days_a_page_is_left_alone(town):
    town.later(24 * 5)
    assert len(asked(town)) == 1
