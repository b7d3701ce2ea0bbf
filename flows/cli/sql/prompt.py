"""The prompt of `copydesk sql`: questions end with a semicolon, commands begin with a dot."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desk.errors import CopydeskError
from flows.cli.sql.session import COMMANDS, Session, complete

WELCOME = "copydesk sql: end a question with ;   .tables  .schema VIEW  .help  exit   (Tab completes)"
LEAVE = (".quit", ".exit", "quit", "exit", "\\q")
KEYWORDS = (
    "select", "from", "where", "group by", "order by", "limit", "having", "join", "left join", "using", "distinct",
    "count(*)", "unnest", "as", "and", "or", "not", "in", "is null", "between", "like", "ilike", "desc", "with", "all",
)  # fmt: skip


def prompt(session: Session, read: Callable[[str], str] = input) -> None:
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
        if not asked and line.strip().rstrip("; ").lower() in LEAVE:
            return
        asked.append(line)
        if complete(asked):
            question, asked = "\n".join(asked), []
            if question.strip("; \n"):
                _do(session, question)


def _do(session: Session, question: str) -> None:
    try:
        session.do(question)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\n(stopped)")


def remember(history: Path, catalogue: Mapping[str, Sequence[str]]) -> Callable[[], None]:
    """Keep the history of the prompt in a file and complete names; returns what saves it at the end.

    catalogue: the columns of each view.
    """
    try:
        import readline
    except ImportError:  # a Python built without it: the prompt works, the arrow keys do not
        return lambda: None
    if history.exists():
        readline.read_history_file(history)
    readline.set_history_length(1_000)
    readline.set_completer_delims(" \t\n,()=<>;+-*/'\"")  # a dot is part of a name and begins a command
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")

    def completer(text: str, state: int) -> str | None:
        fitting = completions(catalogue, readline.get_line_buffer()[: readline.get_begidx()], text)
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(completer)
    return lambda: readline.write_history_file(history)


def completions(catalogue: Mapping[str, Sequence[str]], before: str, text: str) -> list[str]:
    """What `text` may become, given the line before it: a command, a view, a view's column, a word of SQL."""
    said, typed = before.strip().lower(), text.lower()
    if not said:
        words: list[str] = [*COMMANDS, ".quit"] if typed.startswith(".") else ["select", "from", "with", "exit"]
    elif said.startswith(".schema") or re.search(r"\b(?:from|join|describe|summarize)$", said):
        words = list(catalogue)
    elif said.startswith("."):
        words = ["table", "line", "csv", "json", "jsonl", "md"] if said == ".mode" else ["on", "off"]
    elif "." in typed:
        view = typed.partition(".")[0]
        words = [f"{view}.{column}" for column in catalogue.get(view, ())]
    else:
        words = [*_columns_in(catalogue, said), *catalogue, *KEYWORDS]
    return [word for word in dict.fromkeys(words) if word.startswith(typed)]


def _columns_in(catalogue: Mapping[str, Sequence[str]], said: str) -> list[str]:
    """Columns of the views that the line names already, else of all."""
    named = [view for view in catalogue if re.search(rf"\b{view}\b", said)]
    return sorted({column for view in named or catalogue for column in catalogue[view]})
