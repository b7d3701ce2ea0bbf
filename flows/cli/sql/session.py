"""What `copydesk sql` does with a question or a dot command: the same one-shot, from a file and at the prompt."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import CopydeskError, UsageError
from flows.cli.sql.forms import FILES_ONLY, FORMS, chosen, write, write_xlsx
from flows.cli.sql.output import to_be_shown, told_of, whole_file
from flows.cli.sql.terminal import progress

if TYPE_CHECKING:
    from warehouse.reading_sql import ReadingCopy

HELP = """\
question;           a question in SQL, over as many lines as it needs
.tables [all]       what can be asked; all: the tables as they are stored too
.schema [VIEW]      the columns of a view, or of every view, with what they mean
.mode FORM          how answers are shown: table, line, csv, json, jsonl, md
.once FILE          write the next answer to a file; its ending tells the form (also .parquet, .xlsx)
.read FILE          take questions and commands from a file
.rows N             rows a table shows; 0: all
.limit SECONDS      stop a question that runs longer; 0: never
.timer on|off       tell how long each answer took
.help               this
.quit, exit         leave (also Ctrl-D)"""
DEPTH = 8  # files that .read may nest


@dataclass(slots=True)
class Session:
    """One caller of `copydesk sql`: where, and how answers are shown.

    limit: seconds a question may run, 0 for ever; zone: time zone of days and times; state: an older copy to be asked.
    """

    home: Path
    form: str = "table"  # of what is shown
    most: int = 200
    limit: float = 0
    zone: str = "UTC"
    once: tuple[Path, str] | None = None  # a file that takes the next answer, and its form
    state: Path | None = None
    timer: bool = False
    warned: bool = field(default=False, repr=False)
    depth: int = field(default=0, repr=False)

    def do(self, text: str) -> None:
        """Answer a question, or obey a dot command."""
        if text.lstrip().startswith("."):
            self._obey(text.strip())
        elif text.strip("; \n\t"):
            began = time.perf_counter()
            self._answer(text)
            if self.timer:
                print(f"({time.perf_counter() - began:.2f} s)", file=sys.stderr)

    def into(self, output: Path, form: str | None) -> None:
        """Write the next answer to a file; `form` None: that of its ending."""
        known = chosen(form, output)
        if not output.parent.is_dir():
            raise CopydeskError(str(output), "its folder does not exist", "Make it, or choose another file")
        self.once = output, known

    def script(self, lines: Iterable[str]) -> None:
        """Everything that stands in some lines; the first mistake ends it."""
        for piece in pieces(lines):
            self.do(piece)

    def _answer(self, question: str) -> None:
        from desk.digest.phrasing import counted

        (output, form), self.once = self.once or (None, self.form), None
        with self.reading(output) as reading:
            if form == "parquet" and output:
                with told_of(output):
                    rows, cut = reading.save(question, output), 0
            elif form == "xlsx" and output:
                columns, _, stream = reading.stream(question)
                with whole_file(output) as fresh:
                    rows, cut = write_xlsx(columns, stream, fresh)
            else:
                columns, types, stream = reading.stream(question)
                with to_be_shown(output, form) as out:
                    rows, cut = write(form, columns, types, stream, out, self.most), 0
        if output:
            shortened = f"; {counted(cut, 'cell')} cut to what a sheet can hold" if cut else ""
            print(f"{counted(rows, 'row')} in {output}{shortened}", file=sys.stderr)

    @contextmanager
    def reading(self, output: Path | None = None) -> Iterator[ReadingCopy]:
        """The copy that is asked; what is not there of its texts is told once. `output` may be written."""
        from warehouse.reading_sql import asking

        with (
            progress() as tell,
            asking(self.home, output, limit=self.limit, zone=self.zone, state=self.state, tell=tell) as reading,
        ):
            if not self.warned and (missing := reading.missing_days()):
                days = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
                remedy = "" if self.state else "; `copydesk upkeep publish` writes them anew"
                print(f"copydesk: the texts of {days} are not there, the rest answers{remedy}", file=sys.stderr)
            self.warned = True
            yield reading

    def _obey(self, line: str) -> None:
        word, _, rest = line.rstrip("; ").partition(" ")
        obeyed = COMMANDS.get(word)
        if obeyed is None:
            raise UsageError(word, "is not a command", f"There are {', '.join(COMMANDS)} and .quit")
        obeyed(self, rest.strip().strip("'\""))

    def _tables(self, rest: str) -> None:
        from flows.cli.ask.tables import write_table

        with self.reading() as reading:
            shown = [row for row in reading.tables() if rest == "all" or "." not in row[0]]
            shown += [(called(name, asked), said) for name, asked, said, rows in reading.macros() if rows]
        write_table(("name", "what it tells"), ("VARCHAR",) * 2, shown, sys.stdout, 0)

    def _schema(self, rest: str) -> None:
        from flows.cli.ask.tables import write_table

        with self.reading() as reading:
            asked = [rest.lower()] if rest else [name for name, _ in reading.tables() if "." not in name]
            found = [(name, reading.columns(name)) for name in asked]
        for name, columns in found:
            if not columns:
                raise UsageError(name, "is no view or table", ".tables shows what there is")
            if not rest:
                print(name)
            write_table(("column", "type", "what it tells"), ("VARCHAR",) * 3, columns, sys.stdout, 0)

    def _mode(self, rest: str) -> None:
        if rest not in FORMS or rest in FILES_ONLY:
            known = ", ".join(form for form in FORMS if form not in FILES_ONLY)
            raise UsageError(f".mode {rest}".strip(), "is not known", f"Choose one of: {known}")
        self.form = rest

    def _once(self, rest: str) -> None:
        if not rest:
            raise UsageError(".once", "needs a file", "For example: .once answer.csv")
        self.into(Path(rest).expanduser(), None)

    def _read(self, rest: str) -> None:
        if not rest:
            raise UsageError(".read", "needs a file", "For example: .read questions.sql")
        if self.depth >= DEPTH:
            raise UsageError(rest, "is read by itself", "Take the .read out of it")
        try:
            lines = Path(rest).expanduser().read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise CopydeskError(rest, f"cannot be read ({why})", "Name a file of questions") from None
        self.depth += 1
        try:
            self.script(lines)
        finally:
            self.depth -= 1

    def _rows(self, rest: str) -> None:
        self.most = int(_number(".rows", rest))

    def _limit(self, rest: str) -> None:
        self.limit = _number(".limit", rest)

    def _timer(self, rest: str) -> None:
        if rest not in ("on", "off"):
            raise UsageError(f".timer {rest}".strip(), "is not known", "Say .timer on or .timer off")
        self.timer = rest == "on"

    def _help(self, _: str) -> None:
        print(HELP)


COMMANDS: dict[str, Callable[[Session, str], None]] = {
    ".tables": Session._tables, ".schema": Session._schema, ".mode": Session._mode, ".once": Session._once,
    ".read": Session._read, ".rows": Session._rows, ".limit": Session._limit, ".timer": Session._timer,
    ".help": Session._help,
}  # fmt: skip


def called(name: str, parameters: Iterable[str]) -> str:
    """A macro as it is called: coverage(asked, days)."""
    return f"{name}({', '.join(parameters)})"


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """The questions and dot commands of some lines: a question ends with a line that ends in a semicolon."""
    held: list[str] = []
    for line in lines:
        if not held and not line.strip():
            continue
        held.append(line)
        if complete(held):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


def complete(lines: list[str]) -> bool:
    """Whether lines are a whole question or command, or nothing at all."""
    return (
        lines[0].strip().startswith(".") or lines[-1].rstrip().endswith(";") or not any(line.strip() for line in lines)
    )


def _number(command: str, said: str) -> float:
    try:
        number = float(said)
    except ValueError:
        number = -1
    if not 0 <= number < 1e9:
        raise UsageError(f"{command} {said}".strip(), "needs a number, 0 or more", f"For example: {command} 100")
    return number
