"""A digest as files under HOME/digests: Markdown, HTML, JSON; each put in its place whole or not at all."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from delivery.formats import as_json, html, markdown
from desk.errors import DeliveryError

if TYPE_CHECKING:
    from desk.digest.records import Digest


def files_of(home: Path, digest: Digest) -> tuple[Path, Path, Path]:
    """Markdown, HTML and JSON: DAY.md …; DAY-2.md … for the day's second digest; TOPIC-DAY.md … for other topics."""
    name = digest.day if digest.topic == "open-source-ai" else f"{digest.topic}-{digest.day}"
    name += "" if digest.edition == 1 else f"-{digest.edition}"
    folder = home / "digests"
    return folder / f"{name}.md", folder / f"{name}.html", folder / f"{name}.json"


def write_files(home: Path, digest: Digest) -> tuple[Path, ...]:
    """Write all three; returns their paths, JSON first, HTML last. DeliveryError where one cannot be written."""
    as_markdown, as_html, as_data = files_of(home, digest)
    for path, text in ((as_data, as_json(digest)), (as_markdown, markdown(digest)), (as_html, html(digest))):
        put_file(path, text)
    return as_data, as_markdown, as_html


def put_file(path: Path, text: str) -> None:
    """Put a text in its place whole, or leave what was there; DeliveryError says why it cannot be."""
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, "utf-8")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> DeliveryError:
    again = "nothing was told, and the next run tells all of it"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return DeliveryError(str(path.parent), "should be a folder and is a file", f"Move it away: {again}")
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    remedy = "Free some space" if full else "Check who owns the folder"
    said = "the disk is full" if full else error.strerror or type(error).__name__
    return DeliveryError(str(path), f"cannot be written: {said}", f"{remedy}: {again}")
