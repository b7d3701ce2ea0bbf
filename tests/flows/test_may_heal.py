"""What Prefect retries, and how its runs and tables look."""

from datetime import UTC, datetime

import pytest

from desk.errors import BusyError, ConfigError, DeliveryError, NamingError, UsageError, WarehouseError
from desk.visits import OutletReport


@pytest.fixture(scope="module", autouse=True)
def _quiet(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        yield


@pytest.mark.parametrize(
    ("error", "heals"),
    [
        (DeliveryError("#news", "cannot be reached", code="unreachable"), True),
        (DeliveryError("#news", "must wait", code="ratelimited"), True),
        (DeliveryError("#news", "the bot is not in it", code="not_in_channel"), False),
        (BusyError("var", "is being crawled"), True),
        (WarehouseError("var/copydesk.duckdb", "is held by another process (python, pid 7)"), True),
        (WarehouseError("var/copydesk.duckdb", "the disk is full"), False),
        (UsageError("gestern", "is no day"), False),
        (ConfigError("COPYDESK_TIMEZONE", "is no zone"), False),
        (NamingError("s9", "does not exist"), False),
        (ConnectionResetError(), True),
        (ZeroDivisionError(), False),
    ],
)
def test_only_what_may_heal_is_tried_again(error, heals):
    from flows.may_heal import may_heal

    assert may_heal(error) is heals


def test_a_run_is_named_in_the_zone_of_the_settings(monkeypatch):
    from flows.run_name import run_name

    monkeypatch.setenv("COPYDESK_TIMEZONE", "Asia/Shanghai")
    assert run_name("crawl", datetime(2026, 11, 22, 20, 5, 9, tzinfo=UTC)) == "crawl-2026-11-23T04:05:09"


@pytest.mark.slow
def test_the_table_of_a_crawl_begins_with_what_failed_and_reads_as_words():
    from flows.crawl import outlet_table

    reports = [
        OutletReport("wired", "ok", stored=3, seconds=1.234),
        OutletReport("lwn", "failed", reasons=("the host is down", "twice")),
        OutletReport("ars", "ok", stored=5),
        OutletReport("bbc", "partial", reasons=("one page is gone",)),
    ]
    table = outlet_table(reports)
    assert [row["Outlet"] for row in table] == ["lwn", "bbc", "ars", "wired"]
    assert (table[0]["Answered"], table[0]["Why"]) == ("no", "the host is down; twice")
    assert table[3]["Seconds"] == 1.2


@pytest.mark.slow
def test_each_outlet_of_a_run_is_one_line_of_the_log():
    from flows.crawl_steps.run import outlet_line

    told = outlet_line(12, OutletReport("lwn", "partial", stored=3, seconds=1.234, reasons=("one page\nis gone",)))
    assert told == "run 12 lwn: partial, 3 stored, 0 on topic, 0 copies, 0 left, 1.2 s; one page is gone"
