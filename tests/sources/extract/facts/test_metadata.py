"""What a page says about itself is believed for this page, and no other."""

import json
from datetime import UTC, datetime

import pytest

from desk.models import Page
from sources.extract import html_tree
from sources.extract.facts import authors, metadata

URL = "https://tide.example/2031/quay-opens"
NOW = datetime(2031, 5, 4, tzinfo=UTC)
TITLE = "The quay opens again"
TEXT = "".join(
    f"<p>Paragraph {n} of the story is long enough to count as prose and tells of the quay. {'x ' * 60}</p>"
    for n in range(4)
)


def facts(head="", body="", title=TITLE, url=URL, lang="en"):
    html = (
        f"<html lang='{lang}'><head><title>{title} | Tide Post</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='Tide Post'>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}{TEXT}</article></body></html>"
    )
    return metadata.read(html_tree.tree(Page(url, url, 200, "text/html", html.encode(), NOW)), url, NOW)


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


OTHER = {
    "@type": "NewsArticle", "headline": "Cod prices fall", "datePublished": "2020-01-02T03:00:00Z",
    "author": {"@type": "Person", "name": "Odd Berg"}, "articleBody": "Cod. " * 90,
}  # fmt: skip
OWN = "<meta name='author' content='Ida Moen'><meta property='article:published_time' content='2031-05-03T08:00:00Z'>"


@pytest.mark.parametrize(
    "foreign",
    [
        ld(**{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}),
        ld(**OTHER, url="https://tide.example/2020/cod-prices"),
        ld(**OTHER, mainEntityOfPage={"@id": "https://tide.example/2020/cod-prices"}),
        ld(**(OTHER | {"@type": "Review"})),
        ld(**(OTHER | {"@type": "DiscussionForumPosting"})),
        ld(**(OTHER | {"@type": "VideoObject", "name": "A film about cod"})),
        ld(**(OTHER | {"@type": "PodcastEpisode", "name": "Listen: cod"})),
        ld(**{"@type": "Product", "name": "Quay", "review": [OTHER | {"@type": "Review"}]}),
        ld(**{"@type": "WebPage", "url": URL, "mentions": [OTHER]}),
        ld(**{"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": [OTHER]}),
        ld(**{"@type": "NewsArticle", "headline": TITLE, "hasPart": [OTHER], "comment": [OTHER]}),
    ],
)
def test_another_articles_node_gives_nothing(foreign):
    found = facts(OWN + foreign)
    assert (found.title, found.authors) == (TITLE, ("Ida Moen",))
    assert found.dates.published == datetime(2031, 5, 3, 8, tzinfo=UTC)
    assert found.body == ""


@pytest.mark.parametrize("kind", ["Review", "SocialMediaPosting", "VideoObject", "NewsArticle"])
def test_a_node_that_names_this_page_or_bears_its_title_is_its_own(kind):
    named = ld(**(OTHER | {"@type": kind, "headline": TITLE, "url": "https://tide.example/x/1"}))
    assert facts(named).authors == ("Odd Berg",)
    assert facts(ld(**(OTHER | {"@type": kind, "url": URL}))).authors == ("Odd Berg",)


@pytest.mark.parametrize("headline", ["News from the coast since 1911", "Tide Post", "Nachrichten auf einen Blick"])
def test_three_titles_that_agree_outvote_one(headline):
    assert facts(ld(**{"@type": "NewsArticle", "headline": headline})).title == TITLE


def test_a_headline_with_a_second_one_is_no_single_voice():
    two = ld(**{"@type": "NewsArticle", "headline": "How the quay came back", "alternativeHeadline": "Quay: open"})
    assert facts(two).title == "How the quay came back"


def test_dates_that_agree_outvote_one():
    wrong = ld(**{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-01-01T00:00:00Z"})
    right = (
        "<meta property='article:published_time' content='2031-05-03T08:00:00Z'>",
        "<p><span itemprop='datePublished' content='2031-05-03T08:00:00Z'></span></p><p>3 May 2031</p>",
    )
    assert facts(wrong + right[0], right[1]).dates.published.date().isoformat() == "2031-05-03"


@pytest.mark.parametrize("title", ["What the <think> token costs", "Why </s> ends every answer", "Skerry <3 Vellmar"])
def test_a_title_that_speaks_of_a_tag_keeps_it(title):
    written = title.replace("<", "&lt;").replace(">", "&gt;")
    assert facts(title=written).title == title
    assert facts(ld(**{"@type": "NewsArticle", "headline": title}), title=written).title == title


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("en-US", "Published 05/03/2031", 3), ("en-GB", "Published 03/05/2031", 3), ("de", "3. Mai 2031, 10:30 Uhr", 3),
        ("fr", "Publié le 3 mai 2031", 3), ("es", "3 de mayo de 2031", 3), ("it", "3 maggio 2031", 3),
        ("pt", "3 de maio de 2031", 3), ("ru", "3 мая 2031", 3), ("zh", "2031年5月3日", 3), ("ja", "令和13年5月3日", 3),
        ("ko", "2031년 5월 3일", 3),
    ],
)  # fmt: skip
def test_the_date_that_readers_see_is_read_in_their_language(lang, line, day):
    found = facts(body=f"<p class='meta'>{line}</p>", lang=lang).dates
    assert (found.published.month, found.published.day, found.published_from) == (5, day, "shown")


