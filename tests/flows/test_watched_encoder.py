"""An encoder of somebody's own that fails, dawdles or miscounts: articles are stored, and the report says so."""

from datetime import UTC, datetime
from threading import Event

import numpy as np
import pytest

from desk.errors import EncoderError
from flows.decide_steps import watched_encoder
from flows.decide_steps.newsdesk import Newsdesk
from flows.decide_steps.watched_encoder import Watched
from flows.jobs.redecide import redecide
from tests.support.crawling import column, crawl, outlets_file, settings, site, through
from tests.support.web import Reply, web
from warehouse.db import Warehouse


class Mine:
    name = "mine"
    asked = 0

    def encode(self, sentences):
        type(self).asked += 1
        return np.ones((len(sentences), 4), np.float32)


class Raising(Mine):
    def encode(self, sentences):
        super().encode(sentences)
        raise RuntimeError("the card\nis on fire")


class Short(Mine):
    def encode(self, sentences):
        return super().encode(sentences)[1:]


class Dawdling(Mine):
    until = Event()

    def encode(self, sentences):
        self.until.wait(30)
        return super().encode(sentences)


def test_what_a_sound_encoder_answers_is_passed_on():
    assert Watched(Mine()).encode(["a", "b"]).shape == (2, 4)
    assert Watched(Mine()).name == "mine"


@pytest.mark.parametrize(
    ("kind", "said"), [(Raising, "RuntimeError: the card is on fire"), (Short, "gave 1 vectors for 2")]
)
def test_one_that_raises_or_miscounts_is_told_in_one_line_with_the_remedy(kind, said):
    with pytest.raises(EncoderError, match=said) as told:
        Watched(kind()).encode(["a", "b"])
    assert "\n" not in str(told.value)
    assert "upkeep redecide" in str(told.value)


def test_nobody_waits_for_one_that_takes_too_long(monkeypatch):
    monkeypatch.setattr(watched_encoder, "PER_SENTENCE", 0.0)
    with pytest.raises(EncoderError, match="took more than"):
        Watched(Dawdling(), patience=0.05).encode(["a"])
    Dawdling.until.set()


SUBJECT = "open-source AI model"
WORDS = (
    "The lab released the weights of its open-source language model under the Apache licence on Thursday. "
    "Developers can download the open weights from Hugging Face and fine-tune the model on their own hardware. "
    "The training code, the data recipe and the evaluation harness are on GitHub as open source as well. "
    "Researchers of other labs said that an open model of this size had been missing for their work. "
    "A report on the open-weight model tells how it was trained and which benchmarks it was run on."
)


@pytest.fixture
def gazette():
    """An outlet with two articles, one of them on topic."""
    with web() as server:
        site(server, "gazette.example", "weights", "harbour")
        server.routes["gazette.example/weights.html"] = Reply(
            f'<html lang="en"><head><title>Lab opens the weights of its {SUBJECT}</title></head>'
            f"<body><article><h1>Lab opens the weights of its {SUBJECT}</h1><p>{WORDS}</p></article></body></html>"
        )
        yield server


def crawled(gazette, tmp_path, monkeypatch, kind):
    """A crawl with an encoder of this kind: its settings and its report."""
    through(monkeypatch, gazette.url())
    given = settings(
        tmp_path / "home",
        outlets_file(tmp_path / "outlets.yaml", "gazette.example"),
        encoder=f"tests.flows.test_watched_encoder:{kind.__name__}",
    )
    return given, crawl(given)


@pytest.mark.edge
def test_articles_are_stored_without_vectors_and_the_report_says_so(gazette, tmp_path, monkeypatch):
    Raising.asked = 0
    given, report = crawled(gazette, tmp_path, monkeypatch, Raising)
    assert report.totals()["stored"] == 2
    assert report.totals()["relevant"] == 1
    assert any("mine" in reason and "upkeep redecide" in reason for reason in report.outlets[0].reasons)
    assert Raising.asked == 1, "one that fails is asked no more"
    assert column(given.home, "select count(*) from doc_vectors") == [0]


@pytest.mark.edge
def test_one_that_dawdles_costs_a_crawl_its_patience_once_and_no_article(gazette, tmp_path, monkeypatch):
    monkeypatch.setattr(watched_encoder, "PER_SENTENCE", 0.0)
    monkeypatch.setattr(Watched.__init__, "__defaults__", (0.05,))
    Dawdling.until.clear()
    given, report = crawled(gazette, tmp_path, monkeypatch, Dawdling)
    Dawdling.until.set()
    assert report.totals()["stored"] == 2
    assert any("took more than" in reason and "upkeep redecide" in reason for reason in report.outlets[0].reasons)
    assert column(given.home, "select count(*) from doc_vectors") == [0]


@pytest.mark.edge
def test_the_vectors_follow_by_deciding_anew_once_it_is_mended(gazette, tmp_path, monkeypatch):
    given, _ = crawled(gazette, tmp_path, monkeypatch, Raising)
    mended = given.model_copy(update={"encoder": "tests.flows.test_watched_encoder:Mine"})
    newsdesk = Newsdesk(mended)
    with Warehouse(given.home).writing() as con:
        newsdesk.stock(con)
    redecide(Warehouse(given.home), newsdesk, datetime.now(UTC))
    assert column(given.home, "select count(*) from doc_vectors") == [1]
    assert column(given.home, "select count(*) from articles") == [2]
