"""Every form of a digest, whatever outlets write. `python benchmarks/digests.py --examples 2000` tries more."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from delivery.atom import atom
from delivery.formats import as_json
from delivery.text_form import WIDTH, text
from desk.digest.records import TextUse
from tests.support.digest_checks import composed, schema, wrong_with
from tests.support.digests import digest, story
from tests.support.hostile_articles import ARTICLE, OUTSIDE, USE

NAME = {"a": "http://www.w3.org/2005/Atom"}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(ARTICLE, max_size=40),
    st.lists(OUTSIDE, max_size=6),
    st.lists(USE, max_size=12),
    st.integers(1, 40),
    st.booleans(),
)
def test_whatever_outlets_write_every_form_is_taken_and_nothing_in_it_is_live(
    articles, health, uses, per_message, in_brief
):
    told = composed(articles, health, per_message, uses=uses)
    assert wrong_with(told, per_message=per_message, in_brief=in_brief) == []


@pytest.mark.parametrize("in_brief", [False, True])
@pytest.mark.parametrize(("texts", "address"), [(12, 60), (40, 1_900)])
def test_many_texts_of_ones_own_and_endless_addresses_leave_the_stories_and_the_health_their_room(
    texts, address, in_brief
):
    url = "https://desk.example/" + "a" * address
    uses = [
        TextUse(f"Our paper no. {n}", f"{url}{n}", f"Outlet {k}", "exact", n > 30) for n in range(texts) for k in (1, 2)
    ]
    told = replace(
        composed((), ["Outlet 3 failed"], 14, uses=uses),
        stories=tuple(story(n, url=f"https://herald.test/{'b' * address}{n}") for n in range(9)),
    )
    assert wrong_with(told, per_message=14, in_brief=in_brief) == []
    assert told.notes[0].startswith(
        "First use of your text “Our paper no. 31" if texts > 31 else "Your text “Our paper no. 0"
    )
    assert told.notes[-1] == f"{texts - 5} more texts of yours, in the view seed_uses"
    assert ("desk.example" in told.notes[0]) == (address < 200)


def test_the_schema_describes_every_field_and_no_other():
    told = json.loads(as_json(digest(story(copies=(("Mirror", "same text"),), kinds=("exact",), update_of=1))))
    assert list(schema().iter_errors(told)) == []
    assert set(told) == set(schema().schema["properties"])
    assert set(told["stories"][0]) == set(schema().schema["$defs"]["story"]["properties"])
    assert list(schema().iter_errors(told | {"more": 1}))


def test_plain_text_is_numbered_wrapped_and_has_every_address_on_a_line():
    told = text(digest(story(sentence="word " * 60), story(2, page="https://desk.example/stories/s2.html")))
    lines = told.splitlines()
    assert " 1. Model number 1 is free to download" in lines
    assert "    https://herald.test/2" in lines
    assert "    https://desk.example/stories/s2.html" in lines
    assert max(map(len, lines)) <= WIDTH


def test_plain_text_in_brief_is_five_sentences():
    told = text(digest(*(story(n, score=n / 10, sentence=f"Model {n} came.") for n in range(1, 8))), in_brief=True)
    assert [line for line in told.splitlines() if "came" in line] == [
        f" {place}. Model {number} came. (Herald)" for place, number in enumerate((7, 6, 5, 4, 3), 1)
    ]


def test_many_stories_stand_under_headings_in_text_markdown_and_html():
    from delivery.formats import html, markdown

    told = digest(*(story(n, facet="policy" if n < 6 else "release") for n in range(1, 11)), head=10)
    assert "POLICY" in text(told).splitlines()
    assert "## Release" in markdown(told).splitlines()
    assert '<h2 class="group">Policy</h2>' in html(told)
    assert '<h3 class="title"' in html(told)


def test_a_feed_has_an_entry_a_digest_newest_first_with_ids_that_stay():
    first, second = (digest(story(), id=f"policy/2026-11-{day}", day=f"2026-11-{day}") for day in (22, 23))
    made = [(each, datetime(2026, 11, int(each.day[-2:]), 8, tzinfo=UTC)) for each in (second, first)]
    tree = etree.fromstring(atom(made, "policy").encode())
    assert tree.xpath("//a:entry/a:updated/text()", namespaces=NAME) == ["2026-11-23T08:00:00Z", "2026-11-22T08:00:00Z"]
    ids = tree.xpath("//a:id/text()", namespaces=NAME)
    assert ids[1:] == ["urn:copydesk:policy:policy%2F2026-11-23", "urn:copydesk:policy:policy%2F2026-11-22"]
    assert tree.xpath("string(/a:feed/a:updated)", namespaces=NAME) == "2026-11-23T08:00:00Z"
    assert etree.fromstring(atom([], "policy").encode()).tag.endswith("feed")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_quiet_day_is_one_line_in_every_form(form):
    from delivery.forms import formed

    told = formed(digest(outlets=3), form, per_message=14, in_brief=True, at=datetime(2026, 11, 22, tzinfo=UTC))
    assert "nothing new" in told
    assert "Outlets: all 3 answered" in told
