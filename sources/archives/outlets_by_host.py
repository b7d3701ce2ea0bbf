"""Whose page an address is, by the outlets of the list."""

from __future__ import annotations

from collections.abc import Iterable

from desk import urls
from desk.errors import ConfigError
from desk.models import Outlet


class OutletsByHost:
    """The outlets of a list by the hosts of their homes and sources, then by their sites."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._by_id = {outlet.id: outlet for outlet in outlets}
        self._by_host: dict[str, Outlet] = {}
        self._by_site: dict[str, Outlet | None] = {}
        for outlet in self._by_id.values():
            for url in (outlet.home, *(source.url for source in outlet.sources)):
                self._by_host.setdefault(urls.host(url), outlet)
            site = urls.site(outlet.home)  # a site that two outlets share says nothing
            self._by_site[site] = None if self._by_site.get(site, outlet) is not outlet else outlet

    def known(self, url: str) -> Outlet | None:
        """The outlet of an address; None for one of no outlet of the list."""
        try:
            return self._by_host.get(urls.host(url)) or self._by_site.get(urls.site(url))
        except ConfigError:
            return None

    def of(self, url: str, named: str = "") -> Outlet:
        """The outlet of that id, else that of the address, else one of its own: its site."""
        found = self._by_id.get(named) or self.known(url)
        if found:
            return found
        site = urls.site(url)
        return Outlet(site, named or site, f"https://{site}/", "", ())
