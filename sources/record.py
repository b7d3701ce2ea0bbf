"""A Fetcher that keeps every answer in a folder, and one that gives them again without any network."""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from desk.errors import ConfigError, FetchError
from sources.fetch import transport
from sources.fetch.answers import Answer, max_age
from sources.fetch.client import Fetcher, FetchSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWERS = "answers.json"
# what a later reading may depend on; never cookies
KEPT = ("content-type", "etag", "last-modified", "location", "cache-control", "retry-after", "content-language")


class Recorder(Fetcher):
    """As a Fetcher; `save` writes what was answered: the headers in answers.json, each body gzipped beside it."""

    def __init__(self, settings: FetchSettings) -> None:
        super().__init__(settings)
        self._answers: dict[str, Answer | FetchError] = {}

    async def _exchange(self, url: str, headers: Mapping[str, str], *, cut: bool) -> Answer:
        try:
            answer = await super()._exchange(url, headers, cut=cut)
        except FetchError as error:
            self._answers[url] = error
            raise
        self._answers[url] = answer
        return answer

    def save(self, folder: Path) -> int:
        """Write the answers to a new folder; how many there are. ConfigError if it cannot be written."""
        try:
            (folder / "pages").mkdir(parents=True)
            rows = [self._row(url, answer, folder, at) for at, (url, answer) in enumerate(self._answers.items())]
            (folder / ANSWERS).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        except OSError as error:
            raise ConfigError(str(folder), f"cannot be written: {error.strerror}", "Name another with --to") from None
        return len(rows)

    def _row(self, url: str, answer: Answer | FetchError, folder: Path, at: int) -> dict[str, Any]:
        if isinstance(answer, FetchError):
            return {"url": url, "error": {"code": answer.code, "problem": answer.problem, "passing": answer.passing}}
        name = re.sub(r"[^\w.-]+", "-", urlsplit(url).path.strip("/")).strip("-.")[-60:] or "home"
        path = folder / "pages" / f"{at:03}-{name}.gz"
        if answer.body:
            path.write_bytes(gzip.compress(answer.body, mtime=0))
        headers = {name: value for name, value in answer.headers.items() if name.lower() in KEPT}
        row = {"url": url, "status": answer.status, "fetched_at": answer.fetched_at.isoformat(), "headers": headers}
        return row | ({"file": f"pages/{path.name}"} if answer.body else {})


class Replay(Fetcher):
    """A Fetcher that asks nobody: it answers from a folder that a Recorder wrote, robots.txt and redirects included.

    Time stands still at the moment of the recording, and nothing is waited for.
    """

    def __init__(self, folder: Path) -> None:
        try:
            rows = json.loads((folder / ANSWERS).read_text("utf-8"))
            self._rows = {row["url"]: row for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigError(str(folder / ANSWERS), f"cannot be read: {error}", "Record the outlet again") from None
        times = [datetime.fromisoformat(row["fetched_at"]) for row in rows if "fetched_at" in row]
        if not times:
            raise ConfigError(str(folder / ANSWERS), "holds no answer", "Record the outlet again")
        self.recorded, self._folder, self._elapsed = max(times), folder, 0.0
        settings = FetchSettings(pace=0.0, attempts=1, proxies={}, allow_hosts=("127.0.0.0/8", "*.localhost"))
        super().__init__(settings, clock=lambda: self._elapsed, sleep=self._wait, now=lambda: self.recorded)

    async def _wait(self, seconds: float) -> None:
        self._elapsed += seconds

    async def _exchange(self, url: str, headers: Mapping[str, str], *, cut: bool) -> Answer:  # noqa: ARG002 - as above
        transport.tell_sent()
        row = self._rows.get(url)
        if row is None:
            raise FetchError(url, "was not recorded", "Record the outlet again", code="unrecorded")
        if "error" in row:
            raise FetchError(url, row["error"]["problem"], code=row["error"]["code"], passing=row["error"]["passing"])
        given = row["headers"]
        content = gzip.decompress((self._folder / row["file"]).read_bytes()) if "file" in row else b""
        return Answer(
            url=url, final_url=url, status=row["status"], content_type=given.get("content-type", ""), body=content,
            fetched_at=datetime.fromisoformat(row["fetched_at"]), etag=given.get("etag"),
            last_modified=given.get("last-modified"), fresh_for=max_age(given.get("cache-control", "")), headers=given,
        )  # fmt: skip
