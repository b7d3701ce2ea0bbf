"""Writing an outlet into outlets.yaml: appended as text, so that comments and order stay as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from desk.errors import ConfigError
from sources.outlets import parse

if TYPE_CHECKING:
    from desk.models import Outlet


def entry(outlet: Outlet) -> str:
    """The YAML of one outlet, as a person would write it."""
    lines = [
        f"- id: {_scalar(outlet.id)}",
        f"  name: {_scalar(outlet.name)}",
        f"  home: {_scalar(outlet.home)}",
        f"  language: {_scalar(outlet.language)}",
        *([f"  ports: {list(outlet.ports)}"] if outlet.ports else []),
        "  sources:",
    ]
    for source in outlet.sources:
        lines += [f"    - kind: {source.kind}", f"      url: {_scalar(source.url)}"]
        lines += [f"      selector: {_scalar(source.selector)}"] if source.selector else []
        lines += [f"      pattern: {_scalar(source.pattern)}"] if source.pattern else []
    return "\n".join(lines) + "\n"


def append(path: Path, outlet: Outlet) -> None:
    """Add the outlet at the end of the file, which is made if there is none. ConfigError if its id is taken."""
    before = path.read_text("utf-8") if path.exists() else "# The outlets copydesk reads.\n"
    indent = "  " if "\noutlets:" in "\n" + before and _nested(before) else ""
    block = "".join(indent + line + "\n" for line in entry(outlet).splitlines())
    after = before.rstrip("\n") + "\n\n" + block
    parse(after, path.name)  # an id that is taken, or a file that was broken before, is refused here
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_text(after, "utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ConfigError(str(path), f"cannot be written: {error.strerror}", "Name another file with --file") from None


def _nested(text: str) -> bool:
    """Whether the list stands indented under the key `outlets`."""
    below = text.split("outlets:", 1)[1].splitlines()
    return next((line.startswith(" ") for line in below if line.strip().startswith("-")), False)


def _scalar(text: str | None) -> str:
    """The text as one YAML scalar, quoted where it must be."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=10_000)).split("\n...")[0].strip()
