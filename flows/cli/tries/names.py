"""`copydesk try names`: the models, labs, people, licences and benchmarks an article names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desk.errors import UsageError
from flows.decide_steps.names_and_topics import names


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"title", "text", "language"?} to {"names": [{"id", "label", "kind", "count"}]}."""
    found = names().find(str(asked.get("title") or ""), str(asked.get("text") or ""), asked.get("language"))
    return {"names": [{"id": m.id, "label": m.label, "kind": m.kind, "count": m.count} for m in found]}


def article(target: str) -> tuple[str, str]:
    """Title and text of a text file: its first line is the title if it is short."""
    try:
        text = Path(target).read_text("utf-8", errors="replace")
    except OSError as error:
        raise UsageError(target, f"cannot be read ({error.strerror})", "Give a text file") from None
    first, _, rest = text.strip().partition("\n")
    return (first, rest) if len(first) <= 200 else ("", text)


def show(targets: list[str]) -> None:
    """The names in each file, for people."""
    from desk.digest.phrasing import counted

    for target in targets:
        found = names().find(*article(target))
        print(f"{Path(target).name}: {counted(len(found), 'name')}")
        for mention in found:
            where = ", in the title" if mention.in_title else ""
            print(f"  {mention.label} ({mention.kind}) {mention.count}{where}")