@pytest.mark.parametrize(
    "distraction",
    [
        "<aside class='ticker'><time datetime='2030-01-01'>1 January 2030</time></aside>",
        "<div class='related'><span class='date'>1 January 2030</span></div>",
        "<footer>© 1 January 2030 Tide</footer>",
        "<p>On 1 January 2030 the old quay was closed after a storm that nobody here has forgotten since.</p>",
    ],
)
def test_a_date_elsewhere_on_the_page_is_not_its_own(distraction):
    found = facts(body=f"<p class='byline'>By Ida Moen, May 3, 2031</p>{distraction}").dates
    assert found.published.date().isoformat() == "2031-05-03"


@pytest.mark.parametrize("slug", ["heron-2-2030-11-05-ends", "why-cove-20301105-was-late", "o9-mini-2030-11-05"])
def test_the_version_in_a_slug_is_no_date_and_a_folder_of_days_is(slug):
    found = facts(url=f"https://tide.example/tech/{slug}")
    assert found.dates.published is None
    shown = facts(body="<p class='byline'>By Ida Moen, May 3, 2031</p>", url=f"https://tide.example/tech/{slug}")
    assert shown.dates.published.date().isoformat() == "2031-05-03"
    assert facts(url="https://tide.example/2031/05/03/quay").dates.published_from == "url"


def test_the_day_a_draft_was_created_yields_to_publication():
    draft = ld(**{"@type": "NewsArticle", "headline": TITLE, "dateCreated": "2031-04-01T08:00:00Z"})
    assert facts(draft + OWN).dates.published == datetime(2031, 5, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ("", "2031-02-03"),  # as English is mostly read
        ("<aside><span>27/01/2031</span></aside>", "2031-03-02"),
        ("<aside><span>01/27/2031</span></aside>", "2031-02-03"),
        ("<aside><span>27/01/2031</span><span>01/27/2031</span></aside>", "2031-02-03"),
        ("<aside><time datetime='2031-03-02'></time></aside>", "2031-03-02"),
        ("<aside><span>2 March 2031</span></aside>", "2031-03-02"),
        ("<aside><span>2 March 2031</span><span>3 February 2031</span></aside>", "2031-02-03"),
    ],
)
def test_a_date_in_numbers_is_read_as_the_page_orders_them(beside, day):
    found = facts(body="<p class='meta'>02/03/2031</p>" + beside)
    assert found.dates.published.date().isoformat() == day


def test_of_two_readings_the_one_that_has_not_come_yet_is_none():
    assert facts(body="<p class='meta'>08/04/2031</p>").dates.published.date().isoformat() == "2031-04-08"
    assert facts(body="<p class='meta'>04/08/2031</p>", lang="en-gb").dates.published.date().isoformat() == "2031-04-08"


def test_what_a_time_gives_programs_is_asked_before_what_it_shows():
    assert facts(body="<div><time datetime='2031-05-03'>1 May 2031</time></div>").dates.published.day == 3
    assert facts(body="<div><time datetime='soon'>1 May 2031</time></div>").dates.published.day == 1


@pytest.mark.parametrize("given", ["1935569700", "1935569700000"])
def test_a_time_in_seconds_since_1970_is_read(given):
    found = facts(body=f"<div><time datetime='{given}'>a while ago</time></div>")
    assert found.dates.published == datetime.fromtimestamp(1_935_569_700, UTC)


@pytest.mark.parametrize(
    "other",
    [
        "<p>On 5 March 2030 the harbour promised this.</p>",
        "<p>2030年3月5日，港口 council said this of quays。</p>",
        "<div class='ticker'><time datetime='2030-03-05'>5 March</time></div>",
    ],
)
def test_the_day_of_a_sentence_or_of_a_ticker_is_not_the_pages(other):
    assert facts(body=other).dates.published is None


def test_a_node_of_another_address_is_not_the_pages_because_its_name_is_short():
    assert facts(OWN + ld(**OTHER, url="https://tide.example/q")).authors == ("Ida Moen",)


STAMP = ld(**{"@type": "BlogPosting", "headline": TITLE, "datePublished": "2031-04-20T16:02:46.767Z",
              "dateModified": "2031-04-20T16:02:46.767Z"})  # fmt: skip


@pytest.mark.parametrize("shown", ["<div class='date'>14 March 2031</div>", "<time>14 March 2031</time>"])
def test_a_stamp_for_both_publication_and_change_yields_to_an_earlier_day_that_is_shown(shown):
    assert facts(STAMP, shown).dates.published.date().isoformat() == "2031-03-14"


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        (STAMP, "<figure><figcaption>14 March 2031</figcaption></figure>"),
        (STAMP, "<div>The quay on 14 March 2031</div>"),
        (STAMP, "<div class='date'>28 April 2031</div>"),
        (STAMP.replace("16:02:46.767Z", "16:02:47Z", 1), "<div class='date'>14 March 2031</div>"),
        (STAMP.replace("T16:02:46.767Z", ""), "<div class='date'>14 March 2031</div>"),
    ],
)
def test_else_the_date_that_a_page_gives_programs_stays(stamp, shown):
    assert facts(stamp, shown).dates.published.date().isoformat() == "2031-04-20"


