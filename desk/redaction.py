"""Secrets in a line of text, made unreadable: by what they look like, and by what they are known to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from urllib.parse import quote, unquote

HIDDEN = "…"
SHORTEST = 6  # characters of a known secret: a shorter one would blot out words
_VALUE = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^\s,;&'\"]+)"
_WORDS = (
    r"(?:\w*(?:password|passwd|passphrase|secret|(?:api|access|secret|private)_?key|(?:access|bot|session)_?token))"
)
LOOKS = tuple(
    (re.compile(pattern, re.IGNORECASE), shown)
    for pattern, shown in (
        (r"\b((?:xox[a-z]|xapp)(?:\.xox[a-z])?)-[\w.-]{4,}", rf"\1-{HIDDEN}"),  # Slack's tokens
        (r"(https://hooks\.slack[\w-]*\.com/)[^\s'\"<>]+", rf"\1{HIDDEN}"),
        (r"(https?://[^\s/'\"]+/(?:[\w.-]+/)*?(?:web)?hooks?/)[^\s'\"<>]+", rf"\1{HIDDEN}"),
        (r"(https?://[\w.-]*\.webhook\.office\.com/)[^\s'\"<>]+", rf"\1{HIDDEN}"),
        (r"\b([a-z][a-z0-9+.-]*://)[^\s/?#'\"<>]+@", rf"\1{HIDDEN}@"),  # the userinfo of any address
        (r"((?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?)(?:[a-z][\w-]*\s+)?[^\s,;'\"]+", rf"\1{HIDDEN}"),
        (r"((?:set-)?cookie['\"]?\s*:\s*['\"]?)[^\s'\"]+[^\r\n'\"]*", rf"\1{HIDDEN}"),
        (r"\b(bearer\s+)(?=\S*\d)[\w.~+/=-]{16,}", rf"\1{HIDDEN}"),
        (rf"\b({_WORDS}['\"]?\s*[=:]\s*){_VALUE}", rf"\1{HIDDEN}"),  # a DSN's words, a dump of settings
        (r"(?-i:\bA[KS]IA(?=\w*\d)[A-Z0-9]{16}\b)", HIDDEN),  # AWS' ids of keys
        (r"([?&](?:token|auth|key|sig|(?:x-amz-)?signature|x-amz-security-token)=)[^\s&#'\"<>]+", rf"\1{HIDDEN}"),
        (r"\b(auth (?:plain|login) )[\w+/=]{8,}", rf"\1{HIDDEN}"),  # as SMTP is spoken
    )
)
_PASSWORDS = re.compile(rf"password\s*=\s*({_VALUE})|://[^\s/?#:@]*:([^\s/?#]+)@", re.IGNORECASE)


def redacted(text: str, known: Collection[str] = ()) -> str:
    """The text without secrets. `known` are values that stand for themselves, wherever and however quoted."""
    for pattern, shown in LOOKS:
        text = pattern.sub(shown, text)
    return _of(frozenset(known)).sub(HIDDEN, text) if known else text


def passwords(address: str) -> list[str]:
    """The passwords of a DSN or URL, as they stand there and as they are meant."""
    found = [(words or userinfo).strip("'\"") for words, userinfo in _PASSWORDS.findall(address)]
    return [form for each in found for form in dict.fromkeys((each, unquote(each)))]


@lru_cache(maxsize=8)
def _of(known: frozenset[str]) -> re.Pattern[str]:
    forms = {form for value in known if len(value) >= SHORTEST for form in _forms(value)}
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)")


def _forms(value: str) -> Iterable[str]:
    return value, quote(value), quote(value, safe=""), repr(value)[1:-1]
