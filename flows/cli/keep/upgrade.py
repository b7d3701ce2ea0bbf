"""`copydesk upgrade-check`: what a new version would meet, before it is started."""

from __future__ import annotations

from typing import Annotated

import typer

MARKS = {"ok": " ", "note": "~", "stop": "!"}


def register(app: typer.Typer) -> None:
    """Add `upgrade-check` to the app."""
    app.command("upgrade-check")(upgrade_check)


def upgrade_check(
    port: Annotated[int, typer.Option(min=1, max=65535, help="port of the Prefect server on loopback")] = 4200,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
) -> None:
    """What stands in the way of this version: migrations and room for their backup, who is at work, rules, deployments.

    Changes nothing. Exit status 1 where something must be mended first.
    """
    from flows.jobs.service.upgrade import upgrade_check
    from flows.settings import load

    found = upgrade_check(load(), port)
    if as_json:
        import json

        print(json.dumps(found.record(), ensure_ascii=False))
    else:
        for each in found.findings:
            print(f"{MARKS[each.state]} {each.what}: {each.said}")
        print(f"copydesk {found.program} {'may be started' if found.ready else 'must wait: see the lines with !'}")
    if not found.ready:
        raise typer.Exit(1)
