"""One's own names: written into HOME/names.yaml, checked with all others, and decided anew for what they touch.

Lines are only ever added: an alias, a removal, a form that is none. Later lines lie over earlier ones as that file lies
over the bundled list, so comments stay and what was said when can be read. Nothing writes into the bundled list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import ConfigError, UsageError
from flows.jobs.word.decide_touched import Touched, decide_touched

if TYPE_CHECKING:
    import duckdb

    from desk.names.gazetteer import Names
    from desk.names.names_file import Name
    from flows.settings import Settings

SEE = "See `copydesk names list WORD`"


def add(settings: Settings, entry: dict[str, Any], *, known: bool, now: datetime) -> Touched:
    """Write an entry: a new name, or (`known`) more of one that there is; ConfigError if it does not fit the others."""
    from flows.decide_steps.names_and_topics import names_of

    names = names_of(settings)
    taken = entry["id"] in names.entries
    if taken != known:
        remedy = f"With --to {entry['id']} it becomes another form of that name" if taken else SEE
        raise ConfigError(f"names add, id {entry['id']}", "is taken" if taken else "is the id of no name", remedy)
    _write(settings, entry, f"names add, id {entry['id']}")
    return _decided(settings, _forms(entry), now)


def remove(settings: Settings, said: str, forms: Sequence[str], now: datetime) -> tuple[Name, Touched]:
    """Take out the name that `said` is the id or a form of, or only some of its forms; UsageError if there is none."""
    from desk.text.phrases import fold, lower
    from flows.decide_steps.names_and_topics import names_of

    name = _meant(names_of(settings), said)
    has = {lower(fold(form)): form for form in (*name.aliases, *name.short)}
    unknown = [form for form in forms if lower(fold(form)) not in has]
    if unknown:
        raise UsageError(unknown[0], f"is no form of {name.label}", f"It has: {', '.join(has.values())}")
    if forms and len({lower(fold(form)) for form in forms}) == len(has):
        raise UsageError(name.label, "would have no form left", f"`copydesk names remove {name.id}` takes the name out")
    gone = [has[lower(fold(form))] for form in forms] or list(has.values())
    entry: dict[str, Any] = {"id": name.id, "without": gone} if forms else {"id": name.id, "removed": True}
    _write(settings, entry, f"names remove {said}")
    return name, _decided(settings, gone, now)


def _meant(names: Names, said: str) -> Name:
    """The name with this id, label or form."""
    from difflib import get_close_matches

    from desk.text.phrases import fold, lower

    if said in names.entries:
        return names.entries[said]
    asked = lower(fold(said))
    found = [
        name for name in names.entries.values()
        if asked in {lower(fold(form)) for form in (name.label, *name.aliases, *name.short)}
    ]  # fmt: skip
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(said, "is a form of several names", f"Give an id: {', '.join(name.id for name in found)}")
    labels = {lower(fold(name.label)): name.label for name in names.entries.values()}
    near = get_close_matches(asked, labels, 1)
    raise UsageError(said, "is no known name", f"Did you mean {labels[near[0]]}?" if near else SEE)


def _write(settings: Settings, entry: dict[str, Any], subject: str) -> Path:
    """Put the file with the entry in its place once it fits; what it does not fit to is told of the command's own."""
    from desk.names.gazetteer import load
    from desk.names.own_file import appended

    target = settings.own_names
    old = target.read_text("utf-8") if target.exists() else ""
    tried = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        tried.write_text(appended(old, entry), "utf-8")
        load(settings.names, [tried])
        tried.replace(target)
    except OSError as error:
        raise ConfigError(str(target), f"cannot be written ({error.strerror})", "Look at the folder") from None
    except ConfigError as error:
        told = error.problem.replace(str(tried), str(target))
        last = f"{tried}:{len(tried.read_text('utf-8').splitlines())}"
        mine = error.subject.startswith(last)  # no file has that line
        raise ConfigError(
            subject if mine else error.subject.replace(str(tried), str(target)), told, error.remedy
        ) from None
    finally:
        tried.unlink(missing_ok=True)
    return target


def _forms(entry: dict[str, Any]) -> list[str]:
    """The forms that an entry gives a name."""
    return [form for form in (entry.get("label"), *(entry.get("aliases") or ()), *(entry.get("short") or ())) if form]


def _decided(settings: Settings, forms: Iterable[str], now: datetime) -> Touched:
    """Decide the articles anew in which one of the forms may stand."""
    from desk.names.spellings import spellings
    from desk.text.phrases import fold, lower

    asked = sorted({lower(fold(spelling)) for form in forms for spelling in spellings(form)})

    def naming(con: duckdb.DuckDBPyConnection) -> list[int]:
        from warehouse.articles import articles_naming

        return articles_naming(con, asked)

    return decide_touched(settings, naming, now)
