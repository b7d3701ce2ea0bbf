"""A digest as files under HOME/digests and in a channel's own folder or feed; each is put there whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from delivery.atom import atom
from delivery.forms import SUFFIX, formed
from desk.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from desk.digest.channel import Channel
    from desk.digest.records import Digest
    from flows.digest_steps.request import DigestRequest


FORMS = ("json", "markdown", "html")
BUNDLED_TOPIC = "open-source-ai"


def files_of(home: Path, digest: Digest, forms: Iterable[str] = FORMS) -> tuple[Path, ...]:
    """DAY.md …; DAY-2.md … for the day's second digest; NAME-DAY.md … for other topics and for channels."""
    name = digest.id.split("/")[0]
    stem = digest.day if name == BUNDLED_TOPIC else f"{name}-{digest.day}"
    stem += "" if digest.edition == 1 else f"-{digest.edition}"
    return tuple(home / "digests" / f"{stem}.{SUFFIX[form]}" for form in forms)


def write_files(job: DigestRequest, digest: Digest, made: Sequence[tuple[Digest, datetime]] = ()) -> tuple[Path, ...]:
    """Write the digest's files, and the channel's own where it is a folder or a feed; JSON first, HTML last.

    `made`: the channel's digests with the moment each was made, newest first, for its feed. DeliveryError where one
    cannot be written.
    """
    paths = files_of(job.settings.home, digest)
    told = [(path, _formed(job, digest, form)) for path, form in zip(paths, FORMS, strict=True)]
    if job.channel.kind == "folder":
        forms = (*FORMS[:2], "text", FORMS[2])
        own = (Path(job.channel.to[0]) / path.name for path in files_of(job.settings.home, digest, forms))
        told += [(path, _formed(job, digest, form)) for path, form in zip(own, forms, strict=True)]
    if job.channel.kind == "feed":
        told.append((Path(job.channel.to[0]), atom(made, job.channel.name, in_brief=job.in_brief)))
    for path, text in told:
        put_file(path, text)
    return tuple(path for path, _ in told)


def _formed(job: DigestRequest, digest: Digest, form: str) -> str:
    return formed(digest, form, per_message=job.limit, in_brief=job.in_brief, at=job.now)


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


def refuse_unwritable(channel: Channel) -> None:
    """DeliveryError if a folder's or feed's place is none that files can be written to."""
    place = Path(channel.to[0]) if channel.kind == "folder" else Path(channel.to[0]).parent
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(place / "digest", error) from error
    if not os.access(place, os.W_OK):
        raise DeliveryError(str(place), "cannot be written to", "Check who owns the folder")
