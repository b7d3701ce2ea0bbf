"""A sentence freed from what extraction left in front of it: a credit, a dateline, its own title, a caption."""

from __future__ import annotations

import re

from desk.digest.phrasing import stands_alone, width
from desk.text.sanitise import visible

SHORTEST = 40  # columns; less is a byline, a dateline or a cross heading
_TITLE = 3  # words; a shorter title stands in a sentence by itself

_LEAD_IN = re.compile(
    r"^(?:think again|breaking|exclusive|developing|the result|the upshot|abstract|update)\s?[:：]\s?", re.IGNORECASE
)
_TAIL = re.compile(  # what a feed writes behind its summary
    r"\s*The post .{5,200} appeared first on .*$"
    r"|\s*(?:(?:read |continue reading|\(?learn )?more|weiterlesen|lire la suite|leer más|続きを読む|阅读全文)"
    r"\s?(?:…|\.\.\.|→|»)\)?$",
    re.IGNORECASE,
)
_STRAY = re.compile(  # marks that begin nothing; the point of a list; an archive's sections: [cs.AI]
    r"^[”’»」』）)\].,;:–—-]+\s*|^[\"'][”’»」』）)\].,;:–—\s-]*\s|^[•·*▪►●]+\s*|^\[[\w., ]{2,40}\]\s+"
)
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|dpa|EFE|ANSA|Xinhua|PTI|UPI|IANS|ANI|AA|APA|Belga|Bernama|CMC|CP|CTK|ČTK|Kyodo|Notimex|ots|LUSA|Lusa"
    r"|NTB|PA|PAP|PNA|Ritzau|SDA|Sputnik|TASS|TT|VNA|Yonhap)"
)
_MONTH = r"[^\W\d_]{3,9}\.?"
_GLUED = re.compile(
    rf"^(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}),? \d{{4}} \([^()]{{2,20}}\)\s*[-–—:]\s*|"  # Mar 22, 2026 (NHP) –
    r"^.{2,400}?[-–—/]{1,2}\s?\(?(?:BUSINESS WIRE|GLOBE NEWSWIRE|PR ?N(?:EWSWIRE|ewswire)|ACCESSWIRE)\)?"
    r"\s?[-–—/]{1,2}\s?(?:[A-Z][a-z]+ \d{1,2}, \d{4}\s?)?(?:[-–—]{1,2}\s?)?(?=[\"“A-Z])|"
    r"^(?:[^\W\d_][\w.'’-]+ ){1,2}(?:[^\W\d_][\w.'’-]+ ?)?/ ?[A-Za-z][\w ]{1,24}?"  # Ada Lens/AGENCY
    r"(?: via [A-Z]\w+| \| [A-Z]\w+)? (?=[A-Z])"
    rf"|^\({_AGENCY}\)\s*[-–—]\s*"
    # a dateline: OSLO, April 25 (Reuters) -; OSLO —; Berlin (dpa) –; 新华社北京4月25日电
    rf"|^[^\W\d_][^()\n!?]{{1,40}}\({_AGENCY}(?:[^()]{{0,20}})\)\s*\.?[-–—:]\s*"
    r"|^[A-Z][A-Z.'’]{2,}(?:[ /-][A-Z.'’]{2,}){0,3}(?:, [A-Z][\w. ]{1,20})? \([A-Z][\w .&-]{1,25}\)\s*[-–—:]\s*"
    r"|^(?:[A-Z][A-Z.'’]{2,}(?:[ /-][A-Z.'’]{2,}){0,3})(?:, [A-Z][\w. ]{1,20})?\s?(?:[-–—―:]|[-–]-)\s(?=[\"“A-Z])"
    rf"|^[A-Z][\w.'’]+(?: [A-Z][\w.'’]+)?, (?:\d{{1,2}}\.? {_MONTH}|{_MONTH} \d{{1,2}}|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}})"
    r"(?:,? \d{4})?\s?[-–—:]\s?(?=[\"“A-Z])"
    r"|^【[^】]{2,20}[＝=][^】]{2,20}】\s?"
    r"|^[（(]?(?:新华社|中新社|中新网|人民网|中央社|本报)[^，。,\s]{0,20}[电讯][）)]?[\s:：]*"
)
# A credit without a full stop before the sentence: the maker or agency it ends with is known, or a name and a colon.
_CREDIT = re.compile(
    r"^(?:[\w.'’|/ -]{0,40}?\b)?(?i:credits?|images?|photos?|pictures?|illustrations?|graphics?|artwork)\b"
    r"[^.!?]{0,60}?\b(?i:midjourney|dall-?e(?:[ -]\d)?|stable diffusion|firefly|shutterstock|getty(?: images)?|unsplash"
    r"|pexels(?:\.com)?|istock(?:photo)?|pixabay|canva(?: pro)?|wikimedia(?: commons)?|flickr|adobe(?: stock)?|envato"
    r"|reuters|afp|ap|epa|bloomberg|alamy)\b(?: ?(?:/|for|via|on) ?[\w.]+)?\s+(?=[\"“]?[A-Z0-9])"
    r"|^(?i:presented|sponsored|powered|brought to you) by (?:[A-Z][\w&.]+ ){1,2}?(?=[A-Z])"
    r"|^[\w ]{1,30}/ ?(?i:image|photo) courtesy of (?:[A-Z]\w+ ){1,4}(?=(?:Today|Yesterday|The|In|On|An?|Last|This)\b)"
    r"|^(?:[A-Z][\w.'’-]+ ){1,3}/ ?[A-Z]+ \| [A-Z]\w+(?:, [A-Z]\w+)? (?=[A-Z])"
)
_CREDITED = re.compile(
    r"^(?:\w+ )?(?:credits?|images?|photos?|pictures?|illustrations?)(?: ?:| by\b| courtesy of\b)", re.IGNORECASE
)
_NAME = re.compile(r"(?<!^)\b[A-Z]\w+")
# Where a full stop is missing: a word that begins sentences stands in capitals after one that does not end a name.
_SEAM = re.compile(
    r"(?<= )(?!(?:of|in|at|by|for|to|from|with|and|or|the|a|on|via|as|called|titled|than|like|per|tells?|told|is|was) )"
    r"(?:[a-z][\w'’-]*|\d+) (?=(?:Today,?|Yesterday,?|The|Some|After|Amid|When|While|Although|Despite|According"
    r"|Researchers|Earlier|Last|Since|Following|As|In an?|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) [\w“\"]"
    r"|[A-Z]\w+-based (?:[a-z]+ ){1,3}[A-Z]\w+ (?:has|have|is|said)\b)"
    r"|^(?!(?:Following|According|Under|During|After|Before|Despite|Unlike|Like|Since|Until|When|While|Where|With|From"
    r"|At|In|On|By|For|As|And|But|If|To|That|What|How|Why) )(?:[A-Z][\w-]+ )"
    r"(?=(?:The|These|There|They|When|While|As) [\w“\"])"
)

