"""`copydesk names list|suggest|add|remove`: the known names, those that may be missing, a new one, one that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk.errors import UsageError

if TYPE_CHECKING:
    from desk.names.names_file import Name
    from desk.names.suggestions import Suggestion
    from flows.jobs.word.decide_touched import Touched

KINDS = ("model", "lab", "company", "organisation", "person", "licence", "benchmark", "regulator", "product")

ADDED = (
    "For example: copydesk names add Heron --kind model --open, copydesk names add “Heron Two” --to heron, "
    "copydesk names add “Little Heron” --kind model --parent heron"
)
REMOVED = "For example: copydesk names remove heron, copydesk names remove heron --alias “Heron Two”"

ONE_OF = "one of: " + ", ".join(KINDS)


def kinds(incomplete: str) -> list[str]:
    """What the shell completes: kinds of names."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def register(app: typer.Typer) -> None:
    """Add `names` to the app."""
    names = typer.Typer(help="Models, labs, people, licences and benchmarks that articles are searched for.")
    names.command("list", help="The known names.")(list_names)
    names.command("suggest", help="Strings in relevant articles that may be names and that no entry covers.")(suggest)
    names.command("add", help="Add a name, or an alias to a known one.", epilog=ADDED)(add)
    names.command("remove", help="Remove a name, or some of its forms; bundled ones too.", epilog=REMOVED)(remove)
    app.add_typer(names, name="names", no_args_is_help=True)


def list_names(
    word: Annotated[str | None, typer.Argument(help="only those whose label, id or alias holds this")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=ONE_OF, autocompletion=kinds)] = None,
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
        from desk.digest.phrasing import counted

        print(counted(len(entries), "name"))


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
    from desk.digest.phrasing import counted
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
        told = f"{counted(len(found), 'suggestion')} from {counted(len(texts), 'relevant article')}"
        print(f"{told}; copydesk names add takes one over")


def _suggested(each: Suggestion) -> str:
    sort = "like a model" if each.model_like else "a name"
    return f"{each.text}  ({sort}; {each.articles} articles, {each.count}×)  … {each.example} …"


def _suggested_json(each: Suggestion) -> str:
    import json
    from dataclasses import asdict

    return json.dumps(asdict(each), ensure_ascii=False)


def add(
    label: Annotated[str, typer.Argument(help="the name as readers know it")],
    kind: Annotated[str | None, typer.Option("--kind", help=ONE_OF, autocompletion=kinds)] = None,
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
    """Write a name, or another form of a known one, into your own names.yaml; what it touches is decided anew.

    It is refused if it does not fit the other names.
    """
    from datetime import UTC, datetime

    from desk.names.own_file import slug
    from flows.jobs.word import edit_names
    from flows.settings import load

    if to is None and kind not in KINDS:
        problem = f"{kind} is no kind" if kind else "is needed for a new name"
        remedy = "Choose one of: " + ", ".join(KINDS) + "; of another form of a known name say --to ID"
        raise UsageError("--kind", problem, remedy)
    entry: dict[str, Any] = {"id": name_id or slug(label), "label": label, "kind": kind}
    if to is not None:
        entry, alias = {"id": to}, [label, *(alias or [])]
    lists = {"aliases": alias, "short": short, "context": context}
    flags = {"case": case or None, "force": force or None}
    entry |= {
        key: given for key, given in {**lists, "parent": parent, "open": is_open, **flags}.items() if given is not None
    }
    settings = load()
    touched = edit_names.add(settings, entry, known=to is not None, now=datetime.now(UTC))
    _tell(f"{entry['id']} added to {settings.own_names}", touched)


def remove(
    name: Annotated[str, typer.Argument(help="id, label or another form of a name, yours or a bundled one")],
    alias: Annotated[list[str] | None, typer.Option("--alias", help="only this form of it; may be repeated")] = None,
) -> None:
    """Take a name, or some of its forms, out for your desk; what it touches is decided anew.

    A bundled name is removed by a line in your own names.yaml: an update does not bring it back.
    """
    from datetime import UTC, datetime

    from flows.jobs.word import edit_names
    from flows.settings import load

    settings = load()
    entry, touched = edit_names.remove(settings, name, alias or [], datetime.now(UTC))
    gone = f"{', '.join(alias)} is no form of {entry.label} any more" if alias else f"{entry.label} is removed"
    _tell(f"{gone}: {settings.own_names}", touched)


def _tell(done: str, touched: Touched) -> None:
    from flows.jobs.word.decide_touched import in_words

    print("\n".join([done, *in_words(touched)]))
