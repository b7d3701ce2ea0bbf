"""The real cycle: a Prefect server, the deployments of prefect.yaml read back, a worker that runs them."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from flows.jobs import prefect_server
from flows.jobs.deployments import deploy, told
from flows.jobs.service.api import call
from flows.jobs.service.automations import keep_automations
from flows.jobs.service.drift import drift
from flows.jobs.service.slots import release_dead
from flows.settings import Settings
from tests.newsroom.serve import OUTLETS, newsroom
from tests.support.paths import ROOT
from tests.support.service import free_port

pytestmark = [pytest.mark.prefect, pytest.mark.slow]
CHANNELS = """- {name: policy, folder: told, hour: "17:30", zone: Europe/Paris}
- {name: gone, folder: told}
"""
HUSH = "hmac-of-the-desk"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def post(where, path, body):
    asked = urllib.request.Request(
        f"{where.api}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    return json.load(DIRECT.open(asked, timeout=30))


@pytest.fixture(scope="module")
def cycle(tmp_path_factory):
    """A newsroom, a Prefect server with the deployments, and a worker whose runs crawl that newsroom."""
    home = tmp_path_factory.mktemp("cycle")
    with newsroom() as (address, asked):
        world = {
            "HTTP_PROXY": address, "COPYDESK_OUTLETS": str(OUTLETS), "COPYDESK_PACE": "0",
            "COPYDESK_TIMEZONE": "Asia/Shanghai", "COPYDESK_WORKERS": "1", "COPYDESK_WEBHOOK_SECRET": HUSH,
            "COPYDESK_LOG": "json",
        }  # fmt: skip
        before = {name: os.environ.get(name) for name in world}
        os.environ.update(world)
        try:
            settings = Settings(home=home)
            settings.own_channels.write_text(CHANNELS)
            where = prefect_server.place(settings, free_port())
            with prefect_server.server(where):
                deploy(where, settings)
                settings.own_channels.write_text("".join(CHANNELS.splitlines(keepends=True)[:1]))
                deploy(where, settings)
                with prefect_server.worker(where, where.home / "worker.log"):
                    yield where, home, asked
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def test_every_deployment_stands_on_the_server_as_the_file_says(cycle):
    where, _, _ = cycle
    found = {d["name"]: d for d in post(where, "/deployments/filter", {})}
    wanted = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    names = {"hourly", "labs", "press", "daily", "nightly", "weekly", "desk"}
    assert {d["name"] for d in wanted} == names
    assert set(found) == names | {"policy"}, "a channel that is gone has no deployment"
    policy = found["policy"]
    (schedule,) = policy["schedules"]
    assert (schedule["schedule"]["cron"], schedule["schedule"]["timezone"]) == ("30 17 * * *", "Europe/Paris")
    assert (policy["entrypoint"], policy["parameters"]) == ("flows.digest.digest", {"channel": "policy"})
    assert set(found["hourly"]["parameter_openapi_schema"]["properties"]) == {
        "outlets",
        "only_due",
        "tags",
        "languages",
    }
    for declared in wanted:
        there = found[declared["name"]]
        assert there["tags"] == declared["tags"]
        for name, schema in there["parameter_openapi_schema"]["properties"].items():
            assert schema.get("description"), f"{declared['name']}: {name} says nothing of itself"
        assert there["entrypoint"] == declared["entrypoint"]
        assert there["work_pool_name"] == "copydesk"
        assert there["parameters"] == declared["parameters"]
        for schedule, plan in zip(there["schedules"], declared["schedules"], strict=True):
            assert schedule["active"]
            assert schedule["schedule"]["cron"] == plan["cron"]
            assert schedule["schedule"]["timezone"] == ("UTC" if plan["timezone"] == "UTC" else "Asia/Shanghai")
        assert there["global_concurrency_limit"]["limit"] == declared["concurrency_limit"]["limit"] == 1
        assert there["concurrency_options"]["collision_strategy"] == declared["concurrency_limit"]["collision_strategy"]


def test_what_was_changed_by_hand_on_the_server_is_told_and_deploying_again_mends_it(cycle):
    where, home, _ = cycle
    wanted = told(Settings(home=home))
    keep_automations(where)
    assert drift(where, wanted) == []
    there = {d["name"]: d for d in post(where, "/deployments/filter", {})}
    (schedule,) = there["weekly"]["schedules"]
    call(where, "PATCH", f"/deployments/{there['weekly']['id']}/schedules/{schedule['id']}", {"active": False})
    call(where, "PATCH", f"/deployments/{there['labs']['id']}", {"paused": True})
    press, limit = there["press"], there["hourly"]["global_concurrency_limit"]["id"]
    call(where, "PATCH", f"/deployments/{press['id']}", {"tags": ["copydesk"], "description": "mine", "version": "0"})
    call(where, "PATCH", f"/v2/concurrency_limits/{limit}", {"active": False})
    call(where, "PATCH", "/work_pools/copydesk", {"is_paused": True})
    call(where, "PATCH", "/work_pools/copydesk/queues/default", {"concurrency_limit": 1})
    off = next(each for each in post(where, "/automations/filter", {}) if "late" in each["name"])
    call(where, "PATCH", f"/automations/{off['id']}", {"enabled": False})
    version, described = press["version"], press["description"]
    assert drift(where, wanted) == [
        "work pool copydesk: is paused",
        "work pool copydesk: its queue default is limited to 1 runs at once",
        "crawl/hourly: limit in force is False, not True",
        "crawl/labs: paused is True, not False",
        "crawl/press: tags is ['copydesk'], not ['copydesk', 'crawl']",
        f"crawl/press: description is 'mine', not {described!r}",
        f"crawl/press: version is '0', not {version!r}",
        "backup/weekly: its schedule 30 5 * * 0 (Asia/Shanghai) is switched off",
        "automation copydesk: a run is late: is switched off",
    ]
    deploy(where, Settings(home=home))
    keep_automations(where)
    assert drift(where, wanted) == []


def test_automations_are_made_once_however_often(cycle):
    where, _, _ = cycle
    names = keep_automations(where)
    assert keep_automations(where) == names
    found = post(where, "/automations/filter", {})
    assert sorted(each["name"] for each in found) == sorted(names)
    assert all(each["enabled"] for each in found)


def test_the_slot_of_a_run_that_nobody_executes_is_freed(cycle):
    where, _, _ = cycle
    deployment = {d["name"]: d for d in post(where, "/deployments/filter", {})}["press"]
    run = call(where, "POST", f"/deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    for state in ("PENDING", "RUNNING"):
        call(where, "POST", f"/flow_runs/{run['id']}/set_state", {"state": {"type": state}, "force": True})
    limit = f"/v2/concurrency_limits/{deployment['global_concurrency_limit']['id']}"
    call(where, "PATCH", limit, {"active_slots": 1})  # as after kill -9 of the server, which forgets the lease
    assert release_dead(where, since=datetime.now(UTC)) == [run["name"]]
    assert call(where, "GET", f"/flow_runs/{run['id']}")["state_name"] == "Crashed"
    assert call(where, "GET", limit)["active_slots"] == 0


def test_a_worker_completes_a_crawl_and_a_digest(cycle):
    where, home, asked = cycle
    for name in ("crawl/hourly", "digest/daily", "upkeep/nightly", "backup/weekly"):
        done = subprocess.run(
            prefect_server.command("deployment", "run", name, "--watch"),
            env=where.environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
        log = (where.home / "worker.log").read_text("utf-8", "replace")[-3000:]
        assert done.returncode == 0, f"{name}: {done.stdout[-800:]}\n{log}"
    count = [sys.executable, "-m", "flows.cli", "sql", "select count(*) as n from articles", "--format", "json"]
    told = subprocess.run(count, env=where.environment, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout)[0]["n"] >= 40
    assert list((home / "digests").glob("*.md")), "the digest was not written"
    runs = post(where, "/flow_runs/filter", {})
    assert {r["name"].split("-")[0] for r in runs if r["state_type"] == "COMPLETED"} >= {"crawl", "digest", "upkeep"}
    tasks = post(where, "/task_runs/filter", {})
    outlets = {o["id"] for o in yaml.safe_load(OUTLETS.read_text("utf-8"))}
    assert {t["name"] for t in tasks} >= outlets, "one task per outlet"
    assert len(tasks) < len(asked), "no task per article"
    artifacts = {a["key"]: a["type"] for a in post(where, "/artifacts/filter", {})}
    assert artifacts.get("outlet-reports") == "table"
    assert artifacts.get("digest") == "markdown"


def logged(where, run):
    """What Prefect keeps of a run's log."""
    asked = {"logs": {"flow_run_id": {"any_": [run]}}, "limit": 200}
    return [each["message"] for each in post(where, "/logs/filter", asked)]


