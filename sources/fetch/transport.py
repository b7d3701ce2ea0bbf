"""The way onto the network: httpx over aiohttp, by the guard's resolver or through the proxy the environment names.

httpx keeps its interface, aiohttp does the work (facts and figures: benchmarks). Two things are not left to the
adapter: proxies and NO_PROXY (httpx ignores the environment once a transport is given), and the errors (the adapter
reports a dropped connection as a connect timeout and lets some of aiohttp's errors through unmapped).
"""

from __future__ import annotations

import ipaddress
import re
import urllib.request
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from yarl import URL

from desk.errors import ConfigError, FetchError
from sources.fetch.http_libraries import aiohttp, httpx, httpx_aiohttp
from sources.fetch.resolver import GuardedResolver

if TYPE_CHECKING:
    import ssl

    from sources.fetch.guard import Allowed

LINE, FIELD, FIELDS = 16_384, 65_536, 256  # bytes of a header line and field, and how many fields an answer may have
BUFFER = 65_536


SENT: ContextVar[Callable[[], None] | None] = ContextVar("sent", default=None)  # called when a request goes out


def user_agent(contact: str) -> str:
    """`copydesk/VERSION (+CONTACT)`: who asks, and where to complain."""
    return f"copydesk/{version('copydesk')} (+{re.sub(r'[^!-~]', '', contact)})"


class Routes(httpx.AsyncBaseTransport):
    """Sends a request directly (guarded resolver) or to the proxy that the environment names for its address."""

    def __init__(self, allowed: Allowed, proxies: Mapping[str, str] | None = None) -> None:
        self._proxies = dict(urllib.request.getproxies() if proxies is None else proxies)
        self._allowed = allowed
        self._ssl = httpx.create_ssl_context()
        self._ways: dict[str, httpx_aiohttp.AiohttpTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange, no redirects followed."""
        proxy = self.proxy(str(request.url))
        if proxy not in self._ways:
            self._ways[proxy] = self._way(proxy)
        return await self._ways[proxy].handle_async_request(request)

    def proxy(self, url: str) -> str:
        """The proxy for an address; empty when it is asked directly."""
        parts = httpx.URL(url)
        found = self._proxies.get(parts.scheme) or self._proxies.get("all") or ""
        if not found or bypassed(parts.host, parts.netloc.decode("ascii"), self._proxies.get("no", "")):
            return ""
        proxy = found if "://" in found else f"http://{found}"
        if not proxy.startswith(("http://", "https://")):
            kind = proxy.partition(":")[0]
            raise ConfigError(
                f"{parts.scheme.upper()}_PROXY", f"{kind} proxies are not supported", "Name an http proxy"
            )
        return proxy

    def _way(self, proxy: str) -> httpx_aiohttp.AiohttpTransport:
        resolver = None if proxy else GuardedResolver(self._allowed)  # behind a proxy only the proxy is resolved
        return _Way(resolver, self._ssl, httpx.Proxy(proxy) if proxy else None)

    async def aclose(self) -> None:
        """Close the connections."""
        for way in self._ways.values():
            await way.aclose()


def bypassed(host: str, netloc: str, exceptions: str) -> bool:
    """Whether NO_PROXY names the host: itself, a domain above it, an address range, `host:port`, or `*`."""
    for entry in (part.strip().lower() for part in exceptions.split(",")):
        name = entry.removeprefix("*.").removeprefix(".")
        if entry == "*" or (name and (name in (host, netloc) or host.endswith("." + name))):
            return True
        try:
            if "/" in entry and ipaddress.ip_address(host) in ipaddress.ip_network(entry, strict=False):
                return True
        except ValueError:
            continue
    return False


class _Way(httpx_aiohttp.AiohttpTransport):
    """The adapter with a session of ours, which sends addresses as they are written."""

    def __init__(self, resolver: GuardedResolver | None, context: ssl.SSLContext, proxy: httpx.Proxy | None) -> None:
        super().__init__(proxy=proxy, verify=context)
        self._resolver, self._context = resolver, context
        self._session: aiohttp.ClientSession | None = None

    def get_client(self) -> Any:
        """The session, made when the loop runs."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=self._resolver, ssl=self._context, limit=0, keepalive_timeout=15
                ),
                trace_configs=[_tracing()],
                cookie_jar=aiohttp.DummyCookieJar(),
                max_line_size=LINE,
                max_field_size=FIELD,
                max_headers=FIELDS,
                read_bufsize=BUFFER,
            )
            self._session._retry_connection = False  # a second try is paced and counted like any other request
        return _AsWritten(self._session)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


