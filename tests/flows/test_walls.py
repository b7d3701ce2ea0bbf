"""Two pages of one outlet with one text are a wall."""

from datetime import UTC, datetime
from types import SimpleNamespace

from desk.models import Article, Lead, Outlet, Part
from desk.visits import LeadOutcome
from flows.crawl_steps.visit_state import Brought
from flows.crawl_steps.walls import refuse_walls

NOW = datetime(2031, 5, 4, tzinfo=UTC)
OUTLET = Outlet("tide", "Tide", "https://tide.example", "en", ())


def brought(*pages: tuple[str, ...]) -> Brought:
    visit = Brought(OUTLET)
    for name, title, text, *told in pages:
        url = f"https://tide.example/{name}"
        lead = Lead(url, url, "tide", "https://tide.example/feed", title=told[0] if told else None)
        article = Article(url, url, "tide", title, (Part("en", text),), "en", NOW)
        visit.articles.append((lead, article))
        visit.outcomes.append(LeadOutcome(lead.key, "stored"))
    refuse_walls(visit, SimpleNamespace(now=NOW))  # type: ignore[arg-type]
    return visit


def test_one_text_under_two_titles_is_a_wall_for_both_and_tried_again() -> None:
    wall = "Welcome back. Choose how you want to go on with us, and we show you the rest of it."
    got = brought(("a", "Ferry late again", wall), ("b", "New quay for Vellmar", wall), ("c", "Cod", "Cod is dear."))
    assert [article.title for _, article in got.articles] == ["Cod"]
    assert [each.outcome for each in got.outcomes] == ["failed", "failed", "stored"]
    assert all(each.next_try for each in got.outcomes[:2])
    assert "the same text as 1 other page" in got.reasons[0]


def test_the_same_article_at_two_addresses_is_none() -> None:
    text = "The ferry of Vellmar was late again on Friday."
    assert len(brought(("a", "Ferry late again", text), ("b", "Ferry late again", text)).articles) == 2
    assert len(brought(("a", "Ferry late again", text), ("b", "Again the ferry was late", text)).articles) == 2


def test_a_wall_that_bears_its_own_title_is_told_by_what_the_feed_calls_its_pages() -> None:
    wall = "Choose how you want to go on with us, and we show you the rest of it."
    got = brought(("a", "One moment", wall, "Ferry late again"), ("b", "One moment", wall, "New quay for Vellmar"))
    assert not got.articles


def test_a_long_text_at_two_addresses_is_none_whatever_its_titles_say() -> None:
    long = " ".join(f"In month {n} the boats lay still, and nobody in the town could say why." for n in range(120))
    assert len(brought(("a", "Silence", long), ("b", "Riddle of a winter", long)).articles) == 2
