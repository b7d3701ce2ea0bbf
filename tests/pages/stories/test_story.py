"""A story's page: what it says of who had it, who took it from whom, and what changed."""

import json
import re
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pages.stories.files import redirect, story_files
from pages.stories.story import story_page
from pages.stories.timeline import timeline
from tests.support.hostile_articles import ADDRESS, OUTSIDE
from tests.support.storypages import NOON, article, copy, passage, rows

SEEDS = {"own-1": {"title": "Our text", "outlet": "", "url": "", "own": True}}


def page(told, seeds=SEEDS, zone=UTC, digests=None):
    return story_page(told, seeds, zone, digests or {})


def files(told, **options):
    return story_files(told, options.get("seeds", SEEDS), UTC, {})


def test_the_tree_has_each_copy_under_the_text_it_was_taken_from():
    told = rows(article(1), copy(2, 1), copy(3, 2, "spun", 2), copy(4, 1, "translation", 3))
    nodes = page(told).tree.nodes
    assert [(node.key, node.parent, node.kind) for node in nodes] == [
        ("a1", "", "root"), ("a2", "a1", "near"), ("a3", "a2", "spun"), ("a4", "a1", "translation")]  # fmt: skip
    assert [(node.up > 0, node.over > 0) for node in nodes] == [
        (False, False),
        (True, True),
        (True, True),
        (True, True),
    ]


def test_a_copy_of_a_seed_stands_under_the_seed():
    told = rows(copy(1, None, "near", seed_id="own-1"), copy(2, None, "spun", seed_id="own-1"))
    nodes = page(told).tree.nodes
    assert (nodes[0].name, nodes[0].told) == ("Our text", "your text")
    assert [node.parent for node in nodes] == ["", "seed own-1", "seed own-1"]


def test_an_original_gone_by_retention_is_said_to_be_gone():
    told = rows(article(1), copy(2, 99))
    assert "a text that is no longer kept" in [node.name for node in page(told).tree.nodes]
    made = files(told)
    assert "a text that is no longer kept" in made["stories/s7.html"]
    assert "taken from <strong>a text that is no longer kept" in made["copies/a2.html"]


def test_an_original_of_another_story_is_named():
    told = rows(copy(2, 50), originals=[article(50, -5, outlet="The Elder")])
    assert [node.name for node in page(told).tree.nodes] == ["The Elder", "Outlet 2"]


def test_rows_in_a_circle_are_drawn_once():
    told = rows(copy(1, 2), copy(2, 1), article(3))
    assert len(page(told).tree.nodes) <= 3


def test_the_timeline_leaves_its_names_no_more_room_than_they_take():
    few = page(rows(article(1), copy(2, 1, hours=30))).timeline
    assert few.left < 140
    assert min(dot.x for dot in few.dots) == few.left


def test_the_timeline_is_in_order_of_time_and_within_its_frame():
    told = page(rows(article(1), copy(2, 1, hours=30), article(3, 5))).timeline
    assert [dot.name for dot in told.dots] == ["Outlet 1", "Outlet 3", "Outlet 2"]
    assert all(0 < dot.x < told.width and 0 < dot.y < told.height for dot in told.dots)
    assert told.ticks[0].label == "2 Mar 12:00"


def test_a_story_of_one_article_has_neither_plot_nor_tree():
    told = page(rows(article(1)))
    assert told.timeline is told.tree is None


def test_times_are_in_the_desk_s_zone():
    assert page(rows(article(1)), zone=ZoneInfo("Asia/Shanghai")).told[0].time.hour == 20


def test_each_language_has_its_first_outlet_and_its_lag():
    told = rows(article(1), article(2, 3, language="fr"), copy(3, 2, hours=4, language="fr"))
    assert [(one.name, one.first_outlet, one.hours, one.reports, one.copies) for one in page(told).languages] == [
        ("English", "Outlet 1", 0, 1, 0), ("French", "Outlet 2", 3, 1, 1)]  # fmt: skip


def test_a_statement_that_a_copy_repeats_stands_once():
    said = {"model": "Heron", "licence": "MIT", "opened": ["weights"], "claim": "stated", "said_by": None,
            "sentence": "Heron is out under MIT."}  # fmt: skip
    told = rows(article(1), copy(2, 1), openness=[said | {"article_id": 1}, said | {"article_id": 2}])
    assert [(one.model, one.handle) for one in page(told).openness] == [("Heron", "a1")]


def test_a_split_is_told_with_the_way_to_the_other_story():
    split = {"kind": "split", "other_id": 9, "kept": True, "decided_at": NOON}
    made = files(rows(article(1), splits=[split]))["stories/s7.html"]
    assert '<a href="s9.html">split</a>' in made
    assert "a part of it is now s9" in made


def test_a_story_told_by_a_digest_links_to_it():
    told = {"digest_id": "t/2026-03-02", "target": "terminal", "day": "2026-03-02", "place": 1, "is_update": False,
            "revision": "", "corrected": "It was MIT."}  # fmt: skip
    found = page(rows(article(1), told=[told]), digests={("t/2026-03-02", "terminal"): "../digests/x.html"}).changes
    assert [(one.what, one.link) for one in found] == [
        ("told", "../digests/x.html"),
        ("corrected", "../digests/x.html"),
    ]


