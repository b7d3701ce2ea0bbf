"""The pictures of Prefect's pages in docs/: `python -m tests.newsroom.prefect_pictures` takes them anew.

A real server and worker crawl the bundled newsroom and send its digest; then Chromium shows the crawl with its table,
the digest with its Markdown, and the form by which a digest is asked for. It needs Chromium and Playwright.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from flows.jobs import prefect_server
from flows.jobs.deployments import deploy
from flows.jobs.service.api import call
from flows.settings import Settings
from tests.newsroom.serve import OUTLETS, newsroom
from tests.slackd.server import Slackd
from tests.slackd.workspace import GOOD, NEWS
from tests.support.browsing import browser, window
from tests.support.paths import ROOT
from tests.support.service import free_port

WIDTH = 1200
PATIENCE = 30_000  # milliseconds that a page may take to show what it must show
SHOWN = {  # name of the picture: a text that must stand on the page, height of the picture
    "crawl-run": ("Completed", 620),
    "crawl-table": ("On topic", 900),
    "digest-run": ("Completed", 620),
    "digest-text": ("Open-source AI", 780),
    "form": ("channel", 900),
}


def main() -> None:
    """Crawl, send, look."""
    with tempfile.TemporaryDirectory() as folder, newsroom() as (address, _), Slackd() as slack:
        os.environ |= {
            "HTTP_PROXY": address, "COPYDESK_OUTLETS": str(OUTLETS), "COPYDESK_PACE": "0", "COPYDESK_WORKERS": "1",
            "COPYDESK_SLACK_TOKEN": GOOD, "COPYDESK_SLACK_CHANNEL": NEWS, "COPYDESK_SLACK_BASE_URL": slack.base_url,
        }  # fmt: skip
        settings = Settings(_env_file=None, home=Path(folder))
        where = prefect_server.place(settings, free_port())
        with prefect_server.server(where):
            deploy(where, settings)
            with prefect_server.worker(where, where.home / "worker.log"):
                for name in ("crawl/hourly", "digest/daily"):
                    words = prefect_server.command("deployment", "run", name, "--watch")
                    subprocess.run(words, env=where.environment, cwd=ROOT, check=True, capture_output=True)
            taken(where)


def taken(where: prefect_server.Place) -> None:
    """Every picture, into docs/."""
    ui = f"http://127.0.0.1:{where.port}"
    runs = {run["name"].split("-")[0]: run["id"] for run in rows(where, "flow_runs", "COMPLETED")}
    artifacts = {each["key"]: each["id"] for each in rows(where, "artifacts")}
    (daily,) = [each["id"] for each in rows(where, "deployments") if each["name"] == "daily"]
    pages = {
        "crawl-run": f"/runs/flow-run/{runs['crawl']}",
        "crawl-table": f"/artifacts/artifact/{artifacts['outlet-reports']}",
        "digest-run": f"/runs/flow-run/{runs['digest']}",
        "digest-text": f"/artifacts/artifact/{artifacts['digest']}",
        "form": f"/deployments/deployment/{daily}/run",
    }
    with browser() as running, window(running, WIDTH) as shown:
        for name, path in pages.items():
            text, height = SHOWN[name]
            shown.page.set_viewport_size({"width": WIDTH, "height": height})
            shown.page.goto(ui + path)
            shown.page.get_by_text(text).first.wait_for(timeout=PATIENCE)
            time.sleep(2)  # its charts are drawn in steps
            shown.page.screenshot(path=ROOT / "docs" / f"prefect-{name}.png")


def rows(where: prefect_server.Place, kind: str, state: str = "") -> list[dict[str, Any]]:
    """Rows of the server."""
    asked = {"flow_runs": {"state": {"type": {"any_": [state]}}}} if state else {}
    return list(call(where, "POST", f"/{kind}/filter", asked))


if __name__ == "__main__":
    main()
