"""`copydesk config`: every setting, its value, and where it comes from."""

from __future__ import annotations

from typing import Annotated, Any

import typer


def register(app: typer.Typer) -> None:
    """Add `config` to the app."""
    app.command()(config)


def config(as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False) -> None:
    """Show the settings in force: value, and whether it is the environment's, of .env or the default. No secrets."""
    import sys

    rows = settings()
    if as_json:
        import json

        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from flows.cli.ask.tables import write_table

    columns = ("setting", "value", "from", "meaning")
    told = [tuple(str(row[name]) for name in columns) for row in rows]
    write_table(columns, ["VARCHAR"] * len(columns), told, sys.stdout, 0)


def settings() -> list[dict[str, Any]]:
    """A row a setting; of a secret only whether it is set."""
    from pydantic import SecretStr

    from flows.settings import PREFIX, Settings, given, load

    here, found = given(), load()
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(found, name)
        told = "set, not shown" if isinstance(value, SecretStr) else _plain(value)
        variable = PREFIX + name.upper()
        rows.append(
            {"setting": variable, "value": told, "from": here.get(variable, "default"), "meaning": field.description}
        )
    return rows


def _plain(value: object) -> str:
    if value is None or value == ():
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
