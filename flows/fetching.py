"""How the network is asked, as the settings have it: what the HTTP client needs, how often a source is visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import ConfigError
from flows.settings import Settings

if TYPE_CHECKING:
    from sources.fetch.client import FetchSettings
    from sources.source_schedule import Bounds


def fetch_settings(settings: Settings) -> FetchSettings:
    """What the HTTP client needs."""
    from sources.fetch.client import FetchSettings

    return FetchSettings(
        contact=settings.contact,
        pace=settings.pace,
        crawl_delay_cap=settings.crawl_delay_cap,
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        allow_hosts=settings.allow_hosts,
    )


def bounds(settings: Settings) -> Bounds:
    """How often a source is asked; ConfigError where the least is more than the most."""
    from sources.source_schedule import Bounds

    least, most = settings.poll_min, settings.poll_max
    if least > most:
        problem = f"{least:g} s is more than COPYDESK_POLL_MAX, {most:g} s"
        raise ConfigError("COPYDESK_POLL_MIN", problem, "Mend one of them in the environment or in .env")
    usual = Bounds()
    return Bounds(
        least=least,
        most=most,
        first=min(max(usual.first, least), most),
        failing_most=min(max(usual.failing_most, least), most),
        heed=max(usual.heed, least),
    )
