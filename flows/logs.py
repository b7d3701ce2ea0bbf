"""What copydesk logs: text or JSON on standard error and in Prefect's runs, without secrets, joined by run ids.

Every room logs by its module's name. A line carries the number of its run (views `runs` and `visits`) and the id of the
Prefect flow run, where there is one; what a line is about beyond that it names as extra fields.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desk.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOMS = ("desk", "sources", "warehouse", "delivery", "pages", "flows")
LONGEST = 10_000  # characters of a line
ABOUT = ("run", "flow_run", "outlet", "address", "outcome", "reason", "status", "stored", "channel")  # extra fields
OF_PREFECT = {"flow_run_id": "flow_run", "flow_run_name": "flow_run_name", "task_run_name": "outlet"}
TEXT = "text"

_run: ContextVar[dict[str, Any]] = ContextVar("run", default={})  # noqa: B039 - never changed, always replaced
_known: set[str] = set()  # secrets of this process


class Redacting(logging.Filter):
    """Takes secrets out of a record, its traceback included, and notes the run it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: nothing is left out."""
        if getattr(record, "is_redacted", False):
            return True
        record.msg, record.args = without_secrets(record.getMessage()), None
        if record.exc_info:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            record.exc_info = None  # whoever formats it again would show what was taken out
        record.exc_text = without_secrets(record.exc_text) if record.exc_text else None
        for name in ABOUT:
            value = getattr(record, name, None) or _run.get().get(name)
            if value is not None:
                setattr(record, name, without_secrets(value) if isinstance(value, str) else value)
        record.is_redacted = True
        return True


class OfARun(logging.Filter):
    """For Prefect's API, which complains of a line that belongs to no flow run."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a flow run is known; one that Prefect's own context does not tell is noted."""
        from prefect.context import FlowRunContext, TaskRunContext

        if TaskRunContext.get() or FlowRunContext.get() or getattr(record, "flow_run_id", None):
            return True
        known = getattr(record, "flow_run", None)
        record.__dict__["flow_run_id"] = known
        return known is not None


class TextLines(logging.Formatter):
    """`2026-11-30T15:04:05Z INFO flows.crawl: …`; takes and ignores what a logging configuration hands a formatter."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback below it."""
        Redacting().filter(record)
        line = f"{_at(record)} {record.levelname} {record.name}: {_one_line(record.getMessage())}"
        return f"{line}\n{record.exc_text}" if record.exc_text else line


class JsonLines(TextLines):
    """One JSON object a line: at, level, from, message, and what it is about."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        Redacting().filter(record)
        told = {"at": _at(record), "level": record.levelname.lower(), "from": record.name}
        told |= {ours: str(value) for theirs, ours in OF_PREFECT.items() if (value := getattr(record, theirs, None))}
        told |= {name: value for name in ABOUT if (value := getattr(record, name, None)) is not None}
        told["message"] = record.getMessage()
        if record.exc_text:
            told["traceback"] = record.exc_text
        return json.dumps(told, ensure_ascii=False, default=str)


class PlainLines(TextLines):
    """The words alone, for a command line where nobody asked for a log."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback below it."""
        Redacting().filter(record)
        return f"{record.getMessage()}\n{record.exc_text}" if record.exc_text else record.getMessage()


def begin(form: str, level: str, secrets: Iterable[str]) -> None:
    """Log as the settings say: `form` text or json, `level` a name or '' for what fits where this process runs.

    Doing it again changes what is said and adds nothing. Where somebody handles the root logger's records already
    (Prefect, a program that calls these functions), they do so; only secrets are taken out.
    """
    _known.update(secret for secret in secrets if secret)
    root, asked, in_flow = logging.getLogger(), bool(level) or form != TEXT, flow_run() is not None
    if in_flow:
        _into_prefect()
        logging.getLogger("prefect.task_runs").setLevel("DEBUG" if level == "debug" else "WARNING")  # outlets say it
    ours = next((each for each in root.handlers if isinstance(each, _Ours)), None)
    if ours is None and not root.handlers:
        root.addHandler(ours := _Ours())
    if ours:
        ours.setFormatter(JsonLines() if form == "json" else TextLines() if asked or in_flow else PlainLines())
    for room in ROOMS:
        logging.getLogger(room).setLevel((level or ("info" if asked or in_flow else "warning")).upper())
    guard()


def _into_prefect() -> None:
    """What the rooms log goes to Prefect's API as well; where nobody watches, its console is ours."""
    from prefect.logging.handlers import APILogHandler, PrefectConsoleHandler

    root = logging.getLogger()
    if not sys.stderr.isatty():
        for console in [each for each in root.handlers if isinstance(each, PrefectConsoleHandler)]:
            root.removeHandler(console)
    for room in ROOMS:
        logger = logging.getLogger(room)
        if not any(isinstance(handler, APILogHandler) for handler in logger.handlers):
            logger.addHandler(APILogHandler())
        for handler in logger.handlers:
            if isinstance(handler, APILogHandler) and not any(isinstance(each, OfARun) for each in handler.filters):
                handler.addFilter(Redacting())
                handler.addFilter(OfARun())


def guard() -> None:
    """Take secrets out on every handler there is."""
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        if not any(isinstance(each, Redacting) for each in handler.filters):
            handler.addFilter(Redacting())


def hide(secret: str) -> None:
    """Never show this one either: a token that stands in a file, not in the settings."""
    _known.add(secret)


def without_secrets(text: str) -> str:
    """The text as it may be shown: without what looks like a secret, and without those of the settings."""
    return redacted(text[:LONGEST], _known)


@contextmanager
def of_run(**about: object) -> Iterator[None]:
    """Lines logged within belong to this run: `run` its number, `flow_run` the id of Prefect's; names as in ABOUT."""
    token = _run.set(_run.get() | {name: value for name, value in about.items() if value is not None})
    try:
        yield
    finally:
        _run.reset(token)


def flow_run() -> str | None:
    """The id of the Prefect flow run in which this is asked."""
    return _run.get().get("flow_run")


def wanted(level: int = logging.INFO) -> bool:
    """Whether lines of this level are shown: then they stand where a progress bar would."""
    return logging.getLogger("flows").isEnabledFor(level)


class _Ours(logging.StreamHandler[Any]):
    """Writes to whatever standard error is at the moment."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def _at(record: logging.LogRecord) -> str:
    return f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S}.{int(record.msecs):03d}Z"


def _one_line(text: str) -> str:
    return " ".join(text.split())
