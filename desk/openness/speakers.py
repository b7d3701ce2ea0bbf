"""Who says it: the name or the sort of people a clause gives its words to."""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk.openness.signs import HUB, SPEAKER

_SORTS = (
    ("critics", r"critics|detracteurs|critiques|kritiker\w*|批评者|批评人士"),
    ("experts", r"experts?|specialistes|expert(?:en|innen)|fachleute|专家|业内人士"),
    ("researchers", r"researchers?|scientists|academics|chercheurs|forscher\w*|wissenschaftler\w*|研究人员|研究者|学者"),
    ("lawyers", r"lawyers?|juristes?|avocats?|juristen|anwalte|律师"),
    ("developers", r"developers?|developpeurs|entwickler\w*|开发者"),
    ("campaigners", r"campaigners?|activists?|advocates|militants|aktivisten|倡导者"),
    ("analysts", r"analysts?|observers?|analystes?|observateurs|analysten|beobachter|分析人士|分析师|观察人士"),
    ("the lab", r"(?:the|this|its) (?:\w+ )?(?:lab|laboratory|institute)|le laboratoire|l'institut|das (?:labor|institut)|实验室|研究院|研究所"),
    ("the company", r"(?:the|its) (?:\w+ )?(?:company|firm|start-?up|maker|makers|group|developers?|creators?|authors?|builders?|manufacturer|vendor)|the team|l'entreprise|la societe|la start-?up|l'editeur|le groupe|ses (?:concepteurs|createurs|auteurs|developpeurs)|seine (?:entwickler|macher|schopfer)|die firma|das unternehmen|der hersteller|der anbieter|das start-?up|该公司|公司|厂商|团队|开发商"),
)  # fmt: skip
_PERSON = r"(?-i:[A-Z][\w'-]+(?: (?:van |von |de |der |den |du |al-)?[A-Z][\w'-]+)+)"
_WHO = (
    rf"(?P<WHO>[{SPEAKER}{HUB}]|"
    + "|".join(rf"\b(?:{words})\b" if words.isascii() else f"(?:{words})" for _, words in _SORTS)
    + f"|{_PERSON})"
)
_SAY = r"(?:say|says|said|insist\w*|claim\w*|argue[sd]?|call[s]?|called|describe[sd]?|bill[s]?|tout[s]?|touted|maintain[s]?|maintained|not(?:es|ed)|warn\w*|complain\w*|writes?(?= that)|wrote(?= that|,)|report(?:s|ed)? that|told|tells?|add(?:s|ed)(?= that|,)|believe[sd]?|thinks?|thought|consider[s]?|considered|count[s]?(?= (?:\S+ ){1,4}?(?:as|among))|point(?:s|ed)? out|stress\w*|reject\w*|criticis\w+|(?:market(?:s|ed)?|present(?:s|ed)?|promote[sd]?|see[s]?|advertise[sd]?)(?= (?:\S+ ){1,4}?as)|label\w*|brand(?:s|ed)|dubs?|dubbed|(?:found|finds)(?= that)|doubt\w*|question\w*|challeng\w*|disput\w+|contest\w*|den(?:y|ies|ied)|accus\w+|object\w*|refuse\w*|counter\w*|repl(?:y|ies|ied)|conced\w+|admit\w*|assur\w+|boast\w*|regards?|deems?|recogni[sz]e[sd]?|accepts?)"
_FR = r"(?:estime\w*|affirm\w+|assur\w+|juge\w*|dit|disent|expliqu\w+|qualifi\w+|presente\w*|pretend\w*|soutien\w+|consider\w+|rappel\w+|denonc\w+|regrett\w+|a declare|ont declare|declare\w*|precise\w*|souligne\w*|parle\w*|contest\w+|dout\w+|reproch\w+|insiste\w*|refuse\w*|rejette\w*|vante\w*|revendiqu\w+)"
_DE = r"(?:sag\w+|erklar\w+|nenn\w+|bezeichne\w+|behaupte\w*|beton\w+|bemangel\w+|kritisier\w+|mein\w+|schreib\w*|bewirbt|bewerben|halt|halten|beteuer\w+|warn\w+|bestreite\w*|bezweif\w+|zahlt|findet|finden|sieht|wirft|werfen|versicher\w+|spricht|sprechen|stuf\w+|weiger\w+|lehnt|lehnen)"
_ZH = r"(?:还|曾|也|则|均|都|随后|不|并不)?(?:声称|宣称|自称|称|表示|指出|认为|强调|透露|解释说?|说|批评|提醒|承认|认可|质疑|介绍|坚称)"
_INVERTED = r"(?:says?|said|argue[sd]|warn(?:s|ed)|add(?:s|ed)|explain(?:s|ed)|insist(?:s|ed)|claims?|claimed|wrote|writes)"  # what may stand before its speaker
_ROLE = r"(?:'s)?(?:,? (?:(?:head|chief|founder|chair|director|professor|boss|spokes\w+|press officer|executive|president|co-founder|engineer|scientist|lawyer|lead|who)\b)[^.;,]{0,50},?|, [^,.;]{1,60},|'s (?:[\w-]+ ){0,3}[\w-]+| (?:[\w-]+ly|also|still|itself|has|have|had|does|do|did|not|never|now|long|long since|however|a lui-meme|hat|haben|a|ont|ne|selbst|aber|dagegen|jedoch))*"
_SPOKEN = tuple(
    re.compile(pattern.replace("WHO_", _WHO), re.IGNORECASE)
    for pattern in (
        r"\b(?:according to|in the words of|in the (?:eyes|view|opinion) of|(?:billed|marketed|touted|described|presented|labelled|called|branded|advertised) by) (?:the |its |maker |\w+ )?WHO_",
        r"\b(?:selon|d'apres|pour|aux yeux d[eu]|de l'avis d[eu]s?|a en croire) ?(?:l'|la |le |les |des |d')?WHO_",
        r"\b(?:laut|nach (?:ansicht|angaben?|meinung|auffassung|einschatzung|lesart)(?: der| des| von| vieler)?|in den augen (?:der|des|von)|aus sicht (?:der|des|von)) (?:dem |der |den |des |von )?WHO_",
        r"WHO_ zufolge",
        r"\b(?:reconnu\w*|consider\w*|recogni[sz]ed|accepted|approved|counted|anerkannt|eingestuft|accused|accus\w+|contest\w+|criticis\w+) (?:\S+ ){0,5}?(?:by|par|von|durch|vom) ?(?:l'|la |le |les |the |der |den )?WHO_",
        r"据 ?WHO_",
        r"在 ?WHO_看来",
        rf"WHO_{_ROLE}(?:[,，]? ?)(?:{_SAY}|{_FR}|{_DE})\b",
        rf"WHO_(?:[^,\s]{{0,6}})?{_ZH}",
        rf"\b(?:{_INVERTED}|{_FR}|{_DE})(?: die| das| der| l'| la| le| les| the| its maker| its| from)? ?WHO_(?=[\"'”»]?(?:$|[,.;:—]| of | in | from | who ))",
    )
)  # fmt: skip
_HEARSAY = re.compile(
    r"\b(?:he|she|they|il|elle|er|sie|(?:the|an?|its) (?:[\w-]+ ){1,3}?) ?(?:\w+ )?(?:say|says|said|adds?|added|explain\w*|argue[sd]?|claim\w*|wrote|writes|dit|explique|sagt|erklart)\b|[她他](?:说|表示|称|认为)|\b(?:is|are|was|were|been|being) (?:\w+ )?(?:billed|marketed|touted|described|presented|labelled|called|branded|advertised|dubbed|said)\b|\b(?:claims?|claimed|allegedly|supposedly|self-described|self-styled|soi-disant|pretendument|presente comme|se dit|angeblich|nach eigenen angaben|sogenannte\w*|wird als)\b|号称|自称|声称|宣称|据称|据说|被称为",
    re.IGNORECASE,
)


