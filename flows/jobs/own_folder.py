"""Ownership of a folder: what a command empties must be its own, or empty; nothing of a user's is deleted unasked."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desk.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 3  # names told of what stands in the way


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
            named = ", ".join(there[:SHOWN]) + (", …" if len(there) > SHOWN else "")
            problem = f"holds {named} and was not made by `copydesk {command}`"
            raise ConfigError(str(folder), problem, "Name an empty folder, or empty it yourself")
        for name in there:
            _remove(folder / name)
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"copydesk {command} made this folder and empties it when it runs again.\n", "utf-8")
    except OSError as error:
        raise ConfigError(str(folder), f"cannot be made ready ({error.strerror})", "Name a folder that can") from None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
