"""One story of a digest: whether it is due, how it ranks, and the line that tells it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desk.digest.phrasing import PRINTS_YOURS, TAKES_FROM, TITLE, counted, cut, kind_in_words
from desk.digest.ranking import Rank, independent, moved_on, rank
from desk.digest.records import DigestStory, DueArticle
from desk.digest.sentence.choice import one_sentence
from desk.handles import story_handle
from desk.text.sanitise import link, visible

HEADLINE = 90  # columns of another outlet's headline
OUTLET = 40  # columns of an outlet's name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that may be told. `reports`: those a line can be made of; `news`: of one told before, what is new."""

    articles: tuple[DueArticle, ...]
    reports: tuple[DueArticle, ...]
    lead: DueArticle
    rank: Rank
    was_told: bool
    news: str


def candidate(articles: Sequence[DueArticle], now: datetime, known: Collection[str]) -> Candidate | None:
    """The story of these articles; None if it has no report, or was told and has not moved on."""
    was_told = any(article.told for article in articles)
    news = moved_on(articles)
    reports = [a for a in _reports(articles) if not (was_told and a.told and not a.revised)]
    if (was_told and not news) or not reports:
        return None
    seed = any(article.copy_of_seed and not article.own_text for article in articles)
    ranked = rank(reports, now=now, is_update=was_told, known=known, old_source=seed)
    return Candidate(tuple(articles), tuple(reports), _lead(reports, newest=was_told), ranked, was_told, news)


def _reports(articles: Sequence[DueArticle]) -> list[DueArticle]:
    """The reports of a story; where there are some, who first printed a text of one's own goes on leading it."""
    reports = [article for article in articles if article.is_report]
    ours = [a for a in articles if a.relevant and a.is_lead and a.own_text and a.copy_of_seed]
    return ours + reports if reports else []


def line_of(due: Candidate, zone: tzinfo, site: str) -> DigestStory:
    """The line that tells a story, its times in `zone`; `site`: see compose."""
    lead = due.lead
    copies = _copies(due)
    return DigestStory(
        story_id=lead.story_id,
        title=cut(visible(lead.title), TITLE) or "(without a title)",
        url=link(lead.url) or "",
        outlet=_reporter(lead),
        language=lead.language,
        published=lead.published.astimezone(zone) if lead.published else None,
        sentence=one_sentence(lead.opening, lead.title, lead.language),
        score=due.rank.score,
        why=due.rank.why,
        also_in=_also_in(due.reports, lead),
        copies=tuple((outlet_name(copy.outlet), _kind(copy, lead)) for copy in copies),
        languages=tuple(sorted({code for report in due.reports for code in report.written_in or (report.language,)})),
        facet=lead.facet,
        names=tuple(visible(name) for name in lead.names[:8]),
        update_of=lead.story_id if due.was_told else None,
        revision=visible(due.news),
        articles=tuple(sorted(article.article_id for article in due.articles)),
        reports=independent(due.reports),
        outlets=len({article.outlet_id for article in (*due.reports, *copies)}),
        kinds=tuple(copy.copy_kind for copy in copies),
        common_sources=lead.common_sources,
        written_in=lead.written_in,
        page=f"{site}/stories/{story_handle(lead.story_id)}.html" if site else "",
    )


def _lead(reports: Sequence[DueArticle], *, newest: bool) -> DueArticle:
    """The original as far as known: the story's own lead, else the earliest report; for an update the newest one."""
    if newest:
        return max(reports, key=lambda report: (report.at, report.article_id))
    return min(reports, key=lambda report: (not report.is_lead, report.at, report.article_id))


def _also_in(reports: Sequence[DueArticle], lead: DueArticle) -> tuple[str, ...]:
    """The other outlets; under a headline in another language the first English one stands beside its outlet."""
    others = sorted(reports, key=lambda report: (report.at, report.article_id))
    others = [report for report in others if report.outlet_id != lead.outlet_id]
    english = next((report for report in others if report.language == "en"), None) if lead.language != "en" else None
    names = {_reporter(report): None for report in others}
    if english is None:
        return tuple(names)
    headline = f"{_reporter(english)} (“{cut(visible(english.title), HEADLINE)}”)"
    return tuple(headline if name == _reporter(english) else name for name in names)


def _copies(due: Candidate) -> list[DueArticle]:
    """One copy for each outlet that copied, for an update of those no digest told.

    Another address of the same outlet is no copy: nobody copies himself.
    """
    copies = [a for a in due.articles if a.copy_kind != "none" and not (due.was_told and a.told)]
    copies.sort(key=lambda copy: (copy.at, copy.article_id))
    found: dict[str, DueArticle] = {}
    for copy in copies:
        if copy.outlet_id != due.lead.outlet_id and (copy.copy_of_seed or copy.copy_of != copy.outlet):
            found.setdefault(copy.outlet_id, copy)
    return list(found.values())


def _kind(copy: DueArticle, lead: DueArticle) -> str:
    words = kind_in_words(copy.copy_kind)
    elsewhere = copy.copy_of not in ("", lead.outlet) and not copy.copy_of_seed
    if copy.copy_of and (elsewhere or copy.copy_kind == "rewrite"):
        return f"{words} from {outlet_name(copy.copy_of)}"
    return words


def _reporter(report: DueArticle) -> str:
    """Its outlet; of a round-up with what it is made of."""
    name = outlet_name(report.outlet)
    if report.own_text:
        return name + PRINTS_YOURS
    return f"{name}{TAKES_FROM}{counted(report.takes_from, 'article')}" if report.takes_from else name


def outlet_name(name: str) -> str:
    """An outlet's name as it is shown."""
    return cut(visible(name), OUTLET)
