"""A YAML file that a person wrote: read, or refused with file, line and remedy; the same words for every file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from desk.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from desk.errors import CopydeskError

SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is built in: workers begin with such files


def read(path: Path, setting: str, loader: Any = SAFE) -> Any:
    """What a file says; ConfigError names the file and line, `setting` is where a wrong path can be mended."""
    return parse(read_text(path, setting), str(path), loader)


def read_text(path: Path, setting: str) -> str:
    """The text of a UTF-8 file; ConfigError as `read`."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})", f"Check {setting}") from None
    except UnicodeDecodeError:
        raise ConfigError(str(path), "is not UTF-8", "Save it as UTF-8") from None


def parse(text: str, name: str, loader: Any = SAFE, error: type[CopydeskError] = ConfigError) -> Any:
    """What a YAML text says; an `error` names the line of the file called `name`."""
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - each loader given here is a safe one
    except yaml.YAMLError as trouble:
        raise complaint(trouble, text, name, error) from None


def complaint(trouble: yaml.YAMLError, text: str, name: str, error: type[CopydeskError] = ConfigError) -> CopydeskError:
    """The error that tells where a YAML text is none, and what to do about it."""
    mark = getattr(trouble, "problem_mark", None)
    rows = text.splitlines()
    line = min(mark.line + 1, max(1, len(rows))) if mark else 1  # an early end is told of the line behind the last
    if 0 < line <= len(rows) and "\t" in rows[line - 1]:
        problem, remedy = "a tab stands in the indentation", "YAML wants spaces: put two for each tab"
    else:
        problem = f"is not YAML: {getattr(trouble, 'problem', None) or trouble}"
        remedy = "Indent with spaces, quote what holds a colon; look at the line above as well"
    return error(f"{name}:{line}", problem, remedy)
