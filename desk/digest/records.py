"""The records of a digest: what may be told, what was read, and what is delivered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desk.handles import story_handle


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One line of the digest: a story, its lead article, who else has it and who copied it."""

    story_id: int
    title: str
    url: str
    outlet: str
    language: str
    published: datetime | None
    sentence: str
    score: float
    why: str  # why it stands where it stands
    also_in: tuple[str, ...] = ()  # other outlets with reports of their own
    copies: tuple[tuple[str, str], ...] = ()  # (outlet, kind in words)
    languages: tuple[str, ...] = ()
    facet: str | None = None
    names: tuple[str, ...] = ()
    update_of: int | None = None  # it moves on a story that an earlier digest told
    revision: str = ""  # for an update: what is new, in words
    articles: tuple[int, ...] = ()  # ids of all articles this line tells, copies included
    reports: int = 1  # independent ones
    outlets: int = 1  # that have it, copies included
    kinds: tuple[str, ...] = ()  # the kind (desk.models.CopyKind) of each of the copies
    common_sources: int = 0  # texts of others, such as a press release, that several of the outlets stand on
    page: str = ""  # address of the story's own page, "" without COPYDESK_SITE_URL
    corrected: str = ""  # what was wrong with it, in a person's words; "" as long as nothing was
    written_in: tuple[str, ...] = ()  # the languages of its article, where that is bilingual

    @property
    def handle(self) -> str:
        """Its short id, as `copydesk why` takes it: s7."""
        return story_handle(self.story_id)


@dataclass(frozen=True, slots=True)
class Digest:
    """What goes out on one day, channel apart."""

    id: str  # e.g. open-source-ai/2026-11-22
    day: str  # ISO date in the digest's time zone
    topic: str
    stories: tuple[DigestStory, ...]
    health: tuple[str, ...] = ()  # outlet health in words, worst first
    outlets: int = 0
    articles: int = 0
    copies: int = 0
    languages: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = ()  # remarks under the stories, such as copies of seed documents
    left: int = 0  # stories that were due but found no room; they stay due
    edition: int = 1  # 2 and more: a later digest of the same day
    title: str = ""  # the topic's name for readers
    head: int = 0  # so many of the stories are the digest proper, the rest goes into the thread; 0: all
    changes: tuple[str, ...] = ()  # what changed in the outlets' health since the digest before
    quiet: str = ""  # where there is nothing to tell: how far was looked back, and what is kept beyond that


@dataclass(frozen=True, slots=True)
class DueArticle:
    """One article of a story that may be due, as the warehouse tells it. Text is as it was found, not yet safe."""

    story_id: int
    article_id: int
    title: str
    url: str
    outlet_id: str
    outlet: str
    language: str
    published: datetime | None
    seen_at: datetime
    opening: str = ""
    relevant: bool = True
    score: float = 0.0  # of the topic, 0 to 1
    facet: str | None = None
    names: tuple[str, ...] = ()  # labels, most frequent first
    title_names: tuple[str, ...] = ()
    is_lead: bool = False
    copy_kind: str = "none"
    copy_of: str = ""  # outlet of the original, or title of the seed
    copy_of_seed: bool = False
    own_text: bool = False  # that seed, or the one its original goes back to, is a text of one's own
    told: bool = False  # an earlier digest told this article
    revised: str = ""  # what changed on its page since, in words
    told_at: datetime | None = None  # when an earlier digest last told the story
    takes_from: int = 0  # articles a round-up takes a part from
    independent: int = 0  # reports of its story that stand on nobody else's text; 0 where it was not counted
    common_sources: int = 0  # texts of others, such as a press release, that several outlets of its story stand on
    written_in: tuple[str, ...] = ()  # the languages of its text, where there are several

    @property
    def is_report(self) -> bool:
        """Whether it is an outlet's own report on the topic, not a copy."""
        return self.relevant and self.copy_kind == "none"

    @property
    def at(self) -> datetime:
        """When it came out, else when we saw it."""
        return self.published or self.seen_at


@dataclass(frozen=True, slots=True)
class TextUse:
    """A use of a text of one's own: its title and address, who has it, as what; whether no earlier use is known."""

    title: str
    url: str
    outlet: str
    kind: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class ReadSince:
    """What was read since the last digest, and how the outlets fared.

    `last_day` is the ISO date of the digest before, "" if there was none; `known` names that digests told lately;
    `uses` those of one's own texts.
    """

    outlets: int = 0
    articles: int = 0
    copies: int = 0
    languages: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    last_day: str = ""
    known: frozenset[str] = frozenset()
    uses: tuple[TextUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Readership:
    """Whose digest it is: the target's name, under which is kept what was told, and the ids of the topics asked for.

    `by_topic`: a story told on one topic may be told on another as well; else every story is told once.
    """

    target: str
    topics: tuple[str, ...]
    by_topic: bool = True

    @property
    def told_topic(self) -> str | None:
        """The one topic what was told is counted by; None where all topics are."""
        return self.topics[0] if self.by_topic else None
