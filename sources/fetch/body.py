"""The body of an answer within its bounds: so many bytes on the wire, so many after decompression."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from desk.errors import FetchError

_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_STEP = 1 << 20  # bytes decompressed at one go, so that a bomb is noticed early


class Unpacker:
    """Undoes one Content-Encoding, piece by piece; ValueError on garbage, a FetchError beyond `limit` bytes."""

    def __init__(self, coding: str, url: str, limit: int) -> None:
        self._coding, self._url, self._limit = coding, url, limit
        self._inner = zlib.decompressobj(_CODINGS[coding]) if coding else None
        self.size, self._seen, self._members = 0, 0, 1

    def feed(self, piece: bytes) -> list[bytes]:
        """What the piece unpacks to."""
        self._seen += len(piece)
        if self._seen > self._limit:
            raise too_big(self._url, self._limit)
        out = []
        while piece:
            part, piece = self._step(piece)
            self.size += len(part)
            if self.size > self._limit:
                raise too_big(self._url, self._limit)
            out.append(part)
        return out

    def _step(self, piece: bytes) -> tuple[bytes, bytes]:
        if self._inner is None:
            return piece, b""
        if self._inner.eof:
            if self._coding == "deflate" or not piece.strip(b"\0"):
                return b"", b""  # padding after the end
            self._members += 1
            self._inner = zlib.decompressobj(_CODINGS[self._coding])  # the next member of a gzip file
        try:
            part = self._inner.decompress(piece, _STEP)
        except zlib.error:
            if self._members > 1:
                return b"", b""  # garbage after a complete member harms nobody
            if self._coding != "deflate" or self.size:
                raise ValueError(f"it is not {self._coding}, as its Content-Encoding says") from None
            self._inner = zlib.decompressobj(-15)  # "deflate" is raw on many servers
            try:
                part = self._inner.decompress(piece, _STEP)
            except zlib.error:
                raise ValueError("it is not deflate, as its Content-Encoding says") from None
        return part, self._inner.unconsumed_tail or self._inner.unused_data


async def read(pieces: AsyncIterator[bytes], coding: str, url: str, limit: int, *, cut: bool = False) -> bytes:
    """All bytes, unpacked. FetchError: `too_big` (unless `cut`, which keeps the first `limit`), or `encoding`."""
    coding = coding.strip().lower()
    coding = "" if coding == "identity" else coding
    if coding and coding not in _CODINGS:
        raise FetchError(url, f"came in the encoding {coding[:40]!r}, which was not asked for", code="encoding")
    unpacker, kept = Unpacker(coding, url, limit), bytearray()
    try:
        async for piece in pieces:
            for part in unpacker.feed(piece):
                kept += part
    except FetchError:
        if not cut:
            raise
    except ValueError as error:
        raise FetchError(url, f"cannot be unpacked: {error}", code="encoding") from None
    return bytes(kept[:limit])


def too_big(url: str, limit: int) -> FetchError:
    """The answer is larger than settings allow."""
    remedy = "COPYDESK_MAX_BYTES raises the bound"
    return FetchError(url, f"is larger than {limit / 1e6:.0f} MB", remedy, code="too_big")
