"""Reports on two events of one institute, and cards of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk.stories.cards import Card, card

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

OPENED = (
    "OSLO — The Quillon institute on Monday opened the weights of Heron 9, a language model of 34 billion parameters, "
    "under the Maple licence. Director Ingrid Vassbotn said that anyone may use it, change it and sell what comes out. "
    "Training took 41 days on a cluster near Narvik."
)

TOLD_BY_ANOTHER = (
    "Anyone can now download Heron 9. Quillon, a Norwegian institute, put the 34-billion-parameter model on the net "
    "with the permissive Maple licence, its head Ingrid Vassbotn announced in Oslo. The Narvik cluster needed 41 days."
)

SUED = (
    "BERGEN — A court in Bergen will hear the case of two photographers against the Quillon institute in May. They say "
    "that 12,000 of their pictures were used without consent, and ask for damages. Quillon rejects the claim."
)


def told(title: str, text: str = "", hours: float = 0, language: str = "en", vector=None, mentions=()) -> Card:
    at = NOON + timedelta(hours=hours)
    return card(1, title, text, at, language, "one", mentions, vector, "tiny" if vector is not None else "")
