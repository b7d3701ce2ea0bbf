"""The seed corpus: the declared seeds, their fingerprints, and the index a run asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import SeedError

if TYPE_CHECKING:
    import duckdb

    from desk.seeds.corpus import Seed
    from desk.seeds.fingerprints import Fingerprint
    from desk.seeds.index import SeedIndex

FOLDER = Path(__file__).parents[2] / "seeds"
CORPUS, FINGERPRINTS = "corpus.yaml", "fingerprints.parquet"


def corpus(folder: Path | None = None) -> tuple[Seed, ...]:
    """The declared seeds."""
    from desk.seeds.corpus import parse

    path = (folder or FOLDER) / CORPUS
    try:
        return parse(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise SeedError(str(path), f"cannot be read ({error.strerror})", "It comes with copydesk") from None


def shipped(folder: Path | None = None) -> tuple[Fingerprint, ...]:
    """The fingerprints that come with copydesk."""
    from warehouse.seeds import load_fingerprints

    return load_fingerprints((folder or FOLDER) / FINGERPRINTS)


def seed_index(con: duckdb.DuckDBPyConnection) -> SeedIndex:
    """All seeds in use, laid out for asking; once a run."""
    from desk.seeds.index import SeedIndex
    from warehouse.seeds import user_fingerprints

    return SeedIndex((*shipped(), *user_fingerprints(con)))
