"""What stands in the way of a new version, before it is started: nothing is changed by asking.

Run with the program that is to be used from now on, while the old one may still be there.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import CopydeskError, WarehouseError
from flows.crawl_steps.lock import crawler
from flows.jobs import prefect_server
from flows.jobs.deployments import told
from flows.jobs.service import processes
from flows.jobs.service.drift import drift
from flows.jobs.service.hold import Holder, holder
from flows.stored import lake_of
from warehouse.copy_verdicts import RULES
from warehouse.upgrade import Stored, stored, stored_in_lake
from warehouse.upkeep import size

if TYPE_CHECKING:
    from flows.settings import Settings

PG_DUMP = (
    "nothing is copied before: take a pg_dump of its database, whose data files stay for seven days, or run"
    " `copydesk warehouse move file` with the program of before"
)
STOP = "Stop it first (`copydesk down`), start it again with the new version"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. state: ok; note (worth knowing, nothing is in the way); stop (mend it first)."""

    what: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Upgrade:
    """All that was looked at."""

    program: str
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether the new version may be started now."""
        return all(each.state != "stop" for each in self.findings)

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {"program": self.program, "ready": self.ready, "findings": [asdict(each) for each in self.findings]}


def upgrade_check(settings: Settings, port: int) -> Upgrade:
    """Look at the file, the disk, who is at work, the rules, the deployments and the workers."""
    up = holder(prefect_server.place(settings, port).home)
    found = [_service(settings, up), _crawl(settings.home), _home(settings.home), *_warehouse(settings)]
    found += _deployments(settings, up.port if up else port)
    return Upgrade(version("copydesk"), tuple(found))


def _service(settings: Settings, up: Holder | None) -> Finding:
    if up is None:
        return Finding("service", "ok", "copydesk up does not run for this home")
    ran = ", ".join(sorted(processes.versions(settings.home.resolve() / "prefect"))) or "of a version it does not say"
    said = f"copydesk up runs ({up.sentence()}), started as {ran}; this is {version('copydesk')}. {STOP}"
    return Finding("service", "stop", said)


def _crawl(home: Path) -> Finding:
    who = crawler(home)
    if who:
        return Finding("crawl", "stop", f"{home} is being crawled by {who}. Wait for its end, or stop it")
    return Finding("crawl", "ok", "nobody crawls")


def _home(home: Path) -> Finding:
    if _writable(home):
        return Finding("home", "ok", f"{home} can be written")
    return Finding("home", "stop", f"{home} cannot be written. Check whose it is, and whom the service runs as")


def _warehouse(settings: Settings) -> list[Finding]:
    try:
        if settings.warehouse is not None:
            return _stored(settings, stored_in_lake(lake_of(settings)))
        return _stored(settings, stored(settings.home))
    except WarehouseError as error:
        return [Finding("warehouse", "stop", str(error))]


def _stored(settings: Settings, found: Stored | None) -> list[Finding]:
    if found is None:
        return [Finding("warehouse", "ok", "there is none yet")]
    return [_format(found), *_migrations(settings, found), _rules(found), *_programs(found)]


def _format(found: Stored) -> Finding:
    return Finding("file", "ok", f"{found.name}: {size(found.bytes)}, {found.format}")


def _migrations(settings: Settings, found: Stored) -> list[Finding]:
    if not found.pending:
        return [Finding("migrations", "ok", f"the schema is up to date ({found.schema})")]
    names = ", ".join(found.pending)
    first = Finding("migrations", "note", f"pending, applied at the first start: {names}")
    if found.is_lake:
        return [first, Finding("backup", "note", PG_DUMP)]
    folder = settings.backup_folder
    free, needed = found.room(folder), found.needed
    room = "its disk does not tell how much is free" if free is None else f"{size(free)} free"
    said = f"the file is kept in {folder} first: {size(needed)} are needed, {room}"
    if free is not None and free < needed:
        remedy = "Free some space, or let COPYDESK_BACKUP_DIR name another disk"
        return [first, Finding("backup", "stop", f"{said}. {remedy}")]
    if not _writable(folder):
        remedy = "Check whose it is, or let COPYDESK_BACKUP_DIR name another folder"
        return [first, Finding("backup", "stop", f"{folder} cannot be written. {remedy}")]
    return [first, Finding("backup", "note" if free is None else "ok", said)]


def _rules(found: Stored) -> Finding:
    older = {rules: count for rules, count in found.rules.items() if rules != RULES}
    if not older:
        return Finding("rules", "ok", f"copies were judged by the rules of this version ({RULES})")
    many = ", ".join(f"{count:,} by rules {rules}" for rules, count in sorted(older.items()))
    said = f"copies were judged by other rules than this version's ({RULES}): {many}"
    return Finding("rules", "note", f"{said}. `copydesk upkeep redecide` decides anew")


def _programs(found: Stored) -> list[Finding]:
    """Machines whose newest run was of another version: they must be brought up too."""
    ours = version("copydesk")
    return [
        Finding("workers", "note", f"{host} last ran copydesk {program} ({at:%Y-%m-%d %H:%M} UTC), this is {ours}")
        for host, program, at in found.programs
        if program != ours
    ] or [Finding("workers", "ok", f"every machine that ran within a week ran {ours}, or did not say")]


def _deployments(settings: Settings, port: int) -> list[Finding]:
    where = prefect_server.place(settings, port)
    if not prefect_server.answers(where):
        return [Finding("deployments", "note", f"no Prefect server answers at {where.api}: not compared")]
    try:
        found = drift(where, told(settings))
    except CopydeskError as error:
        return [Finding("deployments", "stop", str(error))]
    if not found:
        return [Finding("deployments", "ok", "the server has what the file says")]
    return [Finding("deployments", "note", f"{each}. `copydesk deploy` sets it right") for each in found]


def _writable(folder: Path) -> bool:
    near = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    return near.is_dir() and os.access(near, os.W_OK | os.X_OK)
