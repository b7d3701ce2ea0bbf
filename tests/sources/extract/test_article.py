"""From a page to an article: facts, text, and what hostile pages cost."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
import trafilatura
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from desk.errors import ExtractError
from desk.models import Lead, Outlet, Page
from sources.extract.article import extract, from_lead
from sources.extract.html_tree import ENDLESS, _without_endless_tags, tree, without_code
from tests.support.pages import BODY, NOW, PARAGRAPHS, URL, document, ld, page

SITE = "<meta property='og:site_name' content='Tide'>"
OUTLET = Outlet("tide", "Tide Post", "https://tide.example", "en", ())


SHARDS = [
    b"<", b">", b'"', b"<p>", b"</p>", b"<div>", b"<html>", b"<body>", b"<!--", b"-->", b"<script>", b"</script>",
    b'<script type="application/ld+json">', b'{"@type": "Article", "headline": ', b'"datePublished": "9999-99-99"',
    b"<meta property='og:title' content='", b"<link rel='canonical' href='http://[::1'>", b"<time datetime='0-0-0'>",
    b"<meta name='date' content='99999999999999'>", b"<h1>", b"<title>", b"<base href='http://['>", b"&#xD800;", b"\0",
    b"\xff\xfe", b"\xed\xa0\x80", b"<meta charset='hex'>", b"<table>", b"<svg>", b"[[[", b"&#0;",
    b"<blockquote class='twitter-tweet'>",
]  # fmt: skip


def lead(**fields: object) -> Lead:
    given = {"url": URL, "key": URL, "outlet_id": "tide", "source_url": "https://tide.example/feed", **fields}
    return Lead(**given)  # type: ignore[arg-type]


def test_the_text_is_the_article_without_its_title_menu_and_footer() -> None:
    frame = "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
    article = f"<article><h1>Harbour opens its models</h1>{BODY}</article>"
    html = f"<html><body>{frame}{article}<footer>© Tide</footer></body></html>"
    assert extract(page(html)).text == "\n\n".join(PARAGRAPHS)


def test_json_ld_gives_the_facts() -> None:
    head = ld(
        headline="Harbour opens its models",
        author=[{"@type": "Person", "name": "Ines Holt"}, {"@type": "Person", "givenName": "Per", "familyName": "Aas"}],
        datePublished="2031-05-03T10:40:00+02:00",
        dateModified="2031-05-03T12:00:00+02:00",
        articleSection="Ports",
        keywords="models, tides",
        image={"url": "/boat.jpg"},
        isAccessibleForFree="False",
    )
    got = extract(page(document(head + "<link rel='canonical' href='/2031/harbour'>")), outlet=OUTLET)
    assert (got.title, got.authors, got.section) == ("Harbour opens its models", ("Ines Holt", "Per Aas"), "Ports")
    assert got.published == datetime.fromisoformat("2031-05-03T10:40:00+02:00")
    assert got.published_from == "json-ld"
    assert got.modified == datetime.fromisoformat("2031-05-03T12:00:00+02:00")
    assert (got.tags, got.image) == (("models", "tides"), "https://tide.example/boat.jpg")
    assert (got.paywalled, got.canonical_url) == (True, "https://tide.example/2031/harbour")
    assert (got.language, got.outlet_id, got.text_from) == ("en", "tide", "page")


@pytest.mark.parametrize(
    "script",
    [
        (
            '{"@graph": [{"@type": ["Article"], "headline": "A tide of models", "author": {"@id": "#a"}}, '
            '{"@type": "WebSite", "name": "T"}, {"@id": "#a", "@type": "Person", "name": "Ines Holt"}]}'
        ),
        '[[{"@type": "BlogPosting", "headline": "A tide of models", "author": "Ines Holt"}]]',
        (
            '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "A tide of models",'
            ' "author": {"name": ["Ines Holt"]}}}'
        ),
        '{"@type": "NewsArticle", "headline": "A tide of models", "author": [{"name": "Ines Holt"},],}',
        '<!-- {"@type": "NewsArticle", "headline": "A tide of models",\n "author": "By Ines Holt"} -->',
        '{"@type": "NewsArticle", "headline": "A tide of models", "author": {"name": "Ines Holt"}, "x": "a "b" c"}',
        '{"@type": "NewsArticle", "headline": "A tide\n of models", "author": "Ines Holt, Senior Reporter"};',
    ],
    ids=["graph", "lists", "nested", "trailing comma", "comment", "broken", "line break"],
)  # fmt: skip
def test_json_ld_is_read_however_it_is_wrapped(script: str) -> None:
    got = extract(page(document(f'<script type="application/ld+json">{script}</script>', h1="")))
    assert (got.title, got.authors) == ("A tide of models", ("Ines Holt",))


def test_of_several_articles_the_one_of_this_address_counts() -> None:
    head = ld(headline="Another story", url="https://tide.example/2031/other", datePublished="2031-05-01")
    assert extract(page(document(head + ld(headline="This story here", url=URL), h1=""))).title == "This story here"


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        ("<title>Harbour opens its models | Tide Post</title>", "Harbour opens its models", "Harbour opens its models"),
        ("<meta property='og:title' content='Models of the port - Tide'>" + SITE, "", "Models of the port"),
        ("<title>Tide: Models of the port</title>" + SITE, "", "Models of the port"),
        ("<meta property='og:title' content='Models of the port'>" + ld(headline="Harbour: Models of the port"),
         "Harbour: Models of the port", "Models of the port"),
        ("<title>Port models explained</title><meta property='og:title' content='The port shares its models'>"
         + ld(headline="Port models explained"), "The port shares its models", "The port shares its models"),
        (ld(headline="The port&#8217;s models"), "", "The port’s models"),
        ("<title>Models of the port - Tide Online</title>" + SITE, "", "Models of the port"),
        ("<title>Models of the port | News of The Tide | 03.05.2031</title>" + SITE, "", "Models of the port"),
        (ld(headline="Models of the port | Ports and quays"), "Models of the port", "Models of the port"),
        (ld(headline="Models of the port - Tide of letters"), "", "Models of the port - Tide of letters"),
    ],
    ids=["window", "site name behind", "site name before", "kicker", "search title", "entities", "site name and more",
         "day", "bar", "a dash in a headline"],
)  # fmt: skip
def test_the_title_is_the_headline_and_not_its_dress(head: str, h1: str, title: str) -> None:
    assert extract(page(document(head, h1=h1))).title == title


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("By Ines Holt and Per Aas", ("Ines Holt", "Per Aas")),
        ("Ines Holt, Senior Reporter", ("Ines Holt",)),
        ("Ines Holt, Per Aas", ("Ines Holt", "Per Aas")),
        ("Von Ines Holt und Per Aas", ("Ines Holt", "Per Aas")),
        ("作者：林海", ("林海",)),
        ("林海 责任编辑：王港", ("林海",)),
        ("林海 关注", ("林海",)),
        ("Ines Holt Jr.", ("Ines Holt Jr.",)),
        ("By Ines Holt.", ("Ines Holt",)),
        ("Ines Holt; Apr", ("Ines Holt",)),
        ("https://tide.example/people/ines", ()),
        ("admin", ()),
    ],
)
def test_credits_are_names(credit: str, names: tuple[str, ...]) -> None:
    assert extract(page(document(ld(author=credit)))).authors == names


def test_the_site_itself_is_an_author_only_for_want_of_people() -> None:
    site = "<meta property='og:site_name' content='Tide Post'>"
    assert extract(
        page(document(site + ld(author="Tide Post") + "<meta name='author' content='Ines Holt'>"))
    ).authors == ("Ines Holt",)
    assert extract(page(document(site + ld(author="Tide Post")))).authors == ("Tide Post",)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<p><strong>Ines Holt/Per Aas</strong></p>" + BODY, ("Ines Holt", "Per Aas")),
        (BODY + "<p style='text-align: right'>Ines Holt</p>", ("Ines Holt",)),
        (BODY + "<p><em>Tide-Redaktion</em></p>", ("Tide-Redaktion",)),
        (BODY + "<ul><li><strong>Date</strong> 3 May</li><li><b>Autorin/Autor</b> Ines Holt</li></ul>", ("Ines Holt",)),
        (BODY + "<dl><dt>Penulis:</dt><dd>Ines Holt</dd></dl>", ("Ines Holt",)),
        (BODY + "<table><tr><th>Author</th><th>Date</th></tr></table>", ("Tide Post",)),
        ("<p><strong>Key Points</strong></p>" + BODY, ("Tide Post",)),
        ("<p><strong>Vellmar Quay</strong></p>" + BODY + "<p>All of Vellmar Quay is asked.</p>", ("Tide Post",)),
        (BODY + "<p><strong>Tide without end</strong></p>", ("Tide Post",)),
        (BODY + "<p>Ines Holt</p>", ("Tide Post",)),
    ],
    ids=["names above", "name at the right below", "office", "list of facts", "definition list", "head of a table",
         "heading", "what the text speaks of", "heading below", "not set off"],
)  # fmt: skip
def test_a_byline_in_the_text_is_read_when_it_can_be_nothing_else(body: str, names: tuple[str, ...]) -> None:
    house = "<meta property='og:site_name' content='Tide Post'>" + ld(author="Tide Post")
    assert extract(page(document(house, body=body))).authors == names


def test_a_credit_with_the_sites_own_host_is_the_site() -> None:
    head = "<meta name='author' content='Flood Radio (www.tide.example)'>"
    shown = "<ul><li><strong>Author</strong> Ines Holt</li></ul>"
    assert extract(page(document(head, body=BODY + shown))).authors == ("Ines Holt",)
    assert extract(page(document(head))).authors == ("Flood Radio",)


@pytest.mark.parametrize(
    ("head", "published", "place"),
    [
        (ld(datePublished="2031-05-03"), "2031-05-03T00:00:00+00:00", "json-ld"),
        ("<meta property='article:published_time' content='2031-05-03T08:00Z'>", "2031-05-03T08:00:00+00:00", "meta"),
        ("<meta name='date' content='Sat, 03 May 2031 08:00:00 GMT'>", "2031-05-03T08:00:00+00:00", "meta"),
        ("<meta name='pubdate' content='1935568800000'>", "2031-05-03T10:00:00+00:00", "meta"),
        (ld(datePublished="2099-01-01") + "<meta name='date' content='2031-05-02T08:00'>", "2031-05-02T08:00:00+00:00",
         "meta"),
        (ld(datePublished="2031-13-45"), None, None),
    ],
    ids=["day", "zulu", "mail", "milliseconds", "future", "nonsense"],
)  # fmt: skip
def test_a_date_is_taken_where_it_can_be_believed(head: str, published: str | None, place: str | None) -> None:
    got = extract(page(document(head)))
    assert got.published == (datetime.fromisoformat(published) if published else None)
    assert got.published_from == place


def test_a_date_of_tomorrow_is_believed_and_one_of_next_week_is_not() -> None:
    tomorrow, later = (NOW + timedelta(hours=20)).isoformat(), (NOW + timedelta(days=7)).isoformat()
    assert extract(page(document(ld(datePublished=tomorrow)))).published_from == "json-ld"
    assert extract(page(document(ld(datePublished=later)))).published is None


def test_the_feed_fills_what_the_page_leaves_out() -> None:
    told = lead(title="Models of the harbour", published=NOW - timedelta(days=1), authors=("Ines Holt",))
    got = extract(page(document(h1="")), told, OUTLET)
    assert (got.title, got.authors, got.published_from) == ("Models of the harbour", ("Ines Holt",), "lead")


def test_a_bare_day_becomes_the_moment_the_feed_named() -> None:
    moment = datetime(2031, 5, 3, 10, 40, tzinfo=UTC)
    assert extract(page(document(ld(datePublished="2031-05-03"))), lead(published=moment)).published == moment


def test_the_fuller_of_page_and_feed_is_kept_and_said() -> None:
    short = document(body="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3]))
    got = extract(page(short), lead(content=BODY), OUTLET)
    assert (got.text_from, got.text) == ("page+feed", "\n\n".join(PARAGRAPHS))
    assert extract(page(document()), lead(content=f"<p>{PARAGRAPHS[0]}</p>")).text_from == "page"
    assert extract(page(short), lead(content="<p>Something else was said here. </p>" * 60)).text_from == "page"


def test_an_article_of_a_feed_alone_is_marked_so() -> None:
    got = from_lead(lead(title="Models", content=BODY, published=NOW), OUTLET, NOW)
    assert got is not None
    assert (got.text_from, got.text, got.language) == ("feed", "\n\n".join(PARAGRAPHS), "en")
    summary = from_lead(lead(summary="The port shares &amp; <b>explains</b> its models."), OUTLET, NOW)
    assert summary is not None
    assert summary.text == "The port shares & explains its models."
    assert from_lead(lead(), OUTLET, NOW) is None


def test_the_declared_article_body_tells_the_article_from_what_stands_beside_it() -> None:
    box = "<p>Our members read the harbour news first and pay for the light in the tower of Vellmar each winter.</p>"
    declared = ld(articleBody="\n\n".join(PARAGRAPHS))
    assert extract(page(document(declared, body=BODY + box))).text == "\n\n".join(PARAGRAPHS)
    teaser = ld(articleBody=PARAGRAPHS[0])
    assert extract(page(document(teaser))).text == "\n\n".join(PARAGRAPHS)


def test_posts_of_others_that_a_page_embeds_are_not_its_text() -> None:
    words = "What a week for the harbour of Vellmar and for all of its many models!"
    post = f"<blockquote class='twitter-tweet'><p>{words}</p></blockquote>"
    assert "What a week" not in extract(page(document(body=BODY + post + BODY[:10]))).text


def test_a_list_of_nothing_but_links_is_not_the_article() -> None:
    link = "<li><a href='/x'>Another long headline about the other harbours of Vellmar</a></li>"
    steps = "<ul><li>First read the licence of the model to its end</li><li>Then ask the council</li></ul>"
    got = extract(page(document(body=f"{BODY}<ul>{link * 4}</ul>{steps}{BODY.replace('plan', 'map')}"))).text
    assert "Another long headline" not in got
    assert "First read the licence" in got


def test_a_kicker_with_the_title_above_the_text_is_the_title_again() -> None:
    kicked = "<h2>Ports and tides Harbour opens its models</h2>"
    head = ld(headline="Harbour opens its models")
    assert extract(page(document(head, body=kicked + BODY, h1=""))).text == "\n\n".join(PARAGRAPHS)


def test_every_line_that_was_taken_out_is_told_with_its_reason() -> None:
    box = "Our members read the harbour news first and pay for the light in the tower of Vellmar each winter."
    link = "<li><a href='/x'>A long headline about harbour {}</a></li>"
    links = f"<ul>{link.format(1)}{link.format(2)}</ul>"
    post = "<blockquote class='twitter-tweet'><p>What a week for the harbour of Vellmar!</p></blockquote>"
    kicked = "<h2>Ports and tides Harbour opens its models</h2>"
    head = ld(headline="Harbour opens its models", articleBody="\n\n".join(PARAGRAPHS))
    got = extract(page(document(head, body=f"{kicked}{BODY}{links}{post}<p>{box}</p>", h1="")))
    assert {gone.line: gone.reason for gone in got.removed} == {
        "What a week for the harbour of Vellmar!": "a post of another site, embedded",
        "A long headline about harbour 1": "list of links",
        "A long headline about harbour 2": "list of links",
        box: "not in the text that the page declares",
        "Ports and tides Harbour opens its models": "title again",
    }
    assert got.text == "\n\n".join(PARAGRAPHS)
    assert extract(page(document(h1=""))).removed == ()


CHINESE = "港务委员会周一决定公布其用于规划潮汐的所有模型,任何人都可以阅读、修改并在自己的机器上运行这些代码。" * 6


@pytest.mark.parametrize(
    ("codec", "declared", "header"),
    [("gb18030", "gb2312", ""), ("gb18030", "utf-8", ""), ("gb18030", "", "text/html; charset=GBK"),
     ("utf-8", "gb2312", ""), ("utf-16", "", ""), ("utf-8-sig", "", "text/html; charset=iso-8859-1"),
     ("gb18030", "", "")],
    ids=["meta", "declared wrongly", "header", "utf-8 after all", "utf-16", "mark", "nothing said"],
)  # fmt: skip
def test_bytes_are_read_in_what_they_are_written_in(codec: str, declared: str, header: str) -> None:
    meta = f"<meta charset='{declared}'>" if declared else ""
    html = f"<html><head>{meta}<title>x</title></head><body><article><p>{CHINESE}</p></article></body></html>"
    got = extract(page(html.encode(codec), header or "text/html"))
    assert (got.text, got.language) == (CHINESE, "zh")


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_a_page_that_was_encoded_twice_is_read_as_it_was_written(codec: str) -> None:
    line = "La mairie de Vélizy dit que l’été est fini – et que le café du port rouvre en « novembre », déjà."
    twice = "".join(_taken_for(byte, codec) for byte in line.encode())
    got = extract(page(f"<html lang='fr'><head><title>x</title></head><body><article><p>{twice}</p>{BODY}</article>"))
    assert line in got.text


def _taken_for(byte: int, codec: str) -> str:
    return bytes([byte]).decode(codec) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)


def test_an_xhtml_page_that_declares_its_encoding_is_read() -> None:
    assert extract(page('<?xml version="1.0" encoding="utf-8"?>' + document())).text.startswith("In part 1")


@pytest.mark.parametrize(
    "body",
    [b"", b"  \n", b"\0" * 900, b"%PDF-1.7 <<>>", b'{"a": 1}', b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
     b"<html><head><title>x</title></head><body><div></div></body></html>", b"<html>" + b"x" * 50_000_000,
     b"<html><body>" + b"<div>" * 100_000 + b"deep", b"<html><body><p>" + b"<span>w </span>" * 60_000,
     b"<html><body><ul>" + b"<li><a href='/x'>a b c</a></li>" * 60_000],
    ids=["empty", "blank", "nulls", "pdf", "json", "png", "no text", "50 MB", "nesting", "spans", "links"],
)  # fmt: skip
def test_a_page_without_an_article_is_refused_with_the_reason(body: bytes) -> None:
    with pytest.raises(ExtractError) as refused:
        extract(page(body))
    assert refused.value.subject == URL
    assert refused.value.problem


def test_a_tag_without_end_does_not_take_minutes() -> None:
    attributes = " ".join(f'a{number}="x"' for number in range(120_000))
    assert extract(page(document(body=f"<p {attributes}></p>" + BODY))).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("before", [0, 1, 29_999, 30_000, 59_999, 60_000, 200_001])
def test_an_endless_tag_is_noticed_wherever_it_stands(before: int) -> None:
    tag, script = f"<p {'a ' * (ENDLESS // 2)}>", f"<script>{'a ' * ENDLESS}</script>"
    assert _without_endless_tags("." * before + tag + script) == "." * before + "<p>" + script
    assert _without_endless_tags("." * before + script) == "." * before + script


@pytest.mark.parametrize(
    "start",
    ['<!doctype html><html lang="en">', "<!DOCTYPE html>\n<html/>", '<?xml version="1.0" encoding="utf-8"?><html>',
     '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html>', "<!doctype html><html>\x0b\x01\ufffe"],
    ids=["sound", "closed at once", "declared", "old", "characters that are none"],
)  # fmt: skip
def test_a_sound_page_is_parsed_as_a_mended_one_would_be(start: str) -> None:
    markup = f"{start}<head><title>x</title></head><body><p>\x0cOne {start}</p>{BODY}</body></html>"
    assert etree.tostring(tree(page(markup))) == etree.tostring(trafilatura.load_html(markup))


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SHARDS) | st.binary(max_size=12), max_size=40))
def test_whatever_the_bytes_are_there_is_an_article_or_a_reason(shards: list[bytes]) -> None:
    body = b"".join(shards)
    told = lead(content=body.decode("latin-1"), summary="x")
    with contextlib.suppress(ExtractError):
        assert extract(page(body + BODY.encode()), told).text
    from_lead(told, OUTLET, NOW)


def test_what_shows_no_words_leaves_the_page_before_its_text_is_looked_for() -> None:
    carried = "<script>var a = 1</script><script type='application/ld+json'>{}</script><style>p {}</style><!-- none -->"
    parsed = tree(page(document(f"{carried}<link rel='next'>", f"<svg><path/><text>Logo</text></svg>in front{BODY}")))
    scripts = without_code(parsed)
    assert [(each.text, each.tag) for each in scripts] == [("var a = 1", "script"), ("{}", "script")]
    left = [each for each in parsed.iter() if each.tag in ("svg", "text", "style", "link") or callable(each.tag)]
    assert not left
    assert [each.get("type") for each in parsed.iter("script")] == ["application/ld+json"]
    assert "in front" in parsed.text_content()


def test_a_local_file_is_its_own_key() -> None:
    assert extract(Page("file:///x.html", "file:///x.html", 200, "", document().encode(), NOW)).key == "file:///x.html"
