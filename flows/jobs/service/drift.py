"""Where deployments, pool and automations of a server are not as `up` makes them: edited by hand, or older."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.jobs.service.api import pages
from flows.jobs.service.automations import automations
from flows.jobs.service.pool import pool_drift

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flows.jobs.prefect_server import Place

KEYS = {
    "name", "version", "tags", "description", "entrypoint", "parameters", "work_pool", "concurrency_limit", "schedules",
    "enforce_parameter_schema",
}  # fmt: skip
SCHEDULE = {"cron", "timezone", "slug", "parameters", "active"}
LIMIT = {"limit", "collision_strategy", "grace_period_seconds"}
TAG = "copydesk"


def drift(where: Place, told: Mapping[str, Any]) -> list[str]:
    """Every difference in words: the pool's, then in the order of the file, then those of the automations.

    A key of the file that Prefect would drop without a word is one.
    """
    there = {name_of(each): each for each in deployments_of(where)}
    found = pool_drift(where)
    for each in told["deployments"]:
        name = name_of(each)
        has = there.pop(name, None)
        if has is None:
            found.append(f"{name}: is not on the server")
            continue
        found += [f"{name}: {words}" for words in differences(each, has, where.environment, told.get("pull"))]
    found += [f"{name}: is on the server and not in the file" for name in there]
    return found + list(_automations(where))


def _automations(where: Place) -> Iterator[str]:
    """Those of ours that the server lacks, has switched off, or has otherwise."""
    there = {each["name"]: each for each in pages(where, "/automations/filter", {})}
    for each in automations(""):
        has = there.get(each["name"])
        if has is None:
            yield f"automation {each['name']}: is not on the server"
        elif not has["enabled"]:
            yield f"automation {each['name']}: is switched off"
        elif _differs(each["trigger"], has["trigger"]):
            yield f"automation {each['name']}: its trigger was edited"


def _differs(ours: Any, theirs: Any) -> bool:
    """Whether what we said stands there otherwise; what the server adds by itself does not count."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return any(_differs(value, theirs.get(key)) for key, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list):
        return sorted(map(str, ours)) != sorted(map(str, theirs))
    return bool(ours != theirs)


def differences(
    wanted: Mapping[str, Any], has: Mapping[str, Any], values: Mapping[str, str], pull: Any = None
) -> Iterator[str]:
    """How one deployment of the server differs from its entry in the file."""
    yield from _unknown(wanted, KEYS)
    pool, limit = wanted["work_pool"], wanted["concurrency_limit"]
    yield from _unknown(limit, LIMIT)
    options, counted = has.get("concurrency_options") or {}, has.get("global_concurrency_limit") or {}
    pairs: list[tuple[str, Any, Any]] = [
        ("tags", sorted(wanted["tags"]), sorted(has["tags"])),
        ("description", wanted["description"].strip(), (has["description"] or "").strip()),
        ("entrypoint", wanted["entrypoint"], has["entrypoint"]),
        ("version", _filled(wanted["version"], values), has["version"]),
        ("parameters", wanted["parameters"], has["parameters"]),
        ("enforce_parameter_schema", wanted.get("enforce_parameter_schema", True), has["enforce_parameter_schema"]),
        ("work pool", pool["name"], has["work_pool_name"]),
        ("work queue", pool["work_queue_name"], has["work_queue_name"]),
        ("limit", limit["limit"], counted.get("limit")),
        ("limit in force", True, counted.get("active", True)),
        ("collision strategy", limit["collision_strategy"], options.get("collision_strategy")),
        ("grace period", limit.get("grace_period_seconds"), options.get("grace_period_seconds")),
        ("job variables", {}, has.get("job_variables") or {}),
        ("pull steps", _all_filled(pull or [], values), has.get("pull_steps") or []),
        ("paused", False, has["paused"]),
    ]
    yield from (f"{what} is {there!r}, not {ours!r}" for what, ours, there in pairs if ours != there)
    yield from _schedules(wanted["schedules"], has["schedules"], values)


def _schedules(
    wanted: Sequence[Mapping[str, Any]], has: Sequence[Mapping[str, Any]], values: Mapping[str, str]
) -> Iterator[str]:
    ours, theirs = [], []
    for each in wanted:
        yield from _unknown(each, SCHEDULE)
        zone = _filled(each["timezone"], values)
        ours.append((each["cron"], zone, each.get("parameters") or {}, each.get("active", True)))
    for each in has:
        plan = each["schedule"]
        told = plan.get("cron") or plan.get("rrule") or f"every {plan.get('interval')} s"
        theirs.append((told, plan.get("timezone"), each.get("parameters") or {}, each["active"]))
    for cron, zone, parameters, active in theirs:
        if not active and (cron, zone, parameters, True) in ours:
            yield f"its schedule {cron} ({zone}) is switched off"
            ours.remove((cron, zone, parameters, True))
        elif (cron, zone, parameters, active) in ours:
            ours.remove((cron, zone, parameters, active))
        else:
            yield f"has the schedule {cron} ({zone}), which the file does not name"
    yield from (f"lacks the schedule {cron} ({zone})" for cron, zone, *_ in ours)


def _unknown(entry: Mapping[str, Any], known: set[str]) -> list[str]:
    return [f"the file's key {key!r} is none that Prefect keeps" for key in entry if key not in known]


def _filled(text: str, values: Mapping[str, str]) -> str:
    """`{{ $NAME }}` as Prefect fills it in when it deploys."""
    if text.startswith("{{ $") and text.endswith(" }}"):
        return values.get(text[4:-3].strip(), "")
    return text


def _all_filled(told: Any, values: Mapping[str, str]) -> Any:
    if isinstance(told, dict):
        return {key: _all_filled(value, values) for key, value in told.items()}
    if isinstance(told, list):
        return [_all_filled(value, values) for value in told]
    return _filled(told, values) if isinstance(told, str) else told


def deployments_of(where: Place) -> list[dict[str, Any]]:
    """Ours, as the server has them, by name."""
    return pages(where, "/deployments/filter", {"deployments": {"tags": {"all_": [TAG]}}, "sort": "NAME_ASC"})


def name_of(deployment: Mapping[str, Any]) -> str:
    """As Prefect shows it, and the file's entry has it: FLOW/NAME."""
    return f"{str(deployment['entrypoint']).rsplit('.')[-1]}/{deployment['name']}"
