"""The prose of a text and what is not: lines that no reporter writes, and what a site says to its reader.

Judged by the text alone, before it is compared with any other; site_frame.py judges it beside another one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ahocorasick
import numpy as np

from desk.text.segmentation import CHARACTER_IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from desk.text.segmentation import Sentence, Words

    Mask = NDArray[np.bool_]

Span = tuple[int, int, "Sentence"]  # first and last + 1 word of a sentence
PROSE, FRAGMENT, SPEAKS = range(3)
FRAGMENT_WORDS = 5  # words; a shorter line is a button, a label, a menu entry
LINE = 14  # words; a line without a full stop is a sentence only from here on
NOTICE = 40  # words; a longer sentence is no notice of a site
# of the words, or as many as MIDDLE; with less left there is no prose to go by: the text is taken whole
LEAST_BODY = 0.3
STRAY = 40  # words at an edge that may differ ("Published 42 days ago") while the edge is still a frame
MIDDLE = 60  # words between the edges, in both texts, without which nobody can tell frame from article

_SIGNS = (  # lower case; what a site says of itself and to its reader, never of the news
    " subscribe| newsletter| sign up| sign in| log in| login| cookies| privacy policy| terms of use|"
    " terms of service|rights reserved| follow us| share this| share on| advertise with|"
    " earn a commission| earn a portion| affiliate partner|republished here|published elsewhere|"
    "with permission|views expressed| listen to this|audio element| more from | related articles|"
    " related stories| read more| read also| read next| most popular| most read| got a tip| skip to |"
    " this material may| on this site| this website| our site| our app| our editors| our journalism|"
    " our partners|notifications|©| your inbox| free account| free articles| community guidelines|"
    " affiliate links| affiliate commission| tax deductible| tax-deductible| delayed by at least| delayed at least|"
    "tempo di lettura|lesedauer|temps de lecture|tiempo de lectura|direitos reservados|assine |abone ol|tüm hakları|"
    "bản quyền|hak cipta|सर्वाधिकार|สงวนลิขสิทธิ์|สมัครรับ|"
    "abonnieren|anmelden|datenschutz|impressum|nutzungsbedingungen|"
    "rechte vorbehalten|abonnez|inscrivez|connectez-vous|droits réservés|confidentialité|suscríb|suscrib|"
    "boletín|derechos reservados|iscriviti|diritti riservati|版权所有|未经许可|未经授权|订阅|登录|"
    "隐私政策|转载请|关注我们|免责声明|無断転載|会員登録|ログイン|購読|利用規約|プライバシー|подпис|"
    "подпиш|все права|рассылк|무단|구독|로그인|حقوق النشر|اشترك"
)
_SAYS_SITE = ahocorasick.Automaton()
for _said in _SIGNS.split("|"):
    _SAYS_SITE.add_word(_said, True)
_SAYS_SITE.make_automaton()
_STOPPED = re.compile(r"[.!?…。！？؟۔।]['\"”’»」』）)\]]*$")


def body(text: str, words: Words, spans: Sequence[Span]) -> Mask:
    """Which words stand in sentences that a reporter may have written; bool, one a word."""
    before = np.concatenate(([0.0], np.where(words.single, CHARACTER_IN_WORDS, 1.0).cumsum()))
    sizes = (before[[last for _, last, _ in spans]] - before[[first for first, _, _ in spans]]).tolist()
    lower = [*(sentence.text[0].islower() for _, _, sentence in spans), False]
    signs = [
        _sign(sentence, size, goes_on=lower[at] or lower[at + 1])
        for at, ((_, _, sentence), size) in enumerate(zip(spans, sizes, strict=True))
    ]
    top, bottom = _zone(signs, sizes), len(spans) - _zone(signs[::-1], sizes[::-1])
    mask = np.zeros(len(words), bool)
    left = 0.0
    for at in range(top, bottom):
        if not signs[at] or (signs[at] == SPEAKS and _amid_prose(text, spans, signs, at)):
            mask[spans[at][0] : spans[at][1]] = True
            left += sizes[at]
    return mask if left >= MIDDLE or left > LEAST_BODY * before[-1] else np.ones(len(mask), bool)


def _sign(sentence: Sentence, words: float, *, goes_on: bool) -> int:
    """What a sentence is: PROSE, a FRAGMENT that no reporter writes, or the site that SPEAKS to its reader.

    goes_on: it begins in lower case, or what follows does: a line broken within its sentence is no fragment.
    """
    lowered = f" {sentence.text.lower()} "
    if words < NOTICE and next(_SAYS_SITE.iter(lowered), None):
        return SPEAKS
    fragment = words < FRAGMENT_WORDS or (words < LINE and not _STOPPED.search(sentence.text))
    return FRAGMENT if fragment and not goes_on else PROSE


def _zone(signs: Sequence[int], sizes: Sequence[float]) -> int:
    """How many sentences from this end are a frame: up to the last that speaks for the site, little prose between."""
    reached, total, framed, stray = 0, 0.0, 0.0, 0.0
    for at, (sign, size) in enumerate(zip(signs, sizes, strict=True)):
        total += size
        if sign:
            framed, stray = framed + size, 0.0
        elif (stray := stray + size) > STRAY:
            break
        if sign == SPEAKS and 2 * framed >= total:
            reached = at + 1
    return reached


def _amid_prose(text: str, spans: Sequence[Span], signs: Sequence[int], at: int) -> bool:
    """Whether a sentence shares its line with prose: then it is news of a newsletter, not the box that sells one."""
    for other in (other for other in (at - 1, at + 1) if 0 <= other < len(spans) and signs[other] == PROSE):
        one, two = sorted((spans[at][2], spans[other][2]), key=lambda sentence: sentence.start)
        if "\n" not in text[one.end : two.start]:
            return True
    return False


def word_spans(words: Words, sentences: Iterable[Sentence]) -> list[Span]:
    """First and last + 1 word of each sentence that has words, in order."""
    found = list(sentences)
    firsts = np.searchsorted(words.starts, [sentence.start for sentence in found]).tolist()
    lasts = np.searchsorted(words.starts, [sentence.end for sentence in found]).tolist()
    return [triple for triple in zip(firsts, lasts, found, strict=True) if triple[1] > triple[0]]
