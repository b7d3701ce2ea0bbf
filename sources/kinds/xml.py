"""XML from strangers: decoded as it is, not as it says; mended where that is harmless; parsed without entities."""

from __future__ import annotations

import contextlib
import re
from html.entities import html5
from typing import Any

from lxml import etree

from sources.written import encodings

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPOKEN = {"\x0b": " ", "\x0c": " ", "\x0e": " ", "\x1e": "-"}  # ends of line, page, column; a hyphen that binds
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:#\d{1,8};|#[xX][0-9a-fA-F]{1,7};|(\w{1,32});)?", re.DOTALL)
_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_EBCDIC = b"\x4c\x6f\xa7\x94"  # <?xm
_CUT_CDATA = re.compile(r"<!(?:\[(?:C(?:D(?:A(?:TA?)?)?)?)?)?\Z")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs", "iso-8859-9": "cp1254", "tis-620": "cp874", "x-gbk": "gb18030",
}  # fmt: skip
_SEVEN_BIT = ("iso-2022", "hz", "utf-7")


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of a document: by BOM, as UTF-8 where it is that, else as declared unless its letters say otherwise.

    A document that is valid UTF-8 with more than ASCII in it practically never is anything else, whatever it says.
    """
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace").lstrip("\ufeff")
    if wide := encodings.sixteen_bit(body):
        return body.decode(wide, "replace")
    if body.startswith(_EBCDIC):
        return _of_mainframe(body)
    marks = (_DECLARED.search(body[:400]), _META.search(body[:4000]))
    declared = [found[1].decode("ascii") for found in marks if found]
    declared += [found[1] for found in [_CHARSET.search(content_type)] if found]
    seven_bit = next((name for name in declared if name.lower().startswith(_SEVEN_BIT)), "utf-8-sig")
    for name in dict.fromkeys((seven_bit, "utf-8-sig")):
        with contextlib.suppress(UnicodeDecodeError, LookupError, ValueError):
            return body.decode(name)
    named = tuple(_WIDER.get(name.lower(), name) for name in declared if name.lower() not in ("utf-8", "utf8"))
    return encodings.nearly_utf8(body) or body.decode(encodings.likeliest(body, named), "replace")


def _of_mainframe(body: bytes) -> str:
    """EBCDIC: its variants agree on the letters of the declaration, which says which of them it is."""
    found = _DECLARED.search(body[:400].decode("cp037").encode("ascii", "replace"))
    try:
        return body.decode(found[1].decode("ascii") if found else "cp037", "replace")
    except (LookupError, ValueError):
        return body.decode("cp037", "replace")


def mended(text: str) -> bytes:
    """UTF-8 XML: no DOCTYPE, no control characters, HTML's named entities as characters, bare ampersands escaped."""
    text = _CUT_CDATA.sub("", _CONTROLS.sub(_control, _DECLARATION.sub("", text.lstrip("\ufeff \t\r\n"), count=1)))
    if (at := text[:10_000].upper().find("<!DOCTYPE")) >= 0 and (found := _DOCTYPE.match(text, at)):
        text = text[:at] + text[found.end() :]  # looked for at one place only: a text full of them takes no longer
    if "&" in text:
        text = _REFERENCE.sub(_reference, text)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode("utf-8", "replace")


def _control(found: re.Match[str]) -> str:
    """What a control character of a word processor stands for, as far as it is between words; nothing otherwise."""
    return _SPOKEN.get(found[0], "")


def without_declaration(text: str) -> str:
    """The text without its XML declaration, which may name a wrong encoding."""
    return _DECLARATION.sub("", text, count=1)


def _reference(found: re.Match[str]) -> str:
    whole, name = found[0], found[1]
    if whole.startswith("&#"):
        code = _code(whole)
        return whole.replace("X", "x", 1) if _is_character(code) else _SPOKEN.get(chr(min(code, 0x7F)), "\ufffd")
    if whole.startswith("<![") or name in _OWN:
        return whole
    known = html5.get(f"{name};") if name else None
    if known is None:
        return "&amp;" + whole[1:]
    return known.replace("&", "&amp;").replace("<", "&lt;")


def _code(reference: str) -> int:
    digits = reference[2:-1]
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def _is_character(code: int) -> bool:
    """Whether XML may hold the character of such a number."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code < 0x110000


def parser() -> Any:
    """An lxml parser that loads nothing, expands nothing and keeps its bounds."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def recovered(body: bytes, url: str = "") -> Any:
    """The tree as libxml2 mends the document; None where nothing can be saved."""
    lenient = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(body, lenient, base_url=url or "feed")
    except (etree.XMLSyntaxError, ValueError):
        return None


def strict(body: bytes, url: str = "") -> Any:
    """The tree of a document that a strict parser reads to its end; None of any other."""
    try:
        return etree.fromstring(body, parser(), base_url=url or "feed")
    except (etree.XMLSyntaxError, ValueError):
        return None


def written(root: Any) -> bytes:
    """A tree as a well-formed document."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
