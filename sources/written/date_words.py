"""Words in dates: months in the languages of the outlets, and what abbreviations of time zones mean."""

from __future__ import annotations

_MONTHS = {
    1: "january jan januar jänner jänn january's janvier janv enero ene gennaio gen janeiro januari januar ocak oca"
       " stycznia styczeń sty января январь янв січня января tammikuuta tammikuu leden ledna ianuarie",
    2: "february feb februar feber février févr fév febrero febbraio fevereiro fev februari şubat şub lutego luty lut"
       " февраля февраль фев февр лютого helmikuuta únor února februarie",
    3: "march mar märz mär mrz mars marzo março maart mrt mart marca marzec marzec марта март мар березня"
       " maaliskuuta březen března martie maret",
    4: "april apr avril avr abril abr aprile nisan nis kwietnia kwiecień kwi апреля апрель апр квітня huhtikuuta"
       " duben dubna aprilie",
    5: "may mai mayo maggio mag maio mei maj maja mayıs may мая май травня toukokuuta květen května",
    6: "june jun juni juin junio giugno giu junho haziran haz czerwca czerwiec cze июня июнь июн червня kesäkuuta"
       " červen června iunie",
    7: "july jul juli juillet juil julio luglio lug julho temmuz tem lipca lipiec lip июля июль июл липня"
       " heinäkuuta červenec července iulie",
    8: "august aug août aout agosto ago augustus augusti ağustos ağu sierpnia sierpień sie августа август авг серпня"
       " elokuuta srpen srpna agustus agu",
    9: "september sep sept septembre septiembre settembre sett set setembro eylül eyl września wrzesień wrz сентября"
       " сентябрь сен сент вересня syyskuuta září septembrie",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki października październik paź"
        " октября октябрь окт жовтня lokakuuta říjen října octombrie",
    11: "november nov novembre noviembre novembro kasım kas listopada listopad lis ноября ноябрь ноя нояб листопада"
        " marraskuuta noiembrie nopember",
    12: "december dec dez dezember décembre déc diciembre dic dicembre dezembro desember des aralık ara grudnia"
        " grudzień gru декабря декабрь дек грудня joulukuuta prosinec prosince decembrie",
}  # fmt: skip
LATIN_MONTHS: dict[str, int] = {word: month for month, words in _MONTHS.items() for word in words.split()}
# whose readers take 03/04 for the fourth of March; English without a country is mostly American on the web
MONTH_FIRST = frozenset(("en", "en-us", "en_us", "en-ph", "es-us"))
# hours ahead of UTC; `NAME.language` where a language means another zone by it
ZONES: dict[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "MET": 1, "CEST": 2,
    "MESZ": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2, "CAT": 2, "WAT": 1, "EAT": 3, "GST": 4,
    "PKT": 5, "IST": 5.5, "IST.he": 2, "IST.ga": 1, "IDT": 3, "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "SGT": 8, "HKT": 8, "PHT": 8, "MYT": 8, "CST.zh": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "ET": -5, "PT": -8, "CT": -6,
}  # fmt: skip
