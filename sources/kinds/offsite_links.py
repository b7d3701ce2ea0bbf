"""Links of a listing that lead to another site, taken where they stand among the outlet's own articles.

Publishers of several sites list the stories of all in one place. Advertisements, buttons and partners' boxes have a
make-up of their own, so that only links made up exactly like accepted ones count, and only where they are the fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from desk.urls import host, site

_NEVER = frozenset((
    "adnxs.com", "amazon.com", "amzn.to", "appgallery.huawei.com", "apple.com", "apple.news", "apps.apple.com",
    "bit.ly", "bsky.app", "criteo.com", "discord.com", "discord.gg", "doubleclick.net", "facebook.com", "fb.me",
    "flipboard.com", "getpocket.com", "goo.gl", "google.com", "googleadservices.com", "instagram.com", "line.me",
    "linkedin.com", "mastodon.social", "news.google.com", "onelink.me", "outbrain.com", "pinterest.com",
    "play.google.com", "reddit.com", "snapchat.com", "soundcloud.com", "spotify.com", "t.co", "t.me", "taboola.com",
    "telegram.me", "telegram.org", "threads.com", "threads.net", "tiktok.com", "tumblr.com", "twitter.com",
    "vimeo.com", "vk.com", "wa.me", "weibo.com", "whatsapp.com", "x.com", "xing.com", "youtu.be", "youtube.com",
))  # fmt: skip
_SOLD = re.compile(r"\b(?:sponsored|nofollow|ugc)\b", re.IGNORECASE)
_ADVERTISING = re.compile(r"(?:^|[.-])(?:ads?|adserver|click|track(?:ing)?|partners?|promo|go)\.", re.IGNORECASE)


def guests(strangers: Iterable[tuple[Any, str]], accepted: Iterable[Any]) -> list[tuple[Any, str]]:
    """Of (link element, address) of other sites, those made up like the `accepted` link elements."""
    own = list(accepted)
    makes = {make_up(link) for link in own}
    found = [(link, address) for link, address in strangers if make_up(link) in makes and not _sold(link, address)]
    return found if len({address for _, address in found}) < len(own) else []


def make_up(link: Any) -> tuple[str, ...]:
    """How an element stands in its page: tags with their first class, from itself to the root."""
    return tuple(f"{node.tag}.{(node.get('class') or '').split(' ')[0]}" for node in (link, *link.iterancestors()))


def _sold(link: Any, address: str) -> bool:
    where = host(address)
    return (
        site(address) in _NEVER
        or where in _NEVER
        or bool(_ADVERTISING.search(where))
        or bool(_SOLD.search(link.get("rel") or ""))
    )
