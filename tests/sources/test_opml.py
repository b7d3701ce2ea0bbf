"""OPML in and out: groups as tags, what is read already left out, and nothing a file may name is ever followed."""

import time

import pytest

from desk.errors import ConfigError
from sources.opml import LARGEST, outlines, written
from sources.opml_offer import offer
from sources.outlets import OutletEntry, load_entries
from tests.support.outlets import ODD

LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Mine</title></head>
  <body>
    <outline text="Open Models">
  <outline text="Herring Wire" xmlUrl="https://h.example/f?a=1&amp;b=2" htmlUrl="https://h.example/n" language="en-us"/>
      <outline title="Deep & Down">
        <outline title="北海日报" type="atom" xmlurl="feed://daily.example/atom" category="/Tech/AI,Nordsee"/>
      </outline>
    </outline>
    <outline text="Kelp Letter" type="rss" xmlUrl="feed:https://kelp.example/rss"/>
    <outline text="A page" type="link" url="https://page.example/"/>
    <outline text="nothing"/>
  </body>
</opml>
"""


def found(text=LIST, known=(), taken=(), language="en", tags=()):
    body = text if isinstance(text, bytes) else text.encode()
    return offer(outlines(body, "mine.opml"), known, taken, "mine.opml", language, tags)


def body(*lines):
    return "<opml version='2.0'><body>\n" + "\n".join(lines) + "\n</body></opml>"


def told(text):
    with pytest.raises(ConfigError) as caught:
        found(text)
    return str(caught.value)


def test_subscriptions_become_outlets_and_their_groups_tags():
    got = found().entries
    assert [(e.id, e.name, e.language, e.tags) for e in got] == [
        ("herring-wire", "Herring Wire", "en-US", ("open-models",)),
        ("daily", "北海日报", "en", ("open-models", "deep-down", "tech", "ai", "nordsee")),
        ("kelp-letter", "Kelp Letter", "en", ()),
    ]
    assert [(e.home, e.sources[0].kind, e.sources[0].url) for e in got] == [
        ("https://h.example/n", "feed", "https://h.example/f?a=1&b=2"),
        ("http://daily.example/", "feed", "http://daily.example/atom"),
        ("https://kelp.example/", "feed", "https://kelp.example/rss"),
    ]


def test_language_and_tags_are_given_to_what_has_none():
    got = found(language="fr", tags=("mine", "ai")).entries
    assert [e.language for e in got] == ["en-US", "fr", "fr"]
    assert got[1].tags == ("open-models", "deep-down", "tech", "ai", "nordsee", "mine")
    assert got[2].tags == ("mine", "ai")


def test_what_is_read_already_or_stands_twice_is_left_out_and_said_with_its_line():
    known = found().entries[:1]
    more = LIST.replace("  </body>", '    <outline text="Again" xmlUrl="https://www.kelp.example/rss/"/>\n  </body>')
    got = found(more, known=known)
    assert [e.id for e in got.entries] == ["daily", "kelp-letter"]
    assert got.left_out == (
        "mine.opml:6: Herring Wire: https://h.example/f?a=1&b=2 is read by herring-wire already",
        "mine.opml:14: Again: https://www.kelp.example/rss/ is read twice in this file",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            '<outline text="A" xmlUrl="javascript:alert(1)"/>',
            "is not a usable address: javascript is not http or https",
        ),
        ('<outline text="A" xmlUrl="https://[::1/"/>', "is not a usable address: Invalid IPv6 URL"),
        (
            '<outline text="A" xmlUrl="https://a.example/f" c:kind="magazine"/>',
            "sources.0.kind: Input should be 'feed'",
        ),
        ('<outline text="A" xmlUrl="https://a.example/f" c:pace="quick"/>', "holds a value that cannot be read"),
        ('<outline text="A" xmlUrl="https://a.example/f" c:id="../../etc"/>', "id: String should match pattern"),
        ('<outline text="A" xmlUrl="https://a.example/f" c:pattern="("/>', "sources.0.pattern: is not a regular"),
        ('<outline text="A" xmlUrl="https://a.example/f" c:id="wired"/>', "the id wired is taken by another outlet"),
    ],
)
def test_one_feed_that_cannot_be_is_left_out_with_its_reason_and_the_others_stay(line, reason):
    line = line.replace("c:", "copydesk:").replace(
        "<outline", "<outline xmlns:copydesk='https://github.com/copydesk/copydesk/opml'"
    )
    got = found(body('<outline text="B" xmlUrl="https://b.example/f"/>', line), taken={"wired"})
    assert [e.id for e in got.entries] == ["b"]  # of the host: one letter is no name
    assert got.left_out[0].startswith("mine.opml:3: A: ")
    assert reason in got.left_out[0]


def test_ids_that_are_taken_get_a_number():
    two = body(
        '<outline text="Wired!" xmlUrl="https://a.example/f"/>', '<outline text="wired" xmlUrl="https://b.example/f"/>'
    )
    assert [e.id for e in found(two, taken={"wired"}).entries] == ["wired-2", "wired-3"]


def test_two_feeds_of_one_title_and_home_are_one_outlet():
    row = '<outline text="Wire" htmlUrl="https://w.example/" xmlUrl="https://w.example/{}"/>'
    (entry,) = found(body(row.format("ai"), row.format("all"))).entries
    assert [source.url for source in entry.sources] == ["https://w.example/ai", "https://w.example/all"]


@pytest.mark.parametrize("text", [LIST, LIST.replace("UTF-8", "utf-16")])
def test_encodings_are_read_as_they_are(text):
    assert found(text.encode("utf-16" if "utf-16" in text else "utf-8-sig")).entries[1].name == "北海日报"


def test_a_name_is_made_fit_to_be_shown():
    named = '<outline text="a\u202ebc\u0085 &lt;b&gt;x\u200b" xmlUrl="https://a.example/f"/>'
    assert found(body(named)).entries[0].name == "abc <b>x"


# --- round trip --------------------------------------------------------------------------------------


def test_what_is_exported_is_imported_as_it_was():
    entries = (*load_entries(), ODD)
    got = found(written(entries, "all"))
    assert got.left_out == ()
    assert {e.id: e for e in got.entries} == {e.id: e for e in entries}
    assert found(written(got.entries, "all")).entries == got.entries


def test_other_readers_find_feeds_in_groups_and_no_feed_where_there_is_none():
    text = written([ODD], "mine").decode()
    assert '<outline text="labs" title="labs">' in text
    assert 'type="rss" xmlUrl="https://odd.example/f?a=1"' in text
    assert 'type="link" url="https://odd.example/all"' in text
    assert text.count("xmlUrl") == 1


def test_a_name_with_characters_that_xml_has_not_is_exported_without_them():
    odd = OutletEntry.model_validate(ODD.model_dump() | {"name": "a\x07b"})
    assert b'text="a b"' in written([odd], "mine")


# --- hostile and broken files ------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE opml [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!doctype opml [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    ],
)
def test_a_file_with_entities_of_its_own_is_refused(doctype):
    text = LIST.replace("<opml", doctype + "\n<opml", 1).replace("Herring Wire", "&l9;&x;")
    assert told(text) == (
        "mine.opml:2: declares entities or elements of its own. An OPML needs none: take the DOCTYPE out"
    )
    assert "entities" in told(text.replace("UTF-8", "utf-16").encode("utf-16"))


def test_a_doctype_without_declarations_is_passed_over_and_lines_are_right_behind_it():
    text = LIST.replace("<opml", '<!DOCTYPE opml\n  SYSTEM "http://opml.example/opml.dtd">\n<opml', 1)
    assert (
        found(text.replace("https://kelp.example", "gopher://kelp.example"))
        .left_out[0]
        .startswith("mine.opml:13: Kelp")
    )


def test_an_entity_that_is_nowhere_declared_stays_text():
    (entry,) = found(body('<outline text="&xxe; &eacute; Q&A" xmlUrl="https://a.example/f?a=1&b=2"/>')).entries
    assert (entry.name, entry.sources[0].url) == ("&xxe; é Q&A", "https://a.example/f?a=1&b=2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.opml:1: is not XML"),
        ("not xml", "mine.opml:1: is not XML: Start tag expected"),
        (
            LIST.replace("</outline>\n    </outline>", "</outline>", 1),
            "mine.opml:13: is not XML: Opening and ending tag mismatch",
        ),
        (LIST[:500], "is not XML"),
        ("<html><body>Sign in</body></html>", "is an HTML page and no OPML"),
        ("<rss version='2.0'><channel/></rss>", "is no OPML: its root is <rss>"),
        ("<opml><body><outline text='a'/></body></opml>", "names no feed"),
        ("<opml/>", "names no feed"),
        ("<opml>" * 300 + "</opml>" * 300, "is not XML: Excessive depth"),
    ],
)
def test_what_is_no_list_of_feeds_is_one_complaint(text, said):
    assert said in told(text)
    assert told(text).startswith("mine.opml:")


def test_a_file_beyond_all_reason_is_refused():
    assert "is larger than 10 MB" in told(b"<opml>" + b" " * LARGEST)
    rows = "".join(f'<outline xmlUrl="https://a{n}.example/"/>' for n in range(5_001))
    assert "names 5,001 feeds; the most is 5,000" in told(body(rows))


@pytest.mark.parametrize(
    "text",
    [
        "<opml><!DOCTYPE [" * 100_000,
        "<!DOCTYPE opml>" + "<!DOCTYPE [" * 100_000,
        "<opml>" + "&" * 300_000,
        "<opml><body>" + "<outline text='a'>" * 200_000,
        "<opml " + " ".join(f"a{n}='b'" for n in range(50_000)) + "/>",
    ],
)
def test_a_hostile_file_takes_no_time(text):
    begun = time.thread_time()
    told(text)
    assert time.thread_time() - begun < 3


def test_deep_groups_are_read():
    text = body("<outline text='g'>" * 200 + "<outline xmlUrl='https://a.example/f'/>" + "</outline>" * 200)
    assert found(text).entries[0].tags == ("g",)
