"""Bodies within their bounds."""

import asyncio
import gzip
import zlib

import pytest

from desk.errors import FetchError
from sources.fetch.body import read


def unpacked(data, coding="", limit=1_000_000, step=7, **more):
    async def pieces():
        for at in range(0, len(data), step):
            yield data[at : at + step]

    return asyncio.run(read(pieces(), coding, "http://a.example/", limit, **more))


@pytest.mark.parametrize("text", [b"", b"x", b"hello " * 1000])
def test_every_coding_comes_back_whatever_the_pieces(text):
    assert unpacked(text) == text
    assert unpacked(gzip.compress(text), "gzip") == text
    assert unpacked(gzip.compress(text), " X-GZIP ") == text
    assert unpacked(zlib.compress(text), "deflate") == text
    assert unpacked(zlib.compress(text)[2:-4], "deflate") == text
    assert unpacked(text, "identity") == text


def test_gzip_members_are_joined_and_what_follows_them_is_ignored():
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == b"one two"
    assert unpacked(gzip.compress(b"one") + b"\0" * 20, "gzip") == b"one"
    assert unpacked(gzip.compress(b"one") + b"trailing words", "gzip") == b"one"


def test_a_bomb_stops_at_the_limit_without_being_unpacked():
    bomb = gzip.compress(bytes(200_000_000), 9)
    with pytest.raises(FetchError) as caught:
        unpacked(bomb, "gzip", step=1 << 16)
    assert caught.value.code == "too_big"


def test_a_bomb_in_a_bomb_is_only_unpacked_once():
    inner = gzip.compress(bytes(100_000))
    assert unpacked(gzip.compress(inner), "gzip") == inner


def test_many_empty_gzip_members_are_no_trap():
    assert unpacked(gzip.compress(b"") * 2000, "gzip", step=4096) == b""


def test_cutting_keeps_the_beginning():
    assert unpacked(b"abcdef" * 100, limit=10, step=100, cut=True) in (b"", b"abcdefabcd")
    assert unpacked(b"abcdef" * 100, limit=10, step=4, cut=True)[:8] == b"abcdefab"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_a_coding_nobody_asked_for_is_a_reason(coding):
    with pytest.raises(FetchError, match="was not asked for"):
        unpacked(b"x", coding)
