"""History comes in: tables and web archives, in order of time, once, also after a kill."""

import csv
import json
import os
import signal
import subprocess
import sys
from datetime import datetime

import duckdb
import pytest
from typer.testing import CliRunner

from desk.errors import BusyError
from flows.cli import build
from flows.crawl_steps.lock import alone
from flows.jobs.archive.import_archive import AT_ONCE, columns_of, import_table, import_warc
from flows.settings import Settings
from tests.support.copytexts import REPORT, SPUN, UNRELATED
from tests.support.paths import ROOT
from tests.support.webarchives import archive, page
from warehouse import import_stage
from warehouse.import_stage import Staged, stage
from warehouse.reading_copy import ask

pytestmark = pytest.mark.edge

ROWS = [  # the newest first, as many archives are
    {"url": "https://spin.example/1", "title": "Spun", "text": SPUN, "date": "2026-03-03T08:00:00Z"},
    {"url": "https://ferry.example/1", "title": "Ferry", "text": UNRELATED, "date": "2026-03-02T12:00:00Z"},
    {"url": "https://wire.example/1", "title": "Report", "text": REPORT, "date": "2026-03-02T08:00:00Z"},
]
LIST = """\
outlets:
  - {id: wire, name: The Wire, home: https://wire.example/, language: en, sources: [{kind: feed, url: https://wire.example/feed}]}
  - {id: spin, name: Spin, home: https://spin.example/, language: en, sources: [{kind: feed, url: https://spin.example/feed}]}
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "outlets.yaml").write_text(LIST, "utf-8")
    return Settings(home=tmp_path / "var", encoder="none", outlets=tmp_path / "outlets.yaml", workers=0)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return path


def brought(settings, path):
    return import_table(settings, path, columns_of(path, {}), lambda progress: None)


def test_articles_of_a_table_are_judged_oldest_first(settings, table):
    told = brought(settings, table)
    assert (told.total, told.stored, told.copies) == (3, 3, 1)
    assert ask(settings.home, "SELECT outlet, title, text_from FROM articles ORDER BY id").rows == [
        ("wire", "Report", "archive"),
        ("ferry.example", "Ferry", "archive"),
        ("spin", "Spun", "archive"),
    ]
    assert ask(settings.home, "SELECT kind, original_outlet FROM copies").rows == [("spun", "wire")]
    assert ask(settings.home, "SELECT kind, status FROM runs").rows == [("import", "ok")]
    assert not list(settings.home.glob("import.tmp*"))


def test_the_same_archive_again_brings_nothing(settings, table):
    brought(settings, table)
    told = brought(settings, table)
    assert (told.stored, told.known) == (0, 3)


def test_a_parquet_file_is_a_table_too(settings, table):
    parquet = table.with_suffix(".parquet")
    with duckdb.connect() as con:
        con.execute(f"COPY (SELECT url, title, text, date::TIMESTAMPTZ AS date FROM '{table}') TO '{parquet}'")
    assert brought(settings, parquet).stored == 3


def test_what_gives_no_article_is_counted_by_its_reason(settings, tmp_path):
    path = tmp_path / "bad.csv"
    wire = "https://wire.example"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("url", "text"), (f"{wire}/1", UNRELATED), ("", "x"), (f"{wire}/2", ""), (f"{wire}/3",)]
        )
    told = brought(settings, path)
    assert told.stored == 1
    assert {reason: count for reason, count in told.dropped.items() if count} == {
        "no address": 1,
        "no text": 1,
        "unreadable": 1,
    }
    assert told.notes[0].startswith("line ")


def test_an_import_that_was_killed_goes_on_where_it_was(settings, tmp_path):
    path = tmp_path / "long.jsonl"
    lines = [
        {
            "url": f"https://wire.example/{number}",
            "text": f"{UNRELATED}\nThis is number {number}.",
            "date": "2026-03-02",
        }
        for number in range(AT_ONCE + 60)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    killed = subprocess.run(
        [sys.executable, "-c", KILL, str(path), str(settings.home), str(settings.outlets)], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert list(settings.home.glob("import.tmp*"))
    told = brought(settings, path)
    assert told.known == AT_ONCE
    assert ask(settings.home, "SELECT count(*), count(DISTINCT key) FROM articles").rows == [
        (AT_ONCE + 60, AT_ONCE + 60)
    ]
    assert not list(settings.home.glob("import.tmp*"))


KILL = """
import os, signal, sys
from pathlib import Path
from flows.jobs.archive.import_archive import columns_of, import_table
from flows.settings import Settings
path, home, outlets = map(Path, sys.argv[1:])
def tell(progress):
    if progress.stored >= 100:
        os.kill(os.getpid(), signal.SIGKILL)
