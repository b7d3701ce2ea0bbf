"""Pages that an outlet shows under another address as well: set aside before anything is decided about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desk.copies.same_page import digest, is_wall, page_text, same_page
from desk.errors import ConfigError, ExtractError
from desk.text.segmentation import tokens
from desk.urls import key
from desk.visits import LeadOutcome
from sources.lead_schedule import next_try
from warehouse.articles import article_rows, article_texts
from warehouse.pages import OtherAddress, PageMarks, add_pages, add_urls, same_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import duckdb

    from desk.models import Article, Lead
    from flows.decide_steps.newsdesk import Draft

Text = tuple[str, str]  # title and text


@dataclass(frozen=True, slots=True)
class Sifted:
    """A visit's drafts without those that are other addresses of a page, or a wall in the place of one.

    `stored`: the former by the id of their article; `beside`: by the key of another draft of the visit; `walls`: the
    latter by their key, with what is wrong.
    """

    drafts: list[Draft] = field(default_factory=list)
    marks: dict[str, PageMarks] = field(default_factory=dict)  # of every draft that stays, by its key
    stored: list[OtherAddress] = field(default_factory=list)
    beside: list[tuple[str, OtherAddress]] = field(default_factory=list)
    walls: dict[str, str] = field(default_factory=dict)

    @property
    def reasons(self) -> dict[str, str]:
        """Key of each address set aside, and why."""
        return {a.key: a.why for a in (*self.stored, *(each for _, each in self.beside))}


def sift(
    con: duckdb.DuckDBPyConnection,
    drafts: Sequence[Draft],
    guids: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Sifted:
    """Set aside drafts whose page is stored, or another draft of the visit, under another address of its outlet.

    guids, names: key of a draft to what its feed calls it, for itself and for readers. A page that shows the text
    of a stored one under another name of which it says nothing is a wall, as that one was.
    """
    ordered = sorted(drafts, key=lambda draft: _canonical(draft.article) is not None)  # a page's own address first
    marks = [_marks(draft.article, (guids or {}).get(draft.article.key)) for draft in ordered]
    candidates = same_pages(con, marks)
    texts = _texts(con, {article_id for found in candidates.values() for article_id in found})
    sifted = Sifted()
    for place, (draft, mine) in enumerate(zip(ordered, marks, strict=True)):
        known = candidates.get(place, {})
        strangers = [texts[each] for each, by in known.items() if each in texts and not by]
        if wall := _wall(draft.article, (names or {}).get(mine.key), mine, strangers):
            sifted.walls[mine.key] = wall
        elif not (_is_stored(draft, mine, known, texts, sifted) or _is_beside(draft, mine, sifted)):
            sifted.drafts.append(draft)
            sifted.marks[draft.article.key] = mine
    return sifted


def guids_of(brought: Iterable[tuple[Lead, Article]]) -> dict[str, str]:
    """Key of an article to the guid of the lead it came by, where it has one."""
    return {article.key: lead.guid for lead, article in brought if lead.guid}


def names_of(brought: Iterable[tuple[Lead, Article]]) -> dict[str, str]:
    """Key of an article to the title of the lead it came by, where it has one."""
    return {article.key: lead.title for lead, article in brought if lead.title}


def keep(con: duckdb.DuckDBPyConnection, sifted: Sifted, new: Mapping[str, int], now: datetime) -> None:
    """Store what finds the new articles again, and the addresses set aside; `new`: key to id of the articles stored."""
    add_pages(con, {new[name]: marks for name, marks in sifted.marks.items() if name in new})
    beside = [replace(address, article_id=new[name]) for name, address in sifted.beside if name in new]
    add_urls(con, [*sifted.stored, *beside], now)


def told(
    outcomes: Sequence[LeadOutcome], brought: Sequence[tuple[Lead, Article]], sifted: Sifted, now: datetime
) -> list[LeadOutcome]:
    """The outcomes of a visit's leads: addresses set aside are known, walls have failed and are tried again."""
    reasons = sifted.reasons
    aside = {lead.key: reasons[article.key] for lead, article in brought if article.key in reasons}
    failed = {lead.key: (lead, article) for lead, article in brought if article.key in sifted.walls}
    return [
        _refused(*failed[o.key], sifted, now)
        if o.key in failed
        else replace(o, outcome="known", reason=aside[o.key])
        if o.key in aside
        else o
        for o in outcomes
    ]


