import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from desk.errors import WarehouseError
from desk.models import Part
from tests.support.stored import NOON, article, store_visit, visit
from warehouse import search_index
from warehouse.db import Warehouse
from warehouse.reading_copy import ask, publish
from warehouse.search import Wanted, search
from warehouse.search_index import FOLDER, Span

pytestmark = pytest.mark.edge

TEXTS = {
    "llama3": ("Llama 3 runs on a phone", "en", "It needs 4 gigabytes. The weights of Llama are open."),
    "llama4": ("A new model from the makers of Llama", "en", "On Monday Llama-4 came out. Its licence is its own."),
    "qwen": (
        "Qwen2.5-72B in use",
        "en",
        "Teachers like the open weights. The weights are under an Apache license of 2004.",
    ),
    "zh": ("模型發布", "zh", "該公司公開了模型的全部權重,可以免費使用。"),
    "ja": ("重みを公開", "ja", "研究所はモデルの重みを公開した。"),
    "fr": ("Des modèles ouverts", "fr", "Les poids du modèle sont publiés."),
}


def stored(name, title, language, text, **facts):
    return article(name, title=title, language=language, parts=(Part(language, text),), **facts)


def add(warehouse, *articles, run=1):
    with warehouse.writing() as con:
        store_visit(con, visit(run, articles=articles), NOON)
    publish(warehouse, NOON)


def visit_of(number):
    return article(f"n{number}", title=f"Note {number}", parts=(Part("en", f"The harvest of year {number} was good."),))


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("archive"))
    add(warehouse, *(stored(name, *facts) for name, facts in TEXTS.items()))
    return warehouse


def names(warehouse, question, **narrowed):
    return [hit.url.rsplit("/", 1)[1] for hit in search(warehouse.home, Wanted(question, **narrowed)).hits]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("llama 4", ["llama4", "llama3"]),  # words that follow each other count more than those that only stand there
        ('"llama 4"', ["llama4"]),
        ("llama-4", ["llama4"]),
        ("llama -license", ["llama3"]),
        ("licence", ["llama4", "qwen"]),
        ("2004", ["qwen"]),
        ("qwen 2.5", ["qwen"]),
        ("qwen2", []),
        ("gigab*", ["llama3"]),
        ('"open weights"', ["qwen"]),
        ("modele", ["fr"]),
        ("权重", ["zh"]),
        ("全部权重", ["zh"]),
        ("权", ["zh"]),
        ("重み", ["ja"]),
        ("zebra", []),
        ('"', []),
    ],
)
def test_a_question_finds_the_articles_that_say_it(archive, question, found):
    assert names(archive, question) == found


def test_a_word_of_the_headline_counts_more(tmp_path):
    warehouse = Warehouse(tmp_path)
    add(warehouse, stored("text", "On birds", "en", "The heron stands in the water of the river."),
        stored("title", "The heron", "en", "On birds. It stands in the water of the river."))  # fmt: skip
    assert names(warehouse, "heron") == ["title", "text"]


def test_where_no_article_has_all_words_those_with_the_most_are_given(archive):
    assert names(archive, "open weights zebra qwen") == ["qwen"]


def test_what_is_found_says_why(archive):
    (hit,) = search(archive.home, Wanted('"open weights" qwen')).hits
    assert hit.words_found == ('"open weights"', "qwen")
    assert [hit.passage.text[start:end] for start, end in hit.passage.marks] == ["open weights"]


def test_a_search_is_narrowed_by_day_outlet_language_and_topic(archive):
    assert names(archive, "llama", language="fr") == []
    assert names(archive, "llama", outlet="other") == []
    assert names(archive, "llama", since=date(2026, 3, 3)) == []
    assert names(archive, "llama", relevant=True) == []
    assert len(names(archive, "llama", since=date(2026, 3, 2), outlet="gazette", language="en")) == 2


def test_only_the_best_are_given_and_all_are_counted(archive):
    found = search(archive.home, Wanted("llama", most=1))
    assert (found.articles, len(found.hits)) == (2, 1)


def test_sql_searches_as_well(archive):
    assert ask(archive.home, "SELECT handle FROM search('qwen apache')").rows == [("a3",)]


def test_any_program_with_duckdb_searches_where_the_home_has_not_moved(archive):
    with duckdb.connect(str(archive.home / "reading.duckdb"), read_only=True) as con:
        assert con.execute("SELECT id FROM search('qwen')").fetchall() == [(3,)]


def test_a_home_that_has_moved_is_searched_where_it_stands(archive, tmp_path):
    moved = tmp_path / "moved"
    shutil.copytree(archive.home, moved)
    shutil.rmtree(moved / "bodies")
    hits = search(moved, Wanted("qwen")).hits
    assert [hit.article_id for hit in hits] == [3]


def test_a_copy_of_an_older_program_is_told_from_a_broken_index(tmp_path):
    warehouse = Warehouse(tmp_path)
    add(warehouse, visit_of(1))
    with duckdb.connect(str(tmp_path / "reading.duckdb")) as con:
        con.execute("DROP MACRO TABLE searched_pieces")
    with pytest.raises(WarehouseError, match="older copydesk"):
        search(tmp_path, Wanted("harvest"))


def test_a_text_whose_day_is_gone_leaves_its_article_without_a_passage(tmp_path):
    warehouse = Warehouse(tmp_path)
    add(warehouse, visit_of(1))
    (day,) = (tmp_path / "bodies").glob("????-??-??.parquet")
    day.unlink()
    (hit,) = search(tmp_path, Wanted("harvest")).hits
    assert (hit.article_id, hit.words_found, hit.passage) == (1, ("harvest",), None)


