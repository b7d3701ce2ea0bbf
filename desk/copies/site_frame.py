"""What stands around an article and is not it: two pages of one site share it, and share nothing.

Cleaning takes out what is debris by itself; here a text is judged beside another, so two more
signs are at hand: fragments that no reporter writes, and wording shared only at the edges of both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import ahocorasick
import numpy as np

from desk.copies.cohesion import cohesion
from desk.text.segmentation import CHARACTER_IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desk.copies.document import Document
    from desk.text.segmentation import Sentence

    Mask = NDArray[np.bool_]

PROSE, FRAGMENT, SPEAKS = range(3)
FRAGMENT_WORDS = 5  # words; a shorter line is a button, a label, a menu entry
LINE = 14  # words; a line without a full stop is a sentence only from here on
NOTICE = 40  # words; a longer sentence is no notice of a site
# of the words, or as many as MIDDLE; with less left there is no prose to go by: the text is taken whole
LEAST_BODY = 0.3
STRAY = 40  # words at an edge that may differ ("Published 42 days ago") while the edge is still a frame
MIDDLE = 60  # words between the edges, in both texts, without which nobody can tell frame from article
MIDDLE_SHARED = 0.3  # of the narration there; with more in common the texts share their substance
EDGE_SHARE = 0.5  # of the prose; more is no frame
# narration words that no frame has at the top alone, as a quoted opening does; legal notices come last
EDGE_PROSE = 100
STRANGE = 0.08  # cohesion below which the shared edges are no part of either article, however long they are
TAKEN_UP = 0.25  # the same for shorter edges: an article that goes on about them is their own
STRANGE_SHARE = 0.8  # of the prose, for such edges

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


def body(doc: Document) -> Mask:
    """Which words stand in sentences that a reporter may have written; bool, one a word."""
    spans = doc.spans
    before = np.concatenate(([0.0], np.where(doc.words.single, CHARACTER_IN_WORDS, 1.0).cumsum()))
    sizes = (before[[last for _, last, _ in spans]] - before[[first for first, _, _ in spans]]).tolist()
    lower = [*(sentence.text[0].islower() for _, _, sentence in spans), False]
    signs = [
        _sign(sentence, size, goes_on=lower[at] or lower[at + 1])
        for at, ((_, _, sentence), size) in enumerate(zip(spans, sizes, strict=True))
    ]
    top, bottom = _zone(signs, sizes), len(spans) - _zone(signs[::-1], sizes[::-1])
    mask = np.zeros(len(doc.words), bool)
    left = 0.0
    for at in range(top, bottom):
        if not signs[at] or (signs[at] == SPEAKS and _amid_prose(doc, signs, at)):
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


def _amid_prose(doc: Document, signs: Sequence[int], at: int) -> bool:
    """Whether a sentence shares its line with prose: then it is news of a newsletter, not the box that sells one."""
    spans, beside = doc.spans, (at - 1, at + 1)
    for other in (other for other in beside if 0 <= other < len(spans) and signs[other] == PROSE):
        one, two = sorted((spans[at][2], spans[other][2]), key=lambda sentence: sentence.start)
        if "\n" not in doc.text[one.end : two.start]:
            return True
    return False


def word_spans(doc: Document) -> list[tuple[int, int, Sentence]]:
    """First and last + 1 word of each sentence that has words, in order."""
    found = [sentence for part in doc.sentences for sentence in part]
    firsts = np.searchsorted(doc.words.starts, [sentence.start for sentence in found]).tolist()
    lasts = np.searchsorted(doc.words.starts, [sentence.end for sentence in found]).tolist()
    return [triple for triple in zip(firsts, lasts, found, strict=True) if triple[1] > triple[0]]


def between_edges(a: Document, b: Document, covered_a: Mask, covered_b: Mask) -> tuple[Mask, Mask] | None:
    """Words of each text between edges that both share, if those edges look like a site's frame.

    None if they do not: nothing shared there, too little left between, or the shared edges are
    prose, as when the first third of an article was taken.
    """
    docs, covers = (a, b), (covered_a, covered_b)
    cuts = [_edges(doc, covered) for doc, covered in zip(docs, covers, strict=True)]
    tops = min(top for top, _ in cuts) + STRAY  # a frame is as long in both; what goes on is shared otherwise
    ends = min(len(doc.words) - bottom for doc, (_, bottom) in zip(docs, cuts, strict=True)) + STRAY
    edges = []
    for doc, covered, cut in zip(docs, covers, cuts, strict=True):
        edge = np.ones(len(doc.words), bool)
        edge[min(cut[0], tops) : max(cut[1], len(doc.words) - ends)] = False
        if not (edge & covered).any() or not _own_middle(doc, covered, ~edge):
            return None
        edges.append(edge)
    tail = all(bottom < len(doc.words) for doc, (_, bottom) in zip(docs, cuts, strict=True))
    around = tail and all(top for top, _ in cuts)
    most = (STRANGE_SHARE if around else EDGE_SHARE, len(a.words) if tail else EDGE_PROSE)
    return (~edges[0], ~edges[1]) if _no_part(docs, covers, edges, most) else None


def _own_middle(doc: Document, covered: Mask, middle: Mask) -> bool:
    """Whether a text says enough between its edges that the other does not."""
    told = middle & ~doc.words.quoted
    enough = (middle & doc.body).sum() >= MIDDLE
    return bool(enough and (covered & told).sum() <= MIDDLE_SHARED * told.sum())


def _no_part(
    docs: tuple[Document, Document], covers: tuple[Mask, Mask], edges: list[Mask], most: tuple[float, int]
) -> bool:
    """Whether the shared edges are no part of either article. `most`: share of the prose and words they may have.

    Short edges are taken for a frame unless an article goes on about them, long ones only if none does.
    """
    bodies = [doc.body for doc in docs]
    share = max(float((edge & body).sum() / max(1, body.sum())) for edge, body in zip(edges, bodies, strict=True))
    told = max(
        int((edge & covered & doc.body & ~doc.words.quoted).sum())
        for doc, edge, covered in zip(docs, edges, covers, strict=True)
    )
    if share > most[0] or told > most[1]:
        return False
    shared = (bodies[0] & covers[0], bodies[1] & covers[1])
    rest = (bodies[0] & ~covers[0], bodies[1] & ~covers[1])
    short = share <= EDGE_SHARE and told < EDGE_PROSE
    return cohesion(*docs, shared, rest) < (TAKEN_UP if short else STRANGE)


def _edges(doc: Document, covered: Mask) -> tuple[int, int]:
    """First word after the shared top and first word of the shared bottom."""
    spans = doc.spans
    top = _reached(spans, covered)
    bottom = _reached(spans[::-1], covered)
    return (top[1] if top else 0), (bottom[0] if bottom else len(covered))


def _reached(spans: Sequence[tuple[int, int, Sentence]], covered: Mask) -> tuple[int, int, Sentence] | None:
    """The last shared sentence from this end before too many words differ; None if there is none."""
    reached, stray = None, 0
    for span in spans:
        first, last, _ = span
        if 2 * int(covered[first:last].sum()) >= last - first:
            reached = span
        else:
            stray += last - first
            if stray > STRAY:
                break
    return reached
