"""Where a server's deployments differ from prefect.yaml, told in words."""

from __future__ import annotations

import copy

import pytest
import yaml

from desk.errors import CopydeskError
from flows.jobs.service import pool
from flows.jobs.service.automations import MISSING, automations
from flows.jobs.service.drift import differences
from tests.support.paths import ROOT

ZONES = {"COPYDESK_TIMEZONE": "Europe/Paris", "COPYDESK_VERSION": "1.2"}
FILE = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
DAILY = next(each for each in FILE if each["name"] == "daily")


def server(wanted):
    """The deployment as a server has it that was told the file."""
    (plan,) = wanted["schedules"]
    return {
        "tags": list(wanted["tags"]),
        "description": wanted["description"],
        "entrypoint": wanted["entrypoint"],
        "version": "1.2",
        "parameters": dict(wanted["parameters"]),
        "enforce_parameter_schema": True,
        "work_pool_name": "copydesk",
        "work_queue_name": "default",
        "global_concurrency_limit": {"limit": 1},
        "concurrency_options": {"collision_strategy": wanted["concurrency_limit"]["collision_strategy"]},
        "paused": False,
        "schedules": [
            {"schedule": {"cron": plan["cron"], "timezone": "Europe/Paris"}, "active": True, "parameters": {}},
        ],
    }


def told(change):
    has = server(DAILY)
    change(has)
    return list(differences(DAILY, has, ZONES))


def test_a_server_that_was_told_the_file_differs_in_nothing():
    assert told(lambda has: None) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda has: has["schedules"][0].update(active=False),
            ["its schedule 0 8 * * * (Europe/Paris) is switched off"],
        ),
        (
            lambda has: has["schedules"][0]["schedule"].update(cron="0 9 * * *"),
            [
                "has the schedule 0 9 * * * (Europe/Paris), which the file does not name",
                "lacks the schedule 0 8 * * * (Europe/Paris)",
            ],
        ),
        (lambda has: has["schedules"].clear(), ["lacks the schedule 0 8 * * * (Europe/Paris)"]),
        (lambda has: has.update(paused=True), ["paused is True, not False"]),
        (lambda has: has.update(version="1.1"), ["version is '1.1', not '1.2'"]),
        (lambda has: has.update(global_concurrency_limit=None), ["limit is None, not 1"]),
        (
            lambda has: has["global_concurrency_limit"].update(active=False),
            ["limit in force is False, not True"],
        ),
        (lambda has: has.update(job_variables={"env": {}}), ["job variables is {'env': {}}, not {}"]),
        (lambda has: has.update(pull_steps=[{"shell": "x"}]), ["pull steps is [{'shell': 'x'}], not []"]),
        (
            lambda has: has["concurrency_options"].update(collision_strategy="CANCEL_NEW"),
            ["collision strategy is 'CANCEL_NEW', not 'ENQUEUE'"],
        ),
        (lambda has: has.update(parameters={"preview": True}), ["parameters is {'preview': True}, not {}"]),
    ],
)  # fmt: skip
def test_each_difference_is_told(change, words):
    assert told(change) == words


def test_a_key_that_prefect_would_drop_is_a_difference():
    wanted = copy.deepcopy(DAILY) | {"concurency_limit": 3}
    wanted["schedules"][0]["time_zone"] = "UTC"
    assert list(differences(wanted, server(DAILY), ZONES)) == [
        "the file's key 'concurency_limit' is none that Prefect keeps",
        "the file's key 'time_zone' is none that Prefect keeps",
    ]


@pytest.mark.parametrize(
    ("pools", "queues", "words"),
    [
        ([], [], ["is not on the server"]),
        ([{"type": "process"}], [{}], []),
        ([{"type": "kubernetes"}], [{}], ["type is 'kubernetes', not 'process'"]),
        ([{"type": "process", "is_paused": True}], [], ["is paused", "has no queue default"]),
        ([{"type": "process"}], [{"concurrency_limit": 0}], ["its queue default is limited to 0 runs at once"]),
    ],
)  # fmt: skip
def test_a_pool_of_another_type_or_closed_by_hand_is_told(monkeypatch, pools, queues, words):
    usual = {"is_paused": False, "concurrency_limit": None}
    rows = {
        "/work_pools/filter": [usual | {"name": "copydesk"} | each for each in pools],
        "/work_pools/copydesk/queues/filter": [usual | {"name": "default"} | each for each in queues],
    }
    monkeypatch.setattr(pool, "pages", lambda _, path, __: rows[path])
    assert pool.pool_drift(None) == [f"work pool copydesk: {each}" for each in words]


def test_a_pool_of_another_type_is_not_deployed_to(monkeypatch):
    monkeypatch.setattr(pool, "pages", lambda *_: [{"name": "copydesk", "type": "docker"}])
    with pytest.raises(CopydeskError, match=r"is of type docker, not process.*prefect work-pool delete copydesk"):
        pool.keep_pool(None)


def test_crawls_are_scheduled_in_a_zone_whose_clocks_never_change():
    crawls = [each for each in FILE if "crawl" in each["tags"]]
    assert {each["schedules"][0]["timezone"] for each in crawls} == {"UTC"}
    minutes = [each["schedules"][0]["cron"].split()[0] for each in crawls]
    assert len(set(minutes)) == len(crawls) == 3, "no two groups begin in one minute"


def test_nobody_is_told_of_the_telling_itself():
    for each in automations("id"):
        assert "prefect.tag.notice" not in each["trigger"]["match_related"]["prefect.resource.id"]
    names = {each["name"] for each in automations("id")}
    assert names >= {f"copydesk: no {kind} for {seconds // 3600} hours" for kind, seconds in MISSING.items()}
