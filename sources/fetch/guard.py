"""The one place that decides which addresses may be asked: no private network, no strange port, no disguise.

`check` looks at an address before every request and every redirect; `Allowed.refusal` looks at the numeric
address a name resolved to, at connect time, so that a DNS answer cannot get round it.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from desk.errors import ConfigError, GuardError
from desk.urls import clean

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NUMERIC = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)")  # the WHATWG rule: a host whose last label is a number
_INNER_NAMES = ("localhost", "local", "internal", "intranet", "lan", "corp", "home", "home.arpa", "onion")
_MORE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # Azure's platform address is in public space
        "192.0.0.0/24",  # protocol assignments; which of them count as private depends on Python's version
        "192.88.99.0/24",  # 6to4 relays
        "::/96",  # IPv4-compatible, obsolete
        "100::/64",  # discard
        "2001::/23",  # Teredo and other protocol assignments
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "64:ff9b:1::/48",  # local NAT64
        "fec0::/10",  # site-local, obsolete
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REMEDY = "If it is meant, list the host in COPYDESK_ALLOW_HOSTS"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A host name (with `*.` for all below it) or network that is let through, on one port or any."""

    name: str = ""
    network: Network | None = None
    port: int | None = None

    def covers(self, host: str, address: IP | None, port: int | None) -> bool:
        """Whether it speaks of this name or this address, and of this port."""
        if self.port is not None and port is not None and port != self.port:
            return False
        if self.network is not None:
            return address is not None and address in self.network
        return host == self.name or (self.name.startswith("*.") and host.endswith(self.name[1:]))


class Allowed:
    """What settings let through: host names, addresses or networks, each with an optional `:port`."""

    def __init__(self, allow_hosts: tuple[str, ...] = ()) -> None:
        self.exemptions = tuple(_exemption(text) for text in allow_hosts)

    def covers(self, host: str, address: IP | None, port: int | None) -> bool:
        """Whether any exemption lets it through."""
        return any(one.covers(host, address, port) for one in self.exemptions)

    def refusal(self, host: str, address: str, port: int | None) -> str:
        """Why the numeric `address` that `host` resolved to is refused; empty when it may be asked."""
        try:
            number = ipaddress.ip_address(address)
        except ValueError:
            return "it is no address"
        return "" if self.covers(host, number, port) else refused(number)


def check(url: str, allowed: Allowed, ports: tuple[int, ...] = ()) -> str:
    """The address in its fetchable spelling; GuardError (code `guard`) if it must not be asked."""
    try:
        address = clean(url)
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except (ConfigError, ValueError) as error:
        problem = error.problem if isinstance(error, ConfigError) else str(error)
        raise GuardError(url[:120], problem, code="guard") from None
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise GuardError(f"{parts.scheme}://…@{host}", "holds a user name or password", "Leave it out", code="guard")
    actual = port or (443 if parts.scheme == "https" else 80)
    reason = _host_refused(host, actual, allowed)
    if reason:
        raise GuardError(address[:120], f"is refused: {reason}", _REMEDY, code="guard")
    if actual not in (80, 443, *ports) and not allowed.covers(host, _number(host), actual):
        remedy = f"If it is meant, write `ports: [{actual}]` at the outlet"
        raise GuardError(address[:120], f"is refused: port {actual} is not 80 or 443", remedy, code="guard")
    return address


def _host_refused(host: str, port: int, allowed: Allowed) -> str:
    number = _number(host)
    if allowed.covers(host, number, port):
        return ""
    if number is not None:
        return refused(number)
    if _NUMERIC.fullmatch(host):
        return f"{host} is an address in disguise"
    if any(host == name or host.endswith("." + name) for name in _INNER_NAMES) or "." not in host:
        return f"{host} is a name of an inner network"
    return ""


def _number(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def refused(number: IP) -> str:
    """Why a numeric address must not be asked: what kind of address it is; empty for a public one."""
    inner = _embedded(number)
    if inner is not None:
        return refused(inner)
    kinds = (
        ("loopback", number.is_loopback),
        ("link-local", number.is_link_local),
        ("multicast", number.is_multicast),
        ("unspecified", number.is_unspecified),
        ("private", number.is_private),
        ("reserved", number.is_reserved or not number.is_global),
        ("special", any(number in network for network in _MORE)),
    )
    kind = next((name for name, applies in kinds if applies), "")
    return f"{number} is a {kind} address" if kind else ""


def _embedded(number: IP) -> IP | None:
    """The IPv4 address inside a mapped, 6to4 or NAT64 one."""
    if isinstance(number, ipaddress.IPv4Address):
        return None
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour


def _exemption(text: str) -> Exemption:
    host, port = text.strip().lower(), None
    bracketed = re.fullmatch(r"\[([^\]]+)\](?::(\d+))?", host)
    if bracketed:
        host, port = bracketed[1], bracketed[2]
    elif host.count(":") == 1:
        host, _, port = host.partition(":")
    if port is not None and not (port.isdigit() and 0 < int(port) < 65536):
        raise ConfigError("COPYDESK_ALLOW_HOSTS", f"{text!r} has no usable port", "Write host, host:port or a network")
    number = int(port) if port is not None else None
    try:
        return Exemption(network=ipaddress.ip_network(host, strict=False), port=number)
    except ValueError:
        pass
    if not re.fullmatch(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", host):
        raise ConfigError(
            "COPYDESK_ALLOW_HOSTS", f"{text!r} is no host or network", "Write host, host:port or a network"
        )
    return Exemption(name=host, port=number)
