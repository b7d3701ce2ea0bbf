"""Words in dates: months in the languages of the outlets, and what abbreviations of time zones mean."""

from __future__ import annotations

_MONTHS = {
    1: "january jan januar jänner jänn january's janvier janv enero ene gennaio gen janeiro januari januar ocak oca"
       " stycznia styczeń sty января январь янв січня января tammikuuta tammikuu leden ledna ianuarie januára jaanuar"
       " gener januára јануар јануара януари janvāris janvārī sausio siječnja janúar",
    2: "february feb februar feber février févr fév febrero febbraio fevereiro fev februari şubat şub lutego luty"
       " lut февраля февраль фев февр лютого helmikuuta únor února februarie februára veebruar febrer február фебруар"
       " фебруара февруари februāris februārī vasario veljače febrúar",
    3: "march mar märz mär mrz mars marzo março maart mrt mart marca marzec marzec марта март мар березня"
       " maaliskuuta březen března martie maret marca märts març március márc март марта marts kovo ožujka",
    4: "april apr avril avr abril abr aprile nisan nis kwietnia kwiecień kwi апреля апрель апр квітня huhtikuuta"
       " duben dubna aprilie apríla aprill április ápr април априла aprīlis aprīlī balandžio travnja apríl",
    5: "may mai mayo maggio mag maio mei maj maja mayıs may мая май травня toukokuuta květen května mája maig május"
       " máj мај маја май maijs maijā gegužės svibnja maí",
    6: "june jun juni juin junio giugno giu junho haziran haz czerwca czerwiec cze июня июнь июн червня kesäkuuta"
       " červen června iunie júna juuni juny június jún јун јуна юни jūnijs jūnijā birželio lipnja júní",
    7: "july jul juli juillet juil julio luglio lug julho temmuz tem lipca lipiec lip июля июль июл липня heinäkuuta"
       " červenec července iulie júla juuli juliol július júl јул јула юли jūlijs jūlijā liepos srpnja júlí",
    8: "august aug août aout agosto ago augustus augusti ağustos ağu sierpnia sierpień sie августа август авг серпня"
       " elokuuta srpen srpna agustus agu augusta agost augusztus август августа augusts augustā rugpjūčio kolovoza"
       " ágúst",
    9: "september sep sept septembre septiembre settembre sett set setembro eylül eyl września wrzesień wrz сентября"
       " сентябрь сен сент вересня syyskuuta září septembrie septembra setembre szeptember szept септембар септембра"
       " септември septembris septembrī rugsėjo rujna",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki października październik paź"
        " октября октябрь окт жовтня lokakuuta říjen října octombrie októbra oktoober octubre október октобар октобра"
        " октомври oktobris oktobrī spalio",
    11: "november nov novembre noviembre novembro kasım kas listopada listopad lis ноября ноябрь ноя нояб листопада"
        " marraskuuta noiembrie nopember listopadu novembra novembre новембар новембра ноември novembris novembrī"
        " lapkričio studenoga studenog nóvember nóv",
    12: "december dec dez dezember décembre déc diciembre dic dicembre dezembro desember des aralık ara grudnia"
        " grudzień gru декабря декабрь дек грудня joulukuuta prosinec prosince decembrie decembra detsember desembre"
        " децембар децембра декември decembris decembrī gruodžio prosinca",
}  # fmt: skip
# months of scripts whose names are not parted by spaces alone, or are no single word: read before all else
_OTHER_MONTHS = {
    1: "ιανουαρίου ιανουάριος ιαν يناير كانون_الثاني جانفي ינואר जनवरी जन มกราคม ม.ค. ژانویه tháng_một জানুয়ারি",
    2: "φεβρουαρίου φεβρουάριος φεβ فبراير شباط فيفري פברואר फ़रवरी फरवरी กุมภาพันธ์ ก.พ. فوریه tháng_hai"
       " ফেব্রুয়ারি",
    3: "μαρτίου μάρτιος μαρ مارس آذار מרץ מרס मार्च มีนาคม มี.ค. مارس tháng_ba মার্চ",
    4: "απριλίου απρίλιος απρ أبريل ابريل إبريل نيسان أفريل אפריל अप्रैल เมษายน เม.ย. آوریل tháng_tư এপ্রিল",
    5: "μαΐου μαίου μάιος μάϊος μάι مايو أيار ماي מאי मई พฤษภาคม พ.ค. مه tháng_năm মে",
    6: "ιουνίου ιούνιος ιουν يونيو يونية حزيران جوان יוני जून มิถุนายน มิ.ย. ژوئن tháng_sáu জুন",
    7: "ιουλίου ιούλιος ιουλ يوليو يوليوز تموز جويلية יולי जुलाई กรกฎาคม ก.ค. ژوئیه tháng_bảy জুলাই",
    8: "αυγούστου αύγουστος αυγ أغسطس اغسطس آب أوت غشت אוגוסט अगस्त สิงหาคม ส.ค. اوت tháng_tám আগস্ট",
    9: "σεπτεμβρίου σεπτέμβριος σεπ سبتمبر أيلول شتنبر ספטמבר सितंबर सितम्बर กันยายน ก.ย. سپتامبر tháng_chín"
       " সেপ্টেম্বর",
    10: "οκτωβρίου οκτώβριος οκτ أكتوبر اكتوبر تشرين_الأول אוקטובר अक्टूबर अक्तूबर ตุลาคม ต.ค. اکتبر tháng_mười"
        " অক্টোবর",
    11: "νοεμβρίου νοέμβριος νοε نوفمبر تشرين_الثاني نونبر נובמבר नवंबर नवम्बर พฤศจิกายน พ.ย. نوامبر tháng_mười_một"
        " নভেম্বর",
    12: "δεκεμβρίου δεκέμβριος δεκ ديسمبر كانون_الأول دجنبر דצמבר दिसंबर दिसम्बर ธันวาคม ธ.ค. دسامبر tháng_mười_hai"
        " ডিসেম্বর",
}  # fmt: skip
OTHER_MONTHS: dict[str, int] = {
    word.replace("_", " "): month for month, words in _OTHER_MONTHS.items() for word in words.split()
}
# words that mean another month in one language than in others
OWN_MONTHS = {("listopad", "hr"): 10, ("listopada", "hr"): 10, ("listopad", "sl"): 11, ("lipnja", "hr"): 6}
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LATIN_MONTHS: dict[str, int] = {word: month for month, words in _MONTHS.items() for word in words.split()}
# whose readers take 03/04 for the fourth of March; English without a country is mostly American on the web
MONTH_FIRST = frozenset(("en", "en-us", "en_us", "en-ph", "es-us"))
# hours ahead of UTC; `NAME.language` where a language means another zone by it
ZONES: dict[str, float] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "MET": 1, "CEST": 2,
    "MESZ": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "МСК": 3, "мск": 3, "TRT": 3, "SAST": 2, "CAT": 2, "WAT": 1, "EAT": 3, "GST": 4,
    "PKT": 5, "IST": 5.5, "IST.he": 2, "IST.ga": 1, "IDT": 3, "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "SGT": 8, "HKT": 8, "PHT": 8, "MYT": 8, "CST.zh": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "CLT": -4, "CLST": -3, "ET": -5, "PT": -8, "CT": -6,
}  # fmt: skip