# What a page's navigation leaves glued in front: the same words twice, "Share on A Share on B".
_TWICE = re.compile(r"^.{0,120}?\b(\w+(?: \w+){2,9}) \1(?: \1){0,3}\W+(?=[\"“A-ZÀ-Þ])")
_SHARED = re.compile(r"^\W*(?:(?:Share|Tweet|Pin|Post|Email|Print)(?: (?:on|via|by|it|this)(?: \w+)?)?\W+){2,}")


def bare(text: str, title: str) -> str:
    """The sentence without what stands glued to it and is none of it; all of it where nothing can be told apart.

    `title` is shown text already (desk.text.sanitise.visible).
    """
    told = _STRAY.sub("", _TAIL.sub("", visible(text)))
    told = _SHARED.sub("", _long_enough(_TWICE.sub("", told, count=1), told), count=1)
    told = _without_title(_LEAD_IN.sub("", told, count=1), title)
    told = _from_the_name(_long_enough(_CREDIT.sub("", told, count=1), told), title)
    seams = [seam.end() for seam in _SEAM.finditer(told)]
    if seams and width(told[seams[-1] :]) > min(2 * SHORTEST, width(told[: seams[-1]])):
        told = _long_enough(told[seams[-1] :], told)
    return _GLUED.sub("", told)


def _from_the_name(text: str, title: str) -> str:
    """From the first name of the title on, where a credit stands before it."""
    credit = _CREDITED.match(text)
    if not credit:
        return text
    named = set(re.findall(r"\b[A-Z]\w+", title))
    found = next((name for name in _NAME.finditer(text, credit.end(), credit.end() + 60) if name[0] in named), None)
    return _long_enough(text[found.start() :], text) if found else text


def _without_title(text: str, title: str) -> str:
    """What follows the title, where that was glued before the sentence."""
    words = re.findall(r"\w+", title)
    if len(words) < _TITLE and not any(map(stands_alone, title)):
        return text
    folded = text.casefold()
    if not all(word.casefold() in folded for word in (*words[:1], *words[-1:])):
        return text  # as nearly every sentence; an expression for each title is slow to make
    found = re.search(r"\W+".join(map(re.escape, words)), text, re.IGNORECASE) if words else None
    if not found or stands_alone(text[max(0, found.start() - 1) : found.start()] or " "):
        return text  # within a sentence of a script without spaces it is a name and no title
    rest = text[found.end() :].lstrip(" \"'”’»」』）).,;:–—-|!！。：")
    return _long_enough(rest, text) if rest[:1].isupper() or stands_alone(rest[:1] or " ") else text


def _long_enough(rest: str, text: str) -> str:
    return rest if width(rest) >= SHORTEST else text
