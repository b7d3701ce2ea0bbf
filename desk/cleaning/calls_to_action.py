"""Sentences of a page that speak to its reader (newsletter, sponsor, share buttons), known by their shape.

A box that calls for subscribers to a newsletter on open source stands beside every article of its outlet, whatever the
article is about. Extraction takes out most of it; what comes in one line with the text is found here.
"""

from __future__ import annotations

import re

__all__ = ["without_furniture"]

LONGEST = 320  # characters; a longer sentence is prose whatever words it holds

# Cheap to look for: only a text that holds one of these is read with the expressions below.
_SIGNS = (
    *("share on", "share this", "share via", "follow us", "save this story", "rss feed", "newsletter", "subscribe"),
    *("sign up", "sponsor", "brought to you", "presented by", "in partnership with", "paid content", "advertise"),
    *("register", "learn more", "read more", "click here", "tune in", "join us", "abonne", "inscrivez", "suscr"),
    *("boletín", "anzeige", "infolettre", "订阅", "訂閱", "关注我们", "公众号", "赞助", "メルマガ", "登録はこちら"),
)
# Buttons have no full stop: they are taken out as they stand, in rows.
_BUTTONS = re.compile(
    r"(?:\b(?:share (?:this (?:story|article)|(?:on|via) (?!the\b|a\b)\w+)|follow us on \w+(?: feed)?|save this story"
    r"|save story)\b[\s|·•]*)+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?](?=\S)[^.!?。！？\n]*)*(?:[.!?。！？\n]+|$)")
_PAID = r"\s*(?:(?:sponsored|presented|brought to you) by|in partnership with|(?:sponsored|paid) content|anzeige:)"
_LETTER = r"\b(?:newsletters?|infolettre|boletín|mailing list|rss feed)\b"
_CALL = (
    r"\b(?:sign|subscribe\w*|join|register|receive|here|today|now|you|your|our)\b"
    r"|\b(?:abonne\w*|inscri\w+|suscr\w+|hier|jetzt)\b"
)
_SHAPES = (
    rf"{_LETTER}.*(?:{_CALL})|(?:{_CALL}).*{_LETTER}",
    r"\b(?:listen|tune in|join us|register)\b.*\b(?:podcasts?|webinars?|events?)\b",
    r"\bpodcasts?\b.*\bavailable (?:on|at|from)\b",
    # an imperative with a place to go to
    r"\b(?:sign up|subscribe|register|learn more|read more|find out more|click)\b(?: \w+){0,4} (?:here|today|now)\b",
    r"^\s*(?:subscribe|sign up|follow us|join us|register now)\b",
    r"\b(?:sponsor(?:ship)?s?|advertise)\b.*\b(?:our|your|you|with us)\b",
    r"\b(?:become|becoming|be) an? sponsor\b|\bcustom \w* ?sponsorship\b",
    r"(?:订阅|訂閱|关注|扫码).{0,16}(?:我们|公众号|邮件|通讯|微信)|メルマガ|登録はこちら",
)
_FURNITURE = re.compile("|".join((f"^{_PAID}", *_SHAPES)), re.IGNORECASE)


def without_furniture(text: str) -> str:
    """`text` with a space in the place of each sentence or button that speaks to the reader of the page."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return text
    return _SENTENCE.sub(_kept, _BUTTONS.sub(" ", text))


def _kept(sentence: re.Match[str]) -> str:
    words = sentence.group()
    return " " if len(words) <= LONGEST and _FURNITURE.search(words) else words
