"""`copydesk why ARTICLE`: how an article was found, judged and used, with the evidence for a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.ask.arguments import ArticleName
from flows.cli.ask.why_copies import Wanted, copies, judgements, short

if TYPE_CHECKING:
    from rich.table import Table

    from flows.jobs.site.differences import Difference
    from warehouse.explanation import Explanation

CHANGES, CUTS, REASONS, NAMES, OUTLETS = 6, 8, 3, 10, 6  # shown unless --all is asked
SENTENCE = 160  # columns of a sentence that states a value
# What the story verdict says of itself in its own terms: stems of words, vectors, weights.
INTERNAL = ("shared names:", "no shared name", "shared title words:", "cosine of", "weighed:")


def register(app: typer.Typer) -> None:
    """Add `why` to the app."""
    app.command()(why)


def why(
    article: ArticleName,
    everything: Annotated[bool, typer.Option("--all", "-a", help="all reasons, all pairs with their passages")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="scores, rules and signals as the program has them")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False,
) -> None:
    """Tell how an article was found, judged and used; of a story's short id, its lead article."""
    from flows.jobs.site.differences import differences_of
    from flows.settings import load
    from warehouse.explanation import explain

    home = load().home
    found = explain(home, article)
    differ = differences_of(home, found)
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(found) | {"conflicts": differ}, ensure_ascii=False, default=str))
        return
    show(found, Wanted(everything or debug, debug), differ)


def show(found: Explanation, wanted: Wanted | None = None, differ: Sequence[Difference] = ()) -> None:
    """The explanation on the terminal; passages side by side, matching words marked."""
    from rich.console import Console

    from flows.cli.ask.tables import printable

    console, wanted = Console(highlight=False, soft_wrap=True), wanted or Wanted()
    for line in _lines(found, wanted, differ):
        console.print(printable(line) if isinstance(line, str) else line, markup=False)


def _lines(found: Explanation, wanted: Wanted, differ: Sequence[Difference]) -> Iterator[str | Table]:
    yield from _head(found)
    yield from _found(found)
    if found.article is None:
        return
    yield from _page(found, wanted)
    yield from _topic(found, wanted)
    yield from copies(found, wanted)
    yield from judgements(found)
    yield from _use(found, wanted)
    yield from differing(differ)
    if not wanted.all:
        from desk.handles import article_handle

        yield f"More    copydesk why {article_handle(found.article['id'])} --all"


def _head(found: Explanation) -> Iterator[str]:
    from desk.digest.phrasing import counted, language_name
    from desk.handles import article_handle

    article = found.article
    if article is None:
        return
    by = ", ".join(article["authors"] or ()) or "no author named"
    yield f"{article_handle(article['id'])}  {article['title']}"
    when = f"{article['published']:%Y-%m-%d %H:%M}" if article["published"] else "no date"
    words = f"{counted(article['words'] or 0, 'word')} from the {article['text_from']}"
    outlet = article["outlet_name"] or article["outlet_id"]
    yield f"        {outlet} · {when} · {by} · {language_name(article['language'])} · {words}"
    yield f"        {article['url']}"


def _found(found: Explanation) -> Iterator[str]:
    lead = found.lead
    if lead is None:
        return
    said = f": {lead['outcome']}" if found.article is None or lead["outcome"] != "stored" else ""
    said += f" ({lead['reason']})" if lead["reason"] else ""
    yield f"Found   {lead['found_at']:%Y-%m-%d %H:%M} in {lead['source_url']}{said}"
    if lead["next_try"]:
        yield f"        {lead['attempts']} tries so far, the next one after {lead['next_try']:%Y-%m-%d %H:%M}"


