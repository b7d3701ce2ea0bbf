"""seeds/corpus.yaml: what is known of each seed document, and what only general knowledge says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desk import yaml_file
from desk.errors import SeedError
from desk.models import SeedFacts

FIELDS = "id, file, languages, damage, damaged, and as far as known title, outlet, url, published, unverified"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Unverified(_Strict):
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""


class _Entry(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    file: Annotated[str, Field(pattern=r"^[^/\\]+$")]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    damage: Annotated[str, Field(pattern=r"^[a-z-]+$")]
    damaged: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    unverified: _Unverified = _Unverified()


class _Corpus(_Strict):
    seeds: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed document as the corpus declares it. `unverified`: (field, what is generally known)."""

    facts: SeedFacts
    file: str
    languages: tuple[str, ...]
    damaged: str
    unverified: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """How to call it: its title, or what it is said to be."""
        said = dict(self.unverified)
        return self.facts.title or (f"{said['title']} (unverified)" if "title" in said else self.file)


def parse(text: str, where: str) -> tuple[Seed, ...]:
    """The seeds of a corpus file; `where` names it in the SeedError raised for anything wrong in it."""
    try:
        found = _Corpus.model_validate(yaml_file.parse(text, where, error=SeedError))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "top level"
        raise SeedError(f"{where}: {place}", first["msg"], f"A seed has {FIELDS}") from None
    seen: set[str] = set()
    for entry in found.seeds:
        if entry.id in seen:
            raise SeedError(f"{where}: seed {entry.id}", "stands twice", "Give each seed an id of its own")
        seen.add(entry.id)
    return tuple(_seed(entry) for entry in found.seeds)


def _seed(entry: _Entry) -> Seed:
    day = datetime.fromisoformat(entry.published).replace(tzinfo=UTC) if entry.published else None
    facts = SeedFacts(entry.id, entry.title, entry.outlet, entry.url, day, entry.damage)
    said = tuple((name, value) for name, value in entry.unverified if value)
    return Seed(facts, entry.file, entry.languages, entry.damaged, said)
