"""What a monitor reads: Prometheus text of outlets, runs and counts; an exit status that says whether all is well."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from typer.testing import CliRunner

from flows.cli import build
from flows.cli.ask.health import troubles
from flows.cli.keep.metrics import measured
from warehouse.health import Health

NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
BROUGHT = {"fresh": 9, "read": 7, "unread": 1, "wanted": 2, "copied": 1, "undated_share": 0.25}
FINE = BROUGHT | {
    "outlet": "wire",
    "health": "ok",
    "last_success": NOW,
    "last_article": None,
    "failures": 0,
    "articles": 7,
}
ILL = BROUGHT | {
    "outlet": 'say "no"\n',
    "health": "failing",
    "last_success": None,
    "last_article": NOW,
    "failures": 3,
    "articles": 0,
}
RUN = {"kind": "crawl", "status": "ok", "started_at": NOW, "seconds": 4.5}
TOTALS = {"articles": 7, "relevant": 2, "copies": 1, "stories": 1, "open_leads": 4, "digests_waiting": 0}


def health(*outlets, runs=(RUN,), published=NOW):
    return Health(published, outlets, runs)


def samples(given):
    from prometheus_client import generate_latest

    text = generate_latest(measured(given, TOTALS)).decode()
    found = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(each.name, tuple(sorted(each.labels.items()))): each.value for each in found}


def test_every_outlet_run_and_count_is_told():
    told = samples(health(FINE, ILL))
    assert told["copydesk_articles", ()] == 7
    assert told["copydesk_open_leads", ()] == 4
    assert told["copydesk_outlet_health", (("health", "ok"), ("outlet", "wire"))] == 1
    assert told["copydesk_outlet_health", (("health", "failing"), ("outlet", "wire"))] == 0
    assert told["copydesk_outlet_health", (("health", "failing"), ("outlet", 'say "no"\n'))] == 1
    assert told["copydesk_outlet_failures", (("outlet", 'say "no"\n'),)] == 3
    assert told["copydesk_last_run_seconds", (("kind", "crawl"),)] == 4.5
    assert told["copydesk_last_run_status", (("kind", "crawl"), ("status", "ok"))] == 1


def test_what_never_was_is_no_zero():
    told = samples(health(ILL, runs=({**RUN, "seconds": None},)))
    assert ("copydesk_outlet_last_success_timestamp_seconds", (("outlet", 'say "no"\n'),)) not in told
    assert ("copydesk_last_run_seconds", (("kind", "crawl"),)) not in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (health(FINE), []),
        (health(), ["no outlet was visited yet"]),
        (health(FINE, ILL), ["1 outlet fails"]),
        (health(ILL), ["every outlet fails"]),
        (health(FINE, runs=({**RUN, "status": "crashed"},)), ["the last crawl crashed"]),
        (health(FINE, runs=({**RUN, "status": "partial"},)), []),
        (health(FINE, published=NOW - timedelta(hours=27)), ["nothing was published for 27 h"]),
    ],
)
def test_troubles_are_said_in_words(given, said):
    assert troubles(given, NOW) == said


@pytest.mark.edge
def test_the_commands_print_write_and_tell_by_their_exit_status(played, tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_HOME", str(played[0]))
    printed = CliRunner().invoke(build(), ["metrics"])
    assert "copydesk_articles 50.0" in printed.output
    target = tmp_path / "copydesk.prom"
    told = CliRunner().invoke(build(), ["metrics", "-o", str(target)])
    figures = sum(not line.startswith("#") for line in printed.output.splitlines())
    assert (told.exit_code, told.output) == (0, f"{figures} figures in {target}\n")
    assert target.read_text() == printed.output
    assert [file.name for file in tmp_path.iterdir()] == ["copydesk.prom"]
    refused = CliRunner().invoke(build(), ["metrics", "-o", str(tmp_path / "none" / "x")])
    assert "cannot be written" in str(refused.exception)
    assert CliRunner().invoke(build(), ["health"]).exit_code == 0
    checked = CliRunner().invoke(build(), ["health", "--check"])
    assert checked.exit_code == 1
    assert "trouble: 2 outlets fail" in checked.output
