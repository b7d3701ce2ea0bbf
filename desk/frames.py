"""What stands around an article and is not it: two pages of one site share it, and share nothing.

Cleaning takes out what is debris by itself; here a text is judged beside another, so two more
signs are at hand: fragments that no reporter writes, and wording shared only at the edges of both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from desk.documents import Document
    from desk.text import Sentence

    Mask = NDArray[np.bool_]

FRAGMENT = 5  # words; a shorter line is a button, a label, a menu entry
LINE = 14  # words; a line without a full stop is a sentence only from here on
NOTICE = 40  # words; a longer sentence is no notice of a site
LEAST_BODY = 0.3  # of the words; with less left, the text has no prose to go by and is taken whole
STRAY = 40  # words at an edge that may differ ("Published 42 days ago") while the edge is still a frame
MIDDLE = 60  # words between the edges, in both texts, without which nobody can tell frame from article
MIDDLE_SHARED = 0.3  # of the narration there; with more in common the texts share their substance
EDGE_SHARE = 0.5  # of the shorter text; more is no frame
EDGE_PROSE = 100  # narration words shared at the edges that no frame has; two reports may end on one quotation

_SIGNS = (  # lower case; what a site says of itself and to its reader, never of the news
    " subscribe| newsletter| sign up| sign in| log in| login| cookies| privacy policy| terms of use|"
    " terms of service|rights reserved| follow us| share this| share on| advertise with|"
    " earn a commission| earn a portion| affiliate partner|republished here|published elsewhere|"
    "with permission|views expressed| listen to this|audio element| more from | related articles|"
    " related stories| read more| read also| read next| most popular| most read| got a tip| skip to |"
    " this material may| on this site| this website| our site| our app| our editors| our journalism|"
    " our partners|notifications|©|abonnieren|anmelden|datenschutz|impressum|nutzungsbedingungen|"
    "rechte vorbehalten|abonnez|inscrivez|connectez-vous|droits réservés|confidentialité|suscríb|suscrib|"
    "boletín|derechos reservados|iscriviti|diritti riservati|版权所有|未经许可|未经授权|订阅|登录|"
    "隐私政策|转载请|关注我们|免责声明|無断転載|会員登録|ログイン|購読|利用規約|プライバシー|подпис|"
    "подпиш|все права|рассылк|무단|구독|로그인|حقوق النشر|اشترك"
)
_SAYS_SITE = tuple(_SIGNS.split("|"))
_STOPPED = re.compile(r"[.!?…。！？؟۔।]['\"”’»」』）)\]]*$")


def body(doc: Document) -> Mask:
    """Which words stand in sentences that a reporter may have written; bool, one a word."""
    mask = np.zeros(len(doc.words), bool)
    for first, last, sentence in doc.spans:
        if not _is_frame(sentence, last - first, doc.words.single[first:last]):
            mask[first:last] = True
    return mask if mask.sum() > LEAST_BODY * len(mask) else np.ones(len(mask), bool)


def _is_frame(sentence: Sentence, count: int, single: Mask) -> bool:
    words = count - 0.4 * float(single.sum())
    if words < FRAGMENT or (words < LINE and not _STOPPED.search(sentence.text)):
        return True
    lowered = f" {sentence.text.lower()} "
    return words < NOTICE and any(sign in lowered for sign in _SAYS_SITE)


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
    cuts = [_edges(doc, covered) for doc, covered in ((a, covered_a), (b, covered_b))]
    tops = min(top for top, _ in cuts) + STRAY  # a frame is as long in both; what goes on is shared otherwise
    ends = min(len(doc.words) - bottom for doc, (_, bottom) in zip((a, b), cuts, strict=True)) + STRAY
    masks = []
    for doc, covered, cut in zip((a, b), (covered_a, covered_b), cuts, strict=True):
        top, bottom = min(cut[0], tops), max(cut[1], len(doc.words) - ends)
        edge = np.ones(len(doc.words), bool)
        edge[top:bottom] = False
        if bottom - top < MIDDLE or not (edge & covered).any():
            return None
        told = ~doc.words.quoted[top:bottom]
        if (covered[top:bottom] & told).sum() > MIDDLE_SHARED * told.sum():
            return None
        if edge.sum() > EDGE_SHARE * len(edge) or (edge & covered & doc.body & ~doc.words.quoted).sum() >= EDGE_PROSE:
            return None
        masks.append(~edge)
    return masks[0], masks[1]


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
