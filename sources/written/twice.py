"""UTF-8 that somebody took for Windows' Latin letters and encoded once more ("donâ€™t", "TromsÃ¸"): read as it was."""

from __future__ import annotations

import contextlib
import re

_BYTES = {chr(code): code for code in range(0x80, 0x100)}
for _code in range(0x80, 0xA0):
    with contextlib.suppress(UnicodeDecodeError):  # five of them are no letter; they stay controls
        _BYTES[bytes([_code]).decode("cp1252")] = _code
_REST = "".join(re.escape(char) for char, code in _BYTES.items() if code < 0xC0)
_SEQUENCE = re.compile(f"[Â-ß][{_REST}]|[à-ï][{_REST}]{{2}}|[ð-ô][{_REST}]{{3}}")
_LATIN = re.compile("[" + "".join(map(re.escape, _BYTES)) + "]")
# how a sequence begins in UTF-8; looked for in bytes, since that takes a tenth of the time
_BEGINS = re.compile(rb"\xc3(?:[\x82-\x9f]|[\xa0-\xb4](?:[\xc2\xc5\xc6\xcb].|\xe2..))[\xc2\xc5\xc6\xcb\xe2]", re.DOTALL)
_DOUBTFUL = frozenset("\xa0«»“”‘’„‚…–— ")  # these do stand behind a capital letter: LIBERTÉ », MANHÃ…
_WRITTEN = (
    (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x27BF), (0x3000, 0x9FFF), (0xAC00, 0xD7A3),
    (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF),
)  # fmt: skip


def undone(text: str) -> str:
    """The text with what was encoded twice decoded, if it speaks for that and next to nothing against it.

    For it: sequences of UTF-8 that are letters or marks somebody writes. Against: every other Latin letter with an
    accent and every typographic mark, which such a text has not; so a text *about* the fault stays as it is.
    """
    if text.isascii() or not _BEGINS.search(text.encode("utf-8", "surrogatepass")):
        return text
    found = [raw for raw in _SEQUENCE.findall(text) if _decoded(raw) != raw]
    sure = sum(len(raw) > 2 or raw[1] not in _DOUBTFUL for raw in found)
    against = len(_LATIN.findall(text)) - sum(map(len, found)) if sure else 0
    if not sure or against * 2 > sure:
        return text
    return _SEQUENCE.sub(lambda one: _decoded(one[0]), text)


def _decoded(raw: str) -> str:
    """The character of a sequence; the sequence itself where nobody writes such a one."""
    try:
        char = bytes(_BYTES[one] for one in raw).decode("utf-8")
    except UnicodeDecodeError:
        return raw
    return char if any(first <= ord(char) <= last for first, last in _WRITTEN) else raw
