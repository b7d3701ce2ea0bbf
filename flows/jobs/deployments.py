"""The deployments of Prefect: those of prefect.yaml, with one daily digest for each channel in place of the one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import yaml

from desk import yaml_file
from desk.digest.channel import DEFAULT
from desk.errors import CopydeskError
from flows.channel_list import channels_of
from flows.jobs.prefect_server import ROOT, answers, run
from flows.jobs.service.api import call, pages
from flows.jobs.service.drift import deployments_of, name_of
from flows.jobs.service.pool import keep_pool

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
    file = where.home / "prefect.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    wanted = told(settings)
    keep_pool(where)
    file.write_text(yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False), "utf-8")
    run(where, "--no-prompt", "deploy", "--all", "--prefect-file", str(file))
    for name in _left_over(where, {each["name"] for each in wanted["deployments"]}):
        run(where, "deployment", "delete", name)
    _let_limit(where)
    return [name_of(each) for each in wanted["deployments"]]


def _let_limit(where: Place) -> None:
    """A limit that somebody switched off limits nothing; deploying anew leaves it so."""
    for each in deployments_of(where):
        if (limit := each.get("global_concurrency_limit")) and not limit["active"]:
            call(where, "PATCH", f"/v2/concurrency_limits/{limit['id']}", {"active": True})


def told(settings: Settings) -> dict[str, Any]:
    """What the server should have: prefect.yaml with a digest for each channel, at its hour in its zone."""
    return with_channels(yaml_file.read(FILE, "the installation"), channels_of(settings))


def with_channels(file: dict[str, Any], channels: Sequence[Channel]) -> dict[str, Any]:
    """The content of prefect.yaml with a deployment for each channel, at its hour in its zone."""
    copied = copy.deepcopy(file)
    deployments = []
    for each in copied["deployments"]:
        deployments += [_for(channel, each) for channel in channels] if each["name"] == DAILY else [each]
    return copied | {"deployments": deployments}


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
    found = pages(where, "/deployments/filter", {"flows": {"name": {"any_": ["digest"]}}})
    return [
        f"digest/{each['name']}"
        for each in found
        if each["entrypoint"] == "flows.digest.digest" and each["name"] not in names
    ]
