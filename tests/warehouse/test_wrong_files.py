"""Each file of the home that is not what it should be is one clear error that names it and what to do."""

import shutil

import duckdb
import pytest

from desk.errors import WarehouseError
from tests.support.stored import NOON, store_visit, visit
from warehouse.backups import back_up
from warehouse.connection import BLOCK
from warehouse.db import FILE_NAME, Warehouse
from warehouse.reading_copy import READING_NAME, ask, publish
from warehouse.search import Wanted, search
from warehouse.upkeep import check

pytestmark = pytest.mark.edge
AWAY = "Move it away"
HEADERS = 3 * 4096  # bytes before the first block of a DuckDB file
ANEW = "copydesk upkeep publish"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    warehouse = Warehouse(tmp_path_factory.mktemp("whole"))
    with warehouse.writing() as con:
        store_visit(con, visit(1, "abc"))
    publish(warehouse, NOON)
    return warehouse.home


@pytest.fixture
def home(published, tmp_path):
    return shutil.copytree(published, tmp_path / "var")


def texts(home):
    return ask(home, "SELECT count(*) FROM texts").rows


def words(home):
    return ask(home, "FROM search('weights')").rows


def found(home):
    return search(home, Wanted("weights"))


def written(home):
    return publish(Warehouse(home))


def checked(home):
    return check(Warehouse(home))


def backed_up(home):
    return back_up(Warehouse(home), home / "backups", NOON)


def folder(path):
    gone(path)
    path.mkdir()
    (path / "inside").write_text("x")


def file(path):
    gone(path)
    path.write_text("in the way")


def half(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def spoilt(path):
    """A block with texts, which nobody reads who only opens the file."""
    with duckdb.connect(str(path)) as con:
        asked = "SELECT block_id FROM pragma_storage_info('bodies') WHERE persistent AND column_name = 'text'"
        block = con.execute(asked).fetchone()[0]
    with path.open("r+b") as file:
        file.seek(HEADERS + block * BLOCK + 100)
        file.write(b"spoilt" * 20)


def gone(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def foreign(path):
    gone(path)
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE of_somebody_else (a INTEGER)")


DAY, INDEX = "bodies/2026-03-02.parquet", "search/000000000001-000000000003.words"


@pytest.mark.parametrize(
    ("name", "harm", "work", "told"),
    [
        (FILE_NAME, folder, checked, rf"{FILE_NAME}: is a folder, not a file\. {AWAY}"),
        (FILE_NAME, half, checked, rf"{FILE_NAME}: the file is damaged\. Restore it from a backup \(`copydesk upkeep"),
        (
            FILE_NAME,
            spoilt,
            backed_up,
            rf"{FILE_NAME}: cannot be backed up, its copy is no good.*Older backups are kept",
        ),
        (FILE_NAME, foreign, checked, rf"{FILE_NAME}: is a DuckDB file, but not copydesk's"),
        (READING_NAME, folder, texts, rf"{READING_NAME}: is a folder, not a file\. `{ANEW}`"),
        (READING_NAME, folder, written, rf"{READING_NAME}: is a folder, not a file\. {AWAY}"),
        (READING_NAME, half, texts, rf"{READING_NAME}: the file is damaged\. `{ANEW}`"),
        (READING_NAME, foreign, texts, rf"{READING_NAME}: is a DuckDB file, but no reading copy\. {AWAY}; `{ANEW}`"),
        (READING_NAME, foreign, found, rf"{READING_NAME}: is a DuckDB file, but no reading copy"),
        ("bodies", file, texts, rf"misses a file of texts or of its index\. `{ANEW}`"),
        ("bodies", file, written, rf"bodies: is a file, not a folder\. {AWAY}"),
        ("search", file, written, rf"search: is a file, not a folder\. {AWAY}"),
        (DAY, half, texts, rf"{DAY}: the file is damaged\. `{ANEW} --fresh`"),
        (DAY, folder, written, rf"{DAY}: is a folder, not a file\. {AWAY}"),
        (INDEX, gone, words, rf"misses a file of texts or of its index\. `{ANEW}`"),
        (INDEX, gone, found, rf"search: the index cannot be read.*`{ANEW} --fresh`"),
        (INDEX, half, words, rf"{INDEX}: the file is damaged\. `{ANEW} --fresh`"),
        ("warehouse.lock", folder, checked, rf"warehouse\.lock: is a folder, not a file\. {AWAY}"),
    ],
)
def test_what_is_not_what_it_should_be_is_named_with_what_to_do(home, name, harm, work, told):
    harm(home / name)
    with pytest.raises(WarehouseError, match=told) as error:
        work(home)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(("name", "harm"), [(READING_NAME, half), (DAY, half), (DAY, gone), (INDEX, gone)])
def test_what_was_made_from_the_warehouse_is_made_again(home, name, harm):
    harm(home / name)
    publish(Warehouse(home), fresh=True)
    assert texts(home) == [(3,)]
    assert len(words(home)) == 3


def test_an_article_is_found_without_its_passage_where_its_day_is_damaged(home):
    half(home / DAY)
    assert [hit.passage for hit in found(home).hits] == [None] * 3


@pytest.mark.parametrize(("name", "harm"), [(FILE_NAME, half), (FILE_NAME, folder), (DAY, gone), ("states", file)])
def test_the_rest_answers(home, name, harm):
    harm(home / name)
    assert ask(home, "SELECT count(*) FROM articles").rows == [(3,)]
