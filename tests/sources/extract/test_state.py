"""Text that a page carries as data: every framework's way of it, and what only looks like it."""

# ruff: noqa: E501 - pages and data stand as they come

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

import pytest

from desk.errors import ExtractError
from desk.models import Page
from sources.extract import body_text
from sources.extract.article import extract
from sources.extract.state import agreement, article, flight, literal
from sources.extract.state.references import Table, is_flat
from sources.extract.state.tokens import NoDataError

URL = "https://tide.example/2031/05/harbour-opens-models"
TITLE = "Harbour opens its models"
LINES = [
    f"In part {number} of its plan the harbour council of Vellmar says that model {number} will be free for all, and "
    f"that the data behind it can be read in room {number + 40} of the old customs house on the quay."
    for number in range(1, 7)
]
OTHER = [
    f"The ferry to the outer islands was late for the {number}th time this year, and the skipper blames the new lock that "
    f"opens only when the tide is {number} feet above the mark."
    for number in range(3, 11)
]
HTML = "".join(f"<p>{line}</p>" for line in LINES)
WHOLE = "\n\n".join(LINES)


def shell(scripts: str, body: str = "<div id='root'></div>", title: str = TITLE) -> Page:
    head = f"<head><title>{title} | Tide</title><meta property='og:title' content='{title}'></head>"
    html = f"<html lang='en'>{head}<body>{body}{scripts}</body></html>"
    return Page(URL, URL, 200, "text/html", html.encode(), datetime(2031, 5, 4, tzinfo=UTC))


def js(code: str) -> str:
    return f"<script>{code}</script>"


def data(value: object, kind: str = "id='__NEXT_DATA__' type='application/json'") -> str:
    return f"<script {kind}>{json.dumps(value)}</script>"


def pushes(payload: str, size: int = 700) -> str:
    """Flight data in pieces, as a server streams them."""
    cut = [payload[at : at + size] for at in range(0, len(payload), size)]
    return "".join(js(f"self.__next_f.push({json.dumps([1, piece])})") for piece in cut)


def enqueued(name: str, *lines: object) -> str:
    told = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    return js(f"window.{name}.streamController.enqueue({json.dumps(told)});")


BLOCKS = {"headline": TITLE, "slug": "harbour-opens-models", "body": [{"type": "paragraph", "text": x} for x in LINES]}
MARKED = {"title": TITLE, "url": URL, "content": HTML}
SPANS = [
    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": line[:40]},
     {"_type": "span", "marks": ["strong"], "text": line[40:60]}, {"_type": "span", "text": line[60:]}]} for line in LINES
]  # fmt: skip
PROSEMIRROR = {"type": "doc", "content": [
    {"type": "paragraph", "content": [{"type": "text", "text": line[:30]}, {"type": "text", "text": line[30:]}]}
    for line in LINES]}  # fmt: skip
JSONML = ["div", *[["p", line[:50], ["em", line[50:70]], line[70:]] for line in LINES]]
ARC = [{"type": "text", "content": line} for line in LINES]
FLAT = [{"data": 1}, {"title": 2, "path": 3, "paragraphs": 4, "self": 1}, TITLE, "/2031/05/harbour-opens-models",
        [*range(5, 11)], *LINES]  # fmt: skip
TURBO = [{"_1": 2}, "loaderData", {"_3": 4}, "route", {"_5": 6, "_7": 8}, "headline", TITLE, "html", HTML]
FLIGHT = (
    f"1:T{len(HTML.encode()):x},{HTML}"
    '2:["$","article",null,{"children":["$","$L3",null,{"headline":' + json.dumps(TITLE) + ',"html":"$1"}]}]\n'
    '0:{"tree":"$2"}\n'
)
ELEMENTS = "0:" + json.dumps(
    ["$", "main", None, {"children": [["$", "h1", None, {"children": TITLE}], *[
        ["$", "p", str(at), {"children": [line[:20], ["$", "b", None, {"children": line[20:33]}], line[33:]]}]
        for at, line in enumerate(LINES)]]}]
) + "\n"  # fmt: skip

