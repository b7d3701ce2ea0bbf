"""Small outlets, articles, leads and visits for tests of the warehouse."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desk.models import Article, Lead, Outlet, Part, Source
from desk.visits import FetchRecord, LeadOutcome, OutletReport, SourceReport, SourceState, Visit
from warehouse import visits
from warehouse.articles import add_articles

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = "https://gazette.example/feed"
GAZETTE = Outlet("gazette", "The Gazette", "https://gazette.example/", "en", (Source("gazette", "feed", FEED),))


@dataclass(frozen=True, slots=True)
class VisitOf(Visit):
    """A visit and the articles it brought."""

    articles: tuple[Article, ...] = ()


def store_visit(con, brought, now=NOON):
    """Store a visit as a crawl does, articles first; returns {key: id} of the new ones."""
    new = add_articles(con, brought.articles, brought.run_id)
    visits.store_visits(con, [brought], now)
    return new


def outlet(name):
    """An outlet of that name with one feed."""
    home = f"https://{name}.example/"
    return Outlet(name, name.title(), home, "en", (Source(name, "feed", f"{home}feed"),))


def article(number, outlet_id="gazette", **facts):
    """Article NUMBER of an outlet, fetched at noon."""
    given = {
        "url": f"https://{outlet_id}.example/{number}",
        "key": f"{outlet_id}.example/{number}",
        "outlet_id": outlet_id,
        "title": f"Weights number {number} are out",
        "parts": (Part("en", f"The laboratory put weights number {number} on its page. Anyone may run them."),),
        "language": "en",
        "fetched_at": NOON,
    }
    return Article(**given | facts)


def lead(number, outlet_id="gazette", **facts):
    """The lead to article NUMBER."""
    given = {
        "url": f"https://{outlet_id}.example/{number}",
        "key": f"{outlet_id}.example/{number}",
        "outlet_id": outlet_id,
        "source_url": f"https://{outlet_id}.example/feed",
    }
    return Lead(**given | facts)


def visit(run_id, numbers=(), at=GAZETTE, status="ok", reasons=(), **parts):
    """A visit that stored articles NUMBERS, with their leads closed and one request logged for each."""
    feed = at.sources[0].url
    given = {
        "articles": tuple(article(number, at.id) for number in numbers),
        "leads": tuple(lead(number, at.id) for number in numbers),
        "outcomes": tuple(LeadOutcome(f"{at.id}.example/{number}", "stored") for number in numbers),
        "states": (SourceState(feed, etag='"v1"', next_due=NOON + timedelta(hours=1), last_success=NOON),),
        "fetches": tuple(FetchRecord(f"{at.home}{number}", NOON, 200, 900, 0.1) for number in numbers),
    }
    report = OutletReport(
        at.id, status, (SourceReport(feed, "feed", "ok", 3, 2),), stored=len(numbers), reasons=reasons
    )
    return VisitOf(run_id, at, report, **given | parts)
