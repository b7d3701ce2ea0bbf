"""`copydesk why URL`: how an article was found, judged and used, with the evidence for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.ask.arguments import ArticleName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from warehouse.explanation import Explanation, Row

KINDS = {
    "exact": "an exact copy of", "near": "nearly the same text as", "excerpt": "an excerpt of",
    "spun": "a spun copy (words exchanged) of", "translation": "a translation of",
    "rewrite": "likely rewritten from", "none": "shares a passage with",
}  # fmt: skip
PAIRS = 2  # told with passages; the others in a line each
WAY = 6  # steps of a lineage that are named
CHANGES = 6  # shown of each revision
PASSAGES = 3  # shown of each pair; the rest is in the view `copies`


def register(app: typer.Typer) -> None:
    """Add `why` to the app."""
    app.command()(why)


def why(
    article: ArticleName,
    as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False,
) -> None:
    """Tell how an article was found, judged and used."""
    from flows.settings import load
    from warehouse.explanation import explain

    found = explain(load().home, article)
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, default=str))
        return
    show(found)


def show(found: Explanation) -> None:
    """The explanation on the terminal; passages side by side, matching words marked."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for line in (
        *_how_found(found),
        *(_page(found) if found.article else ()),
        *(_topic(found) if found.article else ()),
    ):
        console.print(line, markup=False)
    if found.article is None:
        return
    for line in _standing(found):
        console.print(line, markup=False)
    pairs = sorted(found.aspects["copies"], key=lambda pair: not _with_lead(pair, found))
    for pair in pairs[:PAIRS]:
        _show_pair(pair, found, console)
    for pair in pairs[PAIRS:]:
        console.print(f"       also {_relation(pair, found)}", markup=False)
    for line in _use(found):
        console.print(line, markup=False)


def _how_found(found: Explanation) -> Iterator[str]:
    from desk.digest.phrasing import counted

    lead, article = found.lead, found.article
    if article:
        by = ", ".join(article["authors"] or ()) or "no author named"
        yield f"{article['title']}"
        when = f"{article['published']:%Y-%m-%d %H:%M}" if article["published"] else "no date"
        yield f"  {article['outlet_name'] or article['outlet_id']} · {when} · {by}"
        yield f"  {article['language']} · {article['words']} words from the {article['text_from']} · {article['url']}"
    if lead:
        yield f"Found  {lead['found_at']:%Y-%m-%d %H:%M} in {lead['source_url']}: {lead['outcome']}" + (
            f" ({lead['reason']})" if lead["reason"] else ""
        )
        if lead["next_try"]:
            yield f"       {lead['attempts']} tries so far, the next one after {lead['next_try']:%Y-%m-%d %H:%M}"
    if article and article["removed"]:
        yield f"Clean  {counted(len(article['removed']), 'line')} taken out:"
        yield from (f"       - {cut['line'][:90]} ({cut['reason']})" for cut in article["removed"][:5])


def _page(found: Explanation) -> Iterator[str]:
    """Where else the article stands, and what changed on its page."""
    for other in found.aspects["addresses"]:
        yield f"Also   at {other['url']} ({other['why']})"
    for revision in found.aspects["revisions"]:
        yield f"Page   changed; read again {revision['read_at']:%Y-%m-%d %H:%M}"
        for change in revision["changes"][:CHANGES]:
            yield f"       - {change['what']}: {_short(change['before']) or '–'} → {_short(change['after']) or '–'}"
        if len(revision["changes"]) > CHANGES:
            yield f"       and {len(revision['changes']) - CHANGES} more changes"


def _topic(found: Explanation) -> Iterator[str]:
    for verdict in found.aspects["topics"]:
        said = "relevant" if verdict["relevant"] else "not relevant"
        facet = f", {verdict['facet']}" if verdict["facet"] else ""
        yield f"Topic  {verdict['topic']}: {said} (score {verdict['score']:.2f}{facet})"
        yield from (f"       - {reason}" for reason in verdict["why"] or ())
    names = [f"{m['label']} ({m['kind']}, {m['count']}×)" for m in found.aspects["mentions"]]
    if names:
        yield f"Names  {', '.join(names[:14])}" + (f" and {len(names) - 14} more" if len(names) > 14 else "")
    for fact in found.aspects["openness"]:
        opened = ", ".join(fact["opened"] or ()) or "unsaid"
        yield f"Open   {fact['model'] or '?'}: {fact['licence'] or 'licence unsaid'}; open: {opened} ({fact['claim']})"
        yield f"       “{fact['sentence']}”"


