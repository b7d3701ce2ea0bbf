"""Ownership of a folder: what a command empties must be its own, or empty; nothing of a user's is deleted unasked."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from desk.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 3  # names told of what stands in the way
HOME = "Let COPYDESK_HOME name a folder of its own"
# By any of these a folder is known as a home. A folder of nothing but hidden files may become one.
OURS = {
    "copydesk.duckdb", "reading.duckdb", "bodies", "digests", "outlets.yaml", "names.yaml", "channels.yaml", "demo",
    "prefect", "warehouse.lock", "crawl.lock", "sql_history", "fixtures", "site", "backups",
    "states", "encoder.weights", "reading.spare.duckdb",
}  # fmt: skip
CHECKOUT = ("pyproject.toml", "prefect.yaml", "warehouse", "flows")  # together: a clone of this project


def mark_of(command: str) -> str:
    """The name of the file by which a command knows a folder it made."""
    return f".made-by-copydesk-{command}"


def emptied(folder: Path, command: str) -> None:
    """Make the folder, or empty it if `command` made it before; ConfigError if it holds anything else."""
    mark = folder / mark_of(command)
    try:
        if folder.exists() and not folder.is_dir():
            raise ConfigError(str(folder), "is a file", "Name a folder")
        there = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        if there and not mark.is_file():
            problem = f"holds {_named(there)} and was not made by `copydesk {command}`"
            raise ConfigError(str(folder), problem, "Name an empty folder, or empty it yourself")
        for name in there:
            _remove(folder / name)
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"copydesk {command} made this folder and empties it when it runs again.\n", "utf-8")
    except OSError as error:
        raise ConfigError(str(folder), f"cannot be made ready ({error.strerror})", "Name a folder that can") from None


def fit_home(folder: Path) -> None:
    """ConfigError if a home is a file, a clone of copydesk itself, may not be looked into, or is another program's."""
    try:
        if not folder.is_dir():
            if folder.exists():
                raise ConfigError(str(folder.absolute()), "is a file, not a folder", HOME)
            return
        there = sorted(entry.name for entry in folder.iterdir())
        os.stat(f"{folder}/.")  # noqa: PTH116 - it may be listed and not entered; Path would lose the dot
    except OSError as error:
        problem = f"may not be looked into ({error.strerror})"
        raise ConfigError(str(folder.absolute()), problem, f"Check whose it is. {HOME}") from None
    if all(name in there for name in CHECKOUT):
        problem = "is the checkout of copydesk itself; the warehouse would lie among its code"
        raise ConfigError(str(folder.absolute()), problem, f"{HOME}, such as {folder / 'var'}")
    strange = [name for name in there if not name.startswith(".")]
    if strange and not OURS & set(there):
        problem = f"holds {_named(strange)} and nothing of copydesk's: it looks like another program's folder"
        raise ConfigError(str(folder.absolute()), problem, HOME)


def _named(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
