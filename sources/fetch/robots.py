"""robots.txt as RFC 9309 says: what a host lets us read, how far apart, and for how long that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from protego import Protego

from sources.fetch import robots_groups

AGENT = "copydesk"
MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: a crawler reads at least 500 KiB
DAY = 86_400.0  # RFC 9309, 2.4: not kept for longer than a day
HOUR = 3600.0
SOON = 600.0  # an unreachable robots.txt is asked for again after this many seconds
_PAGE = ("<!doctype", "<html", "<head", "<body", "<?xml", "<script")
MISTAKEN = "a page came in place of robots.txt"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us. `closed` holds the reason why nothing may be asked for now."""

    parser: Protego | None = None
    delay: float = 0.0  # seconds; 0 if none is asked for
    sitemaps: tuple[str, ...] = ()
    closed: str = ""
    keep: float = DAY  # seconds the rules may be used
    text: str = ""  # the group that binds us and the sitemaps, for the next run
    remark: str = ""  # what a report should say of it

    def allows(self, url: str) -> bool:
        """Whether we may fetch the address."""
        if self.closed:
            return False
        return self.parser is None or bool(self.parser.can_fetch(url, AGENT))


def unreachable(reason: str) -> Rules:
    """RFC 9309, 2.3.1.4: while robots.txt cannot be reached, everything is disallowed."""
    return Rules(closed=reason, keep=SOON)


def read(status: int, body: bytes) -> Rules:
    """The rules of an answer for /robots.txt.

    2xx: the file; an HTML page in its place says nothing (MISTAKEN). 4xx: no rules, everything is allowed (RFC 9309,
    2.3.1.3), except 429, which says nothing about rules. Everything else: unreachable.
    """
    if 400 <= status < 500 and status != 429:
        return Rules()
    if not 200 <= status < 300:
        return unreachable(f"it answered with status {status}")
    text = _text(body)
    return mistaken(None) if _is_page(text) else of_text(text)


def mistaken(known: Rules | None) -> Rules:
    """What holds while an HTML page stands in place of the file: the last known rules; without any, nothing."""
    if known is None:
        return Rules(keep=HOUR, remark=f"{MISTAKEN} and no earlier rules are known: nothing is taken for forbidden")
    return replace(known, keep=HOUR, remark=f"{MISTAKEN}: the rules read before it stand")


def parse(body: bytes) -> Rules:
    """The rules of a file: BOM, NUL bytes, other encodings, an HTML page in its place and megabytes are borne."""
    return read(200, body)


def of_text(text: str) -> Rules:
    """The rules of a file's text; of none (an empty text) everything is allowed."""
    if not text.strip():
        return Rules()
    group = robots_groups.ours(text, AGENT)
    parser = Protego.parse(group)
    return Rules(parser, _delay(parser), tuple(parser.sitemaps), text=group)


def _is_page(text: str) -> bool:
    """Whether markup stands in the file's place: a whole page, or a fragment (a warning, a comment) without rules."""
    start = text.lstrip()[:20].lower()
    return start.startswith("<") and (start.startswith(_PAGE) or not robots_groups.has_rules(text))


def _text(body: bytes) -> str:
    """The file as text."""
    kept = body[:MOST_BYTES]
    if len(body) > MOST_BYTES:
        kept = kept[: kept.rfind(b"\n") + 1]  # half a rule is not a rule
    if kept[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = kept.decode("utf-16", "replace")
    else:
        text = kept.decode("utf-8", "replace")
    return text.replace("\ufeff", "").replace("\0", "")


def _delay(parser: Protego) -> float:
    """The Crawl-delay, or what a Request-rate comes to, in seconds."""
    delay = parser.crawl_delay(AGENT) or 0.0
    rate = parser.request_rate(AGENT)
    if rate and rate.requests > 0:
        delay = max(delay, rate.seconds / rate.requests)
    return max(0.0, float(delay))