def test_an_empty_warehouse_finds_nothing(tmp_path):
    warehouse = Warehouse(tmp_path)
    publish(warehouse, NOON)
    assert search(warehouse.home, Wanted("weights")).hits == ()


def test_what_is_new_is_indexed_by_itself_and_small_spans_are_merged(tmp_path):
    warehouse = Warehouse(tmp_path)
    before = []
    for number in range(1, search_index.MANY):
        add(warehouse, visit_of(number), run=number)
        before = spans(warehouse)
    assert before == [Span(number, number) for number in range(1, search_index.MANY)]
    add(warehouse, visit_of(search_index.MANY), run=99)
    assert Span(1, search_index.MANY) in spans(warehouse)
    assert ask(warehouse.home, "SELECT count(*) FROM search('harvest')").rows == [(search_index.MANY,)]


def test_what_an_import_brings_at_once_does_not_stay_in_many_small_spans(tmp_path, monkeypatch):
    for name, value in (("AT_ONCE", 1), ("CROWD", 4), ("LARGE", 3)):
        monkeypatch.setattr(search_index, name, value)
    warehouse = Warehouse(tmp_path)
    add(warehouse, *map(visit_of, range(1, 8)))
    asked = search_index.files_of_now(warehouse.home / FOLDER)["words"]
    assert [Path(file).name for file in asked] == [Span(*ids).name("words") for ids in ((1, 3), (4, 6), (7, 7))]
    assert ask(warehouse.home, "SELECT count(*) FROM search('harvest')").rows == [(7,)]


def test_what_an_import_brings_at_once_is_indexed_in_few_spans(tmp_path, monkeypatch):
    for name, value in (("AT_ONCE", 1), ("MOST", 3), ("FEW", 2)):
        monkeypatch.setattr(search_index, name, value)
    warehouse = Warehouse(tmp_path)
    add(warehouse, *map(visit_of, range(1, 8)))
    assert spans(warehouse) == [Span(1, 3), Span(4, 6), Span(7, 7)]
    assert ask(warehouse.home, "SELECT count(*) FROM search('harvest')").rows == [(7,)]


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Weights, licenses and GPUs", ["weight", "licence", "and", "gpus"]),
        ("Modèles “ouverts” d’État", ["modeles", "ouvert", "d", "etat"]),
        ("Llama 3.1-70B's GPT4", ["llama", "3.1", "70b", "s", "gpt", "4"]),
        ("模型發布 tokens", ["模型", "型发", "发布", "token"]),
        ("AI重みを", ["ai", "重み", "みを"]),
        ("가중치 tokens", ["가중", "중치", "token"]),
        ("中 是", ["中", "是"]),
        ("", []),
    ],
)
def test_the_terms_a_text_falls_into(said, terms):
    with duckdb.connect() as con:
        con.execute(search_index.terms_macro().partition("COMMENT ON")[0])
        assert con.execute("SELECT search_terms($said)", {"said": said}).fetchone() == (terms,)


def test_files_that_the_reading_copy_names_stay_until_there_is_a_newer_one(tmp_path):
    warehouse = Warehouse(tmp_path)
    for number in (1, 2):
        add(warehouse, visit_of(number), run=number)
    old = warehouse.home / "old.duckdb"
    os.link(warehouse.home / "reading.duckdb", old)  # as a reader has it that opened it before
    publish(warehouse, NOON, tidy=True)
    with duckdb.connect(str(old), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM search('harvest')").fetchone() == (2,)
    make_older(warehouse.home / FOLDER)
    publish(warehouse, NOON)
    assert spans(warehouse) == [Span(1, 2)]


def test_leftovers_and_gaps_are_mended_by_the_next_publishing(tmp_path):
    warehouse = Warehouse(tmp_path)
    for number in (1, 2, 3):
        add(warehouse, visit_of(number), run=number)
    folder = warehouse.home / FOLDER
    (folder / "x.words.tmp").write_bytes(b"half")
    Span(2, 2).file(folder, "terms").unlink()  # killed between the two files
    publish(warehouse, NOON)
    assert not list(folder.glob("*.tmp"))
    assert ask(warehouse.home, "SELECT count(*) FROM search('harvest')").rows == [(3,)]


def test_a_lost_index_file_is_told_and_publishing_makes_it_again(tmp_path):
    warehouse = Warehouse(tmp_path)
    add(warehouse, visit_of(1))
    Span(1, 1).file(warehouse.home / FOLDER, "words").unlink()
    assert told(warehouse).startswith(str(warehouse.home / FOLDER))
    publish(warehouse, NOON)
    assert len(search(warehouse.home, Wanted("harvest")).hits) == 1


def test_everything_can_be_indexed_anew(tmp_path):
    warehouse = Warehouse(tmp_path)
    add(warehouse, visit_of(1))
    file = Span(1, 1).file(warehouse.home / FOLDER, "words")
    file.write_bytes(b"not a Parquet file")
    assert "publish --fresh" in told(warehouse)
    publish(warehouse, NOON, fresh=True)
    assert len(search(warehouse.home, Wanted("harvest")).hits) == 1


def told(warehouse):
    with pytest.raises(WarehouseError) as told:
        search(warehouse.home, Wanted("harvest"))
    return str(told.value)


def spans(warehouse):
    found = [search_index.NAME.search(file.name) for file in (warehouse.home / FOLDER).iterdir()]
    return sorted(Span(int(m[1]), int(m[2])) for m in found if m and m[2] != "0" * 12)


def make_older(folder):
    for file in folder.iterdir():
        earlier = file.stat().st_mtime - timedelta(hours=1).total_seconds()
        os.utime(file, (earlier, earlier))
