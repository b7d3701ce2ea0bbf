"""Addresses: `clean` makes one that can be fetched, `key` one that tells two spellings of a page are the same page."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from desk.errors import ConfigError

LONGEST = 8_000  # characters; longer addresses are traps or data

# Parameters that say where a reader came from, never which page is meant.
_TRACKING = re.compile(
    r"(?:utm_.+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ttclid|li_fat_id|_hs(?:enc|mi)"
    r"|hsctatracking|oly_(?:enc|anon)_id|vero_(?:id|conv)|wickedid|mkt_tok|at_(?:medium|campaign|custom\d|link_\w+)"
    r"|__twitter_impression|guce_referrer(?:_sig)?|_ga|_gl|srsltid)",
    re.IGNORECASE,
)
# Mostly tracking, but some sites cannot do without them: asked as they are, and folded in a key where a path tells.
_MOSTLY_TRACKING = re.compile(
    r"(?:cmpid|cmp|ocid|s_cid|ncid|smid|smtyp|sref|xtor|ns_(?:mchannel|source|campaign|linkname)|spm|scm"
    r"|share_(?:token|source|from)|guccounter|ref_?src|mod|st_share)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:^|/)(?:[^/]*\.(?:php\d?|aspx?|jspx?|cgi|do|cfm|pl|nhn|dll))?$", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")
_EDGES = ' \t\r\n\f\v<>"\u00a0\u200b\ufeff'
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)  # only this: "&copy=1" is no entity here
_PATH_SAFE = "/%:=&?~+!$,;'@()*[]|"
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_PREFIX = re.compile(r"(?:www\d?|m|mobile|mobil|amp)\.(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_AMP_FILE = re.compile(r"\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_PARAMETERS = {
    ("amp", "1"),
    ("amp", ""),
    ("amp", "true"),
    ("outputtype", "amp"),
    ("output", "amp"),
    ("view", "amp"),
}


def clean(url: str, base: str | None = None) -> str:
    """The absolute address to fetch: joined to `base`, ASCII, without fragment and what is surely tracking.

    ConfigError if it is no http(s) address (mailto:, javascript:, a broken IPv6 host, too long, without a host).
    """
    text = _ESCAPED_AMPERSAND.sub("&", url.strip(_EDGES))
    text = _CONTROLS.sub(lambda run: "%20" * len(run[0]) if set(run[0]) == {" "} else "", text)
    if not text or len(text) > LONGEST:
        raise ConfigError(url[:80] or "(empty)", "is not a usable address: " + ("too long" if text else "it is empty"))
    try:
        return _assembled(urljoin(base, text) if base else text)
    except ValueError as error:  # urlsplit: "Invalid IPv6 URL", a port out of range, ...
        raise ConfigError(url[:80], f"is not a usable address: {error}") from None


def _assembled(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme.lower() not in ("http", "https"):
        raise ValueError(f"{parts.scheme or 'no scheme'} is not http or https")
    name, port = _ascii_host(parts.hostname or ""), parts.port
    if ":" in name:
        name = f"[{name}]"
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    login = parts.netloc.rpartition("@")[0]  # kept, so that the guard sees it and can refuse it
    netloc = (f"{quote(login, safe=':%')}@" if login else "") + name + ("" if port in (None, default) else f":{port}")
    path = quote(parts.path, safe=_PATH_SAFE) or "/"
    query = "&".join(p for p in parts.query.split("&") if p and not _is_tracking(p))
    return urlunsplit((parts.scheme.lower(), netloc, path, quote(query, safe=_PATH_SAFE), ""))


def _is_tracking(parameter: str) -> bool:
    return bool(_TRACKING.fullmatch(parameter.partition("=")[0]))


@lru_cache(maxsize=8192)
def _ascii_host(name: str) -> str:
    """A host in lower-case ASCII (IDNA), full-width letters folded, no dot at its end; ValueError if unusable."""
    folded = unicodedata.normalize("NFKC", name).replace("。", ".").lower().removesuffix(".")
    if ":" in folded:
        return str(ipaddress.IPv6Address(folded))
    if not folded.isascii():
        folded = folded.encode("idna").decode("ascii")
    if len(folded) > 253 or not _NAME.fullmatch(folded):
        raise ValueError(f"{name[:60]!r} is not a host name")
    return folded


def host(url: str) -> str:
    """The host of an address in lower-case ASCII, without port; ConfigError if there is none."""
    try:
        return _ascii_host(urlsplit(url).hostname or "")
    except ValueError as error:
        raise ConfigError(url[:80], f"is not a usable address: {error}") from None


def site(url: str) -> str:
    """The registrable domain of an address after the Public Suffix List (private part included); else its host.

    Names under `localhost` and addresses stand for themselves.
    """
    return _site(host(url))


@lru_cache(maxsize=8192)
def _site(name: str) -> str:
    from tld import get_fld

    if name.endswith(".localhost") or ":" in name or name.replace(".", "").isdigit():
        return name
    known = get_fld(f"http://{name}/", fail_silently=True, search_private=True)
    return str(known) if known else ".".join(name.split(".")[-2:])


def key(url: str) -> str:
    """One spelling for all addresses of a page, for comparing only, never to be fetched; ConfigError as `clean`.

    Folds scheme, www./m./mobile./amp. hosts, AMP paths and caches, index files, trailing slashes, tracking
    parameters, the order of parameters and the spelling of escapes. Example: `example.com/a/b?id=3`.
    """
    return key_of(clean(url))


def key_of(address: str) -> str:
    """`key` of an address that `clean` made, which is not made anew: a sitemap has thousands."""
    parts = urlsplit(_without_amp_cache(address))
    path = _folded_path(parts.path)
    pairs = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True) if (n.lower(), v) not in _AMP_PARAMETERS]
    if not _SCRIPT.search(parts.path):
        pairs = [(n, v) for n, v in pairs if not (_MOSTLY_TRACKING.fullmatch(n) and len(v) > 3 and not v.isdigit())]
    query = urlencode(sorted(pairs), safe=":/,")
    port = f":{parts.port}" if parts.port else ""
    return _folded_host(parts.hostname or "") + port + path + (f"?{query}" if query else "")


def _without_amp_cache(url: str) -> str:
    """The publisher's address inside an AMP cache or viewer address."""
    found = re.match(r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]+/amp)/(s/)?(.+)", url)
    if not found or "." not in found[2].split("/")[0]:
        return url
    return clean(("https://" if found[1] else "http://") + found[2])


@lru_cache(maxsize=8192)
def _folded_host(name: str) -> str:
    while found := _PREFIX.match(name):
        name = name[found.end() :]
    labels = name.split(".")
    if len(labels) > 3 and "m" in labels[1:-2]:  # de.m.wikipedia.org
        labels.remove("m")
    return ".".join(labels)


def _folded_path(path: str) -> str:
    text = quote(unquote(path), safe="/:=&~+!$,;'@()*|") if "%" in path else path
    text = _INDEX.sub("/", text)
    segments = [part for part in text.split("/") if part.lower() != "amp"]
    if segments:
        segments[-1] = _AMP_FILE.sub("", segments[-1])
    return "/".join(segments).rstrip("/")