def test_a_month_without_a_day_is_no_date():
    assert facts(body="<time datetime='2031-03'>March 2031</time>").dates.published is None


def test_the_counter_of_this_page_names_its_day():
    pixel = "<img src='https://count.example/x?p=%2F2031%2Fquay-opens&d=20310503&q=1'>"
    assert facts(body=pixel).dates.published_from == "counter"
    assert facts(body=pixel.replace("quay-opens", "another-page")).dates.published is None


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("By Ida Moen, November 27, 2031", ["Ida Moen"]), ("Ida Moen | Nov. 27, 2031 | 4 min read", ["Ida Moen"]),
        ("By Ida Moen and Odd Berg, Friday, November 27, 2031 at 8:15 am", ["Ida Moen", "Odd Berg"]),
        ("Von Ida Moen am 27. November 2031", ["Ida Moen"]), ("Par Ida Moen, le 27 novembre 2031", ["Ida Moen"]),
        ("Ida Moen Contributing Writer", ["Ida Moen"]), ("Ida Moen, Senior Reporter", ["Ida Moen"]),
        ("Author: Ida Moen", ["Ida Moen"]), ("27 noviembre 2031 · Ida Moen · 5 min de lectura", ["Ida Moen"]),
        ("April Moen", ["April Moen"]), ("Updated January 8, 2031", []),
        ("Updated 8 January 2031", []), ("Published by Ida Moen on Friday", ["Ida Moen"]),
        ("May Berg and June Aas", ["May Berg", "June Aas"]), ("Ida Moen 27 novembre 2031", ["Ida Moen"]),
        ("文／林一凡 2031年11月27日", ["林一凡"]), ("記者林一凡／台北報導", ["林一凡"]),
        ("김하늘 기자 2031.11.27", ["김하늘"]),
        ("Texto: Ida Moen 27/11/2031", ["Ida Moen"]), ("Escrito por Ida Moen", ["Ida Moen"]),
        ("Écrit par Ida Moen, le 27 novembre 2031", ["Ida Moen"]), ("Scritto da Ida Moen", ["Ida Moen"]),
        ("Geschrieben von Ida Moen und Odd Berg", ["Ida Moen", "Odd Berg"]), ("A cura di Ida Moen", ["Ida Moen"]),
        ("Text: Ida Moen", ["Ida Moen"]), ("Geschreven door: Ida Moen", ["Ida Moen"]),
        ("Ida Moen, Senior Correspondent, Oslo — Fri, Nov 27, 2031", ["Ida Moen"]),
    ],
)  # fmt: skip
def test_a_credit_gives_the_names_alone(credit, names):
    assert authors.names(credit) == names


def test_several_addresses_of_one_article_name_one_and_a_section_is_none():
    link = "<link rel='canonical' href='https://tide.example{}'>"
    assert facts(link.format("/2031/quay-opens"), url=f"{URL}?from=home").version_of == URL
    assert facts(link.format("/story/the-quay-opens"), url="https://tide.example/print/18").version_of is not None
    assert facts(link.format("/2031"), url=URL).version_of is None
    assert facts(link.format("/"), url=URL).version_of is None
    assert facts(link.format("/news"), url=URL).version_of is None


@pytest.mark.parametrize(
    ("shown", "lang", "day"),
    [
        ("<time datetime='2031-03'>March 2031</time>", "en", None),
        ("<p>2031年3月4日</p>", "ja", "2031-03-04"),
        ("<p>令和13年3月4日</p>", "ja", "2031-03-04"),
        ("<p>03/04/2031</p>", "en-US", "2031-03-04"),
        ("<p>03/04/2031</p>", "en-GB", "2031-04-03"),
    ],
)
def test_a_shown_date_is_read_as_the_pages_language_means_it_or_not_at_all(shown, lang, day):
    found = facts(body=f"{shown}<footer>© 2030 Tide Post</footer>", lang=lang).dates.published
    assert (found.date().isoformat() if found else None) == day


@pytest.mark.parametrize("beside", ["graph", "scripts"])
def test_the_updates_beside_a_live_blog_are_not_the_page(beside):
    blog = {"@type": "LiveBlogPosting", "headline": TITLE, "author": {"name": "Ida Moen"}}
    updates = [
        {"@type": "BlogPosting", "headline": f"Update {n}", "datePublished": "2031-05-01", "author": "Odd Berg",
         "articleBody": "Cod. " * 90} for n in (1, 2)
    ]  # fmt: skip
    head = ld(**{"@graph": [*updates, blog]}) if beside == "graph" else "".join(ld(**each) for each in (*updates, blog))
    found = facts(head=head)
    assert (found.title, found.authors) == (TITLE, ("Ida Moen",))
