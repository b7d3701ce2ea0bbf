import logging
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from desk.errors import UsageError, WarehouseError
from desk.models import Part
from tests.support.paths import ROOT
from tests.support.stored import NOON, article, lead, outlet, store_visit, visit
from warehouse import reading_bodies, reading_copy
from warehouse.db import HERE, Warehouse
from warehouse.reading_copy import READING_NAME, ask, asking, publish
from warehouse.runs import start_run

pytestmark = pytest.mark.edge


@pytest.fixture
def warehouse(tmp_path):
    warehouse = Warehouse(tmp_path / "var", wait=0.3)
    store(warehouse, visit(1, "ab"))
    return warehouse


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The same with its reading copy, for tests that only ask."""
    warehouse = Warehouse(tmp_path_factory.mktemp("published"))
    store(warehouse, visit(1, "ab"))
    publish(warehouse, NOON)
    return warehouse


def store(warehouse, *visits, now=NOON):
    with warehouse.writing() as con:
        for given in visits:
            store_visit(con, given, now)


def rows(warehouse, sql):
    return ask(warehouse.home, sql).rows


def test_what_is_published_can_be_asked(warehouse):
    assert publish(warehouse, NOON) == warehouse.home / READING_NAME
    assert rows(warehouse, "SELECT id, outlet_name, day FROM articles ORDER BY id") == [
        (1, "The Gazette", date(2026, 3, 2)),
        (2, "The Gazette", date(2026, 3, 2)),
    ]
    assert rows(warehouse, "FROM reading_copy") == [(NOON,)]


def test_a_question_that_meets_a_file_just_being_replaced_is_asked_again(published, monkeypatch):
    asked = []

    class Racing:
        def __init__(self, con):
            self._con = con

        def execute(self, *given):
            asked.append(given)
            if len(asked) == 1:
                raise duckdb.Error("TProtocolException: Invalid data")
            return self._con.execute(*given)

        def __getattr__(self, name):
            return getattr(self._con, name)

    monkeypatch.setattr("warehouse.reading_sql.PAUSES", (0.0,))
    with asking(published.home) as copy:
        monkeypatch.setattr(copy, "_con", Racing(copy._con))
        assert copy.ask("SELECT count(*) FROM texts").rows == [(2,)]
        assert len(asked) == 2


def test_no_view_compares_every_row_with_every_other(published):
    """A join by OR, or by a condition on one side alone, is a nested loop: nothing here, minutes at a million."""
    with asking(published.home) as copy:
        views = [name for name, _ in copy.tables() if "." not in name]
        plans = {name: copy.ask(f"EXPLAIN FROM {name}").rows[0][1] for name in views}
    assert len(plans) > 15
    assert [name for name, plan in plans.items() if "NL_JOIN" in plan or "NESTED_LOOP" in plan] == []


def test_a_search_of_all_texts_gathers_only_those_of_several_parts(published):
    with asking(published.home) as copy:
        plan = copy.ask("EXPLAIN SELECT article_id FROM texts WHERE text LIKE '%weights%'").rows[0][1]
    assert plan.count("string_agg") == 1
    assert "UNION" in plan


def test_texts_stand_beside_the_copy_and_are_joined_again(warehouse):
    bilingual = article("zh", parts=(Part("en", "Weights are out."), Part("zh", "权重已公开。")))
    store(warehouse, visit(2, articles=(bilingual,)))
    publish(warehouse, NOON)
    question = "SELECT text FROM texts JOIN articles ON id = article_id WHERE url LIKE '%/zh'"
    assert rows(warehouse, question) == [("Weights are out.\n\n权重已公开。",)]
    copy = duckdb.connect(str(warehouse.home / READING_NAME), read_only=True)
    with copy:
        assert copy.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'bodies'").fetchone() == (0,)


def test_a_warehouse_without_articles_can_be_published(tmp_path):
    publish(Warehouse(tmp_path), NOON)
    assert ask(tmp_path, "SELECT count(*) FROM bodies").rows == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM outlet_health").rows == [(0,)]


def test_every_view_stands_and_says_what_it_and_its_columns_mean(published):
    with asking(published.home) as copy:
        told = {name: comment for name, comment in copy.tables() if "." not in name}
        assert set(told) >= {file.stem for file in (HERE / "views").glob("*.sql")}
        silent = [name for name, comment in told.items() if not comment]
        silent += [f"{name}.{column}" for name in told for column, _, comment in copy.columns(name) if not comment]
    assert silent == []


def test_only_days_that_changed_are_written_again(warehouse):
    tomorrow = article("c", fetched_at=NOON + timedelta(days=1))
    publish(warehouse, NOON)
    first = warehouse.home / "bodies" / "2026-03-02.parquet"
    os.utime(first, (1, 1))
    store(warehouse, visit(2, articles=(tomorrow,)))
    publish(warehouse, NOON)
    assert first.stat().st_mtime == 1
    assert rows(warehouse, "SELECT fetched_day, count(*) FROM bodies GROUP BY 1 ORDER BY 1") == [
        (date(2026, 3, 2), 2),
        (date(2026, 3, 3), 1),
    ]
    store(warehouse, visit(2, "d"))
    publish(warehouse, NOON)
    assert first.stat().st_mtime > 1
    assert rows(warehouse, "SELECT count(*) FROM bodies") == [(4,)]


def test_each_file_of_an_archive_s_days_holds_the_texts_of_its_day(warehouse, monkeypatch):
    days = [3, 1, 2, 1, 9, 3, 5]  # not in the order of ids, as a second archive brings them
    articles = (article(f"n{at}", fetched_at=NOON + timedelta(days=day)) for at, day in enumerate(days))
    store(warehouse, visit(2, articles=tuple(articles)))
    monkeypatch.setattr(reading_bodies, "AT_ONCE", 4)
    publish(warehouse, NOON)
    found = rows(
        warehouse, "SELECT fetched_day, list(article_id ORDER BY article_id) FROM bodies GROUP BY 1 ORDER BY 1"
    )
    asked = "SELECT fetched_at::DATE, list(id ORDER BY id) FROM articles GROUP BY 1 ORDER BY 1"
    assert found == rows(warehouse, asked)
    assert len(found) == 6


@pytest.mark.parametrize("damage", [b"", b"no parquet at all"])
def test_a_damaged_text_file_is_written_anew(warehouse, damage):
    publish(warehouse, NOON)
    (warehouse.home / "bodies" / "2026-03-02.parquet").write_bytes(damage)
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM bodies") == [(2,)]


def test_what_is_stored_later_is_seen_after_the_next_publishing(warehouse):
    publish(warehouse, NOON)
    store(warehouse, visit(2, "c"))
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(3,)]


def test_a_reader_with_the_old_copy_open_goes_on_with_it(warehouse):
    publish(warehouse, NOON)
    with asking(warehouse.home) as old:
        store(warehouse, visit(2, "c"))
        publish(warehouse, NOON)
        assert old.ask("SELECT count(*) FROM articles").rows == [(2,)]
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(3,)]


def test_sql_is_answered_while_a_crawl_is_writing(warehouse):
    publish(warehouse, NOON)
    question = "SELECT count(*) FROM articles"
    asked = f"from warehouse.reading_sql import ask; print(ask({str(warehouse.home)!r}, {question!r}).rows)"
    with warehouse.writing() as con:
        store_visit(con, visit(2, "c"), NOON)
        told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (told.stdout, told.stderr) == ("[(2,)]\n", "")


def test_a_crash_before_the_last_step_leaves_the_old_copy(warehouse, monkeypatch):
    publish(warehouse, NOON)
    store(warehouse, visit(2, "c"))
    monkeypatch.setattr(reading_copy, "settle", lambda path: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        publish(warehouse, NOON)
    monkeypatch.undo()
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]
    assert (warehouse.home / f"{READING_NAME}.tmp").exists()
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(3,)]
    assert [path.name for path in warehouse.home.rglob("*") if "tmp" in path.name] == []


def test_a_home_that_moved_still_finds_its_texts(warehouse, tmp_path):
    publish(warehouse, NOON)
    moved = warehouse.home.rename(tmp_path / "moved")
    assert ask(moved, "SELECT count(*) FROM bodies").rows == [(2,)]


def test_feed_html_of_open_leads_is_not_published(warehouse):
    store(warehouse, visit(2, leads=(lead("open", content="<p>in full</p>"),)))
    publish(warehouse, NOON)
    assert "content" not in ask(warehouse.home, "SELECT * FROM store.leads LIMIT 0").columns


def test_leads_say_what_became_of_them(warehouse):
    store(warehouse, visit(2, leads=(lead("open"),)))
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT state, count(*) FROM leads GROUP BY 1 ORDER BY 1") == [("open", 1), ("stored", 2)]


def test_runs_and_visits_can_be_asked(warehouse):
    with warehouse.writing() as con:
        start_run(con, "crawl", NOON)
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT kind, status FROM runs") == [("crawl", "running")]
    assert rows(warehouse, "SELECT outlet, status, stored FROM visits") == [("gazette", "ok", 2)]


def test_a_view_whose_table_does_not_exist_yet_is_left_out_with_a_warning(warehouse, monkeypatch, tmp_path, caplog):
    views(
        monkeypatch, tmp_path, one="CREATE VIEW one AS FROM store.articles", two="CREATE VIEW two AS FROM store.later"
    )
    with caplog.at_level(logging.WARNING):
        publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM one") == [(2,)]
    assert "views/two.sql is left out: there is no table later yet" in caplog.text


def test_a_view_that_is_wrong_is_told_and_the_old_copy_stays(warehouse, monkeypatch, tmp_path):
    publish(warehouse, NOON)
    views(monkeypatch, tmp_path, one="CREATE VIEW one AS SELECT nonsense FROM store.articles")
    with pytest.raises(WarehouseError, match=r"views/one.sql: .*nonsense"):
        publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]


def views(monkeypatch, folder, **texts):
    (folder / "views").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "views" / f"{name}.sql").write_text(text)
    monkeypatch.setattr(reading_copy, "HERE", folder)


def test_asking_before_anything_was_published_says_what_to_do(tmp_path):
    with pytest.raises(WarehouseError, match=r"no reading copy yet.*copydesk crawl"):
        ask(tmp_path, "SELECT 1")


def test_a_damaged_copy_is_told_with_the_way_out(warehouse):
    publish(warehouse, NOON).write_bytes(b"not any more")
    with pytest.raises(WarehouseError, match=r"not a DuckDB file.*copydesk upkeep publish"):
        ask(warehouse.home, "SELECT 1")
    publish(warehouse, NOON)
    assert rows(warehouse, "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "FROM artikles",
            r"no table artikles, perhaps you mean articles\. There are: alarms, article_urls, articles, ",
        ),
        ("SELEC 1", r'syntax error at or near "SELEC"\nLINE 1: SELEC 1\n\s+\^'),
        ("SELECT titel FROM articles", r'"titel" not found(.|\n)*"title"(.|\n)*LINE 1'),
        ("SELECT 1 +", "syntax error at end of input"),
        ("INSERT INTO articles VALUES (1)", "INSERT is refused"),
        ("WITH gone AS (SELECT 1) DELETE FROM store.articles", "DELETE is refused"),
        ("DROP VIEW articles", "DROP is refused"),
        ("COPY articles TO 'elsewhere.csv'", "COPY is refused"),
        ("ATTACH 'elsewhere.duckdb'", "ATTACH is refused"),
        ("INSTALL httpfs", "LOAD is refused"),
        ("SET enable_external_access = true", "SET is refused"),
        ("CREATE TABLE mine (a INTEGER)", "CREATE is refused"),
        ("SELECT 1; SELECT 2", "one question at a time"),
        ("SELECT 1; DROP VIEW articles", "DROP is refused"),
        ("  ", "no question"),
        ("-- only a remark", "no question"),
    ],
)
def test_a_wrong_question_is_told_in_words(published, question, told):
    with pytest.raises(UsageError, match=told):
        ask(published.home, question)
    assert rows(published, "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize(
    "question", ["SELECT * FROM read_text('{}')", "SELECT * FROM '{}'", "SELECT * FROM glob('{}*')"]
)
def test_files_that_are_not_the_warehouse_s_cannot_be_read(published, tmp_path, question):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError):
        ask(published.home, question.format(secret))


@pytest.mark.parametrize("question", ["PIVOT articles ON language USING count(*) GROUP BY outlet", "EXPLAIN SELECT 1",
                                      "DESCRIBE articles", "SHOW TABLES", "SUMMARIZE articles", "VALUES (1)",
                                      "SELECT 1; -- a remark"])  # fmt: skip
def test_everything_that_only_reads_is_answered(published, question):
    assert ask(published.home, question).rows


def test_an_answer_is_saved_as_parquet_and_nothing_else_is_written(warehouse, tmp_path):
    publish(warehouse, NOON)
    target = tmp_path / "answer's.parquet"
    with asking(warehouse.home, target) as copy:
        assert copy.save("SELECT id FROM articles ORDER BY id -- a remark", target) == 2
    saved = duckdb.read_parquet(str(target)).fetchall()
    assert saved == [(1,), (2,)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answer's.parquet", "var"]


def test_two_threads_ask_at_once(published):
    told = []
    threads = [
        threading.Thread(target=lambda: told.append(rows(published, "SELECT count(*) FROM bodies"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [[(2,)]] * 4


def health(warehouse):
    publish(warehouse, NOON)
    return dict(rows(warehouse, "SELECT outlet, [health, reason] FROM outlet_health"))


def test_an_outlet_that_fails_says_how_often_and_why(warehouse):
    never = outlet("never")
    store(warehouse, *(visit(n, at=never, status="failed", reasons=("the host is down",)) for n in (1, 2, 3)))
    store(warehouse, visit(2, status="failed", reasons=("robots.txt cannot be read",)))
    assert health(warehouse) == {
        "never": ["failing", "failed 3 times in a row, never a success: the host is down"],
        "gazette": ["failing", "failed once, last success 2026-03-02 12:00: robots.txt cannot be read"],
    }


def test_an_outlet_that_is_well_says_nothing(warehouse):
    assert health(warehouse) == {"gazette": ["ok", ""]}


def published_on(days, at):
    articles = (article(day, at.id, published=NOON - timedelta(days=day)) for day in days)
    return visit(1, at=at, articles=tuple(replace(given, fetched_at=NOON) for given in articles))


SILENCES = [
    (range(4, 24), ["quiet", "nothing new for 4 days; its usual pause is a day"]),  # daily
    (range(2, 22), ["ok", ""]),
    (range(14, 60, 7), ["ok", ""]),  # weekly
    (range(15, 71, 7), ["quiet", "nothing new for 15 days; its usual pause is 7 days"]),
    ([d for d in range(3, 40) if (NOON - timedelta(days=d)).weekday() < 5], ["ok", ""]),  # Monday after a weekend
    ((4, 5, 6), ["ok", ""]),  # too little to know its rhythm
    ((*range(4, 24), 300, 900), ["quiet", "nothing new for 4 days; its usual pause is a day"]),  # a backfilled archive
    ((200, 201, 900), ["dormant", "nothing new since 2025-08-14; `copydesk outlets pause` if it is dead"]),
    ((*range(4, 24), *range(34, 54)), ["quiet", "nothing new for 4 days; its usual pause is a day"]),  # a holiday
]


@pytest.fixture(scope="module")
def silences(tmp_path_factory):
    """What is told of an outlet for each of these silences: one warehouse, published once."""
    warehouse = Warehouse(tmp_path_factory.mktemp("silences"))
    store(warehouse, *(published_on(days, outlet(f"daily{number}")) for number, (days, _) in enumerate(SILENCES)))
    return health(warehouse)


@pytest.mark.parametrize("number", range(len(SILENCES)))
def test_a_normally_busy_outlet_that_falls_silent_is_told(silences, number):
    assert silences[f"daily{number}"] == SILENCES[number][1]


def test_silence_is_counted_to_the_last_visit_not_to_today(tmp_path):
    warehouse = Warehouse(tmp_path)
    store(warehouse, published_on(range(1, 20), outlet("daily")))
    publish(warehouse, NOON + timedelta(days=40))
    assert rows(warehouse, "SELECT health, quiet_days FROM outlet_health") == [("ok", 1)]
