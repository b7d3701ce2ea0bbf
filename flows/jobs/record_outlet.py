"""Fixtures of outlets: what a crawl fetches is stored once, with what was extracted, and read again without network.

A folder holds outlet.yaml (the entry), answers.json and pages/ (what came over the wire), and expected.json, which a
person checks and corrects: it is what the replay is measured by.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml

from desk.errors import ConfigError, SourceError
from flows.crawl_steps.visit import bring
from flows.crawl_steps.visit_state import Brought, Means
from sources.outlets import OutletEntry, load_entries
from sources.parsers.pool import ParserPool
from sources.record import Recorder, Replay
from warehouse.articles import words
from warehouse.visits import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.models import Article
    from sources.fetch.client import Fetcher, FetchSettings
    from warehouse.leads import KnownKeys

OUTLET, EXPECTED = "outlet.yaml", "expected.json"
EDGE = 8  # words of the text's beginning and end that are kept for comparison
LONGEST = 80  # characters of them, for languages that set no blanks
EVERYTHING = 10_000


class _Few:
    """Stands for the keys the warehouse knows: of a source's leads all but the first few."""

    def __init__(self, most: int) -> None:
        self._most = most

    def unknown(self, keys: Iterable[str]) -> set[str]:
        few, self._most = list(keys)[: self._most], EVERYTHING  # later it is asked for redirects and further pages
        return set(few)


async def record(entry: OutletEntry, folder: Path, fetching: FetchSettings, *, pages: int, budget: float) -> Brought:
    """Crawl the outlet now, up to `pages` articles of it, and write the fixture `folder`, which must be new.

    ConfigError if the folder is there or cannot be written, SourceError if no article came.
    """
    _refuse_old(folder)
    async with Recorder(fetching) as recorder:
        brought = await _brought(entry, recorder, pages, budget)
        if not brought.articles:
            reason = brought.reasons[0] if brought.reasons else "its sources name no article"
            raise SourceError(f"outlet {entry.id}", f"gave no article: {reason}", "See `copydesk outlets check`")
        recorder.save(folder)
    written = yaml.safe_dump(
        [entry.model_dump(mode="json", exclude_defaults=True)], allow_unicode=True, sort_keys=False
    )
    (folder / OUTLET).write_text(written, "utf-8")
    told = {"pages": pages, "articles": [row(article) for _, article in brought.articles]}
    (folder / EXPECTED).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return brought


async def replay(folder: Path) -> list[str]:
    """Crawl the recorded outlet again, offline: what is not as expected.json says, in words; [] if all is.

    Only the fields that expected.json gives are compared.
    """
    expected, entry = _expected(folder / EXPECTED), load_entries(folder / OUTLET)[0]
    async with Replay(folder) as fetcher:
        brought = await _brought(entry, fetcher, int(expected.get("pages", EVERYTHING)), 3600.0)
    got = {article.url: row(article) for _, article in brought.articles}
    wrong = [f"{entry.id}: {reason}" for reason in brought.reasons if not got]
    for wanted in expected["articles"]:
        found = got.get(wanted["url"])
        if found is None:
            wrong.append(f"{wanted['url']}: is missing")
            continue
        pairs = ((name, value, found.get(name)) for name, value in wanted.items())
        wrong += [
            f"{wanted['url']}: {name} is {is_!r}, expected {value!r}" for name, value, is_ in pairs if is_ != value
        ]
    return wrong


def row(article: Article) -> dict[str, Any]:
    """What is expected of an article."""
    told = article.text.split()
    return {
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "authors": list(article.authors),
        "language": article.language,
        "first_words": " ".join(told[:EDGE])[:LONGEST],
        "last_words": " ".join(told[-EDGE:])[-LONGEST:],
        "words": words(article.text),
    }


def _refuse_old(folder: Path) -> None:
    if folder.exists():
        raise ConfigError(str(folder), "is there already", "Remove it first, or name another place with --to")


async def _brought(entry: OutletEntry, fetcher: Fetcher, pages: int, budget: float) -> Brought:
    keys = cast("KnownKeys", _Few(pages))
    async with ParserPool(0) as pool:
        means = Means(fetcher, pool, Known({}, {}, frozenset()), keys, fetcher.now(), budget)
        return await bring(entry.record(), means)


def _expected(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text("utf-8"))
        if all("url" in each for each in told["articles"]):
            return dict(told)
        problem = "an article has no url"
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"cannot be read: {error}"
    raise ConfigError(str(path), problem, "Mend it, or record the outlet again")
