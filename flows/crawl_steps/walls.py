"""Two pages of one outlet with one text are a wall that nobody knew, not copies of each other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from desk.errors import ExtractError
from desk.visits import LeadOutcome
from sources.lead_schedule import next_try

if TYPE_CHECKING:
    from desk.models import Article, Lead
    from flows.crawl_steps.visit_state import Brought, Means

_WORD = re.compile(r"[^\W_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")


def refuse_walls(brought: Brought, means: Means) -> None:
    """Take back articles of a visit that share one text under titles it does not speak of; they are tried later."""
    same: dict[str, list[tuple[Lead, Article]]] = defaultdict(list)
    for lead, article in brought.articles:
        if article.text_from == "page":
            same[article.text].append((lead, article))
    gone: dict[str, LeadOutcome] = {}
    for text, several in same.items():
        titles = {article.title or lead.title or "" for lead, article in several}
        if len(titles) > 1 and not any(_speaks_of(text, title) for title in titles):
            problem = f"shows the same text as {len(several) - 1} other page(s) of its outlet (“{text[:60]}”)"
            for lead, article in several:
                again = next_try(ExtractError(article.url, problem), lead.attempts, means.now)
                gone[lead.key] = LeadOutcome(lead.key, "failed", problem, next_try=again)
                brought.reasons.append(f"{article.url}: {problem}")
    if gone:
        brought.articles = [(lead, article) for lead, article in brought.articles if lead.key not in gone]
        brought.outcomes = [gone.get(each.key, each) for each in brought.outcomes]


def _speaks_of(text: str, title: str) -> bool:
    """Whether a text holds half of a title's words."""
    own, words = set(_WORD.findall(title.casefold())), set(_WORD.findall(text.casefold()))
    return not own or len(own & words) >= 0.5 * len(own)
