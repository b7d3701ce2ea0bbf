"""Feeds of every kind and in every state of repair."""

import gzip
import json
import time
from datetime import UTC, datetime

import pytest

from desk.errors import SourceError
from desk.models import Source
from sources.kinds import feed
from sources.kinds.entries import Entry, leads_of
from sources.kinds.xml import mended

URL = "https://news.example/feed"
SOURCE = Source("news", "feed", URL)

ITEM = """<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{link}#id</guid>
<pubDate>Sat, 21 Nov 2026 10:00:00 +0100</pubDate><dc:creator>Ada Example</dc:creator>
<description>A short summary.</description>
<content:encoded><![CDATA[<p>The whole &amp; text.</p>]]></content:encoded></item>"""
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Example News</title><link>https://news.example/</link>
<language>en-us</language>{head}{items}</channel></rss>"""


def rss(*items, head=""):
    given = items or ((ITEM.format(title="A model is released", link="https://news.example/1")),)
    return RSS.replace("{head}", head).replace("{items}", "".join(given))


def read(text, content_type="", url=URL):
    return feed.read(text if isinstance(text, bytes) else text.encode(), url, content_type, source=SOURCE)


def only(text, content_type=""):
    leads = read(text, content_type).leads
    assert len(leads) == 1
    return leads[0]


def test_an_rss_entry_becomes_a_lead_with_all_it_says():
    lead = only(rss())
    assert (lead.url, lead.key, lead.outlet_id) == ("https://news.example/1", "news.example/1", "news")
    assert lead.title == "A model is released"
    assert lead.published == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert lead.authors == ("Ada Example",)
    assert lead.summary == "A short summary."
    assert "The whole" in lead.content
    assert lead.language == "en"
    assert lead.source_url == URL


def test_an_atom_entry_becomes_a_lead():
    lead = only(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ex</title>
        <entry><title type="html">Weights &amp;amp; biases</title>
        <link rel="self" href="https://news.example/self"/><link rel="alternate" href="https://news.example/a"/>
        <id>urn:1</id><published>2026-11-21T10:00:00Z</published><updated>2026-11-22T10:00:00Z</updated>
        <author><name>Bo</name></author><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
    )
    assert (lead.url, lead.title, lead.authors) == ("https://news.example/a", "Weights & biases", ("Bo",))
    assert lead.published == datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "<rss><item><title>Odd</title><link>https://news.example/1</link></item></rss>",
        "<RSS><CHANNEL><ITEM><TITLE>Odd</TITLE><LINK>https://news.example/1</LINK></ITEM></CHANNEL></RSS>",
        "<feed><entry><title>Odd</title><link href='https://news.example/1'/></entry></feed>",
        "<feed xmlns='http://purl.org/atom/ns#'><entry><title>Odd</title><link href='https://news.example/1'/></entry></feed>",
    ],
    ids=["without channel", "capitals", "without namespace", "atom 0.3"],
)
def test_feeds_that_are_only_nearly_feeds_are_read(text):
    assert only(text).title == "Odd"


def test_a_title_of_xhtml_keeps_its_words():
    lead = only(
        """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://news.example/x"/><title type="xhtml">
        <div xmlns="http://www.w3.org/1999/xhtml">Weights <b>and</b> code</div></title></entry></feed>"""
    )
    assert lead.title == "Weights and code"


def test_an_rdf_item_becomes_a_lead():
    lead = only(
        """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://news.example/"><title>RDF</title><link>https://news.example/</link></channel>
        <item rdf:about="https://news.example/r"><title>An RDF item</title><link>https://news.example/r</link>
        <dc:date>2026-11-21T10:00:00+01:00</dc:date></item></rdf:RDF>"""
    )
    assert (lead.url, lead.title) == ("https://news.example/r", "An RDF item")
    assert lead.published == datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_a_json_feed_item_becomes_a_lead():
    lead = only(
        """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "fr", "items": [
        {"id": "1", "url": "/j", "title": "Un modèle", "date_published": "2026-11-21T10:00:00Z",
         "content_html": "<p>texte</p>", "authors": [{"name": "Cé"}]}]}""",
        "application/feed+json",
    )
    assert (lead.url, lead.title, lead.language) == ("https://news.example/j", "Un modèle", "fr")
    assert (lead.content, lead.authors) == ("<p>texte</p>", ("Cé",))


def test_an_old_rss_with_its_doctype_is_read():
    old = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
     "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>O</title>
     <link>http://o.example</link><item><title>Old &eacute;</title><link>http://o.example/1</link></item></channel></rss>"""
    assert only(old).title == "Old é"


