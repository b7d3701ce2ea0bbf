"""`copydesk why URL`: how an article was found, judged and used, with the evidence for a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.explaining import Explanation, Row

KINDS = {
    "exact": "an exact copy of", "near": "nearly the same text as", "excerpt": "an excerpt of",
    "spun": "a spun copy (words exchanged) of", "translation": "a translation of",
    "rewrite": "likely rewritten from", "none": "shares a passage with",
}  # fmt: skip
PASSAGES = 3  # shown of each pair; the rest is in the view `copies`


def register(app: typer.Typer) -> None:
    """Add `why` to the app."""
    app.command()(why)


def why(
    url: Annotated[str, typer.Argument(help="address of an article, as any source or reader writes it")],
    as_json: Annotated[bool, typer.Option("--json", help="everything as JSON")] = False,
) -> None:
    """Tell how an article was found, judged and used."""
    from desk.urls import key
    from flows.settings import load
    from warehouse.explaining import explain

    found = explain(load().home, url, key(url))
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, default=str))
        return
    for line in told(found):
        print(line)


def told(found: Explanation) -> Iterator[str]:
    """The explanation as lines."""
    yield from _how_found(found)
    if found.article is None:
        return
    yield from _topic(found)
    yield from _copy(found)
    yield from _use(found)


def _how_found(found: Explanation) -> Iterator[str]:
    lead, article = found.lead, found.article
    if article:
        by = ", ".join(article["authors"] or ()) or "no author named"
        yield f"{article['title']}"
        yield f"  {article['outlet_name'] or article['outlet_id']} · {article['published'] or 'no date'} · {by}"
        yield f"  {article['language']} · {article['words']} words from the {article['text_from']} · {article['url']}"
    if lead:
        yield f"Found  {lead['found_at']:%Y-%m-%d %H:%M} in {lead['source_url']}: {lead['outcome']}" + (
            f" ({lead['reason']})" if lead["reason"] else ""
        )
        if lead["next_try"]:
            yield f"       {lead['attempts']} tries so far, the next one after {lead['next_try']:%Y-%m-%d %H:%M}"
    if article and article["removed"]:
        yield f"Clean  {len(article['removed'])} lines were taken out:"
        yield from (f"       - {cut['line'][:90]} ({cut['reason']})" for cut in article["removed"][:5])


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


def _copy(found: Explanation) -> Iterator[str]:
    assert found.article is not None
    for ruling in found.aspects["judgements"]:
        yield f"Copy   a person ruled: {'a copy' if ruling['copy'] else 'not a copy'} ({ruling['note'] or 'no note'})"
    for group in found.aspects["group"]:
        if group["standing"] == "original":
            yield "Copy   others copied it; it is the original as far as known"
    if not found.aspects["copies"]:
        yield "Copy   of nothing known"
    for verdict in found.aspects["copies"]:
        yield from _pair(verdict, found)


def _pair(verdict: Row, found: Explanation) -> Iterator[str]:
    assert found.article is not None
    newer = verdict["article_id"] == found.article["id"]
    if verdict["seed_id"]:
        other = (
            f"the seed “{verdict['seed_title'] or verdict['seed_id']}” ({verdict['seed_outlet'] or 'outlet unknown'})"
        )
    else:
        other = f"“{verdict['known_title']}” ({verdict['known_outlet']}) {verdict['known_url']}"
    this_is_copy = verdict["newcomer_is_copy"] == newer
    relation = KINDS[verdict["kind"]]
    sentence = (
        f"{relation} {other}"
        if this_is_copy or verdict["kind"] == "none"
        else f"the original: {other} is {relation} it"
    )
    yield f"Copy   {sentence}"
    direction = verdict["direction_why"] or "direction unsaid"
    yield f"       score {verdict['score']:.2f}, rule {verdict['rule'] or '-'}; {direction}"
    yield from (f"       - {reason}" for reason in verdict["why"] or ())
    shown = [e for e in found.aspects["evidence"] if _same_pair(e, verdict)]
    for passage in shown[:PASSAGES]:
        mine, theirs = (passage["a_text"], passage["b_text"]) if newer else (passage["b_text"], passage["a_text"])
        yield f"       here  │ {_short(mine)}"
        yield f"       there │ {_short(theirs) or passage['note'] or '(only the fingerprint is kept)'}"
    if len(shown) > PASSAGES:
        yield f"       and {len(shown) - PASSAGES} more passages"


def _same_pair(evidence: Row, verdict: Row) -> bool:
    return all(evidence[name] == verdict[name] for name in ("article_id", "known_id", "seed_id", "seed_part"))


def _short(text: Any) -> str:
    flat = " ".join(str(text or "").split())
    return flat if len(flat) <= 220 else f"{flat[:217]}…"


def _use(found: Explanation) -> Iterator[str]:
    for story in found.aspects["story"]:
        yield f"Story  {story['id']}: {story['headline']}"
        yield f"       {story['reports']} reports, {story['copies']} copies; {', '.join(story['outlets'] or ())}"
        yield from (f"       - {reason}" for reason in story["why"] or ())
    for digest in found.aspects["digests"]:
        when = f"delivered {digest['delivered_at']:%Y-%m-%d %H:%M}" if digest["delivered_at"] else digest["state"]
        yield f"Digest {digest['digest_id']} place {digest['place']} ({digest['target']}, {when})"
    if not found.aspects["digests"]:
        yield "Digest in none yet"
