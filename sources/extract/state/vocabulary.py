"""What keys and types of data are called: words for text, for what stands beside it, and for what is foreign."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())


_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KINDS = ("type", "_type", "__typename", "nodeType", "tagName", "component", "componentName", "blockType", "kind",
          "name", "role", "style", "layout", "tag")  # fmt: skip
# names of what is no part of the text: about the article, beside it, or of somebody else
ASIDE = words(
    """id ids key url urls uri href src srcset slug path permalink canonical class classname classnames css styles
    type typename alt caption captions credit credits byline bylines author authors bio contributor contributors
    meta metadata seo head social share sharing tag tags keyword keywords category categories taxonomy section
    image images photo photos picture pictures video videos audio media gallery galleries thumbnail thumbnails
    poster lead-image crop crops embed embeds oembed ad ads advert adverts advertising advertisement sponsor sponsored
    newsletter newsletters signup subscription paywall nav navigation menu menus footer header breadcrumb breadcrumbs
    config configuration settings options analytics tracking targeting consent cookie cookies i18n translations
    messages labels locale copyright legal disclaimer query queries variables params error errors
    headline headlines title titles subtitle label alttext tooltip aria
    related relateds recommend recommended recommendation recommendations recirculation comment comments reply replies
    teaser teasers promo promos promoted trending popular latest previous upsell outbrain taboola
    sidebar rail teletext sms podcast transcript poll quiz livestream description summary excerpt abstract"""
)
FOREIGN = words(
    """related relateds recommend recommended recommendation recommendations recirculation comment comments reply
    replies trending popular latest sidebar rail newsletter nav navigation menu menus footer breadcrumb
    breadcrumbs author authors bio contributor contributors promo promos outbrain taboola upsell i18n translations
    messages consent cookie cookies teasers"""
)
NOT_TEXT = words(
    """image img picture figure figcaption photo video audio gallery slideshow media embed oembed iframe script style
    svg button form input nav aside footer ad advertisement advert promo teaser related recommendation newsletter
    comment comments caption credit twitter tweet instagram facebook youtube tiktok poll quiz divider hr map chart
    podcast playlist noscript template relatedlinks interstitial recirc signup share social placeholder code-block-ad
    thumbnail avatar byline author tags breadcrumb"""
)
TITLES = frozenset(("headline", "title", "hed", "heading", "headlines", "titel", "titulo", "titre"))
ADDRESSED = frozenset(("url", "uri", "canonical", "slug", "permalink", "path", "pathname"))
INLINE = words(
    """text span a link hyperlink strong b em i u s sub sup mark code time q cite abbr small fragment textnode urllink
    inlinecode bold italic underline inline entityhyperlink entry-hyperlink font"""
)
PARAGRAPHS = words(
    """p paragraph heading h1 h2 h3 h4 h5 h6 li listitem list-item list_item blockquote block quote subheadline
    subheading crosshead unstyled"""
)
TEXT = words(
    """text content value html body paragraph markup children blocks innerhtml inner_html rendered richtext copy
    __html storyhtml articlebody bodytext fulltext heading quote p li data string raw plaintext"""
)


def named(key: str) -> frozenset[str]:
    """The words a key is made of, lower case: `relatedArticles` is `related` and `articles`."""
    found = _NAMED.get(key)
    if found is None:
        found = frozenset(word.lower() for word in _WORDS.findall(key[:60])) | {key[:60].lower().strip("_")}
        if len(_NAMED) < 5_000:
            _NAMED[key] = found
    return found


_NAMED: dict[str, frozenset[str]] = {}


@lru_cache(8_192)
def is_foreign(key: str) -> bool:
    """Whether a key names what is somebody else's."""
    return not named(key).isdisjoint(FOREIGN)


MARKUP = words(
    """p div span a em strong b i u h1 h2 h3 h4 h5 h6 ul ol li blockquote section article main br hr figure img aside
    q cite ad"""
)


def kinds_of(value: dict[str, Any]) -> frozenset[str]:
    """What an object says it is, in lower case: its type, its component, its tag."""
    found: set[str] = set()
    for key in _KINDS:
        said = value.get(key)
        if isinstance(said, str) and len(said) < 40:
            found.add(said.lower())
            found |= {word.lower() for word in _WORDS.findall(said)} - {"text", "block", "p"}
    return frozenset(found)
