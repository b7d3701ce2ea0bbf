"""`copydesk trace`: where any text comes from."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desk.documents.document import document
from desk.errors import CopydeskError, UsageError
from desk.models import Article, Part
from flows.cli import build
from flows.cli.ask.trace import read
from flows.jobs.trace import trace
from flows.settings import Settings
from tests.support.copytexts import OTHER_REPORT, REPORT, SPUN, UNRELATED

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, given: bytes) -> None:
        self.buffer = io.BytesIO(given)


def test_a_text_a_file_and_standard_input_are_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "report.txt"
    file.write_text(REPORT, "utf-8")
    monkeypatch.setattr(sys, "stdin", Stdin(REPORT.encode()))
    texts = {read(given).text for given in (REPORT, str(file), "-")}
    assert len(texts) == 1
    assert "Ingrid Solberg" in texts.pop()


def test_a_page_gives_its_article(tmp_path: Path):
    file = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.split("\n"))
    file.write_text(f"<html><head><title>Heron 2</title></head><body><article>{paragraphs}</article></body></html>")
    assert "<p>" not in read(str(file)).text
    assert "Ingrid Solberg" in read(str(file)).text


@pytest.mark.parametrize("name", ["gone.txt", "folder/gone"])
def test_a_name_that_is_no_file_is_a_mistake_and_no_text(name: str):
    with pytest.raises(UsageError, match="no file"):
        read(name)


def test_a_folder_cannot_be_read(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        read(str(tmp_path))


@pytest.mark.parametrize("text", ["two words", "", "…", "na " * 5000])
def test_a_text_too_short_to_be_found_is_wrong_usage(text: str, tmp_path: Path):
    with pytest.raises(UsageError, match="too short to trace"):
        trace(Settings(home=tmp_path, encoder="none"), document(text))


@pytest.mark.edge
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/report", "http://10.0.0.1/report"])
def test_an_address_that_is_refused_is_told_with_the_reason(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
    with pytest.raises(CopydeskError, match=r"is refused: .* is a (loopback|private) address"):
        read(address)


@pytest.mark.edge
class TestAgainstHistory:
    """A warehouse with a wire report, a spun copy of it and something else."""

    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        from flows.decide_steps.decide import decide
        from flows.decide_steps.newsdesk import Fresh, Newsdesk
        from warehouse.articles import add_articles
        from warehouse.db import Warehouse

        monkeypatch.setenv("COPYDESK_HOME", str(tmp_path))
        monkeypatch.setenv("COPYDESK_ENCODER", "none")
        desk = Newsdesk(Settings(home=tmp_path, encoder="none"))
        with Warehouse(tmp_path).writing() as con:
            desk.stock(con)
            for hour, (name, text) in enumerate((("wire", REPORT), ("spin", SPUN), ("ferry", UNRELATED))):
                url = f"https://{name}.example/1"
                article = Article(
                    url, url, name, f"{name} tells", (Part("en", text),), "en", NOW, published=NOW.replace(hour=hour)
                )
                draft = desk.draft(article)
                new = add_articles(con, [article], 1)
                decide(con, [Fresh(new[url], draft)], desk, NOW)
        return tmp_path

    def told(self, *arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(build(), ["trace", *arguments])
        return result.exit_code, result.output

    def test_a_cut_of_the_spun_copy_is_traced_to_it_and_on_to_the_wire(self, home: Path):
        cut = "\n".join(SPUN.split("\n")[:5])
        status, shown = self.told(cut, "--json")
        found = json.loads(shown)
        assert status == 0
        assert [step["outlet"] for step in found["lineage"]] == ["spin", "wire"]
        assert found["lineage"][0]["kind"] == "excerpt"
        assert found["matches"][0]["verdict"]["evidence"][0]["b_text"]
        assert "Taken from spin, which took it from wire" in self.told(cut)[1]

    def test_nothing_is_stored(self, home: Path):
        before = _rows(home)
        self.told(SPUN)
        self.told(OTHER_REPORT)
        assert _rows(home) == before

    def test_a_text_that_was_met_nowhere_says_so_with_its_own_status(self, home: Path):
        status, shown = self.told(OTHER_REPORT)
        assert status == 1
        assert "Met nowhere" in shown

    def test_two_hundred_thousand_words_are_answered_soon(self, home: Path):
        long = "\n".join(f"In year {number} {line}" for number in range(1200) for line in REPORT.split("\n"))
        start = time.process_time()
        document_of = read(long)
        found = trace(Settings(home=home, encoder="none"), document_of)
        assert time.process_time() - start < 60
        assert len(long.split()) > 200_000
        assert any("characters were compared" in note for note in found.notes)

    def test_without_a_warehouse_only_seeds_are_asked_and_none_is_made(self, tmp_path: Path):
        elsewhere = tmp_path / "nowhere"
        found = trace(Settings(home=elsewhere, encoder="none"), document(REPORT))
        assert not found.found
        assert found.notes[0].startswith("nothing has been crawled yet")
        assert not elsewhere.exists()


def _rows(home: Path) -> dict[str, int]:
    from warehouse.db import Warehouse

    with Warehouse(home).reading() as con:
        names = [row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: con.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
