"""`copydesk try story`: do two articles tell the same event?"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.errors import UsageError

if TYPE_CHECKING:
    from desk.stories.cards import Card


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"a": {"title", "text", "published"}, "b": {…}} to {"same_story", "score", "why"}.

    A side may say its "language" (ISO 639-1); else it is detected: two languages are judged by weights of their own.
    """
    from desk.stories.same_event import same

    verdict = same(*(_card(place, asked.get(side)) for place, side in enumerate("ab")))
    return {"same_story": verdict.same, "score": verdict.score, "why": list(verdict.why)}


def show(targets: list[str]) -> None:
    """Two text files: the first line is the title, the rest the text."""
    if len(targets) != 2:
        raise UsageError("try story", "compares two articles", "Give two text files: title on the first line")
    given = dict(zip("ab", (_read(Path(target)) for target in targets), strict=True))
    verdict = judge(given)
    print("the same story" if verdict["same_story"] else "two stories", f"(probability {verdict['score']:.2f})")
    for reason in verdict["why"]:
        print(f"  {reason}")


def _read(path: Path) -> dict[str, Any]:
    try:
        title, _, text = path.read_text("utf-8", errors="replace").strip().partition("\n")
    except OSError as error:
        raise UsageError(str(path), f"cannot be read: {error.strerror}", "Give two text files") from None
    return {"title": title, "text": text.strip()}


def _card(place: int, given: Any) -> Card:
    """The card of one side; what is missing counts as empty."""
    from desk.stories.cards import card
    from desk.stories.meaning import made_by, meanings
    from desk.text.language import detect
    from flows.decide_steps.encoder import encoder_of
    from flows.settings import load

    side = given if isinstance(given, dict) else {}
    title, text = str(side.get("title") or ""), str(side.get("text") or "")
    encoder = encoder_of(load())
    published = _date(side.get("published"))
    language = str(side.get("language") or detect(f"{title}\n{text}"))
    (vector,) = meanings([(title, text, language)] if title or text else [], encoder) or [None]
    return card(place, title, text, published, language, "", (), vector, made_by(encoder))


@cache
def _date(given: Any) -> datetime | None:
    """A date or time in ISO 8601; anything else is no date."""
    try:
        read = datetime.fromisoformat(str(given))
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
