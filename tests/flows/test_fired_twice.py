"""One schedule fired twice in one second, two `copydesk up` at once: one crawl's worth of requests, one digest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from flows.jobs import prefect_server
from flows.jobs.service.api import call
from flows.settings import Settings
from tests.newsroom.serve import OUTLETS, newsroom
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.paths import ROOT
from tests.support.service import free_port, left_of

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
COMMAND = [sys.executable, "-u", "-m", "flows.cli"]
SECOND = timedelta(seconds=1)
OVER = {"COMPLETED", "CANCELLED", "FAILED", "CRASHED"}


def environment(home, address, slack):
    clean = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    return clean | {
        "COPYDESK_HOME": str(home), "COPYDESK_OUTLETS": str(OUTLETS), "COPYDESK_PACE": "0.1", "COPYDESK_WORKERS": "1",
        "HTTP_PROXY": address, "NO_PROXY": "127.0.0.1,localhost", "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "COPYDESK_SLACK_TOKEN": GOOD, "COPYDESK_SLACK_CHANNEL": NEWS, "COPYDESK_SLACK_BASE_URL": slack.base_url,
        "COPYDESK_SITE_PORT": address.rpartition(":")[2],
    }  # fmt: skip


@contextmanager
def started(port, env):
    """One `copydesk up`, whatever becomes of it; ended with all it started."""
    up = subprocess.Popen([*COMMAND, "up", "--port", str(port)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    try:
        yield up
    finally:
        if up.poll() is None:
            up.terminate()
            up.wait(90)
        up.stdout.close()


def fired_together(where, deployment, times, at):
    """So many schedules of a deployment that fire at the very same moment; returns the runs, which have all ended."""
    each = {"schedule": {"interval": 86400, "anchor_date": at.isoformat()}, "active": True}
    both = {"schedules": [each | {"slug": f"again-{number}"} for number in range(times)]}
    call(where, "PATCH", f"/deployments/{deployment['id']}", both)
    moment = {"after_": (at - SECOND).isoformat(), "before_": (at + SECOND).isoformat()}
    wanted = {"flow_runs": {"deployment_id": {"any_": [deployment["id"]]}, "expected_start_time": moment}}
    end = time.monotonic() + 120
    while time.monotonic() < end:
        runs = call(where, "POST", "/flow_runs/filter", wanted)
        if len(runs) == times and all(run["state_type"] in OVER for run in runs):
            return runs
        time.sleep(0.5)
    return pytest.fail(f"{[(run['name'], run['state_name']) for run in runs]}")


def test_two_ups_and_schedules_that_fire_twice_make_one_crawl_and_one_digest(tmp_path):
    port = free_port()
    with newsroom() as (address, asked), Slackd() as slack, ExitStack() as stack:
        crawled = subprocess.run(
            [*COMMAND, "crawl", "--quiet"], cwd=ROOT, env=environment(tmp_path / "alone", address, slack), check=False
        )
        assert crawled.returncode == 0
        alone = Counter(url for url, _ in asked)
        asked.clear()

        env = environment(tmp_path / "desk", address, slack)
        ups = [stack.enter_context(started(port, env)) for _ in range(2)]
        first, second = sorted(ups, key=lambda up: "runs already" not in up.stdout.readline(), reverse=True)
        assert second.wait(60) == 0, "one of two says who runs, and is content"
        assert any("Ctrl-C" in line for line in first.stdout), "the other runs"
        taken = first.stdout.readline()
        assert "the pages are not shown: port" in taken, "a port that another program has costs nothing else"

        where = prefect_server.place(Settings(_env_file=None, home=tmp_path / "desk"), port)
        found = {d["name"]: d for d in call(where, "POST", "/deployments/filter", {})}
        for deployment in found.values():  # none fires by itself meanwhile
            for schedule in deployment["schedules"]:
                path = f"/deployments/{deployment['id']}/schedules/{schedule['id']}"
                call(where, "PATCH", path, {"active": False})
        crawls = fired_together(where, found["hourly"], 2, datetime.now(UTC) + timedelta(seconds=15))
        assert sorted(run["state_type"] for run in crawls) in (["CANCELLED", "COMPLETED"], ["COMPLETED"] * 2)
        assert Counter(url for url, _ in asked) == alone, "a second crawl asked, or the one asked less"

        digests = fired_together(where, found["daily"], 2, datetime.now(UTC) + timedelta(seconds=15))
        assert [run["state_type"] for run in digests] == ["COMPLETED"] * 2
        assert len(slack.told()) == 1
        first.terminate()
        assert first.wait(90) == 0
    assert left_of(where.home) == {}