def _page(found: Explanation, wanted: Wanted) -> Iterator[str]:
    """What was taken out, where else the article stands, and what changed on its page."""
    from desk.digest.phrasing import counted

    assert found.article is not None
    removed = found.article["removed"] or ()
    if removed and wanted.all:
        yield f"Clean   {counted(len(removed), 'line')} taken out:"
        yield from (f"        - {cut['line'][:90]} ({cut['reason']})" for cut in removed[:CUTS])
    for other in found.aspects["addresses"]:
        yield f"Also    at {other['url']} ({other['why']})"
    for revision in found.aspects["revisions"]:
        update = f", an update: {revision['told']}" if revision["told"] else ""
        yield f"Page    changed; read again {revision['read_at']:%Y-%m-%d %H:%M}{update}"
        for change in revision["changes"][: wanted.most(CHANGES)]:
            yield f"        - {change['what']}: {short(change['before']) or '–'} → {short(change['after']) or '–'}"
        yield from _left(len(revision["changes"]), wanted.most(CHANGES), "change")


def _topic(found: Explanation, wanted: Wanted) -> Iterator[str]:
    for verdict in found.aspects["topics"]:
        said = "relevant" if verdict["relevant"] else "not relevant"
        facet = f", {verdict['facet']}" if verdict["facet"] else ""
        reasons = verdict["why"] or ()
        yield f"Topic   {verdict['topic']}: {said} (score {verdict['score']:.2f}{facet})"
        yield from (f"        - {reason}" for reason in reasons[: wanted.most(REASONS)])
        yield from _left(len(reasons), wanted.most(REASONS), "reason")
    names = [f"{m['label']} ({m['kind']}, {m['count']}×)" for m in found.aspects["mentions"]]
    if names:
        left = len(names) - NAMES if not wanted.all else 0
        yield f"Names   {', '.join(names[: wanted.most(NAMES)])}" + (f" and {left} more" if left > 0 else "")
    from flows.cli.ask.openness import summary

    for fact in found.aspects["openness"]:
        yield f"Open    {fact['model'] or '?'}: {summary(fact)}"
        yield f"        “{fact['sentence']}”"


def _use(found: Explanation, wanted: Wanted) -> Iterator[str]:
    from desk.digest.phrasing import counted, listed
    from desk.handles import story_handle
    from desk.lineage.phrasing import reported

    for story in found.aspects["story"]:
        yield f"Story   {story_handle(story['id'])}: {story['headline']}"
        outlets = story["outlets"] or ()
        told = reported(len(outlets), story["independent"], story["common_sources"])
        told += f", {counted(story['copies'], 'copy')}" if story["copies"] else ""
        yield f"        {told}: {listed(outlets, len(outlets) if wanted.all else OUTLETS)}"
        if story["origin_why"]:
            yield f"        {_origin(story)}: {story['origin_why']}"
        yield from (f"        - {reason}" for reason in story_reasons(story["why"] or (), wanted.debug))
    for digest in found.aspects["digests"]:
        when = f"delivered {digest['delivered_at']:%Y-%m-%d %H:%M}" if digest["delivered_at"] else digest["state"]
        yield f"Digest  {digest['digest_id']} place {digest['place']} ({digest['target']}, {when})"
    if not found.aspects["digests"]:
        yield "Digest  in none yet"


def _origin(story: dict[str, Any]) -> str:
    if story["origin"] == "report":
        return f"goes back to the report of {story['origin_outlet']}"
    source = story["origin_outlet"]
    return "stands on a common source" + (f", {source}" if source else "")


def story_reasons(reasons: Iterable[str], debug: bool) -> list[str]:
    """Why an article is in its story; without `debug` what a reader can follow only."""
    return [reason for reason in reasons if debug or not reason.startswith(INTERNAL)]


def differing(found: Iterable[Difference]) -> Iterator[str]:
    """What independent reports state differently: a line a value, with the sentence it stands in."""
    from desk.digest.phrasing import cut

    for one in found:
        yield f"Differs {one['what']}"
        for side in one["sides"]:
            yield f"        {side['value']}  {side['outlet']} ({side['handle']}): {cut(side['sentence'], SENTENCE)}"


def _left(number: int, most: int | None, what: str) -> Iterator[str]:
    if most is not None and number > most:
        from desk.digest.phrasing import counted

        yield f"          and {counted(number - most, f'more {what}')}"