def test_the_evidence_of_a_spun_copy_marks_the_exchanged_words():
    told = rows(article(1), copy(2, 1, "spun"), passages={2: [passage("It prepares a launch", "It plans a launch")]})
    made = files(told)["copies/a2.html"]
    assert '<mark class="swap">prepares</mark>' in made
    assert '<mark class="swap">plans</mark>' in made


def test_of_a_seed_known_by_fingerprint_the_place_is_shown():
    found = passage("It prepares a launch", "", note="Our text, third tenth")
    made = files(rows(copy(1, None, "near", seed_id="own-1"), passages={1: [found]}))["copies/a1.html"]
    assert 'aria-label="Our text, third tenth"' in made
    assert made.count('class="here"') == 1
    assert re.search(r'class="here" x="40"', made)


def test_texts_stand_side_by_side_only_where_they_may_be_shown():
    long = " ".join(f"word{number}" for number in range(300))
    told = rows(article(1), copy(2, 1), passages={2: [passage(long, long)]})
    assert "word40" not in files(told)["copies/a2.html"]
    assert "word40" not in files(told)["copies/a2.json"]
    told.texts = {1: long, 2: long}
    assert files(told)["copies/a2.html"].count("word299") == 4


def test_the_reasons_speak_of_copy_and_original():
    pair = {"copied_share": 0.9, "original_share": 0.5, "score": 0.9, "rule": "L", "reasons": ["much is shared"],
            "direction_why": "this text is the earlier one", "turned": True}  # fmt: skip
    made = files(rows(article(1), copy(2, 1), pairs={2: pair}))["copies/a2.html"]
    assert "the original is the earlier one" in made
    assert "runs of three words of the narration" in made


def test_json_stands_beside_each_page():
    made = files(rows(article(1), copy(2, 1)))
    assert set(made) == {"stories/s7.html", "stories/s7.json", "copies/a2.html", "copies/a2.json"}
    assert json.loads(made["stories/s7.json"])["told"][1]["parent"] == "a1"
    assert json.loads(made["copies/a2.json"])["copydesk"] == "copy"


def test_a_page_of_many_articles_stays_small_and_says_what_it_leaves_out():
    told = rows(article(1), *(copy(n, n - 1 if n % 3 else 1, hours=n / 9) for n in range(2, 600)))
    made = files(told)
    assert len(made["stories/s7.html"].encode()) < 300_000
    assert "449 more stand in the" in made["stories/s7.html"]
    assert len(json.loads(made["stories/s7.json"])["told"]) == 599


def test_a_redirect_works_without_a_script():
    made = redirect("s7", "s9")
    assert 'http-equiv="refresh" content="0; url=s9.html"' in made
    assert "no longer kept" in redirect("s7", "")


HOSTILE = st.builds(article, st.integers(1, 9), title=OUTSIDE, outlet=OUTSIDE, url=ADDRESS, why=OUTSIDE,
                    language=st.sampled_from(["en", "ar", "zh", "und"]))  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE, OUTSIDE, OUTSIDE, OUTSIDE)
@example(article(1), "", "\ud800", "")  # half of a pair
def test_whatever_outlets_write_stays_text(one, text, known, opening):
    told = rows(
        one, copy(10, one["article_id"], "spun", title=text), passages={10: [passage(text, known)]}, opening=opening
    )
    for path, made in files(told).items():
        assert "\x00" not in made
        made.encode("utf-8")
        if path.endswith(".html"):
            assert set(re.findall(r"<([a-z0-9]+)", made)) <= TAGS
            assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript)', made, re.IGNORECASE)
            assert not re.search(r"\son[a-z]+=\"", made)


TAGS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "nav", "ul", "li", "button", "main", "header", "p",
    "h1", "h2", "h3", "section", "div", "svg", "line", "text", "circle", "g", "path", "rect", "table", "thead", "tbody",
    "tr", "th", "td", "span", "strong", "ol", "blockquote", "mark", "dl", "dt", "dd", "footer", "kbd", "code",
}  # fmt: skip


def test_a_title_with_a_tag_is_shown_as_it_is_written():
    made = files(rows(article(1, title="<script>alert(1)</script><b>")))["stories/s7.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;" in made


@pytest.mark.parametrize("minutes", [0, 3, 90, 60 * 30, 60 * 24 * 40, 60 * 24 * 3000])
def test_the_axis_has_a_handful_of_ticks_at_any_span(minutes):
    told = page(rows(article(1), article(2, minutes / 60))).told
    found = timeline(told)
    assert len(found.ticks) <= 7
    assert len({tick.x for tick in found.ticks}) == len(found.ticks)


REPORT = "Fjordlight of Bergen employs 74 people and lives on a grant from the research council."


def test_what_independent_reports_state_differently_is_shown_with_both_sentences():
    texts = [{"article_id": 1, "text": REPORT}, {"article_id": 2, "text": REPORT.replace("74", "91")}]
    told = rows(article(1), article(2, 2), reports=texts)
    [difference] = page(told).conflicts
    assert [(one.value, one.handle) for one in difference.sides] == [("74 people", "a1"), ("91 people", "a2")]
    assert "What independent reports state differently" in files(told)["stories/s7.html"]


def test_between_a_text_and_its_copy_no_conflict_is_reported():
    texts = [{"article_id": 1, "text": REPORT}, {"article_id": 2, "text": REPORT.replace("74", "91")}]
    assert page(rows(article(1), copy(2, 1), reports=texts)).conflicts == ()
