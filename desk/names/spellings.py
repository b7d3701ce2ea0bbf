"""Spellings of one alias (GPT-4, GPT 4, GPT4; traditional Chinese) and the common words no alias should be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path

from desk.text.phrases import fold, is_cjk

_JOIN = re.compile(r"(?<=[^\W\d_])[ -]?(?=\d)|(?<=\d)[ -](?=\w)|[ -](?=\w)")
MOST_JOINS = 4

COMMON = frozenset(Path(__file__).with_name("plainwords.txt").read_text("utf-8").split())


@cache
def spellings(alias: str) -> frozenset[str]:
    """The alias as papers write it: space, hyphen or (before a digit) nothing between its parts."""
    written = {fold(alias)}
    if any(is_cjk(letter) for letter in alias):
        return frozenset(written | {fold(old) for old in traditional(alias)})
    written |= {form.replace(" AI", " A.I.") for form in written if form.endswith(" AI")}
    return frozenset(form for each in written for form in _joined(each))


def _joined(alias: str) -> Iterable[str]:
    joins = list(_JOIN.finditer(alias))
    if len(joins) > MOST_JOINS:
        return (alias, alias.replace("-", " "), alias.replace(" ", "-"))
    pieces = _JOIN.split(alias)
    choices = [_separators(join, alias) for join in joins]
    return [_weave(pieces, chosen) for chosen in product(*choices)]


def _separators(join: re.Match[str], alias: str) -> tuple[str, ...]:
    """A letter may meet a digit directly; words keep a space or a hyphen between them."""
    meets_digit = alias[join.end()].isdigit() and alias[join.start() - 1].isalpha()
    return ("", " ", "-") if meets_digit else (" ", "-")


def _weave(pieces: list[str], separators: Iterable[str]) -> str:
    return pieces[0] + "".join(sep + piece for sep, piece in zip(separators, pieces[1:], strict=True))


@cache
def _converters() -> tuple[object, ...]:
    import opencc  # a dictionary load: only where Chinese aliases are

    return tuple(opencc.OpenCC(name) for name in ("s2t", "s2tw", "s2hk"))


def let_go() -> None:
    """Forget the dictionaries, which hold 30 MB, once all names and topics are read; they load again when asked for."""
    _converters.cache_clear()


def traditional(alias: str) -> set[str]:
    """The alias in the traditional characters of Taiwan and Hong Kong."""
    return {converter.convert(alias) for converter in _converters()}  # type: ignore[attr-defined]
