"""Agencies and press services that a text credits: in its dateline, its byline, or a line on its source."""

from __future__ import annotations

import re

AGENCIES = {  # name to what a credit calls it; short forms count in capitals only
    "AP": r"AP|Associated Press|A\.P\.|美联社|美聯社|AP通信",
    "Reuters": r"Reuters|路透社?|ロイター|로이터",
    "AFP": r"AFP|Agence France[- ]Presse|法新社",
    "dpa": r"dpa(?:-AFX)?|Deutsche Presse-Agentur|德新社",
    "EFE": r"EFE|Agencia EFE",
    "Europa Press": r"Europa Press",
    "ANSA": r"ANSA",
    "Xinhua": r"Xinhua|新华社|新華社|新华网|新華網",
    "Kyodo": r"Kyodo(?: News)?|共同通信|共同社",
    "Jiji": r"Jiji(?: Press)?|時事通信|时事社",
    "Yonhap": r"Yonhap|연합뉴스|韩联社|韓聯社",
    "TASS": r"TASS|ТАСС|塔斯社",
    "Interfax": r"Interfax|Интерфакс",
    "RIA Novosti": r"RIA Novosti|РИА Новости",
    "UPI": r"UPI",
    "PTI": r"PTI|Press Trust of India",
    "IANS": r"IANS",
    "ANI": r"ANI",
    "Canadian Press": r"(?:The )?Canadian Press",
    "PA": r"PA Media|Press Association",
    "AAP": r"AAP|Australian Associated Press",
    "CNA": r"中央社",
    "Anadolu": r"Anadolu(?: Agency| Ajansı)?",
    "Antara": r"Antara(?: News)?",
    "Bernama": r"Bernama",
    "ANP": r"ANP",
    "Belga": r"Belga",
    "Lusa": r"Lusa",
    "PAP": r"PAP",
    "APA": r"APA",
    "Keystone-SDA": r"Keystone-(?:SDA|ATS)|SDA",
    "NTB": r"NTB",
    "Ritzau": r"Ritzau",
    "PR Newswire": r"(?i:PR ?Newswire)|美通社",
    "Business Wire": r"(?i:Business ?Wire)|美國商業資訊|美国商业资讯",
    "GlobeNewswire": r"(?i:Globe ?Newswire)",
    "EurekAlert": r"EurekAlert!?",
}
_FORMS = "|".join(AGENCIES.values())
_DATELINE = re.compile(  # "BERLIN (AP) —", "OSLO, Nov 3 (Reuters) -", "/PRNewswire/ --", "新华社北京11月3日电"
    rf"[(（/【]\s*(?:{_FORMS})(?:[/,+-]\s?\w{{2,12}}){{0,3}}\s*[)）/】]"
    rf"|(?:^|\n|[（【])\s*(?:{_FORMS})[\w\s,、·]{{0,14}}?\d{{1,2}}\s*[日일][\w\s]{{0,4}}[电電讯訊】＝=]"
)
_WHICH = {name: re.compile(rf"(?<![A-Za-z])(?:{forms})(?![A-Za-z])") for name, forms in AGENCIES.items()}
OPENING = 240  # characters in which a dateline stands


def in_dateline(text: str) -> tuple[str, ...]:
    """The agency that a text's dateline gives as its own, by its name in AGENCIES; () without one."""
    found = _DATELINE.search(text[:OPENING])
    return _names(found[0].lstrip("(（/【 \n")) if found else ()


def in_credit(source: str | None) -> tuple[str, ...]:
    """The agencies that a byline or a line on the source names."""
    return _names(source) if source else ()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name, form in _WHICH.items() if form.search(text))
