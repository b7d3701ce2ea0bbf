"""The seed corpus at work: building fingerprints, a user's own seeds, checking, and judging articles by them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import SeedError
from desk.seeds.build import fingerprints_of, maker
from flows.decide_steps.seed_corpus import CORPUS, FINGERPRINTS, FOLDER, corpus, shipped
from flows.jobs.word.decide_touched import Touched, decide_touched

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

    from desk.models import SeedFacts
    from desk.seeds.fingerprints import Fingerprint
    from desk.text.encoder import Encoder
    from flows.settings import Settings
    from warehouse.seeds import UserSeed

TITLE = 120  # characters of a first line that may serve as a title
LOOKED_THROUGH = 200_000  # newest articles that a new seed is compared with by their sketches, a second or two
SHORTEST = 80  # words; a shorter seed could not be judged anyway


@dataclass(frozen=True, slots=True)
class Line:
    """A seed part as `seeds list` shows it."""

    seed_id: str
    part: int
    language: str
    words: int
    sentences: int
    damage: str
    name: str
    outlet: str
    url: str
    own: bool
    encoder: str


def build(
    texts: Path, encoder: Encoder | None, folder: Path | None = None, tell: Callable[[str], None] | None = None
) -> tuple[Fingerprint, ...]:
    """Fingerprints of every declared seed from its file in `texts`, written into `folder`; no text is kept."""
    from warehouse.seeds import save_fingerprints

    made: list[Fingerprint] = []
    for seed in corpus(folder):
        if tell:
            tell(seed.name)
        made += fingerprints_of(_read(texts / seed.file), seed.facts, encoder)
        languages = tuple(each.language for each in made if each.seed_id == seed.facts.seed_id)
        if languages != seed.languages:
            told = f"holds parts in {', '.join(languages) or 'no language'}, {CORPUS} says {', '.join(seed.languages)}"
            raise SeedError(f"seed {seed.facts.seed_id} ({seed.file})", told, "Mend the file or the entry")
    save_fingerprints((folder or FOLDER) / FINGERPRINTS, made, maker())
    return tuple(made)


def listed(settings: Settings, folder: Path | None = None) -> list[Line]:
    """All seeds in use, shipped ones first."""
    own, own_seeds = _own(settings)
    names = {seed.facts.seed_id: seed.name for seed in corpus(folder)}
    names |= {seed.seed_id: seed.title for seed in own_seeds}
    parts = [(each, False) for each in shipped(folder)] + [(each, True) for each in own]
    return [_line(each, names, own=theirs) for each, theirs in parts]


def add(settings: Settings, target: str, now: datetime, *, title: str = "", url: str = "") -> tuple[UserSeed, Touched]:
    """Keep a file, a page or standard input (`-`) as a seed, text and fingerprints, in the warehouse only.

    Stored articles that may come from it are decided anew.
    """
    import xxhash

    from desk.cleaning.clean import clean
    from desk.text.segmentation import words
    from flows.decide_steps.encoder import encoder_of
    from flows.stored import warehouse_of
    from warehouse.seeds import UserSeed, add_user_seed, user_seeds

    text, found_title, found_url = _target(settings, target, now)
    cleaned = clean(text)
    if words(cleaned.text).count < SHORTEST:
        raise SeedError(target, f"holds fewer than {SHORTEST} words of text", "Such a seed could not be judged by")
    name = title or found_title or cleaned.title or cleaned.text.split("\n")[0][:TITLE]
    seed_id = "own-" + xxhash.xxh3_64_hexdigest(cleaned.text.encode("utf-8", "surrogatepass"))[:8]
    seed = UserSeed(seed_id, name, "", url or found_url or cleaned.source or "", None, cleaned.text, now)
    made = fingerprints_of(text, _facts(seed), encoder_of(settings))
    with warehouse_of(settings).writing() as con:
        if any(kept.seed_id == seed_id for kept in user_seeds(con)):
            raise SeedError(target, f"is a seed already ({seed_id})", "Nothing was added")
        add_user_seed(con, seed, made)
    return seed, decide_touched(settings, lambda con: _like(con, settings, cleaned.text), now)


def _like(con: duckdb.DuckDBPyConnection, settings: Settings, text: str) -> list[int]:
    """Stored articles that may come from a text, or hang together with one that may, newest first."""
    from flows.decide_steps.encoder import encoder_of
    from flows.jobs.trace import known_like, plain
    from warehouse.copy_groups import reach
    from warehouse.seeds import articles_sharing

    document = plain(text)
    found = {*known_like(con, document, encoder_of(settings)), *articles_sharing(con, document.sketch, LOOKED_THROUGH)}
    return sorted(reach(con, found), reverse=True)


def remove(settings: Settings, seed_id: str, now: datetime) -> Touched:
    """Forget a user's own seed and decide anew what was judged by it; SeedError for an unknown or a shipped one."""
    from flows.stored import warehouse_of
    from warehouse.seeds import articles_by_seed, remove_user_seed

    if any(seed.facts.seed_id == seed_id for seed in corpus()):
        raise SeedError(f"seed {seed_id}", "comes with copydesk", "Only seeds of your own can be removed")
    with warehouse_of(settings).writing() as con:
        if not remove_user_seed(con, seed_id):
            raise SeedError(f"seed {seed_id}", "is not known", "See `copydesk seeds list`")
    return decide_touched(settings, lambda con: sorted(articles_by_seed(con, seed_id), reverse=True), now)


