"""Which encoding a text is in that lies about it: told by how common its letters are in the languages written so."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache

SAMPLE = 24_000  # bytes between tags that are looked at
USUAL = 0.15  # what speaks for Windows' Latin letters beforehand: nine of ten such documents are in them
_HAN = (
    "的一是不了在人有我他这中大来上个国和也子时道说出会可你下得学生就年过对能公工业开放模型新发布机构研究室语言数据"
    "用方面理化动部成分行地全市场技术智能美最多以及其它们这那与为将被从后前小高长日本经家科计算网信息第三二十月日报"
    "這個國來時會學過對開業發佈機構語數據動場術與為將從後長報們經計網資訊實驗體點進產於無關東車間電話問題"
)
_KANA = "のにをはがとでたしてるいなれらっかすまこきもあうおりさよくけンスルトラリクイアドレムタフロシマジテーッオカ"
_HANGUL = "이다는의에을가한고를은로하기지사도자인서어정시아리대스나들일보부제수전과공해그국상원있조주장트오신모연구"
# letters by encoding: those of alphabets in the order of their frequency, later ones say less
_ALPHABETS = {
    "cp1251": "оеаинтсрвлкмдпуяыьзбгчйхжшюцщэіїєґфё", "koi8_r": "оеаинтсрвлкмдпуяыьзбгчйхжшюцщэфё",
    "cp1252": "éèàáíóäöüçãñßêåøæôâúîûëïùõœìòýðþ", "cp1250": "áíéěłřšžčýąęóůćśńżťőţăăňäöüűďâîşúźđ",
    "cp1254": "ışğüçöİâî", "cp1257": "āėšžēīąęįūčņļäöõüģķųśłż", "cp1253": "αιοεντσςρηυκπμλίόάέήώδγθφχύβξζψω",
    "cp1255": "יהולאמרתבשנעכדקםפסזטחגןצךףץ", "cp1256": "الينمرتبعدوسهفكقحةجشطصأخضىذئزثإغآظءؤپچژگ",
    "cp874": "านรอกเงมลวยสตทดปบค่้ีัิ์ะไแหพชจำใขโุูึืผ็ธซถศณฟภษญ",
}  # fmt: skip
_SYLLABARIES = {
    "gb18030": _HAN, "big5hkscs": _HAN, "cp932": _KANA, "euc_jp": _KANA, "cp949": _HANGUL,
}  # fmt: skip
_MARKS = frozenset("่้๊๋์ิีึืุู็ัำ")  # of Thai: they stand on a consonant
_PUNCTUATION = frozenset("«»“”‘’„‚–—…·•°©®™€£§ \u00a0¿¡№、。「」『』（）！？：；《》・")
_MARKUP = re.compile(rb"<[^<>]*>|[\x00-\x7f]{40,}")


def sixteen_bit(body: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` for a body of markup in one of them without a mark; None for others."""
    head = body[:400]
    nulls = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4 or max(nulls) < 0.6 * half or min(nulls) > 0.1 * half:
        return None
    return "utf-16-be" if nulls[0] > nulls[1] else "utf-16-le"


def nearly_utf8(body: bytes) -> str | None:
    """The text of UTF-8 with a few bytes of something else in it, which are read as Windows' Latin ones; else None."""
    text = body.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in text)
    if sum(char > "\x7f" for char in text) < 2 * broken:
        return None
    return re.sub("(.?)([\udc80-\udcff]+)", _stray, text, flags=re.DOTALL)


def _stray(found: re.Match[str]) -> str:
    """One byte among Latin letters is a letter of Windows' code page, else it is a character that was cut."""
    raw = found[2].encode("utf-8", "surrogateescape")
    return found[1] + (raw.decode("cp1252", "replace") if len(raw) == 1 and found[1] < "\u0250" else "\ufffd")


def likeliest(body: bytes, declared: tuple[str, ...] = ()) -> str:
    """The encoding (a codec's name) whose languages use such letters most; a declared one has the benefit of doubt."""
    sample = _sample(body)
    ranked = {name: _score(sample, name) for name in (*_SYLLABARIES, *_ALPHABETS)}
    ranked["cp1252"] += USUAL
    best = max(ranked, key=lambda name: ranked[name])
    for name in declared:
        known = _codec(name)
        if known and ranked.get(known, _score(sample, known)) >= ranked[best] - 0.25:
            return known
    return best


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name.replace("-", "_") if codecs.lookup(name)._is_text_encoding else None
    except LookupError:
        return None


def _sample(body: bytes) -> bytes:
    """The words between the tags that are not ASCII alone, each with its neighbours."""
    pieces: list[bytes] = []
    size = 0
    for piece in _MARKUP.split(body):
        if not piece.isascii():
            pieces.append(piece)
            size += len(piece)
            if size > SAMPLE:
                break
    return b" ".join(pieces)[:SAMPLE]


@cache
def _letters(name: str) -> dict[str, float]:
    """What each common letter of an encoding is worth."""
    if name in _SYLLABARIES:
        return dict.fromkeys(_SYLLABARIES[name], 1.0)
    ranked = _ALPHABETS.get(name, "")
    worth = {char: 1.0 - 0.9 * place / len(ranked) for place, char in enumerate(ranked)}
    return {char.upper(): points for char, points in worth.items() if len(char.upper()) == 1} | worth


def _score(sample: bytes, name: str) -> float:
    """Between about -1 and 1: how much the text looks like one of the encoding's languages."""
    text = sample.decode(name, "replace")
    common, pairs = _letters(name), Counter(zip(f" {text}", text, strict=False))
    total = points = 0.0
    for (before, char), times in pairs.items():
        if char > "\x7f":
            total += times
            points += times * _worth(before, char, common)
        elif char.isalpha() and _alphabetic(before):
            points -= times  # two alphabets in one word
    return points / total if total else 0.0


def _worth(before: str, char: str, common: dict[str, float]) -> float:
    if char == "\ufffd" or "\x80" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff":
        return -2.0
    if (char.isupper() and before.islower()) or (char in _MARKS and not "ก" <= before <= "๎"):
        return -1.0  # no language begins a capital within a word so often
    if _alphabetic(char) and before.isascii() and before.isalpha():
        return -1.0
    if char in _PUNCTUATION:
        return 0.4
    if "\uff61" <= char <= "\uff9f":  # half-width katakana: every byte above A0 is one
        return -1.0
    latin = char < "\u0250"
    if latin and "\xc0" <= before < "\u0250":
        return -0.3  # letters with accents rarely touch
    return common.get(char, 0.2 if char.isalpha() and not latin and not _alphabetic(char) else -0.4)


def _alphabetic(char: str) -> bool:
    """Whether a letter is of an alphabet that does not mix with the Latin one: Greek, Cyrillic, …, Thai."""
    return "\u0370" <= char <= "\u0e7f" and char.isalpha()
