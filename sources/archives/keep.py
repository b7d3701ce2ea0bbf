"""What a crawl fetched, kept as WARC 1.1: every answer as it came, unpacked; unchanged ones as revisits.

The files can be read again by `WebArchive`, and by whatever reads WARC (pywb, warcio, replayweb.page).
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from desk.errors import ConfigError
from sources.archives.warc import LARGEST

if TYPE_CHECKING:
    from sources.fetch.answers import Answer

LARGEST_FILE = 1_000_000_000  # bytes, as archives have it; then another is begun
OPEN = ".open"  # ending of a file that is being written
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
HOP = {"transfer-encoding", "content-length", "connection", "keep-alive"}  # of the way, not of what came
UNTOLD = {"set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization"}  # a session is nobody's record


class WarcKeeper:
    """Writes answers into `folder`; `trouble` says in words why it stopped, and it stops without harm to the crawl.

    The last file gets its name when it is closed. A crash leaves `….open`, whole up to its last record.
    """

    def __init__(
        self, folder: Path, agent: str, now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *, largest: int = LARGEST_FILE,
    ) -> None:  # fmt: skip
        self.folder, self.trouble, self.kept = folder, "", 0
        self._agent, self._now, self._largest, self._number = agent, now, largest, 0
        self._file: IO[bytes] | None = None
        self._writer: Any = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._begin()
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            raise ConfigError(str(folder), problem, "Let --warc or COPYDESK_WARC name a folder that can") from None

    def close(self) -> None:
        """End the last file."""
        if self._file is not None:
            try:
                self._end()
            except OSError as error:
                self._give_up(error)

    def keep(self, answer: Answer) -> None:
        """One answer, status 304 and redirects too."""
        if self._file is None:
            return
        try:
            if self._file.tell() >= self._largest:
                self._end()
                self._begin()
            self._writer.write_record(self._record(answer))
            self._file.flush()
            self.kept += 1
        except OSError as error:
            self._give_up(error)

    def _record(self, answer: Answer) -> Any:
        headers = {"WARC-Date": _stamp(answer.fetched_at)}
        kind = "response"
        if answer.status == HTTPStatus.NOT_MODIFIED:
            kind = "revisit"
            headers |= {"WARC-Profile": NOT_MODIFIED}
        elif len(answer.body) > LARGEST or answer.status >= HTTPStatus.BAD_REQUEST:
            headers["WARC-Truncated"] = "length"  # an error's body is not read
        return self._writer.create_warc_record(
            answer.url, kind, payload=io.BytesIO(answer.body), http_headers=_headers(answer), warc_headers_dict=headers
        )

    def _begin(self) -> None:
        from warcio.warcwriter import WARCWriter

        self._number += 1
        name = f"copydesk-{self._now():%Y%m%d%H%M%S}-{os.getpid()}-{self._number:05}.warc.gz"
        self._file = (self.folder / f"{name}{OPEN}").open("xb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        said = {"software": self._agent.split(" ", maxsplit=1)[0], "http-header-user-agent": self._agent,
                "robots": "obeyed", "format": "WARC File Format 1.1"}  # fmt: skip
        self._writer.write_record(self._writer.create_warcinfo_record(name, said))

    def _end(self) -> None:
        assert self._file is not None
        path = Path(self._file.name)
        self._file.close()
        self._file = None
        path.rename(path.with_name(path.name.removesuffix(OPEN)))

    def _give_up(self, error: OSError) -> None:
        """What is written stays; the record that broke off is told by its gzip member, and readers stop there."""
        if self._file is not None:
            with suppress(OSError):  # it is the same trouble again
                self._file.close()
        self._file = None
        where = f"{self.folder}: {self.kept:,} answers are kept, then writing failed ({error.strerror})"
        self.trouble = f"{where}. Free some space; the articles are stored all the same"


def _headers(answer: Answer) -> Any:
    """The answer's headers with its body as it is kept: unpacked, of this length. The packing is told as X-Crawl-…."""
    from warcio.statusandheaders import StatusAndHeaders

    told = [
        (f"X-Crawl-{name.title()}" if name == "content-encoding" else name.title(), value)
        for name, value in answer.headers.items()
        if name not in HOP | UNTOLD
    ]
    told.append(("Content-Length", str(len(answer.body))))
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unnamed"
    return StatusAndHeaders(f"{answer.status} {phrase}", told, protocol="HTTP/1.1")


def _stamp(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
