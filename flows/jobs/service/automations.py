"""What Prefect's server does by itself: runs that crashed, failed, are late, silent or missing are noticed and told.

The server's own events decide, so that a killed flow, worker or machine needs no last word. Telling is a run of
`notice/desk`, which goes the way of the digest to Slack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.jobs.prefect_server import HEARTBEAT
from flows.jobs.service.api import call, pages

if TYPE_CHECKING:
    from flows.jobs.prefect_server import Place

BEGINNING = "copydesk: "  # of the names of ours, so that others stay as they are
KINDS = ("crawl", "digest", "upkeep", "backup")
SILENT = 5 * HEARTBEAT  # seconds without a sign of life
MISSING = {"crawl": 3 * 3600, "digest": 26 * 3600}  # seconds without a run that ended well
_ENDS = [f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")]


def keep_automations(where: Place) -> list[str]:
    """Make them, or set them right; doing it again changes nothing. Their names."""
    deployments = pages(where, "/deployments/filter", {"flows": {"name": {"any_": ["notice"]}}})
    if not deployments:
        return []
    there = {each["name"]: each["id"] for each in pages(where, "/automations/filter", {}) if _is_ours(each)}
    wanted = automations(deployments[0]["id"])
    for each in wanted:
        if known := there.pop(each["name"], None):
            call(where, "PUT", f"/automations/{known}", each)
        else:
            call(where, "POST", "/automations/", each)
    for left in there.values():
        call(where, "DELETE", f"/automations/{left}")
    return [each["name"] for each in wanted]


def automations(notice: str) -> list[dict[str, Any]]:
    """All of them; `notice` is the id of the deployment that tells."""
    ended = _telling(notice, "{{ flow_run.name }} ended as {{ flow_run.state.name }}: {{ flow_run.state.message }}")
    late = _telling(notice, "{{ flow_run.name }} of {{ flow.name }} is late: no worker took it")
    gone = {"type": "change-flow-run-state", "state": "CRASHED", "message": f"No sign of life for {SILENT} s."}
    made = [
        _automation("a run crashed or failed", _reactive(["Crashed", "Failed"]), ended),
        _automation("a run is late", _reactive(["Late"]), late),
        _automation("a run gives no sign of life", _silent(), gone),
    ]
    for kind, seconds in MISSING.items():
        words = f"No {kind} has ended well for {seconds // 3600} hours."
        made.append(
            _automation(f"no {kind} for {seconds // 3600} hours", _missing(kind, seconds), _telling(notice, words))
        )
    return made


def _automation(name: str, trigger: dict[str, Any], action: dict[str, Any]) -> dict[str, Any]:
    return {"name": BEGINNING + name, "enabled": True, "trigger": {"type": "event", **trigger}, "actions": [action]}


def _reactive(states: list[str]) -> dict[str, Any]:
    return {
        "posture": "Reactive",
        "expect": [f"prefect.flow-run.{state}" for state in states],
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "match_related": _tagged(*KINDS),
        "for_each": ["prefect.resource.id"],
        "threshold": 1,
        "within": 0,
    }


def _silent() -> dict[str, Any]:
    return {
        "posture": "Proactive",
        "after": ["prefect.flow-run.heartbeat"],
        "expect": ["prefect.flow-run.heartbeat", *_ENDS],
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "match_related": _tagged(*KINDS),
        "for_each": ["prefect.resource.id"],
        "threshold": 1,
        "within": SILENT,
    }


def _missing(kind: str, seconds: int) -> dict[str, Any]:
    return {
        "posture": "Proactive",
        "expect": ["prefect.flow-run.Completed"],
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "match_related": _tagged(kind),
        "threshold": 1,
        "within": seconds,
    }


def _tagged(*tags: str) -> dict[str, Any]:
    return {"prefect.resource.role": "tag", "prefect.resource.id": [f"prefect.tag.{tag}" for tag in tags]}


def _telling(notice: str, words: str) -> dict[str, Any]:
    return {
        "type": "run-deployment",
        "source": "selected",
        "deployment_id": notice,
        "parameters": {"words": {"__prefect_kind": "jinja", "template": words}},
    }


def _is_ours(automation: dict[str, Any]) -> bool:
    return str(automation["name"]).startswith(BEGINNING)
