"""The manifest of the Slack app that every customer installs in the own workspace."""

from __future__ import annotations

from pathlib import Path


def manifest() -> str:
    """The manifest as YAML."""
    return Path(__file__).with_name("manifest.yaml").read_text("utf-8")
