"""Pages of a web archive: WARC files, gzipped or not, and the WARC files of a WACZ."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from desk.errors import UsageError
from desk.models import Page
from sources.written import dates

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

LARGEST = 10_000_000  # bytes of a page; what says it is larger is passed over unread
CUT = "cut off"
HTML = ("text/html", "application/xhtml+xml")


class WebArchive:
    """The HTML pages of a file, in its order; `passed_over` counts the other records by what they are.

    A file that is cut off or has broken lengths gives the pages before that place, then `trouble` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.passed_over, self.trouble = path, Counter[str](), ""

    def pages(self) -> Iterator[Page]:
        """Every response with status 200 that is HTML."""
        for name, stream in self._streams():
            try:
                yield from self._pages_of(stream)
            except Exception as error:  # noqa: BLE001 (warcio, zlib and http parsing raise all sorts)
                self.trouble = f"{name}: ends in the middle ({type(error).__name__}: {str(error)[:120]})"

    def _pages_of(self, stream: IO[bytes]) -> Iterator[Page]:
        from warcio.archiveiterator import ArchiveIterator

        records = ArchiveIterator(stream)
        while (record := _next(records)) is not None:
            if record.format != "warc":  # warcio takes every line of a text for a record of the older ARC
                self.trouble = f"{self.path}: is no WARC file"
                return
            why = _unwanted(record)
            if why:
                self.passed_over[why] += 1
                continue
            body = record.content_stream().read(LARGEST + 1)
            if why := _spoilt(record, body):
                self.passed_over[why] += 1
                continue
            yield _page(record, body)
        if self.passed_over[CUT] or records.err_count:
            self.trouble = f"{self.path}: ends in the middle, or lies about lengths; what came before is in"

    def _streams(self) -> Iterator[tuple[str, IO[bytes]]]:
        if self.path.suffix.lower() != ".wacz":
            with _opened(self.path) as file:
                yield str(self.path), file
            return
        try:
            with zipfile.ZipFile(self.path) as whole:
                for name in sorted(whole.namelist()):
                    if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                        with whole.open(name) as file:
                            yield f"{self.path}/{name}", file
        except (OSError, zipfile.BadZipFile) as error:
            raise UsageError(str(self.path), f"cannot be read ({error})", "Give a .warc, .warc.gz or .wacz") from error


def _next(records: Iterator[ArcWarcRecord]) -> ArcWarcRecord | None:
    """The next record. What is wrong with it, warcio writes to standard error, where it tells a user nothing."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _unwanted(record: ArcWarcRecord) -> str:
    """Why a record is no page; empty for one."""
    if record.rec_type != "response":
        return str(record.rec_type)  # request, metadata, warcinfo; a revisit names a page and has none
    headers = record.http_headers
    if headers is None or not str(record.rec_headers.get_header("WARC-Target-URI") or "").startswith("http"):
        return "no web page"
    if headers.get_statuscode() != "200":
        return f"status {headers.get_statuscode()}"
    if not str(headers.get_header("Content-Type") or "text/html").lower().startswith(HTML):
        return "no HTML"
    length = str(record.rec_headers.get_header("Content-Length") or "")
    return "too large" if length.isdigit() and int(length) > LARGEST else ""


def _spoilt(record: ArcWarcRecord, body: bytes) -> str:
    """Why what was read of a page is not the page; empty where it is."""
    if len(body) > LARGEST:
        return "too large"
    if record.raw_stream.limit > 0 or record.rec_headers.get_header("WARC-Truncated"):
        return CUT  # warcio gives the half that is there and no error
    return "" if body else "empty"


def _page(record: ArcWarcRecord, body: bytes) -> Page:
    url = str(record.rec_headers.get_header("WARC-Target-URI"))
    when = dates.instant(record.rec_headers.get_header("WARC-Date")) or datetime.now(UTC)
    return Page(url, url, 200, str(record.http_headers.get_header("Content-Type") or "text/html"), body, when)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UsageError(str(path), f"cannot be read ({error.strerror})", "Give a .warc, .warc.gz or .wacz") from error
