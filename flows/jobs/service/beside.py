"""The desk's pages beside `copydesk up`: shown from the first minute on, by `copydesk site serve --wait`.

Where there are none yet they are built as soon as there is something to show; from then on crawls keep them so.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from desk.errors import BusyError, CopydeskError
from flows.jobs import prefect_server
from flows.jobs.service.hold import SITE, HeldError, Holder, held, holder

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from http.server import ThreadingHTTPServer
    from pathlib import Path

    from flows.jobs.prefect_server import Place
    from flows.settings import Settings

log = logging.getLogger(__name__)
LOOK = 5.0  # seconds between two looks for a first reading copy


def process(where: Place, port: int, log_file: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The process that shows the pages begins to start."""
    words = [sys.executable, "-m", "flows.cli", "site", "serve", "--wait", "--port", str(port)]
    return prefect_server.child(where, words, log=log_file)


def shown(where: Place) -> Holder | None:
    """The process that shows the pages of this home, and its port; None if there is none."""
    return holder(where.home, SITE)


@contextmanager
def waiting(settings: Settings, port: int) -> Iterator[ThreadingHTTPServer]:
    """A server of the pages, also where there are none yet; BusyError if one shows them, UsageError as `serving`."""
    from flows.jobs.site.build import site_folder
    from flows.jobs.site.serve import serving

    where = prefect_server.place(settings, port)
    with serving(site_folder(settings), port, awaited=True) as server:
        try:
            with held(where.home, server.server_port, SITE):
                threading.Thread(target=build_first, args=(settings,), daemon=True).start()
                yield server
        except HeldError as error:
            who = error.holder.sentence() if error.holder else "a process that is just starting"
            raise BusyError(str(settings.home), f"its pages are shown already by {who}") from None


def build_first(settings: Settings) -> None:
    """Build the pages once there is a reading copy; what stands in the way is told once, and tried again."""
    from flows.jobs.site.build import build_site, site_folder
    from pages.folder import is_built
    from warehouse.reading_sql import READING_NAME

    said = ""
    while not is_built(site_folder(settings)):
        time.sleep(LOOK)
        try:
            if (settings.home / READING_NAME).exists():
                build_site(settings)
        except CopydeskError as error:
            if str(error) != said:
                log.warning("the pages were not built: %s", error)
            said = str(error)
