"""The prompt of `copydesk sql`: questions end with a semicolon, commands begin with a dot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from desk.errors import CopydeskError, UsageError

WELCOME = "copydesk sql: end a question with ;   .tables  .schema NAME  .help  .quit"
HELP = """\
question;          a question in SQL, over as many lines as it needs
.tables            what can be asked
.schema [NAME]     the columns of a view, with what they mean
.help              this
.quit              leave (also Ctrl-D)"""


def prompt(home: Path, answer: Callable[[str], None], read: Callable[[str], str] = input) -> None:
    """Ask until the end of input; a mistake is told and the next question taken."""
    print(WELCOME)
    asked: list[str] = []
    while True:
        try:
            line = read("   ...> " if asked else "copydesk> ")
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            asked = []
            continue
        if not asked and line.strip().lower() in (".quit", ".exit", "quit", "exit"):
            return
        asked.append(line)
        if _complete(asked):
            question, asked = "\n".join(asked).strip(), []
            _answer(home, question, answer)


def _complete(lines: Sequence[str]) -> bool:
    first, last = lines[0].strip(), lines[-1].strip()
    return first.startswith(".") or last.endswith(";") or not any(line.strip() for line in lines)


def _answer(home: Path, question: str, answer: Callable[[str], None]) -> None:
    if not question.strip("; \n"):
        return
    try:
        if question.startswith("."):
            command(home, question)
        else:
            answer(question)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\n(stopped)")


def command(home: Path, line: str, out: TextIO | None = None) -> None:
    """A dot command: .tables, .schema, .help."""
    from flows.cli.ask.tables import as_table
    from warehouse.reading_sql import asking

    word, _, name = line.rstrip("; ").partition(" ")
    if word == ".help":
        print(HELP, file=out)
        return
    if word not in (".tables", ".schema"):
        raise UsageError(word, "is not a command", "There are .tables, .schema, .help and .quit")
    with asking(home) as reading:
        if word == ".tables" or not name.strip():
            print(as_table(("name", "what it tells"), reading.tables()), end="", file=out)
            return
        columns = reading.columns(name.strip().lower())
    if not columns:
        raise UsageError(name.strip(), "is no view or table", ".tables shows what there is")
    print(as_table(("column", "type", "what it tells"), columns), end="", file=out)


def remember(history: Path, words: Sequence[str]) -> Callable[[], None]:
    """Keep the history of the prompt in a file and complete `words`; returns what saves it at the end."""
    try:
        import readline
    except ImportError:  # a Python built without it: the prompt works, the arrow keys do not
        return lambda: None
    if history.exists():
        readline.read_history_file(history)
    readline.set_history_length(1_000)
    readline.parse_and_bind("tab: complete")
    readline.set_completer(lambda text, state: _completion(words, text, state))
    return lambda: readline.write_history_file(history)


def _completion(words: Sequence[str], text: str, state: int) -> str | None:
    fitting = [word for word in words if word.startswith(text.lower())]
    return fitting[state] if state < len(fitting) else None
