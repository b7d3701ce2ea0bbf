"""The deployments of Prefect: those of prefect.yaml, with one daily digest for each channel in place of the one."""

from __future__ import annotations

import copy
import json
import urllib.request
from typing import TYPE_CHECKING, Any

import yaml

from desk import yaml_file
from desk.digest.channel import DEFAULT
from desk.errors import CopydeskError
from flows.channel_list import channels_of
from flows.jobs.prefect_server import POOL, ROOT, answers, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.digest.channel import Channel
    from flows.jobs.prefect_server import Place
    from flows.settings import Settings

BUNDLED = ROOT / "flows" / "jobs" / "bundle" / "prefect.yaml"  # where a wheel puts it
FILE = BUNDLED if BUNDLED.is_file() else ROOT / "prefect.yaml"
DAILY = "daily"  # the deployment that is made once for each channel


def deploy(where: Place, settings: Settings) -> list[str]:
    """Make the work pool and all deployments, and take out those of channels that are no more; their names.

    Doing it again changes nothing.
    """
    if not answers(where):
        remedy = "Start one with `copydesk up`, or name its port with --port"
        raise CopydeskError(where.api, "no Prefect server answers there", remedy)
    channels = channels_of(settings)
    file = where.home / "prefect.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    told = with_channels(yaml_file.read(FILE, "the installation"), channels)
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    run(where, "work-pool", "create", POOL, "--type", "process", "--overwrite")
    run(where, "--no-prompt", "deploy", "--all", "--prefect-file", str(file))
    for name in _left_over(where, {each["name"] for each in told["deployments"]}):
        run(where, "deployment", "delete", name)
    return [f"{each['entrypoint'].rsplit('.')[-1]}/{each['name']}" for each in told["deployments"]]


def with_channels(file: dict[str, Any], channels: Sequence[Channel]) -> dict[str, Any]:
    """The content of prefect.yaml with a deployment for each channel, at its hour in its zone."""
    told = copy.deepcopy(file)
    deployments = []
    for each in told["deployments"]:
        deployments += [_for(channel, each) for channel in channels] if each["name"] == DAILY else [each]
    return told | {"deployments": deployments}


def _for(channel: Channel, daily: dict[str, Any]) -> dict[str, Any]:
    hour, minute = map(int, channel.hour.split(":"))
    mine = copy.deepcopy(daily) | {"name": channel.name}
    if channel.name != DEFAULT:
        mine |= {
            "parameters": {"channel": channel.name},
            "description": f"Sends the digest of the channel {channel.name}.",
        }
    (schedule,) = mine["schedules"]
    schedule["cron"] = f"{minute} {hour} * * *"
    schedule["timezone"] = channel.zone or schedule["timezone"]
    return mine


def _left_over(where: Place, names: set[str]) -> list[str]:
    """Digest deployments on the server whose channel is gone."""
    asked = urllib.request.Request(  # noqa: S310 - our own server on loopback
        f"{where.api}/deployments/filter",
        json.dumps({"flows": {"name": {"any_": ["digest"]}}}).encode(),
        {"Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(asked, timeout=30) as answer:
        found = json.load(answer)
    return [
        f"digest/{each['name']}"
        for each in found
        if each["entrypoint"] == "flows.digest.digest" and each["name"] not in names
    ]
