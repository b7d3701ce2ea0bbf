"""The whole command as click has it, each argument and option named in one style, examples at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.cli.help.examples import epilog

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

# By name; what is not here is called after its type.
NAMED = {
    "outlet": "ID", "outlet_id": "ID", "ids": "ID", "seed_id": "ID", "name_id": "ID", "parent": "ID",
    "target": "FILE|URL|TEXT|-", "targets": "FILE|URL", "what": "STEP", "label": "NAME", "word": "WORD",
    "words": "WORD", "tag": "TAG", "language": "LANG", "topic": "TOPIC", "kind": "KIND", "date": "DATE",
    "since": "DATE", "file": "FILE", "outlets": "FILE", "export": "FILE",
    "to": "ID", "home": "DIR", "into": "DIR", "texts": "DIR", "url": "URL", "port": "PORT", "keep_days": "DAYS",
}  # fmt: skip
TYPES = {"int": "N", "float": "N", "Path": "FILE"}


def dressed(app: typer.Typer) -> Any:
    """The app as a click command that says of itself what every command should."""
    import typer

    root = typer.main.get_command(app)
    for path, command in walked(root):
        command.epilog = command.epilog or epilog(path)
        command.format_help = _quickly(command.format_help)
        for parameter in (*command.params, _help_flag(command)):
            if getattr(parameter, "is_flag", False):
                parameter.metavar = ""  # else <bool> stands behind each of them
            elif not parameter.metavar:
                parameter.metavar = _metavar(parameter)
    return root


def _quickly(format_help: Callable[..., None]) -> Callable[..., None]:
    def formatted(*given: Any) -> None:
        from flows.cli.help.quick import prepare

        prepare()
        format_help(*given)

    return formatted


def _help_flag(command: Any) -> Any:
    """--help, which every command makes when it is first asked for, and keeps."""
    return command.get_help_option(command.context_class(command))


def walked(command: Any, path: str = "") -> list[tuple[str, Any]]:
    """Every command below this one with its words, groups too."""
    found = [(path, command)]
    for name, inner in getattr(command, "commands", {}).items():
        found += walked(inner, f"{path} {name}".strip())
    return found


def _metavar(parameter: Any) -> str:
    described = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
    return NAMED.get(parameter.name) or TYPES.get(getattr(described, "__name__", ""), "TEXT")