LONGEST_CLOSING = 80  # characters
_CLOSING = re.compile(
    rf"[\s,\"'”»]*(?:[{SPEAKER}] )?(?:{_SAY}|{_FR}|{_DE}|according to|selon|d'apres|laut|nach|so die|so der|so das)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf"^[\s,\"'”»]*{_WHO}(?: (?:\w+ )?(?:{_SAY}|{_FR}|{_DE})|{_ZH})\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speech:
    """A clause's words are someone's: `who` as a name or a sort of people, None where it is not told."""

    who: str | None


def speech(clause: str, labels: Mapping[str, str]) -> Speech | None:
    """Whose words the marked clause says it gives; None where it speaks for itself. labels: what its signs stand for."""
    found = [match["WHO"] for pattern in _SPOKEN for match in pattern.finditer(clause)]
    for said in _named_first(found):
        return Speech(labels.get(said) or _sort(said))
    return Speech(None) if _HEARSAY.search(clause) else None


def _named_first(found: Iterable[str]) -> list[str]:
    """Names before sorts of people: in `Fjordlight's founder said` the company is the more telling."""
    return sorted(found, key=lambda said: len(said) != 1)


def _sort(said: str) -> str:
    return next((label for label, words in _SORTS if re.fullmatch(words, said, re.IGNORECASE)), said)


def closing(clause: str) -> bool:
    """Whether a last clause only says who said all that stands before it: `…, says the foundation`."""
    return len(clause) <= LONGEST_CLOSING and bool(_CLOSING.match(clause) or _CLOSED.search(clause))