def test_a_line_of_the_log_leads_to_the_row_and_to_the_run_of_prefect_and_back(cycle):
    where, _, _ = cycle
    query = "select r.id, r.flow_run, r.program, v.outlet from runs r join visits v on v.run_id = r.id"
    ask = [sys.executable, "-m", "flows.cli", "sql", query, "--format", "json"]
    told = subprocess.run(ask, env=where.environment, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rows = json.loads(told)
    number, flow_run = rows[0]["id"], rows[0]["flow_run"]
    outlets = {row["outlet"] for row in rows if row["id"] == number}
    assert call(where, "GET", f"/flow_runs/{flow_run}")["name"].startswith("crawl-")
    lines = logged(where, flow_run)
    assert {line.split(":")[0] for line in lines if line.startswith(f"run {number} ")} == {
        f"run {number} {outlet}" for outlet in outlets
    }, "one line an outlet"
    assert any(line.startswith(f"run {number}: crawl ok; ") for line in lines)
    assert not [line for line in lines if "HTTP Request" in line]
    written = (where.home / "worker.log").read_text("utf-8").splitlines()
    objects = [json.loads(line) for line in written if line.startswith("{")]  # Prefect greets in plain words
    mine = [each for each in objects if each.get("flow_run") == flow_run and "outlet" in each]
    assert {each["outlet"] for each in mine} >= outlets, "the same lines on the worker's standard error"
    assert {each["run"] for each in mine if "status" in each} == {number}


def test_no_secret_reaches_the_log_that_prefect_keeps(cycle):
    where, _, _ = cycle
    words = f"sent with {HUSH} and xoxb-12345-abcdefgh to postgresql://desk:pass-word@db/x"
    _, run = ended(where, "notice/desk", {"words": json.dumps(words)})
    lines = logged(where, run["id"])
    assert "sent with … and xoxb-… to postgresql://…@db/x" in "\n".join(lines)
    everywhere = "\n".join(lines) + (where.home / "worker.log").read_text("utf-8")
    assert not [each for each in (HUSH, "abcdefgh", "pass-word") if each in everywhere]


def ended(where, deployment, parameters):
    """How a run of the deployment ended: its state, and how often it ran."""
    words = [word for name, value in parameters.items() for word in ("-p", f"{name}={value}")]
    done = subprocess.run(
        prefect_server.command("deployment", "run", deployment, *words, "--watch"),
        env=where.environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    made = re.search(r"UUID\W+([0-9a-f-]{36})", done.stdout)  # schedules begin runs of their own meanwhile
    assert made, done.stdout + done.stderr
    runs = post(where, "/flow_runs/filter", {"flow_runs": {"id": {"any_": [made[1]]}}})
    return done, runs[0]


@pytest.mark.parametrize(
    ("deployment", "parameters", "told"),
    [
        ("digest/daily", {"topic": '"beekeeping"'}, "beekeeping"),
        ("digest/daily", {"day": '"gestern"'}, "valid date"),
        ("crawl/hourly", {"outlets": '["nowhere"]'}, "nowhere: is no configured outlet"),
    ],
)
def test_a_run_that_cannot_heal_is_not_tried_again_and_says_why_in_words(cycle, deployment, parameters, told):
    _, run = ended(cycle[0], deployment, parameters)
    assert run["state_type"] == "FAILED"
    assert run["run_count"] <= 1  # none at all where its parameters are wrong
    assert told in run["state"]["message"]


def test_a_day_is_asked_for_as_a_date_and_a_run_is_named_in_the_configured_zone(cycle):
    where, _, _ = cycle
    found = {d["name"]: d for d in post(where, "/deployments/filter", {})}
    day = found["daily"]["parameter_openapi_schema"]["properties"]["day"]
    assert {"type": "string", "format": "date"} in day["anyOf"]
    names = {run["name"] for run in post(where, "/flow_runs/filter", {}) if run["state_type"] == "COMPLETED"}
    here = datetime.now(ZoneInfo("Asia/Shanghai"))
    assert {name[:18] for name in names if name.startswith("crawl-")} <= {
        f"crawl-{here - timedelta(hours=hours):%Y-%m-%dT%H}"[:18] for hours in range(2)
    }


def test_up_starts_again_what_is_killed_is_one_a_home_and_stops_everything_on_sigterm(tmp_path):
    port, pages = free_port(), free_port()
    environment = os.environ | {
        "COPYDESK_HOME": str(tmp_path), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "COPYDESK_SITE_PORT": str(pages),
    }  # fmt: skip
    words = [sys.executable, "-u", "-m", "flows.cli", "up", "--port", str(port)]
    with started(words, environment) as up:
        lines = []
        for line in up.stdout:
            lines.append(line)
            if "pages" in line:
                break
        else:
            pytest.fail("".join(lines))
        again = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
        assert f"runs already: process {up.pid} since" in again.stdout
        assert shown(pages) == 503, "no crawl yet"
        status = subprocess.run(
            [*words[:-3], "status", "--json"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert json.loads(status.stdout)["site"] == f"http://127.0.0.1:{pages}/"
        for kind in (b"prefect\0worker", b"prefect\0server", b"site\0serve"):
            os.kill(running(up.pid, kind), signal.SIGKILL)
            assert "ended with status -9; starting it again" in up.stdout.readline()
            assert running(up.pid, kind), "the line is told before the process is there"
        assert shown(pages) == 503
        mine = children(up.pid)
        assert len(mine) >= 3, "a server, a worker, the pages"
        up.send_signal(signal.SIGTERM)
        rest = up.communicate(timeout=90)[0]
    assert "stopped" in rest
    assert up.returncode == 0
    assert not [pid for pid in mine if alive(pid)], "a process was left behind"
    assert not prefect_server.occupied(port)
    assert not prefect_server.occupied(pages)


def shown(port):
    """The status of the site's first page, once somebody answers."""
    for _ in range(100):
        try:
            return DIRECT.open(f"http://127.0.0.1:{port}/", timeout=10).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.2)
    return None


@contextmanager
def started(words, environment):
    """A process whose output is read; killed with its children where the block fails, which would else wait for it."""
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        except BaseException:
            for pid in (process.pid, *children(process.pid)):
                os.kill(pid, signal.SIGKILL)
            raise


def running(pid, words):
    """The process below this one with these words in its command line, once it is there; None after ten seconds."""
    for _ in range(50):
        for child in children(pid):
            with suppress(OSError):  # it ended just then
                if words in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
        time.sleep(0.2)
    return None


def children(pid):
    """The process ids below this one, with their own children."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [below for child in map(int, found) for below in (child, *children(child))]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
