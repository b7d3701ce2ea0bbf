"""The picture in the README: `python -m tests.newsroom.picture` draws it anew; it needs Chromium.

docs/digest.sha256 is the hash of the page it was taken of: a test tells when the picture is no longer what is sent.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from desk.digest.slack_blocks import render
from tests.slackd.page import draw
from tests.slackd.workspace import NEWS, Posted, Workspace
from tests.support.browser import in_browser
from tests.support.paths import ROOT
from tests.support.sample_digest import NOW, sample

PICTURE, HASH = ROOT / "docs" / "digest.png", ROOT / "docs" / "digest.sha256"


def page() -> str:
    """The channel with the bundled newsroom's digest in it, as the counterpart draws it."""
    workspace = Workspace()
    for message in render(sample()):
        ts = workspace.new_ts(NOW.timestamp())
        workspace.add(Posted(NEWS, ts, message.text, list(message.blocks), "B0DESK"))
    return draw(workspace, NEWS)


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    text = page()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "channel.html"
        file.write_text(text, "utf-8")
        in_browser(Path(folder), f"--screenshot={PICTURE}", file.as_uri(), size="860,1000")
    HASH.write_text(hashed(text) + "\n", "utf-8")
    print(f"{PICTURE.relative_to(ROOT)} is drawn")


if __name__ == "__main__":
    main()
