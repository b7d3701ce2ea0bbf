"""`copydesk try … --jsonl`: one JSON object a line in, one out, same order, errors as {"error": …}."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from desk.errors import CopydeskError


def answer(line: str, judge: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """One line's answer; whatever the line holds, it is a JSON object."""
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict):
            return {"error": "the line is not a JSON object"}
        return judge(asked)
    except (CopydeskError, OSError) as error:
        return {"error": str(error)}
    except (ValueError, KeyError, TypeError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def pipe(
    judge: Callable[[dict[str, Any]], dict[str, Any]], lines: Iterable[str] | None = None, out: Any = None
) -> None:
    """Read standard input to its end, write an answer for each line that is not blank."""
    out = out or sys.stdout
    for given in answers(judge, lines if lines is not None else sys.stdin):
        out.write(json.dumps(given, ensure_ascii=False, default=str) + "\n")
        out.flush()


def answers(judge: Callable[[dict[str, Any]], dict[str, Any]], lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The answers to `lines`, in order."""
    return (answer(line, judge) for line in lines if line.strip())
