"""Licences that no entry of names.yaml spells out: MIT without the word, and those told by their sort alone."""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end of a text, and the licence that stands there."""

    start: int
    end: int
    label: str


_BARE = {"mit": "MIT License", "apache": "Apache 2.0", "bsd": "BSD license", "gpl": "GPL", "agpl": "AGPL"}
_MODIFIED = "Modified MIT License"
_NAME = r"(?P<name>(?:MIT|Apache|BSD|A?GPL)(?:[- ]?\d(?:\.\d)?)?)"
# A school, a helicopter, a foundation: what follows the bare word tells.
_NO_LICENCE = (
    r"(?!\w)(?!'s\b|-(?!licen|style)\w)"
    r"(?! (?:[Pp]rof|[Rr]esearch|[Ss]tud|[Ss]cientist|[Tt]eam|[Gg]radu|[Ll]ab|[Uu]niv|[Ff]oundation|[Hh]elicopter|[Mm]edia|[Pp]ress"
    r"|[Tt]ech|[Ss]park|[Kk]afka|[Aa]irflow|[Aa]rrow|[Ss]ervers?\b|[Ww]eb))"
)
_TOLD_BARE = re.compile(
    rf"(?:(?i:\b(?:under|unter|sous|licen[cs]ed?(?: as| under)?|(?:licence|license|lizenz)(?: is| ist| est| lautet)?|relicensed (?:as|to)|switch\w* to|mov\w+ to))"
    rf"(?i:[ :](?:the |a |an |der |einer |die |la |licence |license |lizenz )?)"
    rf"|(?:采用|以|基于|遵循|使用|改用|换成|换用|转为|改为|按照?|了)(?:更?宽松的)? ?){_NAME}{_NO_LICENCE}(?: ?(?:开源)?(?:许可证|许可协议|许可|协议|授权))?"
    rf"|{_NAME.replace('name', 'also')}{_NO_LICENCE} ?(?:开源)?(?:许可证|许可协议|许可|协议|授权)"
)
# Licences called by a name of their own: the Sandpiper Community License.
_OWN_NAME = re.compile(
    r"(?<![\w.])(?P<name>(?!The |Under |Its |This |A |An |New |Open[- ]Source |Community |Research )"
    r"[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,4} (?:License|Licence)(?: Agreement)?)(?!\w)"
)
_CHANGED = re.compile(
    r"(?:modified|adapted|modifizierte\w*|angepasste\w*|geanderte\w*) (?:version of the )?MIT(?:[- ]?(?:style )?(?:licen[cs]e|lizenz))?(?!\w)"
    r"|licence MIT modifiee|(?:经?修改(?:后|过|版)?的?|改良版?的?|修订版?的?) ?MIT ?(?:许可证|许可协议|协议|许可)?",
    re.IGNORECASE,
)
_L = r"(?:licen[cs]es?|licen[cs]e agreement|licensing(?: terms)?|terms)\b"
_SORTS = (
    ("non-commercial licence", rf"non-?commercial (?:use )?(?:\w+ )?{_L}|licences? non[- ]commerciales?|nicht-?kommerzielle\w* lizenz|(?:非商业|非商用)(?:性)?(?:使用)?(?:许可证|许可|协议|授权)"),
    ("research licence", rf"research(?:-only)? {_L}|licences? de recherche|forschungslizenz|(?:仅限)?研究(?:用途)?(?:许可证|许可|协议)"),
    ("community licence", rf"community {_L}|licences? communautaires?|community-lizenz|社区(?:许可证|许可协议|许可|协议)"),
    ("permissive licence", rf"permissive (?:open[- ]source )?{_L}|licences? (?:tres )?permissives?|permissive\w* lizenz|freizugige\w* lizenz|宽松的?(?:开源)?(?:许可证|许可|协议)"),
    ("proprietary licence", rf"proprietary {_L}|licences? proprietaires?|proprietare\w* lizenz|专有(?:许可证|许可|授权)"),
    ("custom licence", rf"(?:custom|bespoke|home-?made|(?:its|their|his|her|our|\w+'s) own|special|tailor-made) (?:open |[\w-]+ )?{_L}|licences? (?:maison|proprement dite|sur mesure|specifiques?)|(?:sa|leur) propre licence|eigene[nrs]? lizenz(?:bedingungen)?|自定义(?:的)?(?:许可证|许可协议|许可|协议)|(?:自有|自家|专属|自研|独有)(?:的)?(?:许可证|许可协议|许可|协议)"),
    ("open licence", rf"(?:open(?:[- ]source)?|free(?: software)?) {_L}|licences? (?:libres?|ouvertes?|open[- ]source)|(?:freie|offene|open-source-)\w* ?lizenz|(?:开源|自由|开放)(?:许可证|许可协议|许可|协议)"),
)  # fmt: skip
SORTS = frozenset(label for label, _ in _SORTS)
_SORT = re.compile("|".join(f"(?P<s{at}>{pattern})" for at, (_, pattern) in enumerate(_SORTS)), re.IGNORECASE)


def unlisted(folded: str) -> Iterable[Span]:
    """The licences of a folded text that are told without an entry's name; none overlap."""
    end = 0
    found = [*changed(folded), *_bare(folded), *_own_names(folded), *_sorts(folded)]
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        if span.start >= end:
            yield span
            end = span.end


def changed(folded: str) -> Iterable[Span]:
    """Licences that are an entry's with changes, and so another: the modified MIT licence."""
    for match in _CHANGED.finditer(folded):
        yield Span(match.start(), match.end(), _MODIFIED)


def _bare(folded: str) -> Iterable[Span]:
    for match in _TOLD_BARE.finditer(folded):
        group = "name" if match["name"] else "also"
        words = match[group].lower()
        known = next(label for name, label in reversed(_BARE.items()) if name in words)
        yield Span(match.start(group), match.end(), known)


def _own_names(folded: str) -> Iterable[Span]:
    for match in _OWN_NAME.finditer(folded):
        yield Span(match.start(), match.end(), match["name"])


def _sorts(folded: str) -> Iterable[Span]:
    for match in _SORT.finditer(folded):
        assert match.lastgroup is not None
        yield Span(match.start(), match.end(), _SORTS[int(match.lastgroup[1:])][0])


def telling(one: str | None, other: str | None) -> str | None:
    """Of two licences told of one model the one with a name of its own; the first if both have one."""
    if one is None or (other is not None and one in SORTS and other not in SORTS):
        return other
    return one