def _standing(found: Explanation) -> Iterator[str]:
    from desk.digest.phrasing import counted

    for ruling in found.aspects["judgements"]:
        yield f"Copy   a person ruled: {'a copy' if ruling['copy'] else 'not a copy'} ({ruling['note'] or 'no note'})"
    for group in found.aspects["group"]:
        if group["standing"] == "original":
            yield "Copy   others copied it; it is the original as far as known"
    yield from _lineage(found.aspects["lineage"])
    if parts := found.aspects["roundup"]:
        yield f"Copy   a round-up, takes from {counted(len(parts), 'article')}:"
        for part in parts:
            told = f"{part['original_outlet']}, {part['kind']}"
            yield f"       - {part['share']:.0%} from “{part['original_title']}” ({told})"
    if not found.aspects["copies"]:
        yield "Copy   of nothing known"


def _lineage(steps: Sequence[Row]) -> Iterator[str]:
    """ "taken from SpinPress, which took it from The Model Wire", with certainty and reason of the first step."""
    if not steps:
        return
    named = [
        f"the seed “{step['title']}” ({step['outlet']})" if step["from_seed"] else step["outlet"] for step in steps
    ]
    way = ", which took it from ".join(named[:WAY]) + (f" and {len(named) - WAY} before it" if len(named) > WAY else "")
    first = steps[0]
    yield f"Copy   taken from {way}"
    if first["why"]:
        yield f"       certainty {first['certainty']:.2f}: {first['why']}"


def _with_lead(pair: Row, found: Explanation) -> bool:
    """Whether the pair is with the group's likely original: what a reader asks about first."""
    assert found.article is not None
    leads = {group["lead_id"] for group in found.aspects["group"]}
    return bool(pair["seed_id"]) or bool({pair["known_id"], pair["article_id"]} - {found.article["id"]} & leads)


def _is_newer(pair: Row, found: Explanation) -> bool:
    """Whether this article was the newcomer when the pair was judged."""
    assert found.article is not None
    return bool(pair["article_id"] == found.article["id"])


def _relation(pair: Row, found: Explanation) -> str:
    if pair["seed_id"]:
        other = f"the seed “{pair['seed_title'] or pair['seed_id']}” ({pair['seed_outlet'] or 'outlet unknown'})"
    else:
        other = f"“{pair['known_title']}” ({pair['known_outlet']}) {pair['known_url']}"
    taken = pair["newcomer_is_copy"] == _is_newer(pair, found) or pair["kind"] == "none"
    relation = KINDS[pair["kind"]]
    return f"{relation} {other}" if taken else f"the original: {other} is {relation} it"


def _show_pair(pair: Row, found: Explanation, console: Console) -> None:
    from desk.models import Passage
    from flows.cli.ask.passages import beside

    newer = _is_newer(pair, found)
    console.print(f"Copy   {_relation(pair, found)}", markup=False)
    direction = pair["direction_why"] or "direction unsaid"
    console.print(
        f"       score {pair['score']:.2f}, rule {pair['rule'] or '-'}; {_turned(direction, newer)}", markup=False
    )
    for reason in pair["why"] or ():
        console.print(f"       - {_turned(reason, newer)}", markup=False)
    shown = [e for e in found.aspects["evidence"] if _same_pair(e, pair)]
    sides = [
        (_short(e["a_text"]), _short(e["b_text"])) if newer else (_short(e["b_text"]), _short(e["a_text"]))
        for e in shown[:PASSAGES]
    ]
    passages = [
        Passage(0, 0, mine, 0, 0, theirs, e["similarity"], e["note"] or "")
        for (mine, theirs), e in zip(sides, shown, strict=False)
    ]
    if passages:
        console.print(beside(passages, "here", "there"))
    if len(shown) > PASSAGES:
        console.print(f"       and {len(shown) - PASSAGES} more passages", markup=False)


def _turned(reason: str, newer: bool) -> str:
    """A reason says "this text" of the newcomer; seen from the known text it is the other one."""
    if newer:
        return reason
    held = reason.replace("this text", "\0").replace("the other text", "this text").replace("the other", "this text")
    return held.replace("\0", "the other text")


def _same_pair(evidence: Row, pair: Row) -> bool:
    return all(evidence[name] == pair[name] for name in ("article_id", "known_id", "seed_id", "seed_part"))


def _short(text: Any) -> str:
    flat = " ".join(str(text or "").split())
    return flat if len(flat) <= 300 else f"{flat[:297]}…"


def _use(found: Explanation) -> Iterator[str]:
    from desk.digest.phrasing import counted

    for story in found.aspects["story"]:
        yield f"Story  {story['id']}: {story['headline']}"
        told = f"{counted(story['reports'], 'report')}, {counted(story['copies'], 'copy', 'copies')}"
        yield f"       {told}; {', '.join(story['outlets'] or ())}"
        yield from (f"       - {reason}" for reason in story["why"] or ())
    for digest in found.aspects["digests"]:
        when = f"delivered {digest['delivered_at']:%Y-%m-%d %H:%M}" if digest["delivered_at"] else digest["state"]
        yield f"Digest {digest['digest_id']} place {digest['place']} ({digest['target']}, {when})"
    if not found.aspects["digests"]:
        yield "Digest in none yet"
