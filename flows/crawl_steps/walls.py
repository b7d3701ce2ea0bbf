"""Two pages of one outlet with one text are a wall that nobody knew, not copies of each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from desk.copies.same_page import is_wall
from desk.errors import ExtractError
from desk.visits import LeadOutcome
from sources.lead_schedule import next_try

if TYPE_CHECKING:
    from desk.models import Article, Lead
    from flows.crawl_steps.visit_state import Brought, Means


def refuse_walls(brought: Brought, means: Means) -> None:
    """Take back articles of a visit that share one text under titles it does not speak of; they are tried later."""
    same: dict[str, list[tuple[Lead, Article]]] = defaultdict(list)
    for lead, article in brought.articles:
        if article.text_from == "page":
            same[article.text].append((lead, article))
    gone: dict[str, LeadOutcome] = {}
    for text, several in same.items():
        names = [lead.title or article.title for lead, article in several]
        if is_wall(text, names, [article.title for _, article in several if article.title]):
            problem = f"shows the same text as {len(several) - 1} other page(s) of its outlet (“{text[:60]}”)"
            for lead, article in several:
                brought.unread += not lead.attempts
                again = next_try(ExtractError(article.url, problem), lead.attempts, means.now)
                gone[lead.key] = LeadOutcome(lead.key, "failed", problem, next_try=again)
                brought.reasons.append(f"{article.url}: {problem}")
    if gone:
        brought.articles = [(lead, article) for lead, article in brought.articles if lead.key not in gone]
        brought.outcomes = [gone.get(each.key, each) for each in brought.outcomes]