def tell_sent() -> None:
    """Say to whoever paces that the request went out only now."""
    tell = SENT.get()
    if tell is not None:
        tell()


def _tracing() -> aiohttp.TraceConfig:
    async def sent(*_: object) -> None:
        tell_sent()

    tracing = aiohttp.TraceConfig()
    tracing.on_request_headers_sent.append(sent)
    return tracing


class _AsWritten:
    """A session that leaves the escapes of an address alone: `%27` and `'` may be two pages."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def request(self, *, url: str, **options: Any) -> Any:
        return self._session.request(url=URL(url, encoded=True), **options)


def client(allowed: Allowed, user_agent: str, timeout: float, proxies: Mapping[str, str] | None) -> httpx.AsyncClient:
    """An httpx client without cookies, redirects and retries: those are decided in fetch.py."""
    return httpx.AsyncClient(
        transport=Routes(allowed, proxies),
        headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate", "Accept-Language": "*"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0), pool=None),
        follow_redirects=False,
        trust_env=False,
    )


# From the special to the general: the first that fits speaks.
_WORDS: tuple[tuple[type[BaseException], str, str, bool], ...] = (
    (aiohttp.ClientConnectorCertificateError, "tls", "its TLS certificate is not valid", False),
    (aiohttp.ClientConnectorSSLError, "tls", "no TLS connection could be made", True),
    (aiohttp.ClientConnectorDNSError, "dns", "its name cannot be resolved", True),
    (aiohttp.ClientHttpProxyError, "proxy", "the proxy refused", False),
    (aiohttp.ClientProxyConnectionError, "proxy", "the proxy does not answer", True),
    (aiohttp.ClientConnectorError, "connect", "no connection could be made", True),
    (aiohttp.ServerTimeoutError, "timeout", "it did not answer in time", True),
    (aiohttp.ClientPayloadError, "cut_short", "the answer broke off before its end", True),
    (aiohttp.ServerDisconnectedError, "cut_short", "it closed the connection without an answer", True),
    (aiohttp.ClientResponseError, "protocol", "its answer is not HTTP", False),
    (aiohttp.InvalidURL, "address", "it is not a usable address", False),
    (aiohttp.ClientConnectionError, "cut_short", "the connection broke", True),
    (httpx.TimeoutException, "timeout", "it did not answer in time", True),
    (ConnectionError, "cut_short", "the connection broke", True),
    (TimeoutError, "timeout", "it did not answer in time", True),
)


def in_words(url: str, error: BaseException) -> FetchError:
    """A network error as a FetchError: the innermost cause speaks."""
    chain = [error]
    while (cause := chain[-1].__cause__) is not None and cause not in chain:
        chain.append(cause)
    for one in chain:
        if isinstance(one, FetchError):  # the guard, speaking from inside the resolver
            return type(one)(url, one.problem, one.remedy, code=one.code, status=one.status, passing=one.passing)
    for kind, code, words, passing in _WORDS:
        found = next((one for one in chain if isinstance(one, kind)), None)
        if found is not None:
            note = _note(found)
            return FetchError(url, f"{words}{note}", code=code, passing=passing)
    return FetchError(url, f"the request failed: {type(error).__name__}", code="fetch", passing=False)


def _note(error: BaseException) -> str:
    status = getattr(error, "status", 0)
    if isinstance(error, aiohttp.ClientHttpProxyError) and status:
        return f" with status {status}"
    message = getattr(error, "message", "")
    return (
        f" ({' '.join(str(message).split())[:80]})"
        if isinstance(error, aiohttp.ClientResponseError) and message
        else ""
    )
