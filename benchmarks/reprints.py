"""What the hosts of benchmarks/import_warc.py print: releases, each told twice, each reprinted once; the rest is noise.

A release is two sentences that name what nobody else names, then made-up words that no other page has, so that neither
copies nor stories depend on chance: the verdicts must be the same whichever page is read first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.mixed import ONE, OTHER, made_up, release

if TYPE_CHECKING:
    from benchmarks.synthetic import Ids, Press

KINDS = ("exact", "near", "excerpt", "spun")  # of the reprints, in turn
TOLD = 2  # sentences of a release


def article(press: Press, number: int) -> tuple[str, list[str]]:
    """Title and paragraphs of page `number`: of ten one release, its reprint, a second report of it, seven others."""
    place, first = number % 10, number - number % 10
    if place == 0:
        return _told(press, first, ONE, press.story(number))
    if place == 5:
        what, rng = KINDS[number // 10 % len(KINDS)], np.random.default_rng((press.seed, 11, number))
        story = press.story(first)
        return _told(press, first, ONE, story if what == "exact" else press._changed(rng, what, story))
    if place == 7:
        return release(press, first, OTHER)[0], made_up(press, press.story(number))[1]
    return made_up(press, press.story(number))


def _told(press: Press, first: int, wording: int, story: Ids) -> tuple[str, list[str]]:
    title, lines = release(press, first, wording)
    return title, [*lines[:TOLD], *made_up(press, story)[1]]
