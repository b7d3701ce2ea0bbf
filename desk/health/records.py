"""What was seen of an outlet and of the desk, and the alarms that come of it. Days are counted from 1970-01-01, UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

AlarmKind = Literal[
    "broken", "dead", "html", "robots", "source", "dormant", "yield", "length", "undated", "copies",
    "network", "crawl", "digest",
]  # fmt: skip

KINDS: dict[AlarmKind, str] = {  # what each says, for people
    "broken": "none of its sources answers as it should",
    "dead": "it is gone: none of its sources is there any more",
    "html": "a feed or sitemap that turned into an HTML page",
    "robots": "robots.txt shut what it let us read",
    "source": "one of its sources fails while others answer",
    "dormant": "it answers, and has published nothing for much longer than usual",
    "yield": "its pages give no article any more, most likely a changed layout",
    "length": "its texts became far shorter, most likely a changed layout",
    "undated": "its articles lost their dates, most likely a changed layout",
    "copies": "far more of what it publishes is copied than before",
    "network": "most outlets fail at once: it is our own line, or our machine",
    "crawl": "no crawl ended well for longer than usual",
    "digest": "no digest was made for longer than usual",
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """One trouble. `since`: when it began as far as known; `figures`: what was usual before it, for telling its end."""

    kind: AlarmKind
    outlet_id: str  # "": the desk itself
    subject: str  # address of the source; "" where the outlet as a whole is meant
    since: datetime
    words: str
    figures: Mapping[str, float] = field(default_factory=dict)
    number: int = 0  # 0: not yet stored
    opened_at: datetime | None = None

    @property
    def name(self) -> tuple[str, str, str]:
        """What makes it one and the same alarm."""
        return (self.kind, self.outlet_id, self.subject)


@dataclass(frozen=True, slots=True)
class Ended:
    """An alarm that is over, and what showed it."""

    alarm: Alarm
    words: str


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source as its last visit left it, at `visited_at`. `failures`: in a row; `failing_since`: the first of them."""

    url: str
    kind: str
    failures: int = 0
    last_success: datetime | None = None
    failing_since: datetime | None = None
    reason: str = ""
    visited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day's visits to an outlet in numbers: articles stored, pages without an article, addresses shut, copies."""

    day: int
    stored: int = 0
    unread: int = 0
    shut: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """An article's length in words, whether it has no date, and the day it was read."""

    day: int
    words: int
    undated: bool = False


@dataclass(frozen=True, slots=True)
class TextsBefore:
    """The outlet's articles before its newest ones: how many, without date, median and lower tenth of their words."""

    count: int = 0
    undated: int = 0
    usual: float = 0.0
    low: float = 0.0


@dataclass(frozen=True, slots=True)
class Over:
    """An alarm about pages or texts that ended: its first and its last day; settled: the outlet stayed so."""

    kind: str
    first: int
    last: int
    settled: bool = False


@dataclass(frozen=True, slots=True)
class OutletSeen:
    """All that the rules look at. Lists are in order of time, the oldest first."""

    id: str
    name: str
    first_crawled: datetime
    last_crawled: datetime
    sources: tuple[SourceSeen, ...] = ()
    published: tuple[int, ...] = ()  # days with an article, or an entry that gave none, of the last half year
    last_lead: int | None = None  # day of its newest new entry
    days: tuple[DayCount, ...] = ()  # of the last sixty days
    texts: tuple[Text, ...] = ()  # the newest ones
    before: TextsBefore = TextsBefore()
    over: tuple[Over, ...] = ()  # of the last ninety days; texts of such days are not among `texts` and `before`


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """When the desk did what: starts of crawls, times of digests, oldest first; those that ended well."""

    crawls: tuple[datetime, ...] = ()
    digests: tuple[datetime, ...] = ()
    line_up: datetime | None = None  # when our own line was last told to be up again


@dataclass(frozen=True, slots=True)
class Changes:
    """What a look at everything brought: alarms that begin, and alarms that are over."""

    begun: tuple[Alarm, ...] = ()
    ended: tuple[Ended, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.begun or self.ended)
