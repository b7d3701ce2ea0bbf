"""Outlets, names, openness, search: what the lists say and how they stay small."""

import json
from datetime import UTC, date, timedelta

from pages.lists import archive, names, openness, outlets, search
from pages.lists.bars import DAYS, bars, spark
from pages.shell import file_name
from tests.support.storypages import NOON


def outlet(name, **facts):
    given = {
        "outlet_id": name, "name": name.title(), "language": "en", "health": "ok", "reason": "", "last_article": NOON,
        "articles": 20, "relevant": 10, "own": 8, "copies": 2, "taken": 3, "races": 4, "firsts": 1, "median_hours": 2.0,
    }  # fmt: skip
    return given | facts


def test_originality_is_the_share_of_its_own_and_speed_that_of_firsts():
    [line] = outlets.outlet_lines([outlet("herald")], [], UTC)
    assert (line.originality, line.speed) == (0.8, 0.25)
    [line] = outlets.outlet_lines([outlet("silent", relevant=0, own=0, races=0, firsts=0)], [], UTC)
    assert (line.originality, line.speed) == (None, None)


def test_the_sparkline_has_a_point_a_day_and_a_mark_a_failure():
    drawn = spark({0: (4, False), 3: (2, True), DAYS - 1: (1, False)})
    points = [tuple(map(float, point.split(","))) for point in drawn.points.split()]
    assert len(points) == DAYS
    assert points[-1] == (120, 2)
    assert points[0][1] < points[1][1]
    assert len(drawn.bad) == 1
    assert drawn.told == "7 articles in 30 days, at most 4 a day; 1 day failed"


def test_the_matrix_has_those_who_copy_most_and_counts_the_others():
    rows = [{"outlet_id": f"c{n}", "original_id": "o", "times": 100 - n, "median_hours": 1.0} for n in range(40)]
    told = outlets.matrix(rows)
    assert told.copiers[0] == "c0"
    assert len(told.copiers) == outlets.IN_THE_MATRIX
    assert told.numbers["c0", "o"] == 100
    assert told.left_out == sum(100 - n for n in range(outlets.IN_THE_MATRIX, 40))


def test_many_outlets_stand_on_several_small_pages():
    lines = outlets.outlet_lines([outlet(f"outlet{n}") for n in range(450)], [], UTC)
    copying = [
        {"outlet_id": f"outlet{n}", "original_id": f"outlet{n + 1}", "times": 1, "median_hours": None}
        for n in range(99)
    ]
    made = outlets.outlet_list(lines, copying)
    assert {"outlets/index.html", "outlets/index~2.html", "outlets/index~3.html", "outlets/index.json"} == set(made)
    assert max(len(text) for path, text in made.items() if path.endswith("html")) < 300_000


def told(name, articles, lately, first):
    facts = {"label": name.title(), "kind": "model", "articles": articles, "lately": lately}
    return facts | {"name_id": name, "first": first, "last": date(2026, 3, 30), "state": "1"}


def test_coverage_is_by_day_and_language_and_by_week_over_a_long_time():
    first = date(2026, 3, 2)
    drawn = bars([(first, "en", 3), (first, "fr", 1), (first + timedelta(days=2), "en", 2)])
    assert not drawn.weekly
    assert drawn.top == 4
    assert [(name, number) for name, _, number in drawn.legend] == [("English", 5), ("French", 1)]
    assert len(drawn.bars) == 3
    long = bars([(first + timedelta(days=n), "en", 1) for n in range(800)])
    assert long.weekly
    assert len(long.bars) <= 52
    assert bars([]) is None


def test_names_are_ordered_by_the_last_month_and_new_ones_are_told():
    today = date(2026, 3, 30)
    rows = [told("old", 52, 2, today - timedelta(days=90)), told("new", 5, 5, today - timedelta(days=3))]
    lines = names.name_lines(rows)
    assert [(line.id, line.lately, line.articles) for line in lines] == [("new", 5, 5), ("old", 2, 52)]
    page = names.names_list(lines)["names/index.html"]
    assert page.index("New this week") < page.index(">New<") < page.index(">Old<")
    assert page.count(">Old<") == 1


def test_a_name_s_page_links_its_stories_and_its_openness():
    [line] = names.name_lines([told("heron", 1, 1, date(2026, 3, 2))])
    story = archive.Line("s7", "A headline", "en", "1 independent report in 1 outlet", NOON)
    made = names.name_page(line, [{"day": date(2026, 3, 2), "language": "en", "articles": 1}], [story], "heron.html")
    assert 'href="../stories/s7.html"' in made["names/heron.html"]
    assert 'href="../openness/heron.html"' in made["names/heron.html"]
    assert json.loads(made["names/heron.json"])["stories"] == ["s7"]
    assert '<link href="../stories/s7.html"/>' in made["names/heron.xml"]