def test_an_html_page_in_its_place_is_said_with_its_title():
    with pytest.raises(SourceError, match=r"HTML page in place of a feed \(“Please wait”\)"):
        read(
            "<!doctype html><html><head><title>Please wait</title></head><body>...</body></html>", "application/rss+xml"
        )


@pytest.mark.parametrize("nothing", [b"", b"  \n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_an_empty_answer_is_a_reason(nothing):
    with pytest.raises(SourceError, match="empty"):
        read(nothing)


@pytest.mark.parametrize("other", ["just words", "<svg/>", '{"a": 1}', "[1, 2]", "{", "<a><b></a>", "%PDF-1.7"])
def test_what_is_no_feed_is_a_reason(other):
    with pytest.raises(SourceError):
        read(other)


def test_a_feed_without_entries_is_read_and_remarked():
    reading = read(rss("<!-- none -->"))
    assert reading.leads == ()
    assert reading.remarks == ("the feed holds no entries",)


CHINESE = rss(ITEM.format(title="开源模型发布，量子位报道", link="https://news.example/zh"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (CHINESE.replace("UTF-8", "GBK").encode("gbk"), ""),
        (CHINESE.replace("UTF-8", "gb2312").encode("gbk"), ""),
        (CHINESE.replace(' encoding="UTF-8"', "").encode("gbk"), "text/xml; charset=GBK"),
        (CHINESE.encode("gbk"), "text/xml"),
        (CHINESE.replace("UTF-8", "ISO-8859-1").encode(), ""),
        (CHINESE.encode(), "text/xml; charset=iso-8859-1"),
        (CHINESE.replace("UTF-8", "x-no-such-charset").encode(), "text/xml; charset=x-none"),
        (CHINESE.replace("UTF-8", "UTF-16").encode("utf-16"), ""),
        (b"\xef\xbb\xbf" + CHINESE.encode(), ""),
        (b"\n  " + CHINESE.encode(), ""),
    ],
    ids=[
        "gbk",
        "gb2312",
        "by header",
        "wrongly utf-8",
        "wrongly latin",
        "header wrong",
        "unknown",
        "16",
        "bom",
        "space",
    ],
)
def test_the_text_is_read_whatever_the_declaration_says(body, content_type):
    assert only(body, content_type).title == "开源模型发布，量子位报道"


def test_latin_1_is_read_as_declared():
    french = CHINESE.replace("开源模型发布，量子位报道", "Modèle libéré").replace("UTF-8", "ISO-8859-1")
    assert only(french.encode("latin-1")).title == "Modèle libéré"


def test_words_encoded_twice_are_undone():
    twice = "Modèle libéré".encode().decode("latin-1")
    assert only(rss(ITEM.format(title=twice, link="https://news.example/2"))).title == "Modèle libéré"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("R & D at A&B", "R & D at A&B"),
        ("Q&amp;A &nbsp;&mdash; live", "Q&A — live"),
        ("<![CDATA[<b>Bold</b> & plain]]>", "Bold & plain"),
        ("It&amp;#8217;s out", "It’s out"),
        ("a\x01b\x1fc", "abc"),
        ("The ferry\x0bof Vellmar&#12;waits", "The ferry of Vellmar waits"),
        ("An open\x1eweight model", "An open-weight model"),
        ("<![CDATA[The ferry<br>of <em>Vell</em>mar<br />waits]]>", "The ferry of Vellmar waits"),
        ("Donâ€™t wait", "Don’t wait"),
        ("LIBERTÉ\xa0! dit le port", "LIBERTÉ ! dit le port"),
        ("1 &lt; 2", "1 < 2"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_titles_come_out_as_a_person_would_read_them(title, told):
    assert only(rss(ITEM.format(title=title, link="https://news.example/3"))).title == told


def test_an_ill_formed_feed_gives_what_can_be_read():
    broken = rss(
        ITEM.format(title="First", link="https://news.example/1"),
        "<item><title>Second</title><link>https://news.example/2</link><description><p>open</description></item>",
        ITEM.format(title="Third", link="https://news.example/3"),
    ).replace("</channel>", "")
    assert [lead.title for lead in read(broken).leads] == ["First", "Second", "Third"]


def test_a_feed_cut_off_in_the_middle_gives_what_came():
    items = [ITEM.format(title=f"Story {n}", link=f"https://news.example/{n}") for n in range(9)]
    text = rss(*items)
    assert len(read(text[: len(text) // 2]).leads) >= 3


@pytest.mark.parametrize("element", ["links", "published_parsed", "updated_parsed", "authors", "content"])
def test_elements_named_as_feedparser_names_its_own_fields_do_no_harm(element):
    broken = f"<item><title>A model</title><{element}>123456</{element}><guid>https://news.example/1</guid> & </item>"
    assert [lead.title for lead in read(rss(broken).replace("</rss>", "")).leads] == ["A model"]


def test_entries_without_link_title_or_date_do_no_harm():
    reading = read(
        rss(
            "<item><title>No link</title></item>",
            "<item><link>https://news.example/bare</link></item>",
            "<item><title>Odd</title><link>https://news.example/odd</link><pubDate>the day before</pubDate></item>",
            "<item><title>By guid</title><guid>https://news.example/guid</guid></item>",
        )
    )
    assert [lead.url.rpartition("/")[2] for lead in reading.leads] == ["bare", "odd", "guid"]
    assert reading.leads[1].published is None
    assert reading.remarks == ("1 entry without a link",)


def test_unusable_links_are_left_out_and_remarked():
    links = ["http://[broken/x", "javascript:alert(1)", "https://news.example/a\x07b", "https://news.example/good"]
    reading = read(rss(*(ITEM.format(title="T", link=link) for link in links)))
    assert [lead.url for lead in reading.leads] == ["https://news.example/ab", "https://news.example/good"]
    assert reading.remarks == ("2 entries with an unusable link",)


def test_one_page_at_two_addresses_is_one_lead():
    links = ["https://news.example/1", "https://www.news.example/1/?utm_source=rss"]
    assert only(rss(*(ITEM.format(title="T", link=link) for link in links))).url == links[0]


def test_relative_links_are_joined_to_the_feeds_address():
    assert only(rss("<item><title>T</title><link>/rel/1</link></item>")).url == "https://news.example/rel/1"


def test_entity_bombs_and_external_entities_expand_to_nothing(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>' + rss(
        ITEM.format(title="&l9; &x; end", link="https://news.example/1")
    ).replace('<?xml version="1.0" encoding="UTF-8"?>', "")
    start = time.thread_time()
    title = only(bomb).title
    assert time.thread_time() - start < 1
    assert "secret words" not in title
    assert len(title) < 100


@pytest.mark.slow
def test_fifty_thousand_entries_are_read_in_bounded_time():
    text = rss(*(ITEM.format(title=f"Story {n}", link=f"https://news.example/{n}") for n in range(50_000)))
    start = time.thread_time()
    reading = read(text)
    assert time.thread_time() - start < 30
    assert len(reading.leads) == 5000
    assert reading.remarks == ("45,000 entries beyond the newest: left out",)


def test_the_next_page_is_named():
    reading = read(rss(head='<atom:link rel="next" href="https://news.example/feed?page=2"/>'))
    assert reading.next_urls == ("https://news.example/feed?page=2",)
    json = '{"version": "https://jsonfeed.org/version/1", "next_url": "https:\\/\\/news.example\\/2", "items": []}'
    assert read(json).next_urls == ("https://news.example/2",)


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<ttl>0</ttl>", None),
        ("", None),
    ],
)
def test_the_wish_to_be_left_alone_is_read(head, seconds):
    assert read(rss(head=head)).ttl == seconds


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("shift_jis", "港のフェリーが今日も遅れて、説明はありませんでした"),
        ("euc_kr", "항구의 여객선이 오늘도 늦었지만 설명은 없었습니다"),
        ("koi8_r", "Паром в гавани сегодня снова опоздал, и никто не объяснил почему"),
        ("gb18030", "港口的渡轮今天又晚点了，没有人说明原因"),
    ],
)
def test_an_encoding_that_nobody_names_is_told_by_its_letters(encoding, title):
    entries = "".join(f"<item><title>{title}</title><link>https://news.example/{n}</link></item>" for n in range(3))
    body = f"<rss><channel><title>{title}</title>{entries}</channel></rss>".encode(encoding)
    assert read(body).leads[0].title == title


def test_a_feed_from_a_mainframe_is_read():
    text = RSS_OF_ONE.replace("<rss>", '<?xml version="1.0" encoding="cp500"?><rss>')
    assert read(text.encode("cp500")).leads[0].title == "The ferry is late"


@pytest.mark.parametrize("cut", ["<!", "<![", "<![C", "<![CDATA", "<![CDATA["])
def test_a_feed_that_breaks_off_in_a_cdata_mark_gives_what_came_before_and_no_scraps(cut):
    reading = read((RSS_OF_ONE[: RSS_OF_ONE.index("</channel>")] + "<item><title>" + cut).encode())
    assert [lead.title for lead in reading.leads] == ["The ferry is late"]
    found, _, _ = feed.entries(("<rss><channel><item><title>" + cut).encode(), "https://news.example/f")
    assert [entry.title for entry in found] in ([], [None])


RSS_OF_ONE = """<rss><channel><title>N</title><item><title>The ferry is late</title>
<link>https://news.example/1</link></item></channel></rss>"""


ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'{base}><title>L</title>{entries}</feed>"


def atom(*entries, base=""):
    return ATOM.format(base=base, entries="".join(f"<entry><title>T</title>{one}</entry>" for one in entries))


@pytest.mark.parametrize(
    ("document", "address"),
    [
        (atom("<link href='quay'/>", base=" xml:base='https://other.example/notes/'"), "https://other.example/notes/quay"),
        (atom("<link xml:base='2031/' href='quay'/>", base=" xml:base='/notes/'"), "https://news.example/notes/2031/quay"),
        (atom("<link href='/quay'/>"), "https://news.example/quay"),
        (atom("<link href='quay'/>").replace("<title>L", "<link href='https://www.tide.example/town/'/><title>L"),
         "https://www.tide.example/town/quay"),
        (atom("<link href='quay'/>").replace("<title>L", "<link href='https://news.example/town/'/><title>L"),
         "https://news.example/quay"),
        (atom("<link href='quay'/>", base=" xml:base='/n/'").replace(
            "<title>L", "<link href='https://www.tide.example/town/'/><title>L"), "https://news.example/n/quay"),
        (rss("<item><title>T</title><link>quay</link></item>", head="<x/>"), "https://news.example/quay"),
        (rss("<item><title>T</title><link>quay</link></item>").replace(
            "<link>https://news.example/</link>", "<link>https://www.news.example/town/</link>"),
         "https://www.news.example/town/quay"),
    ],
)  # fmt: skip
def test_a_relative_link_is_joined_to_what_it_is_relative_to(document, address):
    assert only(document).url == address


@pytest.mark.parametrize(
    "links",
    [
        "<link rel='self' href='https://news.example/1.atom'/><link href='https://news.example/1'/>",
        "<link rel='enclosure' type='audio/mpeg' href='https://news.example/1.mp3'/><link href='https://news.example/1'/>",
        "<link rel='via' href='https://b.example/'/><link rel='alternate' href='https://news.example/1'/>",
        "<link rel='alternate' type='a/json' href='/1.json'/><link rel='alternate' type='text/html' href='/1'/>",
        "<link href='https://news.example/1'/><link rel='alternate' type='x/y' href='nostr:naddr1'/>",
        "<content src='https://news.example/1'/><link rel='replies' href='https://news.example/1/feed'/>",
        "<id>https://news.example/1</id><link rel='edit' href='https://news.example/edit/1'/>",
    ],
)
def test_of_several_links_the_articles_own_is_taken(links):
    assert only(atom(links)).url == "https://news.example/1"


@pytest.mark.parametrize(
    "links",
    [
        "<atom:link rel='self' href='https://news.example/1.xml'/><link>https://news.example/1</link>",
        "<link>https://news.example/1</link><atom:link rel='replies' href='https://news.example/1/feed'/>",
        "<atom:link rel='alternate' href='https://news.example/1'/>",
        "<link/><guid>https://news.example/1</guid>",
        "<link>https://feeds.example/3</link><f:origLink xmlns:f='urn:f'>https://news.example/1</f:origLink>",
        "<f:origLink xmlns:f='urn:f'/><link>https://news.example/1</link>",
        "<link>news.example/1</link>".replace("news", "//news"),
    ],
)
def test_in_rss_its_own_link_wins(links):
    assert only(rss(f"<item><title>T</title>{links}</item>")).url == "https://news.example/1"


def test_a_guid_that_is_no_address_is_none():
    item = "<item><title>T</title><guid isPermaLink='false'>https://news.example/1</guid></item>"
    assert read(rss(item)).remarks == ("1 entry without a link",)


@pytest.mark.parametrize("guid", ["12", "2031", "20310304", "2031-03-04", "5 may", "10:30", "1930392000"])
def test_a_guid_is_no_date(guid):
    item = (
        f"<item><title>T</title><link>https://news.example/1</link><guid isPermaLink='false'>{guid}</guid>{{}}</item>"
    )
    assert only(rss(item.format(""))).published is None
    noon = "2031-03-04T12:00:00Z"
    for dated in (f"<dc:date>{noon}</dc:date>", f"<atom:updated>{noon}</atom:updated>"):
        assert only(rss(item.format(dated))).published == datetime(2031, 3, 4, 12, tzinfo=UTC)
    entry = atom(f"<link href='/1'/><id>{guid}</id>")
    assert only(entry).published is None
    assert only(entry.replace("</id>", f"</id><updated>{noon}</updated>")).published.hour == 12


@pytest.mark.parametrize(
    "entry",
    [
        rss("<item><title>What the &lt;think&gt; token costs</title><link>https://news.example/1</link></item>"),
        rss("<item><title><![CDATA[What the <think> token costs]]></title><link>https://news.example/1</link></item>"),
        '{"items": [{"id": "1", "url": "https://news.example/1", "title": "What the <think> token costs"}]}',
        atom("<link href='/1'/>").replace(
            "<entry><title>T", "<entry><title type='html'>What the &amp;lt;think&amp;gt; token costs"
        ),
    ],
)
def test_a_title_that_speaks_of_a_tag_keeps_it(entry):
    assert only(entry).title == "What the <think> token costs"


def test_a_title_declared_as_text_is_taken_at_its_word():
    document = atom("<link href='/1'/>").replace("<entry><title>", "<entry><title type='text'>")
    assert (
        only(document.replace("'text'>T", "'text'>How &lt;b&gt;bold&lt;/b&gt; is made")).title
        == "How <b>bold</b> is made"
    )


def test_a_feed_that_is_a_gzip_file_is_unpacked():
    assert read(gzip.compress(rss().encode())).leads[0].title == "A model is released"
    with pytest.raises(SourceError, match="cannot be unpacked"):
        read(gzip.compress(rss().encode())[:-40])


def test_a_feed_that_changes_its_declared_encoding_gives_the_same_leads():
    item = "<item><title>Le café rouvre</title><link>https://news.example/1</link></item>"
    before = rss(item)
    after = before.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    lies = after.replace("ISO-8859-1", "utf-8").encode("latin-1")
    found = [read(body).leads for body in (before, after, after.encode("latin-1"), lies)]
    assert all(leads == found[0] for leads in found)
    assert found[0][0].title == "Le café rouvre"


LOG = "<item><title>{0}</title><link>https://news.example/log#{0}</link><description>{1}</description></item>"


def test_entries_that_share_an_address_but_not_the_fragment_are_told_apart():
    leads = read(rss(LOG.format("v1", "The first one. " * 9), LOG.format("v2", "The second one. " * 9))).leads
    assert [lead.url for lead in leads] == ["https://news.example/log#v1", "https://news.example/log#v2"]
    assert len({lead.key for lead in leads}) == 2


def test_entries_that_share_an_address_and_have_no_text_of_their_own_are_remarked():
    reading = read(rss(LOG.format("v1", ""), LOG.format("v2", "")))
    assert len(reading.leads) == 1
    assert "1 entry at another one's address" in reading.remarks[0]


def test_one_article_that_a_feed_lists_twice_is_one():
    once = LOG.format("v1", "The first one. " * 9)
    assert len(read(rss(once, once.replace("#v1", "#v1b", 1))).leads) == 1


def test_a_text_full_of_document_types_takes_no_longer_than_its_length_asks():
    def spent(count):
        start = time.thread_time()
        mended("<!DOCTYPE [" * count)
        return time.thread_time() - start

    few = max(min(spent(4_000) for _ in range(3)), 0.001)
    assert min(spent(16_000) for _ in range(3)) < 12 * few


def test_a_document_type_is_taken_out_with_all_it_declares():
    assert mended('<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss/>').endswith(b"\n\n<rss/>")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("Wed, 04 Mar 2026 08:00:00 GMT+0800", "2026-03-04T00:00:00+00:00"),
        ("Wed, 04 Mar 2026 08:00:00 PM +0800", "2026-03-04T12:00:00+00:00"),
        ("03.04.2026", "2026-04-03T00:00:00+00:00"),
        ("2026/03/04 08:00:00", "2026-03-04T08:00:00+00:00"),
        ("Wed, 04 Mar 2026 08:00:00 JST", "2026-03-03T23:00:00+00:00"),
        ("Wed, 04 Mar 2026 08:00:00 CEST", "2026-03-04T06:00:00+00:00"),
    ],
)
def test_dates_that_the_feed_libraries_read_wrongly_are_read_as_they_are_meant(raw, meant):
    dated = rss(f"<item><title>T</title><link>https://news.example/1</link><pubDate>{raw}</pubDate></item>")
    assert only(dated).published.astimezone(UTC).isoformat() == meant


