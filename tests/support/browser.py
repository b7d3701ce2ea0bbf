"""Headless Chromium for tests and pictures."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def in_browser(home: Path, *asked: str, size: str = "900,1400", dark: bool = False, seconds: int = 120) -> str:
    """Run Chromium to its end, with a profile under `home`; what it printed."""
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
             f"--user-data-dir={home / 'profile'}", f"--window-size={size}",
             f"--blink-settings=preferredColorScheme={0 if dark else 1}")  # fmt: skip
    done = subprocess.run([str(CHROMIUM), *quiet, *asked], capture_output=True, text=True, timeout=seconds, check=True)
    return done.stdout