def test_a_feed_is_xml_whatever_an_outlet_writes():
    from xml.etree import ElementTree

    from delivery.atom import Entry
    from pages.feed import feed

    title = "</title><script>a\x00b\x1b \ufffe & \ud800"
    told = ElementTree.fromstring(feed("outlet/a b", title, [Entry("x", title, '"><x', NOON)] * 60))
    atom = "{http://www.w3.org/2005/Atom}"
    assert len(told.findall(f"{atom}entry")) == 50
    assert told.findtext(f"{atom}entry/{atom}title").startswith("</title><script>a b")
    assert told.findtext(f"{atom}updated") == NOON.strftime("%Y-%m-%dT%H:%M:%SZ")


def statement(**facts):
    given = {
        "model": "Heron", "model_id": "heron", "licence": "MIT", "opened": ["weights"], "claim": "stated",
        "said_by": None, "sentence": "Heron is out under MIT.", "article_id": 1, "outlet_id": "a", "outlet": "A",
        "language": "en", "time": NOON, "story_id": 7, "in_a_copy": False, "mark": 1,
    }  # fmt: skip
    return given | facts


def test_a_model_tells_its_licences_and_where_it_is_contested():
    rows = [statement(), statement(article_id=2, in_a_copy=True), statement(licence=None, claim="contested", outlet="B",
            outlet_id="b", sentence="That is not open.", article_id=3)]  # fmt: skip
    [line] = openness.model_lines(rows)
    assert (line.licences, line.contested, line.outlets) == (("MIT",), ("B",), 2)
    told = [(one.sentence, one.repeated) for one in openness.said(line.rows, UTC)]
    assert told == [("Heron is out under MIT.", 1), ("That is not open.", 0)]
    assert [one.model for one in openness.model_lines([statement(), statement(model="HERON")])] == ["Heron"]
    assert "That is not open." in openness.model_page(line, UTC)["openness/heron.html"]
    [long] = openness.model_lines([statement(sentence="word " * 90)])
    assert all(text.count("word") < 60 for text in openness.model_page(long, UTC).values()), "cut to what may be shown"
    assert "Heron" in openness.openness_list([line])["openness/index.html"]


def test_the_search_s_files_are_scripts_in_which_no_tag_begins():
    row = {"title": "</script><b>", "outlet": "A", "time": NOON, "story_id": 7, "kind": ""}
    [(path, text)] = search.span_file(3, [row, row], UTC).items()
    assert path == "search/3.js"
    assert "<" not in text
    told = json.loads(text.removeprefix('copydesk.take("span",').removesuffix(");\n"))
    assert told == [["A"], [["</script><b>", 0, "2026-03-02", 7, ""]] * 2]
    [(_, text)] = search.heads_file([3], {"A": "a.html"}, {"Heron": "heron.html"}, {}).items()
    assert '"outlets/a.html","outlet"' in text


def test_a_name_makes_a_file_s_name_wherever_it_comes_from():
    assert file_name("Heron-2") == "heron-2"
    assert file_name("../小舵 x") == "~2e~2e~2f~5c0f~8235~20x"
    assert file_name("index") == "index~"
    assert len(file_name("舵" * 90)) < 130


def test_a_day_of_many_stories_stands_on_several_pages():
    lines = [archive.Line(f"s{n}", "A headline of some length " * 4, "en", "x", NOON) for n in range(450)]
    made = archive.day_pages("2026-03-02", lines)
    assert set(made) == {"days/2026-03-02.html", "days/2026-03-02-2.html", "days/2026-03-02-3.html"}
    assert 'href="2026-03-02-2.html" rel="next"' in made["days/2026-03-02.html"]
    assert max(map(len, made.values())) < 300_000


def test_a_digest_s_page_does_not_tell_to_whom_it_was_sent():
    row = {"digest_id": "board/2026-03-02", "target": "mail:chair@desk.example", "day": "2026-03-02", "made_at": NOON}
    pages = archive.digest_pages([row, row | {"target": "slack:C1"}])
    assert sorted(pages.values()) == ["digests/2026-03-02-board-2.html", "digests/2026-03-02-board.html"]
    assert "chair" not in archive.digests_list([row], pages)["digests/index.html"]
