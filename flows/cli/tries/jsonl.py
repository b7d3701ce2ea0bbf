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
    except Exception as error:  # noqa: BLE001 - one line's trouble is that line's answer, the next line goes on
        return {"error": f"{type(error).__name__}: {str(error)[:300]}"}


def pipe(
    judge: Callable[[dict[str, Any]], dict[str, Any]], lines: Iterable[str] | None = None, out: Any = None
) -> bool:
    """Read standard input to its end, write an answer for each line that is not blank; False if every line failed."""
    out, read, failed = out or sys.stdout, 0, 0
    for given in answers(judge, lines if lines is not None else _typed()):
        out.write(written(given) + "\n")
        out.flush()
        read, failed = read + 1, failed + ("error" in given)
    return not read or failed < read


def written(given: dict[str, Any]) -> str:
    """An answer as one line; half of a surrogate pair, which no file can hold, stays an escape."""
    line = json.dumps(given, ensure_ascii=False, default=str)
    return line if _encodable(line) else json.dumps(given, default=str)


def _encodable(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _typed() -> Iterator[str]:
    """The lines of standard input; bytes that are no UTF-8 spoil no more than their own line."""
    return (line.decode("utf-8", "replace") for line in sys.stdin.buffer)


def answers(judge: Callable[[dict[str, Any]], dict[str, Any]], lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The answers to `lines`, in order."""
    return (answer(line, judge) for line in lines if line.strip())
