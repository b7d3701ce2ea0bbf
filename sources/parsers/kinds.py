"""What is parsed in the worker processes: by which function, within which bounds, and what a failure is called."""

from __future__ import annotations

from dataclasses import dataclass

from desk.errors import CopydeskError, ExtractError, SourceError

MEGABYTE = 1 << 20
REPLACED = "Its worker was replaced; nothing to do"
REPORT = "Report it with the page, if it is public"


@dataclass(frozen=True, slots=True)
class Parser:
    """One function that reads foreign bytes.

    seconds: of processor time, so that a busy machine gives up nothing; memory: bytes beyond what the worker holds.
    The slowest real page took under two seconds, the largest real sitemap (50,000 addresses) three.
    """

    function: str  # module:name, imported by the worker alone
    refusal: type[CopydeskError]
    seconds: int = 10
    memory: int = 1024 * MEGABYTE


PAGE = Parser("sources.extract.article:extract", ExtractError, seconds=20)
FEED_TEXT = Parser("sources.extract.article:from_lead", ExtractError)
SOURCE = Parser("sources.source_visit:parsed", SourceError)
FRONT = Parser("sources.home_feeds:front", SourceError)
ROBOTS = Parser("sources.fetch.robots:read", SourceError, seconds=5, memory=256 * MEGABYTE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a document has no answer.

    costly: it took a worker, or all that one may take; slow: it took its processor time; late: nobody wants it now.
    """

    problem: str
    remedy: str = ""
    costly: bool = True
    slow: bool = False
    late: bool = False


class StoppedError(Exception):
    """A document that a worker could not read to its end."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem)
        self.trouble = trouble
