"""`copydesk names list|suggest|add`: the known names, those that may be missing, and a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from desk.names.names_file import Name
    from desk.names.suggestions import Suggestion
    from flows.settings import Settings

KINDS = ("model", "lab", "company", "organisation", "person", "licence", "benchmark", "regulator", "product")


def register(app: typer.Typer) -> None:
    """Add `names` to the app."""
    names = typer.Typer(help="Models, labs, people, licences and benchmarks that articles are searched for.")
    names.command("list", help="The known names.")(list_names)
    names.command("suggest", help="Strings in relevant articles that may be names and that no entry covers.")(suggest)
    names.command("add", help="Add a name, or an alias to a known one.")(add)
    app.add_typer(names, name="names", no_args_is_help=True)


def list_names(
    word: Annotated[str | None, typer.Argument(help="only those whose label, id or alias holds this")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="one of: " + ", ".join(KINDS))] = None,
    as_json: Annotated[bool, typer.Option("--json", help="as JSON, one line a name")] = False,
) -> None:
    """One line a name."""
    from flows.decide_steps.names_and_topics import names

    if kind is not None and kind not in KINDS:
        raise UsageError("--kind", f"{kind} is not known", "Choose one of: " + ", ".join(KINDS))
    entries = [each for each in names().entries.values() if kind in (None, each.kind) and _holds(each, word)]
    for entry in entries:
        print(_json(entry) if as_json else _line(entry))
    if not as_json:
        print(f"{len(entries)} names")


def _holds(entry: Name, word: str | None) -> bool:
    told = (entry.id, entry.label, *entry.aliases, *entry.short)
    return word is None or any(word.lower() in each.lower() for each in told)


def _line(entry: Name) -> str:
    others = [alias for alias in (*entry.aliases, *entry.short) if alias != entry.label]
    openness = {True: ", open", False: ", closed", None: ""}[entry.open]
    also = f": {', '.join(others)}" if others else ""
    return f"{entry.id}  {entry.label} ({entry.kind}{openness}){also}"


def _json(entry: Name) -> str:
    import json
    from dataclasses import asdict

    return json.dumps(asdict(entry), ensure_ascii=False)


def suggest(
    least: Annotated[int, typer.Option("--articles", min=1, help="articles that must hold the string")] = 2,
    most: Annotated[int, typer.Option("--most", min=1, help="suggestions shown")] = 40,
    as_json: Annotated[bool, typer.Option("--json", help="as JSON, one line a suggestion")] = False,
) -> None:
    """Look through the newest relevant articles of the reading copy."""
    from desk.names.suggestions import suggest as suggest_names
    from flows.decide_steps.names_and_topics import names
    from flows.settings import load
    from warehouse.db import query
    from warehouse.reading_sql import ask

    texts = ask(load().home, query("relevant_texts")).rows
    found = suggest_names(((title or "", text or "") for title, text in texts), names(), least=least, most=most)
    for each in found:
        print(_suggested_json(each) if as_json else _suggested(each))
    if not as_json:
        print(f"{len(found)} suggestions from {len(texts)} relevant articles; copydesk names add takes one over")


def _suggested(each: Suggestion) -> str:
    sort = "like a model" if each.model_like else "a name"
    return f"{each.text}  ({sort}; {each.articles} articles, {each.count}×)  … {each.example} …"


def _suggested_json(each: Suggestion) -> str:
    import json
    from dataclasses import asdict

    return json.dumps(asdict(each), ensure_ascii=False)


def add(
    label: Annotated[str, typer.Argument(help="the name as readers know it")],
    kind: Annotated[str | None, typer.Option("--kind", help="one of: " + ", ".join(KINDS))] = None,
    to: Annotated[str | None, typer.Option("--to", help="id of a known name that this is another form of")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="another form; may be repeated")] = None,
    short: Annotated[
        list[str] | None, typer.Option("--short", help="a form that counts only beside the full name or a --context")
    ] = None,
    context: Annotated[list[str] | None, typer.Option("--context", help="a word that backs a --short")] = None,
    name_id: Annotated[str | None, typer.Option("--id", help="made from the label if not given")] = None,
    parent: Annotated[str | None, typer.Option("--parent", help="id of what it is a version of")] = None,
    is_open: Annotated[bool | None, typer.Option("--open/--closed", help="open or closed model, lab or tool")] = None,
    case: Annotated[bool, typer.Option("--case", help="only in exactly this case")] = False,
    force: Annotated[bool, typer.Option("--force", help="the alias is a common word and is meant")] = False,
) -> None:
    """Append an entry to the user's own names file; it is refused if it does not fit the others."""
    from desk.names.new_entry import slug
    from flows.settings import load

    if to is None and kind not in KINDS:
        raise UsageError("--kind", f"{kind or 'nothing'} is no kind", "Choose one of: " + ", ".join(KINDS))
    entry: dict[str, Any] = {"id": name_id or slug(label), "label": label, "kind": kind}
    if to is not None:
        entry, alias = {"id": to}, [label, *(alias or [])]
    lists = {"aliases": alias, "short": short, "context": context}
    flags = {"case": case or None, "force": force or None}
    entry |= {
        key: given for key, given in {**lists, "parent": parent, "open": is_open, **flags}.items() if given is not None
    }
    print(f"{entry['id']} added to {_append(load(), entry, to is not None)}")


def _append(settings: Settings, entry: dict[str, Any], known: bool) -> Path:
    """Write the file with the entry beside the old one, check it with all names, then put it in its place."""
    from desk.names.gazetteer import load
    from desk.names.new_entry import appended

    target = settings.names or settings.own_names
    taken = entry["id"] in load(settings.names, _existing(settings)).entries
    if taken != known:
        problem = "is taken" if taken else "is the id of no name"
        raise ConfigError(f"names add, id {entry['id']}", problem, "copydesk names list shows the known ones")
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.read_text("utf-8") if target.exists() else ""
    tried = target.with_name(f"{target.name}.new")
    tried.write_text(appended(old, entry), "utf-8")
    try:
        load(tried, _existing(settings)) if settings.names else load(None, [tried])
    except ConfigError as error:
        tried.unlink()
        raise ConfigError(error.subject.replace(str(tried), str(target)), error.problem, error.remedy) from None
    tried.replace(target)
    return target


def _existing(settings: Settings) -> list[Path]:
    own = settings.own_names
    return [own] if own.exists() else []