import_table(Settings(home=home, encoder="none", outlets=outlets, workers=0), path, columns_of(path, {}), tell)
"""


class OnFire:
    name = "on fire"

    def encode(self, sentences):
        raise RuntimeError("no vectors today")


def test_an_encoder_that_fails_stops_no_import_and_is_told(settings, table):
    failing = settings.model_copy(update={"encoder": "tests.flows.test_import_archive:OnFire"})
    told = brought(failing, table)
    assert told.stored == 3
    assert "upkeep redecide" in told.notes[-1]


def test_no_import_beside_a_crawl(settings, table):
    with alone(settings.home), pytest.raises(BusyError):
        brought(settings, table)


def pages(*texts):
    return archive(
        *(
            page(
                name,
                f"<html><head><title>{title}</title></head><body><article>{paragraphs(text)}</article></body></html>".encode(),
                host,
            )
            for host, name, title, text in texts
        )
    )


def paragraphs(text):
    return "".join(f"<p>{line}</p>" for line in text.split("\n"))


def test_pages_of_a_web_archive_go_the_way_of_crawled_ones(settings, tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        pages(
            ("wire.example", "1", "Report", REPORT),
            ("spin.example", "1", "Spun", SPUN),
            ("elsewhere.example", "1", "Ferry", UNRELATED),
        )
    )
    told = import_warc(settings, [path], lambda progress: None)
    assert (told.total, told.stored, told.copies) == (3, 2, 1)
    assert told.dropped["of no outlet of the list"] == 1
    assert ask(settings.home, "SELECT DISTINCT fetched_at::DATE::VARCHAR FROM articles").rows == [("2026-03-02",)]
    assert ask(settings.home, "SELECT kind FROM copies").rows == [("spun",)]
    again = import_warc(settings, [path], lambda progress: None, every_host=True)
    assert (again.stored, again.known) == (1, 2)


def test_the_command_says_what_it_takes_from_where_and_what_it_brought(settings, table, monkeypatch):
    for name, value in (("HOME", settings.home), ("OUTLETS", settings.outlets), ("ENCODER", "none")):
        monkeypatch.setenv(f"COPYDESK_{name}", str(value))
    checked = CliRunner().invoke(build(), ["import", "articles", str(table), "--check"])
    assert "published  from date" in checked.output
    assert not settings.home.exists()
    told = CliRunner().invoke(build(), ["import", "articles", str(table)])
    assert told.exit_code == 0, told.output
    assert "3 met: 3 articles stored" in told.output
    assert os.listdir(settings.home / "bodies")


@pytest.mark.parametrize("rows_of_a_file", [10_000, 2])
def test_rows_come_back_in_their_order_and_each_key_once(tmp_path, monkeypatch, rows_of_a_file):
    monkeypatch.setattr(import_stage, "PART", rows_of_a_file)
    days = ["2026-03-05", None, "2026-03-01", "2026-03-04", None, "2026-03-01", "2026-03-03"]
    given = [
        Staged(f"k{place % 6}", datetime.fromisoformat(f"{day}T00:00Z") if day else None, {"place": place})
        for place, day in enumerate(days)
    ]
    with stage(tmp_path) as staged:
        assert staged.put(given) == len(days)
        batches = list(staged.batches([f"k{number}" for number in (0, 1, 2, 3, 5)], 2))
    assert [[row["place"] for row in batch] for batch in batches] == [[2, 5], [3, 0], [1]]