def test_a_guid_that_says_it_is_no_address_is_none():
    assert not read(rss("<item><title>T</title><guid isPermaLink='false'>https://news.example/1</guid></item>")).leads


@pytest.mark.parametrize(
    ("more", "url", "day"),
    [
        ({"url": URL, "date_modified": "2026-03-04T08:00:00Z"}, URL, 4),
        ({"external_url": f"{URL}/2", "date_published": "2026-03-05T08:00:00Z"}, f"{URL}/2", 5),
    ],
)
def test_a_json_feed_that_names_only_a_change_or_another_sites_address_has_its_date_and_address(more, url, day):
    items = [{"id": "1", "title": "A"} | more]
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items})
    lead = only(text, "application/feed+json")
    assert (lead.url, lead.published.day) == (url, day)


def test_a_text_that_nobody_could_keep_is_left_out_and_its_entry_stays():
    long, short = "word " * 50_000, "A short summary."
    rows = "".join(
        f"<item><title>{name}</title><link>https://wire.example/{name}</link><description>{text}</description></item>"
        for name, text in (("long", long), ("short", short))
    )
    found = read(f"<rss version='2.0'><channel>{rows}</channel></rss>")
    assert {lead.title: lead.summary for lead in found.leads} == {"long": None, "short": short}
    assert found.remarks == ("1 entry with too long a text: kept without it",)


def test_entries_that_hold_each_other_have_no_more_text_than_a_document_has_room():
    entries = [Entry(f"https://wire.example/{number}", "T", summary="x" * 150_000) for number in range(100)]
    leads, remarks = leads_of(entries, URL, SOURCE)
    assert len(leads) == 100
    assert sum(len(lead.summary or "") for lead in leads) <= 10_000_000
    assert remarks == ("34 entries with too long a text: kept without it",)