WAYS = {
    "next, blocks": data({"props": {"pageProps": {"article": BLOCKS}}}),
    "next, markup": data({"props": {"pageProps": {"post": MARKED}}}),
    "portable text": data({"props": {"pageProps": {"post": {"title": TITLE, "slug": "harbour-opens-models", "body": SPANS}}}}),
    "prosemirror": data({"props": {"story": {"headline": TITLE, "doc": PROSEMIRROR}}}),
    "json-ml": js(f"window.__PRELOADED_STATE__ = {json.dumps({'article': {'headline': TITLE, 'body': JSONML}})};"),
    "flight, text row": pushes(FLIGHT),
    "flight, elements": pushes(ELEMENTS),
    "nuxt 2": js("window.__NUXT__=(function(a,b){return {data:[{post:{title:b,body:a,draft:!1,n:void 0}}]}}("
                 f"{json.dumps(HTML)},{json.dumps(TITLE)}));"),
    "nuxt 2, filled": js("window.__NUXT__=(function(a,b){a.title=b;a.body=" + json.dumps(HTML) + ";return {data:[{post:a}]}}"
                         f"({{}},{json.dumps(TITLE)}));"),
    "nuxt 3": data([["Reactive", 1], {"data": 2}, {"title": 3, "body": 4, "me": 1}, TITLE, HTML], "id='__NUXT_DATA__'"),
    "nuxt 3, paragraphs": data(FLAT, "type='application/json' id='__NUXT_DATA__'"),
    "sveltekit": js("kit.start(app, element, {node_ids: [0, 2], data: [null,{type:\"data\",data:{article:{title:"
                    f"{json.dumps(TITLE)},body:{json.dumps(HTML)}}}}},uses:{{}}}}], form: null, error: null}});"),
    "sveltekit, fetched": data({"status": 200, "headers": {}, "body": json.dumps(MARKED)}, "data-sveltekit-fetched"),
    "remix": js(f"window.__remixContext = {json.dumps({'state': {'loaderData': {'routes/a': {'post': MARKED}}}})};"),
    "react router": enqueued("__reactRouterContext", TURBO),
    "react router, promise": enqueued("__remixContext", [{"_1": 2}, "post", ["P", 2]],
                                      "P2:" + json.dumps([{"_4": 5, "_6": 7}, "title", TITLE, "body", HTML])),
    "react router, hydration": js(f"window.__staticRouterHydrationData = JSON.parse({json.dumps(json.dumps(MARKED))});"),
    "astro": f"<astro-island props=\"{escape(json.dumps({'post': [0, {'title': [0, TITLE], 'body': [0, HTML]}]}))}\"></astro-island>",
    "apollo": js("window.__APOLLO_STATE__ = " + json.dumps(
        {"ROOT_QUERY": {"__typename": "Query", "article": {"__ref": "Article:7"}},
         "Article:7": {"__typename": "Article", "title": TITLE, "blocks": [{"__ref": f"Text:{n}"} for n in range(6)]},
         **{f"Text:{n}": {"__typename": "Text", "markup": f"<p>{line}</p>"} for n, line in enumerate(LINES)}}) + ";"),
    "fusion": js("window.Fusion=window.Fusion||{};Fusion.arcSite=\"tide\";Fusion.globalContent="
                 f"{json.dumps({'headlines': {'basic': TITLE}, 'content_elements': ARC})};Fusion.tree={{}};"),
    "fusion, markup": js("Fusion.globalContent = " + json.dumps(
        {"canonical_url": URL, "headlines": {"basic": TITLE},
         "content_elements": [{"type": "raw_html", "content": f"<p>{line}</p>"} for line in LINES]}) + ";"),
    "initial state": js(f"window.__INITIAL_STATE__ = JSON.parse({json.dumps(json.dumps({'a': MARKED}))});"),
    "initial state, code": js(f"var __INITIAL_STATE__ = {{article: {{title: {json.dumps(TITLE)}, 'body': {json.dumps(HTML)},"
                              " shown: undefined, at: new Date('2031-05-04'), on: function(){ return {}; },},};"),
    "unnamed": data({"story": BLOCKS}, "type='application/json'"),
    "unnamed, called": js(f"boot('#root', {json.dumps({'story': BLOCKS})}, function(){{}});"),
    "encoded": js(f"window.__STATE__ = JSON.parse(decodeURIComponent('{quote(json.dumps({'a': MARKED}))}'));"),
    "attribute": f"<div id='app' data-page=\"{escape(json.dumps({'props': {'story': BLOCKS}}))}\"></div>",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_article_is_read_out_of_the_data(way: str) -> None:
    assert extract(shell(WAYS[way])).text == WHOLE


def test_the_next_article_and_the_comments_in_the_same_data_stay_out() -> None:
    state = {
        "related": [{"title": "Ferry late again", "url": "/ferry", "body": OTHER}],
        "article": BLOCKS,
        "comments": [{"text": line} for line in OTHER],
        "latest": {"items": [{"title": "Ferry late again", "slug": "ferry-late", "body": "".join(OTHER)}]},
    }
    assert extract(shell(data(state))).text == WHOLE


def test_of_two_articles_in_one_state_the_pages_own_is_taken_though_the_other_is_longer() -> None:
    other = {"headline": "Ferry late again", "slug": "ferry-late", "body": [{"text": line} for line in OTHER]}
    assert extract(shell(data({"a": other, "b": BLOCKS}))).text == WHOLE


@pytest.mark.parametrize("named", ["list", "more", "items"])
def test_articles_beside_the_pages_own_do_not_bear_its_title(named: str) -> None:
    """They have titles and no addresses, and are longer; what surrounds both holds the title of the page's own."""
    others = [{"title": f"Ferry {n} is late", "body": "".join(f"<p>{line}</p>" for line in OTHER)} for n in range(3)]
    for own in (MARKED, {"title": TITLE, "content": [{"type": "p", "text": line} for line in LINES]}):
        assert extract(shell(data({"article": own, named: others}))).text == WHOLE


def test_a_state_whose_article_is_another_pages_gives_nothing() -> None:
    other = {"headline": "Ferry late again", "slug": "ferry-late", "body": [{"text": line} for line in OTHER]}
    with pytest.raises(ExtractError):
        extract(shell(data({"article": other}), "<p>You need to enable JavaScript to run this app.</p>"))


def test_what_readers_see_is_not_replaced_by_the_data() -> None:
    shown = "".join(f"<p>{line} And the council met again in week {at}.</p>" for at, line in enumerate(LINES * 2))
    text = extract(shell(WAYS["next, blocks"], f"<article><h1>{TITLE}</h1>{shown}</article>")).text
    assert text.count("And the council met again") == 12


def test_a_page_that_shows_only_the_beginning_is_read_to_its_end() -> None:
    assert extract(shell(WAYS["next, markup"], f"<article><p>{LINES[0]}</p></article>")).text == WHOLE


def test_a_script_that_only_looks_like_data_gives_nothing() -> None:
    code = js("var a = {if (x) { return " + json.dumps(" ".join(OTHER)) + " }}; function b() { return [c] }")
    with pytest.raises(ExtractError):
        extract(shell(code))


@pytest.mark.parametrize("share", [0.35, 0.5, 0.8, 0.99])
def test_flight_data_cut_in_the_middle_is_read_as_far_as_it_goes(share: float) -> None:
    page = shell(pushes(ELEMENTS[: int(share * len(ELEMENTS))], 5_000))
    text = extract(page).text
    assert text.startswith(LINES[0])
    assert WHOLE.replace("\n\n", "").startswith(text.replace("\n\n", "")[:-40])


def test_references_in_a_circle_end() -> None:
    rows = flight.rows('1:{"a":"$2","text":"x"}\n2:{"b":"$1","c":"$2"}\n3:"$3"\n')
    assert rows[2] is None
    ring = Table([{"a": 1}, {"b": 0, "c": 1}]).root()
    assert ring["a"]["b"] is ring
    assert not is_flat([{"a": 9}, 1])
    text = extract(shell(pushes(FLIGHT + '8:{"a":"$9"}\n9:{"a":"$8","b":"$1"}\n'))).text
    assert text == WHOLE


@pytest.mark.parametrize(
    "page",
    [
        data("[" * 400_000 + "]" * 400_000, "type='application/json'").replace('"', ""),
        js("var a = " + "[" * 300_000),
        js("var a = " + "{a:" * 200_000),
        js("window.__NUXT__=" + "(function(a){return " * 5_000 + "1"),
        js("window.__NUXT__=(function(a){return [" + "a," * 60_000 + "]}(" + json.dumps("word and word " * 2_000) + "));"),
        pushes("".join(f'{at:x}:"${at + 1:x}"\n' for at in range(20_000)), 100_000),
        pushes("0:" + json.dumps(OTHER * 2_000) + "\n", 1_000_000),
    ],
)  # fmt: skip
def test_hostile_data_is_read_or_refused_in_bounded_time(page: str) -> None:
    start = time.thread_time()
    with pytest.raises(ExtractError):
        extract(shell(page + js("var words = 'the harbour of the old town is open for all of us today';")))
    assert time.thread_time() - start < 4


TWENTY_MB = {
    "rows": lambda: "".join(f"{at:x}:{json.dumps({'a': [at] * 60, 't': 'x' * 900})}\n" for at in range(2, 17_500)),
    "one text": lambda: f"2:T{20_000_000:x}," + "<p>A line of a text that goes on and on.</p>" * 455_000,
    "nested lists": lambda: "2:" + "[" * 10_000_000 + "]" * 10_000_000,
    "references": lambda: "".join(f'{at:x}:["${at + 1:x}","{"y" * 1_000}"]\n' for at in range(2, 19_500)),
}


@pytest.mark.parametrize("kind", TWENTY_MB)
def test_twenty_megabytes_of_flight_data_are_read_within_two_seconds(kind: str) -> None:
    rows = "1:" + json.dumps(["$", "article", None, {"children": [["$", "p", None, {"children": x}] for x in LINES]}])
    payload, told = f"{rows}\n{TWENTY_MB[kind]()}", agreement.Told((URL,), (TITLE,))
    assert len(payload) > 19_000_000
    start = time.thread_time()
    text = article.find(flight.rows(payload), told)
    assert time.thread_time() - start < 2
    assert text.split("\n") == LINES or kind == "one text"


@pytest.mark.slow
@pytest.mark.parametrize("kind", TWENTY_MB)
def test_they_take_no_more_than_300_megabytes(kind: str) -> None:
    tracemalloc.start()
    article.find(flight.rows(TWENTY_MB[kind]()), agreement.Told((URL,), (TITLE,)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 300_000_000


@pytest.mark.parametrize("size", [15_900_000, 20_000_000, 100_000_000])
def test_a_page_of_nothing_but_nested_lists_is_refused_at_once(size: int) -> None:
    start = time.thread_time()
    with pytest.raises(ExtractError):
        extract(shell(js(f"self.__next_f.push([1,{'[' * (size // 2)}{']' * (size // 2)}])")))
    assert time.thread_time() - start < 2


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("{a:1,b:undefined,c:!0,d:'it\\'s',\"e\":[1,,2,],}", {"a": 1, "b": None, "c": True, "d": "it's", "e": [1, None, 2]}),
        ("{a:new Date('2031'),b:/* no */void 0,c:-1.5e3,d:.5}", {"a": ["2031"], "b": 0, "c": -1500.0, "d": 0.5}),
        ("'\\u00e9\\x41\\u{1F600}'", "éA😀"),
        ("(function(a){return {b:a}})(5)", {"b": 5}),
        ('{"a":{"b":[1,"cut', {"a": {"b": [1, "cut"]}}),
        ('{"a":', {"a": None}),
    ],
)  # fmt: skip
def test_literals_are_read_with_the_liberties_of_scripts(code: str, value: object) -> None:
    assert literal.decode(code)[0] == value


@pytest.mark.parametrize("code", ["", "}", "{if(x){}}", "{a:b?1:2}", "{a:`${b}`}", ",", "]"])
def test_code_is_no_data(code: str) -> None:
    with pytest.raises(NoDataError):
        literal.decode(code)


def test_where_the_data_say_far_more_than_the_page_shows_it_is_not_looked_at_thoroughly(monkeypatch) -> None:
    looked = []
    real = body_text._extracted
    monkeypatch.setattr(body_text, "_extracted", lambda *a, fast: looked.append(fast) or real(*a, fast=fast))
    assert extract(shell(data({"post": MARKED}))).text == WHOLE
    assert looked == [True]


def beside(title, count, name="harbour"):
    lines = [
        f"On day {day} the {name} saw {day + 7} boats, and nobody in the town could say why it was so."
        for day in range(count)
    ]
    return {"title": title, "slug": name, "body": "".join(f"<p>{line}</p>" for line in lines)}


@pytest.mark.parametrize("order", [("post", "next"), ("next", "post")])
@pytest.mark.parametrize("count", [5, 30], ids=["a line longer", "many times as long"])
def test_of_two_articles_side_by_side_the_longer_one_is_not_taken_for_its_neighbours_headline(order, count):
    both = {"post": beside("Boats are late again", 4), "next": beside("Whale seen off the quay", count, "whale")}
    told = agreement.Told(("https://tide.example/2031/boats",), ("Boats are late again",))
    got = article.find([{"props": {"pageProps": {key: both[key] for key in order}}}], told)
    assert got.startswith("On day 0 the harbour saw")
    assert "whale" not in got