def _refused(lead: Lead, article: Article, sifted: Sifted, now: datetime) -> LeadOutcome:
    problem = sifted.walls[article.key]
    again = next_try(ExtractError(article.url, problem), lead.attempts, now)
    return LeadOutcome(lead.key, "failed", problem, next_try=again)


def _wall(article: Article, name: str | None, mine: PageMarks, known: Sequence[Text]) -> str:
    """What is wrong with a page that shows the text of another stored one, and speaks of neither; "" with others."""
    if article.text_from != "page":
        return ""
    called, own = name or article.title, [article.title] if article.title else []
    for title, text in known:
        if digest(tokens(text)) == mine.text and is_wall(article.text, (called, title), own):
            return f"shows the same text as an earlier page of its outlet, “{title}” (“{article.text[:60]}”)"
    return ""


def _is_stored(
    draft: Draft, mine: PageMarks, known: Mapping[int, frozenset[str]], texts: Mapping[int, Text], sifted: Sifted
) -> bool:
    article = draft.article
    for article_id, by in known.items():
        if article_id in texts and (why := _same((article.title, article.text), texts[article_id], by)):
            sifted.stored.append(OtherAddress(article_id, mine.key, article.url, why))
            return True
    return False


def _is_beside(draft: Draft, mine: PageMarks, sifted: Sifted) -> bool:
    article = draft.article
    for other in sifted.drafts:
        theirs = sifted.marks[other.article.key]
        if theirs.outlet_id != mine.outlet_id or theirs.key == mine.key:
            continue
        by = _named(mine, theirs)
        if by or theirs.text == mine.text or (mine.title is not None and theirs.title == mine.title):
            its = (other.article.title, other.article.text)
            if why := _same((article.title, article.text), its, by):
                sifted.beside.append((other.article.key, OtherAddress(-1, mine.key, article.url, why)))
                return True
    return False


def _named(mine: PageMarks, theirs: PageMarks) -> frozenset[str]:
    """What of "guid" and "canonical" says that two pages of a visit are one."""
    canonical = {theirs.key, theirs.canonical} & {mine.key, mine.canonical} - {None}
    guid = mine.guid is not None and mine.guid == theirs.guid
    return frozenset(name for name, said in (("canonical", canonical), ("guid", guid)) if said)


def _same(mine: Text, theirs: Text, by: frozenset[str]) -> str:
    return same_page(page_text(*mine), page_text(*theirs), canonical="canonical" in by, guid="guid" in by)


def _marks(article: Article, guid: str | None) -> PageMarks:
    title = tokens(article.title)
    named = digest(title) if title else None
    text, called = digest(tokens(article.text)), digest([guid]) if guid else None
    return PageMarks(article.outlet_id, article.key, text, named, _canonical(article), called)


def _canonical(article: Article) -> str | None:
    """The key of the address that the page names as its own, if it is another than that it was read at."""
    try:
        named = key(article.canonical_url) if article.canonical_url else article.key
    except ConfigError:  # no address at all
        return None
    return named if named != article.key else None


def _texts(con: duckdb.DuckDBPyConnection, ids: set[int]) -> dict[int, Text]:
    if not ids:
        return {}
    facts, parts = article_rows(con, ids), article_texts(con, ids)
    found: dict[int, Text] = defaultdict(lambda: ("", ""))
    for article_id, row in facts.items():
        found[article_id] = (row.title, "\n\n".join(part.text for part in parts.get(article_id, ())))
    return dict(found)
