"""DuckDB does not search the disk for pandas at every value."""

import importlib.util
import sys

import pytest

from tests.support.paths import ROOT
from warehouse import without_pandas

ASKED = """
import sys
asked = []
class Listening:
    @staticmethod
    def find_spec(name, path=None, target=None):
        asked.append(name)
sys.meta_path.insert(0, Listening)
from warehouse.db import Warehouse
from warehouse.leads import unknown_keys
from pathlib import Path
with Warehouse(Path(sys.argv[1])).writing() as con:
    unknown_keys(con, [f"key {number}" for number in range(500)])
print(asked.count("pandas"))
"""


@pytest.mark.edge
@pytest.mark.skipif(importlib.util.find_spec("pandas") is not None, reason="pandas is installed here")
def test_a_list_of_keys_is_no_list_of_searches(tmp_path):
    import subprocess

    told = subprocess.run([sys.executable, "-c", ASKED, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(told.stdout) <= 1


def test_a_pandas_that_is_there_stays(monkeypatch):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.setattr(without_pandas, "find_spec", lambda name: "found")
    without_pandas.say_so()
    assert "pandas" not in sys.modules


def test_where_there_is_none_an_import_fails_as_before(monkeypatch):
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.setattr(without_pandas, "find_spec", lambda name: None)
    without_pandas.say_so()
    with pytest.raises(ModuleNotFoundError):
        import pandas  # noqa: F401
