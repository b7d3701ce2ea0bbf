"""The text of a list of pages by one extractor, in a process of its own: python benchmarks/extractors.py NAME LIST OUT.

LIST is a JSON list of [path, address]. OUT gets a JSON list of texts, null for a page without one; the last line of
standard output is JSON: pages, processor seconds of the extraction alone (imports and reading files apart), failed.
copydesk is that of the working directory, whichever checkout that is; the peers come from this Python's environment.
"""

from __future__ import annotations

import gzip
import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Extractor = Callable[[bytes, str], "str | None"]
WARM = 3  # pages that are read before the clock runs: patterns are compiled, models loaded


def copydesk() -> Extractor:
    sys.path.insert(0, str(Path.cwd()))
    from desk.models import Page

    try:
        from sources.extract.article import extract
    except ImportError:  # a checkout from before 2026-11-29
        from sources.extract import extract  # type: ignore[no-redef,attr-defined]
    now = datetime.now(UTC)

    def text(body: bytes, url: str) -> str | None:
        return str(extract(Page(url, url, 200, "text/html", body, now)).text)

    return text


def trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def text(body: bytes, url: str) -> str | None:
        found = bare_extraction(body, url=url, include_comments=False, with_metadata=True)
        return found.text if found else None  # type: ignore[union-attr]

    return text


def readability() -> Extractor:
    from lxml import html
    from readability import Document  # type: ignore[import-not-found]

    def text(body: bytes, url: str) -> str | None:
        document = Document(body, url=url)
        document.title()
        shown: str = html.fromstring(document.summary()).text_content()
        return shown

    return text


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text  # type: ignore[import-not-found]
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # type: ignore[import-not-found]

    def text(body: bytes, _url: str) -> str | None:
        plain: str = extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)
        return plain

    return text


def newspaper4k() -> Extractor:
    from newspaper import Article  # type: ignore[import-not-found]

    def text(body: bytes, url: str) -> str | None:
        article = Article(url)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        return str(article.text)

    return text


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    each.__name__: each for each in (copydesk, trafilatura, readability, resiliparse, newspaper4k)
}


def page(path: str) -> bytes:
    body = Path(path).read_bytes()
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def main(name: str, asked: str, out: str) -> None:
    logging.disable(logging.CRITICAL)
    extract = EXTRACTORS[name]()
    given = json.loads(Path(asked).read_text("utf-8"))
    texts, spent, failed = [], 0.0, 0
    for number, (path, url) in enumerate([*given[:WARM], *given]):
        body, start = page(path), time.process_time()
        try:
            text = extract(body, url)
        except Exception:  # noqa: BLE001 - a page that one of them cannot read is no end of the run
            text = None
        if number >= min(WARM, len(given)):
            spent += time.process_time() - start
            texts.append(text)
            failed += not text
    Path(out).write_text(json.dumps(texts, ensure_ascii=True), "utf-8")
    print(json.dumps({"pages": len(given), "cpu": spent, "failed": failed}))


if __name__ == "__main__":
    main(*sys.argv[1:4])
