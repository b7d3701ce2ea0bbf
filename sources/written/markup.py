"""Markup inside titles and names: taken out where it is markup, kept where the words speak of it."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)(/?)>")
_ALONE = frozenset(("br", "hr", "img", "wbr", "input", "source"))
_BREAKS = frozenset(("br", "hr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "section", "ul"))
_MARKUP = _ALONE | frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blockquote", "center", "cite", "code", "del", "dfn", "div", "em",
    "figcaption", "figure", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "nobr", "ol",
    "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
    "sup", "svg", "time", "tt", "u", "ul", "var",
))  # fmt: skip


def without_tags(text: str) -> str:
    """The text without HTML's tags. What only looks like a tag stays: "<think>", or a "<div>" that nothing closes.

    A tag is markup when it is one of HTML's for words, and it is closed, closes, stands alone by nature or has
    attributes. One that begins a new line leaves a space. A lone "</s>" is the token with which models end an answer.
    """
    if "<" not in text:
        return text
    text = _COMMENT.sub("", text)
    opened = {found[2].lower() for found in _TAG.finditer(text) if not found[1]}
    closed = {found[2].lower() for found in _TAG.finditer(text) if found[1]}

    def kept(found: re.Match[str]) -> str:
        name = found[2].lower()
        if name not in _MARKUP:
            return found[0]
        markup = name in _ALONE or (name in opened and name in closed) or "=" in found[3]
        markup = markup or bool(found[1] and not opened and name != "s")
        return (" " if name in _BREAKS else "") if markup else found[0]

    return _TAG.sub(kept, text)
