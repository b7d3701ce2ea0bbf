"""`copydesk judge`: a person's word takes effect at once and comes out as labelled pairs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from desk.errors import CopydeskError
from flows.cli.ask.why import show
from flows.jobs import overrule
from flows.settings import Settings
from warehouse.copy_groups import originals, update_groups
from warehouse.db import Warehouse
from warehouse.explanation import explain
from warehouse.reading_copy import publish
from warehouse.reading_sql import ask

pytestmark = pytest.mark.edge
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = " ".join(f"Sentence {n} tells of lamp {n * 3} on pier {n % 5}, and of who lit it that night." for n in range(20))
OTHER = " ".join(f"A quite different report number {n} about bread, ovens and mill {n * 7}." for n in range(20))


@pytest.fixture
def settings(tmp_path):
    with Warehouse(tmp_path).writing() as con:
        for number, text in enumerate((TEXT, TEXT, OTHER), 1):
            con.execute(
                "INSERT INTO articles (id, key, url, outlet_id, title, language, words, text_from)"
                " VALUES ($n, 'site.example/' || $n, 'https://site.example/' || $n, 'o' || $n, 'T', 'en', 200, 'page')",
                {"n": number},
            )
            con.execute("INSERT INTO bodies VALUES ($n, 0, 'en', $text)", {"n": number, "text": text})
    return Settings(home=tmp_path, encoder="none", _env_file=None)


def leads(settings):
    with Warehouse(settings.home).reading() as con:
        return originals(con, [1, 2, 3])


def test_the_kind_is_what_the_rules_see_and_a_rewrite_where_they_see_nothing(settings):
    overrule.overrule(settings, "https://site.example/2", NOW, copy_of="https://www.site.example/1/?utm_source=x")
    overrule.overrule(settings, "https://site.example/3", NOW, copy_of="https://site.example/1", note="same plot")
    assert leads(settings) == {2: 1, 3: 1}
    path = settings.home / "pairs.jsonl"
    assert overrule.export(settings, path) == 2
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(pair["label"], pair["note"]) for pair in pairs] == [("exact", ""), ("rewrite", "same plot")]
    assert (pairs[0]["a"], pairs[1]["a"]) == (TEXT, OTHER)


def test_not_a_copy_takes_the_article_out_of_its_group(settings):
    overrule.overrule(settings, "https://site.example/2", NOW, copy_of="https://site.example/1")
    changes = overrule.overrule(settings, "https://site.example/2", NOW).changes
    assert {change.article_id: change.after for change in changes} == {1: None, 2: None}
    assert leads(settings) == {}


@pytest.mark.parametrize(
    ("url", "copy_of", "kind", "told"),
    [
        ("https://site.example/9", "", "", "is no stored article"),
        ("https://site.example/1", "https://site.example/1", "", "cannot be a copy of itself"),
        ("https://site.example/1", "seed:nowhere", "", "is no seed"),
        ("https://site.example/1", "https://site.example/2", "stolen", "is no kind of copy"),
    ],
)
def test_a_word_that_makes_no_sense_is_refused_and_not_kept(settings, url, copy_of, kind, told):
    with pytest.raises(CopydeskError, match=told):
        overrule.overrule(settings, url, NOW, copy_of=copy_of, kind=kind)
    assert overrule.export(settings, settings.home / "none.jsonl") == 0


def test_a_copy_of_a_seed_is_kept_by_the_seeds_id(settings):
    (change,) = overrule.overrule(settings, "https://site.example/1", NOW, copy_of="seed:002", kind="spun").changes
    assert (change.after.seed_id, change.after.kind, change.after.by_person) == ("002", "spun", True)


def told(settings, sql):
    return ask(settings.home, sql).rows


def test_a_persons_word_stands_in_stories_and_in_the_reading_copy_at_once(settings):
    overrule.overrule(settings, "https://site.example/3", NOW, copy_of="https://site.example/1", kind="translation")
    assert told(settings, "select article_id, kind, by_person from copies") == [(3, "translation", True)]
    placed = "select article_id, story_id, copy_of from story_articles order by article_id"
    assert told(settings, placed) == [(1, 1, None), (3, 1, 1)]
    assert told(settings, "select reports, copies from stories") == [(1, 1)]
    overrule.overrule(settings, "https://site.example/3", NOW)
    assert told(settings, "select article_id from copies") == []
    assert told(settings, "select sum(copies) from stories") == [(0,)]


def why(settings, said, capsys):
    show(explain(settings.home, said))
    return capsys.readouterr().out


def test_why_says_whose_word_it_is_of_when_and_which_of_several_holds(settings, capsys):
    overrule.overrule(settings, "a2", NOW, copy_of="a1", kind="translation", by="ana")
    later = NOW + timedelta(hours=3)
    overrule.overrule(settings, "a2", later, note="read both", by="ben")
    lines = why(settings, "a2", capsys).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("Judged"))
    assert lines[place] == "Judged  2026-11-22 03:00 by ben: not a copy – read both (this holds)"
    assert lines[place + 1].strip() == "2026-11-22 00:00 by ana: a translation of a1 “T” (o1) (an earlier word)"
    assert "Copy    of nothing known, which a person said" in lines
    assert told(settings, "SELECT judged_by, holds FROM judgements ORDER BY id") == [("ana", False), ("ben", True)]


def test_a_word_is_by_default_that_of_the_settings_and_stands_in_copies(settings, capsys):
    named = settings.model_copy(update={"user": " desk-two "})
    overrule.overrule(named, "a2", NOW, copy_of="a1", kind="near")
    assert told(settings, "SELECT handle, judged_by, by_person FROM copies") == [("a2", "desk-two", True)]
    assert "Copy    nearly the same text as a1 “T” (o1), by a person's word" in why(settings, "a2", capsys)


def test_a_judged_copy_outlives_its_deleted_original(settings, capsys):
    overrule.overrule(settings, "a2", NOW, copy_of="a1", kind="near", by="ana")
    with Warehouse(settings.home).writing() as con:
        for table, column in (("articles", "id"), ("bodies", "article_id"), ("story_articles", "article_id")):
            con.execute(f"DELETE FROM {table} WHERE {column} = 1")
        update_groups(con, [2], NOW)
    publish(Warehouse(settings.home))
    out = why(settings, "a2", capsys)
    assert "by ana: nearly the same text as “T”, which is no longer kept (this holds)" in out
    assert "Copy    nearly the same text as a1, by a person's word\n        which is no longer kept\n" in out
    assert told(settings, "SELECT original_title, original_url FROM copies") == [("T", "https://site.example/1")]
    assert told(settings, "SELECT original_title, original_kept FROM judgements") == [("T", False)]