def check(settings: Settings, folder: Path | None = None) -> Iterator[str]:
    """What does not agree: corpus and fingerprints, fingerprints and encoder. A user's own are fingerprinted anew."""
    from warehouse.seeds import makers

    found = shipped(folder)
    for seed in corpus(folder):
        parts = tuple(each.language for each in found if each.seed_id == seed.facts.seed_id)
        if parts != seed.languages:
            yield f"seed {seed.facts.seed_id}: {CORPUS} says {seed.languages}, fingerprints {parts}: build them again"
        elif any(each.facts != seed.facts for each in found if each.seed_id == seed.facts.seed_id):
            yield f"seed {seed.facts.seed_id}: its facts in {CORPUS} changed since the fingerprints were built"
    for seed_id in sorted({each.seed_id for each in found} - {seed.facts.seed_id for seed in corpus(folder)}):
        yield f"seed {seed_id}: has fingerprints but no entry in {CORPUS}"
    if makers((folder or FOLDER) / FINGERPRINTS) != {maker()}:
        yield "the rules on words, sentences or names changed since the fingerprints were built: build them again"
    own, _ = _own(settings)
    wanted = "" if settings.encoder == "none" else settings.encoder
    for name in sorted({each.encoder for each in (*found, *own)}):
        if name != wanted:
            told = "are not looked for: translations, rewrites and heavy spins of these seeds"
            yield f"fingerprints made with encoder {name or 'none'}, set is {settings.encoder}; {told}"


def refresh(settings: Settings) -> int:
    """Fingerprint the user's own seeds anew with the encoder that is set; returns how many."""
    from flows.decide_steps.encoder import encoder_of
    from flows.stored import warehouse_of
    from warehouse.seeds import replace_user_fingerprints

    _, seeds = _own(settings)
    made = {seed.seed_id: fingerprints_of(seed.text, _facts(seed), encoder_of(settings)) for seed in seeds}
    with warehouse_of(settings).writing() as con:
        for seed_id, fingerprints in made.items():
            replace_user_fingerprints(con, seed_id, fingerprints)
    return len(made)


def _own(settings: Settings) -> tuple[tuple[Fingerprint, ...], tuple[UserSeed, ...]]:
    from flows.stored import warehouse_of
    from warehouse.seeds import user_fingerprints, user_seeds

    with warehouse_of(settings).reading() as con:
        return user_fingerprints(con), user_seeds(con)


def _facts(seed: UserSeed) -> SeedFacts:
    from desk.models import SeedFacts

    return SeedFacts(seed.seed_id, seed.title, seed.outlet, seed.url, seed.published, "own")


def _line(each: Fingerprint, names: dict[str, str], *, own: bool) -> Line:
    facts = each.facts
    name = names.get(each.seed_id, facts.title)
    return Line(
        each.seed_id, each.part, each.language, each.sketch.words, len(each.lengths), facts.damage, name, facts.outlet,
        facts.url, own, each.encoder,
    )  # fmt: skip


def _target(settings: Settings, target: str, now: datetime) -> tuple[str, str, str]:
    """Text, title and address of a file, a page or standard input."""
    if target == "-":
        return sys.stdin.read(), "", ""
    if target.startswith(("http://", "https://")):
        return _page(settings, target, now)
    return _read(Path(target)), "", ""


def _page(settings: Settings, url: str, now: datetime) -> tuple[str, str, str]:
    import asyncio

    from flows.fetching import fetch_settings
    from sources.extract.article import extract
    from sources.fetch.client import Fetcher

    async def read() -> tuple[str, str, str]:
        async with Fetcher(fetch_settings(settings)) as fetcher:
            article = extract(replace(await fetcher.get(url), fetched_at=now))
            return article.text, article.title, article.url

    return asyncio.run(read())


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise SeedError(str(path), f"cannot be read ({error.strerror})", "Name a readable text file") from None
    except UnicodeDecodeError:
        raise SeedError(str(path), "is not UTF-8 text", "Save it as UTF-8") from None
