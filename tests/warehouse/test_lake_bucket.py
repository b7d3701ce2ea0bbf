"""A lake whose data files are in S3: a strict counterpart checks each signature, PostgreSQL is the catalog."""

import subprocess
import sys
import threading
from itertools import count

import duckdb
import pytest

from desk.errors import WarehouseError
from flows.stored import lake_of
from tests.newsroom.serve import OUTLETS, newsroom
from tests.s3d.server import BUCKET, KEY_ID, REGION, SECRET_KEY, S3d
from tests.support.crawling import copydesk, environment, settings
from tests.support.paths import ROOT
from tests.support.postgres import NONE, programs, running
from tests.support.stored import article
from warehouse import lake_bucket
from warehouse.articles import add_articles
from warehouse.lake import Lake, closed
from warehouse.lake_errors import PassingLakeError
from warehouse.lake_place import S3Access
from warehouse.lake_session import open_session
from warehouse.reading_sql import ask
from warehouse.upgrade import stored_in_lake

pytestmark = [pytest.mark.edge, pytest.mark.slow, pytest.mark.skipif(programs() is None, reason=NONE)]
DATA = f"s3://{BUCKET}/the desk/data"
AWS = {"AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET_KEY, "AWS_REGION": REGION}
NUMBERS = count()
READS = "SELECT count(*), min(text), max(length(text)) FROM bodies"


@pytest.fixture(scope="module")
def postgres():
    with running() as made:
        yield made


@pytest.fixture
def s3(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in AWS:
        monkeypatch.delenv(name, raising=False)
    with S3d() as made:
        yield made


@pytest.fixture
def asked(postgres, s3):
    """What a machine's environment says of a lake of its own in the bucket."""
    name = f"desk{next(NUMBERS)}"
    return {"COPYDESK_WAREHOUSE": f"ducklake:postgres:{postgres.dsn(name)}", "COPYDESK_LAKE_DATA": DATA} | s3.settings


def place_of(asked, tmp_path):
    words = {name.removeprefix("COPYDESK_").lower(): value for name, value in asked.items()}
    return lake_of(settings(tmp_path, None, **words))


@pytest.fixture
def desk(asked, tmp_path):
    there = Lake(tmp_path, place_of(asked, tmp_path), wait=0)
    yield there
    closed(there.place)


def fill(there, articles=700):
    with there.writing() as con:
        add_articles(con, [article(number) for number in range(articles)], 1)


def test_what_is_written_there_is_read_by_another_process(desk, s3, asked, tmp_path):
    fill(desk)
    assert [key for key in s3.objects if key.endswith(".parquet")]
    assert all(key.startswith("the desk/data/") for key in s3.objects)
    assert not [key for key in s3.objects if ".copydesk-" in key], "a probe stays behind"
    with desk.reading() as con:
        ours = con.execute(READS).fetchone()
    code = (
        "from flows.settings import load; from flows.stored import warehouse_of\n"
        f"with warehouse_of(load()).reading() as con: print(con.execute({READS!r}).fetchone())\n"
    )
    other = environment("http://127.0.0.1:9", tmp_path / "other", NO_PROXY="127.0.0.1", **asked)
    read = subprocess.run([sys.executable, "-c", code], env=other, cwd=ROOT, capture_output=True, text=True)
    assert (read.stdout.strip(), read.stderr) == (str(ours), "")
    assert ours[0] == 700


def test_a_crawl_is_written_there_and_another_machine_publishes_it(s3, asked, tmp_path):
    with newsroom() as (address, _):
        more = asked | {"COPYDESK_OUTLETS": str(OUTLETS), "NO_PROXY": "127.0.0.1"}
        crawled = copydesk(environment(address, tmp_path / "one", **more), "crawl", "modelwire", timeout=300)
        assert crawled.returncode == 0, crawled.stderr
        told = copydesk(environment(address, tmp_path / "two", **more), "upkeep", "publish", timeout=300)
        assert told.returncode == 0, told.stderr
    stored = [
        ask(tmp_path / home, "SELECT url, title, words FROM articles ORDER BY url").rows for home in ("one", "two")
    ]
    assert stored[0] == stored[1]
    assert stored[0]
    assert not (tmp_path / "one" / "copydesk.duckdb").exists()


def test_the_catalog_tells_the_bucket_to_who_is_told_the_keys_only(desk, asked, tmp_path):
    fill(desk, 1)
    place = place_of({name: value for name, value in asked.items() if name != "COPYDESK_LAKE_DATA"}, tmp_path)
    with Lake(tmp_path, place, wait=0).reading() as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    closed(place)


@pytest.mark.parametrize("lacking", [("KEY_ID", "SECRET_KEY", "REGION"), ("REGION",)])
def test_what_is_not_told_is_the_environments(lacking, asked, tmp_path, monkeypatch):
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    told = {name: value for name, value in asked.items() if not name.endswith(lacking)}
    there = Lake(tmp_path, place_of(told, tmp_path), wait=0)
    fill(there, 1)
    closed(there.place)


def test_a_warehouse_moves_there_and_back_the_same(asked, house, s3, tmp_path):
    fill(house)
    here = environment("http://127.0.0.1:9", house.home, NO_PROXY="127.0.0.1", **asked)
    told = copydesk(here, "warehouse", "move", "lake", timeout=300)
    assert (told.returncode, told.stderr) == (0, "")
    assert any(len(body) > 10_000 for body in s3.objects.values())
    back = copydesk(here | {"COPYDESK_HOME": str(tmp_path / "back")}, "warehouse", "move", "file", timeout=300)
    assert back.returncode == 0, back.stderr
    assert back.stdout.splitlines()[0] == told.stdout.splitlines()[0]
    assert "checksums are the same on both sides" in back.stdout
    looked = copydesk(here, "upgrade-check", timeout=300)
    assert "DuckLake" in looked.stdout, looked


def test_upkeep_removes_files_that_no_state_needs(desk, s3, monkeypatch):
    monkeypatch.setattr("warehouse.lake.KEPT", "0 seconds")
    fill(desk, 600)
    with desk.writing() as con:
        con.execute("DELETE FROM bodies")
        con.execute("DELETE FROM articles")
    before = set(s3.objects)
    desk.tidied()
    assert before - set(s3.objects)
    assert not [key for key in s3.objects if "/bodies/" in key]


WRONG = {  # what is wrong: changed words, what is said, the setting that is named
    "secret": ({"COPYDESK_S3_SECRET_KEY": "wrong/Wrong+Wrong"}, "not accept these keys", "COPYDESK_S3_SECRET_KEY"),
    "key id": ({"COPYDESK_S3_KEY_ID": "AKIANOBODY0000000001"}, "not accept these keys", "COPYDESK_S3_KEY_ID"),
    "no keys": ({"COPYDESK_S3_KEY_ID": "", "COPYDESK_S3_SECRET_KEY": ""}, "", "COPYDESK_S3_KEY_ID"),
    "region": ({"COPYDESK_S3_REGION": "elsewhere-2"}, "in another region", "COPYDESK_S3_REGION"),
    "bucket": ({"COPYDESK_LAKE_DATA": "s3://nobody/desk"}, "S3 has no such bucket", "COPYDESK_LAKE_DATA"),
    "tls": ({"COPYDESK_S3_SSL": "true"}, "cannot be reached by TLS", "COPYDESK_S3_SSL"),
    "server": ({"COPYDESK_S3_ENDPOINT": "127.0.0.1:1"}, "S3 cannot be reached", "COPYDESK_S3_ENDPOINT"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_one_error_that_names_bucket_and_setting_and_makes_no_lake(what, asked, postgres, tmp_path):
    changed, said, setting = WRONG[what]
    words = asked | changed
    with pytest.raises(WarehouseError) as told, Lake(tmp_path, place_of(words, tmp_path), wait=0).reading():
        pass
    text = str(told.value)
    assert words["COPYDESK_LAKE_DATA"] in text
    assert said in text
    assert setting in text
    assert "\n" not in text
    keys = (words["COPYDESK_S3_SECRET_KEY"], words["COPYDESK_S3_KEY_ID"])
    assert not [key for key in keys if key and key in text]
    database = words["COPYDESK_WAREHOUSE"].rpartition("dbname=")[2]
    assert postgres.sql("SELECT to_regclass('ducklake_metadata') IS NULL", database) == "t"


@pytest.mark.parametrize("right", ["PUT", "GET", "DELETE"])
def test_a_right_that_the_keys_lack_is_told_before_anything_is_asked(right, desk, s3, tmp_path):
    fill(desk, 1)
    closed(desk.place)
    s3.refused = {right}
    for look in (lambda: open_session(desk.place), lambda: stored_in_lake(desk.place)):
        with pytest.raises((WarehouseError, duckdb.Error)):
            look()
    with pytest.raises(WarehouseError, match=rf"{DATA}/: S3 does not allow it to these keys.*COPYDESK_S3_KEY_ID"):
        desk._session()


def test_a_server_that_is_gone_for_a_moment_costs_nothing(asked, s3, tmp_path):
    there = Lake(tmp_path, place_of(asked, tmp_path), wait=30)
    tried = []

    def step(con):
        tried.append(1)
        if len(tried) == 1:
            s3.trouble = "InternalError"
            threading.Timer(1.0, setattr, (s3, "trouble", "")).start()
        add_articles(con, [article(number) for number in range(600)], 1)

    with there.alone(), there.opened() as con:
        there.carried_out(con, step)
    assert len(tried) == 2
    with there.reading() as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (600,)
    closed(there.place)


def test_a_server_that_stays_away_is_told_and_nothing_is_written(desk, s3):
    fill(desk, 1)
    s3.trouble = "SlowDown"
    with pytest.raises(PassingLakeError, match=rf"{BUCKET}.*S3 cannot be reached.*COPYDESK_S3_ENDPOINT"):
        fill(desk, 600)
    s3.trouble = ""
    with desk.reading() as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_wrong_key_of_a_command_is_one_line_without_secrets(asked, tmp_path):
    env = environment("http://127.0.0.1:9", tmp_path, NO_PROXY="127.0.0.1", **asked)
    told = copydesk(env | {"COPYDESK_S3_SECRET_KEY": "wrong/Wrong+Wrong"}, "crawl")
    assert told.returncode == 1
    assert f"{DATA}/: S3 does not accept these keys" in told.stderr
    assert not [word for word in ("wrong/Wrong", KEY_ID, "Traceback") if word in told.stderr + told.stdout]


def test_large_files_go_in_parts(s3):
    with duckdb.connect(config={"threads": 1}) as con:
        access = S3Access(f"127.0.0.1:{s3.port}", REGION, KEY_ID, SECRET_KEY, "path", ssl=False)
        lake_bucket.reach(con, f"{DATA}/", access)
        con.execute("SET s3_uploader_max_filesize = '50GB'")  # so that a part has 5 MB
        con.execute(f"COPY (SELECT hash(range) AS a FROM range(800_000)) TO '{DATA}/large.parquet'")
        assert sum("partNumber" in path for _, path in s3.asked) > 1
        assert con.execute(f"SELECT count(DISTINCT a) FROM '{DATA}/large.parquet'").fetchone() == (800_000,)
