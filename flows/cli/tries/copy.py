"""`copydesk try copy A B [C…]`: what one text is to another, with the passages side by side; C…: the event's others."""

from __future__ import annotations

import functools
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import UsageError
from flows.cli.ask.passages import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from desk.documents.document import Document
    from desk.models import CopyVerdict
    from desk.text.encoder import Encoder

SHOWN = 5  # passages on the screen
NAMES = {
    "exact": "the same text", "near": "a near copy", "excerpt": "an excerpt", "spun": "a spun copy",
    "translation": "a translation", "rewrite": "likely rewritten", "none": "no copy",
}  # fmt: skip


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """The verdict on `a` (the newcomer) against `b`, as a JSON object; `event`: other reports of it, if given."""
    event = asked.get("event") or []
    if not isinstance(event, list):
        raise UsageError("event", "is no list of texts", 'Give other reports of the event as ["...", "..."]')
    return asdict(_verdict(str(asked["a"]), str(asked["b"]), [str(other) for other in event]))


def _verdict(a: str, b: str, event: Sequence[str] = ()) -> CopyVerdict:
    from desk.copies.verdict import judge as verdict_on

    return verdict_on(_document(a), _document(b), _encoder(), [_document(other) for other in event])


@functools.lru_cache(maxsize=512)
def _document(text: str) -> Document:
    """The text made ready as the pipeline does it; kept, since texts recur in lists of pairs."""
    from desk.cleaning.clean import clean
    from desk.documents.document import document
    from desk.text.language import split

    cleaned = clean(text)
    return document(split(cleaned.text) or text, title=cleaned.title or "", source=cleaned.source)


@functools.cache
def _encoder() -> Encoder | None:
    from flows.decide_steps.encoder import encoder_of
    from flows.settings import load

    return encoder_of(load())


def show(targets: Sequence[str]) -> None:
    """Print the verdict on two files or addresses: the newcomer, then the known text; more are the event's reports."""
    from rich.console import Console

    if len(targets) < 2:
        remedy = "The newcomer first, then the known text; others that report the same event may follow"
        raise UsageError("try copy", f"takes two files or more, not {len(targets)}", remedy)
    new, known, *event = (_read(target) for target in targets)
    tell(_verdict(new, known, event), Console(), Path(targets[0]).name, Path(targets[1]).name)


def _read(target: str) -> str:
    """The text of a text file; of a page (an address or an .html file) its article."""
    if target.startswith(("http://", "https://")) or target.endswith((".html", ".htm", ".html.gz")):
        from flows.cli.tries.page import _got as page_of
        from sources.extract.article import extract

        return extract(page_of(target)).text
    try:
        return Path(target).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        problem = error.strerror or "no reason given"
        raise UsageError(target, f"cannot be read: {problem}", "Give a text file, a page or an address") from None


def tell(verdict: CopyVerdict, console: Console, new: str, known: str) -> None:
    """The verdict in words, then its passages side by side with the common words marked."""
    sure = f", confidence {verdict.score:.2f}" if verdict.kind == "rewrite" else f" ({verdict.score:.2f})"
    console.print(f"[bold]{NAMES[verdict.kind]}[/bold]" + ("" if verdict.kind == "none" else sure), highlight=False)
    for reason in verdict.why:
        console.print(f"  {reason}", markup=False, highlight=False)
    if verdict.kind != "none":
        whose = new if verdict.newcomer_is_copy else known
        console.print(f"  taken over by {whose}: {verdict.direction_why}", markup=False, highlight=False)
    if verdict.evidence:
        console.print(beside(verdict.evidence[:SHOWN], new, known))
    if len(verdict.evidence) > SHOWN:
        console.print(f"  and {len(verdict.evidence) - SHOWN} more passages", highlight=False)
