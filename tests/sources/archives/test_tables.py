import gzip
from pathlib import Path

import pytest

from desk.errors import UsageError
from sources.archives.tables import Broken, columns, kind, rows


def read(path):
    return [str(row) if isinstance(row, Broken) else row for row in rows(path)]


def test_json_lines_are_read_and_broken_ones_told_by_their_line(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"url": "a"}\n\nnot json\n[1]\n{"url": "b", "text": "c"}\n', "utf-8")
    assert read(path) == [
        {"url": "a"},
        "line 3: is no JSON object",
        "line 4: is no JSON object",
        {"url": "b", "text": "c"},
    ]
    assert columns(path) == ["url", "text"]


def test_csv_is_read_with_its_quotes_and_short_lines_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeffurl,text\r\na,"one,\r\ntwo"\r\nb\r\nc,d\r\n'.encode())
    assert read(path) == [
        {"url": "a", "text": "one,\r\ntwo"},
        "line 4: has 1 cells, the header has 2",
        {"url": "c", "text": "d"},
    ]
    assert columns(path) == ["url", "text"]


def test_tabs_and_gzip_are_known_by_the_ending(tmp_path):
    path = tmp_path / "a.tsv.gz"
    path.write_bytes(gzip.compress(b"url\ttext\na\tb\n"))
    assert read(path) == [{"url": "a", "text": "b"}]


def test_a_gzip_that_breaks_off_gives_its_rows_and_then_an_error(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(b"".join(b'{"url": "%d"}\n' % number for number in range(5000)))
    path.write_bytes(whole[: len(whole) // 2])
    given = []
    with pytest.raises(UsageError, match="cannot be read"):
        given.extend(rows(path))
    assert given[0] == {"url": "0"}


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.gz", "a.txt"])
def test_an_ending_that_is_no_table_is_told(name):
    with pytest.raises(UsageError, match="no table"):
        kind(Path(name))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        columns(tmp_path / "none.csv")
