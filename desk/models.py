"""Records of what is brought in and decided: Outlet, Source, Lead, Page, Article, the verdicts on it, SeedFacts.

All times are timezone-aware `datetime` (UTC unless the page named a zone). All offsets are
character offsets into the text that the record names. Records are frozen: a change is a new record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SourceKind = Literal["feed", "sitemap", "listing"]
CopyKind = Literal["exact", "near", "excerpt", "spun", "translation", "rewrite", "none"]
NameKind = Literal["model", "lab", "company", "organisation", "person", "licence", "benchmark", "regulator", "product"]

COPY_KINDS: tuple[CopyKind, ...] = ("exact", "near", "excerpt", "spun", "translation", "rewrite")
RANK: dict[str, int] = {kind: rank for rank, kind in enumerate(("none", *reversed(COPY_KINDS)))}  # more says more


# --- what is brought in ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, sitemap or listing of an outlet."""

    outlet_id: str
    kind: SourceKind
    url: str
    selector: str | None = None  # listing: CSS selector of the links
    pattern: str | None = None  # listing: regular expression an article's URL matches


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher as outlets.yaml declares it."""

    id: str
    name: str
    home: str
    language: str
    sources: tuple[Source, ...]
    skip: tuple[str, ...] = ()  # regular expressions of URLs that are never fetched
    pace: float | None = None  # seconds between two requests to one host
    ports: tuple[int, ...] = ()  # ports other than 80 and 443 that may be asked
    feed_only: bool = False  # pages are forbidden or paywalled: keep what the feed gives
    tags: tuple[str, ...] = ()  # groups it is crawled and digested with, such as labs or press
    heal: bool = False  # a dead feed gives way to the one that the home page offers


@dataclass(frozen=True, slots=True)
class Lead:
    """A URL with what its source said about it. `key` identifies it, `url` is what is fetched."""

    url: str
    key: str
    outlet_id: str
    source_url: str
    title: str | None = None
    published: datetime | None = None
    summary: str | None = None
    content: str | None = None  # HTML the feed carried in full
    authors: tuple[str, ...] = ()
    language: str | None = None
    guid: str | None = None  # what its feed calls the entry, whatever its address
    promise: float = 0.0  # the higher the sooner it is fetched; equal promise: oldest first
    attempts: int = 0  # how often it failed before


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one answer."""

    url: str  # asked for
    final_url: str  # after redirects
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A run of an article's text in one language (ISO 639-1; `und` if unknown)."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out, and why."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """Text and facts of one page. `key` is the deduplication key, never an address to fetch."""

    url: str
    key: str
    outlet_id: str
    title: str
    parts: tuple[Part, ...]
    language: str
    fetched_at: datetime
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_from: str | None = None  # where the date stood: json-ld, meta, html, url, lead, archive, ...
    modified: datetime | None = None
    canonical_url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    paywalled: bool | None = None
    text_from: str = "page"  # page, feed, page+feed, or archive
    removed: tuple[Removed, ...] = ()
    source: str | None = None  # the outlet or address that the text itself credits
    next_url: str | None = None  # where the page says its text goes on; None once that has been read

    @property
    def text(self) -> str:
        """All parts, blank line between two."""
        return "\n\n".join(part.text for part in self.parts)


# --- what is decided ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicVerdict:
    """Whether an article belongs to a topic, with reasons a person can check."""

    topic: str
    relevant: bool
    score: float  # 0 to 1
    why: tuple[str, ...]
    facet: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in an article."""

    id: str
    label: str
    kind: NameKind
    count: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class OpennessFact:
    """What a sentence says about how open a model is."""

    model: str | None
    licence: str | None
    opened: tuple[str, ...]  # of: weights, data, code; "model" where it is called open as a whole
    claim: str  # stated by the article itself, claimed by someone, contested
    sentence: str
    said_by: str | None = None  # whose words they are: a name, or a sort of people ("critics")
    model_id: str | None = None  # id in names.yaml


@dataclass(frozen=True, slots=True)
class Passage:
    """Two matching stretches: `a` of the newcomer, `b` of the known text (empty for a bare fingerprint)."""

    a_start: int
    a_end: int
    a_text: str
    b_start: int
    b_end: int
    b_text: str
    similarity: float  # 1.0 verbatim, else cosine of the sentence vectors
    note: str = ""  # for a fingerprint: where in the seed, e.g. "third tenth"


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """What one text is to another. `kind` none may still share a passage."""

    kind: CopyKind
    score: float  # 0 to 1, comparable within a kind
    rule: str = ""  # which rule decided: L, Q, S, X, R, ...
    shared_passage: bool = False
    coverage_a: float = 0.0  # share of the newcomer found in the known text
    coverage_b: float = 0.0  # share of the known text found in the newcomer
    evidence: tuple[Passage, ...] = ()
    why: tuple[str, ...] = ()  # in words, first the deciding one
    newcomer_is_copy: bool = True  # False: the known text was taken from the newcomer
    direction_why: str = ""


@dataclass(frozen=True, slots=True)
class SeedFacts:
    """What is known of a seed document besides its text; empty where it is unknown."""

    seed_id: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: datetime | None = None
    damage: str = ""  # in a word: excerpt, spun, translated, bilingual, ...


@dataclass(frozen=True, slots=True)
class Kinship:
    """What texts a and b of a joined pair have by themselves (`desk/lineage/kinship.py` measures it).

    `own_a`, `own_b`: readings (pairs of adjoining words) that the other text has not, of `all_a` and `all_b`;
    `gaps_a`, `gaps_b`: places where this text leaves out words that stand in the other between matching stretches;
    `rarer_a`: how much rarer the words are that only a has, in standard errors (positive: a has the rare ones);
    `frame_a`, `frame_b`: words around the article that are no prose.
    """

    own_a: int
    own_b: int
    all_a: int
    all_b: int
    gaps_a: int = 0
    gaps_b: int = 0
    rarer_a: float = 0.0
    frame_a: int = 0
    frame_b: int = 0

    def turned(self) -> Kinship:
        """The same seen from b."""
        return Kinship(
            self.own_b, self.own_a, self.all_b, self.all_a, self.gaps_b, self.gaps_a,
            -self.rarer_a, self.frame_b, self.frame_a,
        )  # fmt: skip
