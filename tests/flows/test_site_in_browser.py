"""The demo's pages in a real browser: read, searched, by keyboard, in the dark, on a phone; axe-core looks on."""

import re
from pathlib import Path

import pytest

from flows.jobs.site.dossier import write_dossier
from flows.jobs.site.serve import serving
from tests.support.browser import CHROMIUM
from tests.support.browsing import axe_core, browser, window
from tests.support.paths import ROOT

pytest.importorskip("playwright")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="needs chromium")]
SIX = {"exact", "near", "excerpt", "spun", "translation", "rewrite"}
ROOMS = ("index", "digests/index", "stories/index", "outlets/index", "names/index", "openness/index", "search")


@pytest.fixture(scope="module")
def site(played):
    return played[0] / "site"


@pytest.fixture(scope="module")
def chromium():
    with browser() as running:
        yield running


@pytest.fixture
def shown(chromium):
    with window(chromium) as found:
        yield found
    assert found.complaints == [], "nothing stands in the console"


def named(site, ending):
    """The handle of the article whose address ends so."""
    from warehouse.reading_sql import ask

    [(handle,)] = ask(site.parent, f"select handle from articles where url like '%/{ending}.html'").rows
    return handle


def story_of(site, ending):
    from warehouse.reading_sql import ask

    sql = f"select story_handle from story_articles where url like '%/{ending}.html'"
    return ask(site.parent, sql).rows[0][0]


def test_the_demo_ends_with_the_path_of_the_pages(played):
    last = played[1].strip().splitlines()[-1].strip()
    assert Path(last) == played[0] / "site" / "index.html"
    assert Path(last).is_file()


def test_the_spun_copy_s_page_shows_the_exchanged_words_marked(site, shown):
    page = shown.open(site / "copies" / f"{named(site, 'spin-heron2')}.html")
    swapped = page.locator(".matches mark.swap").all_inner_texts()
    assert "mannequin" in swapped
    assert len(swapped) > 20
    assert (
        page.locator("mark.swap").first.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 217, 207)"
    )


def test_the_translation_s_page_shows_its_sentence_pairs(site, shown):
    page = shown.open(site / "copies" / f"{named(site, 'carnet-heron2')}.html")
    pairs = page.locator(".matches .pair")
    assert pairs.count() >= 8
    french, english = pairs.first.locator("blockquote").all()
    assert (french.get_attribute("lang"), english.get_attribute("lang")) == ("fr", "en")
    assert page.locator(".heads span").all_inner_texts() == [
        "The copy: Carnet numérique",
        "The original: The Model Wire",
    ]


def test_the_seed_s_copy_shows_its_place_in_the_seed(site, shown):
    page = shown.open(site / "copies" / f"{named(site, 'harbour-essay-seed')}.html")
    assert page.locator(".place svg rect.here").count() == 1


def test_the_lineage_trees_have_the_six_kinds_with_the_right_parents(site, shown):
    drawn = {}
    for ending in ("wire-heron2", "post-eu"):
        page = shown.open(site / "stories" / f"{story_of(site, ending)}.html")
        for node in page.locator("svg.tree g").all():
            drawn[node.get_attribute("data-node")] = (
                node.get_attribute("data-kind"),
                node.get_attribute("data-parent"),
            )
    assert {kind for kind, _ in drawn.values()} - {"root"} == SIX
    wire, harbour, post = (named(site, ending) for ending in ("wire-heron2", "harbour-heron2", "post-eu"))
    parents = {"reprint-heron2": wire, "harbour-heron2": wire, "brief-heron2": wire, "spin-heron2": harbour,
               "carnet-heron2": wire, "briefbot-eu": post}  # fmt: skip
    assert {ending: drawn[named(site, ending)][1] for ending in parents} == parents


def test_every_page_is_open_without_a_complaint_and_asks_nobody_else(site, shown):
    for path in sorted(site.rglob("*.html")):
        shown.open(path)
    assert len(shown.asked) > 100
    assert {url for url in shown.asked if not url.startswith(site.as_uri())} == set()


def test_served_it_asks_only_where_it_comes_from(site, chromium):
    import threading

    with serving(site, 0) as server, window(chromium) as shown:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}/"
        shown.page.goto(at)
        shown.page.click(".digest a[href^='stories/']")
        shown.page.click("nav [data-key='/']")
        shown.page.fill("#words", "heron")
        shown.page.wait_for_selector("#found li")
        server.shutdown()
    assert shown.complaints == []
    assert {url for url in shown.asked if not url.startswith(at)} == set()


def test_from_the_digest_to_the_evidence_and_back(site, shown):
    page = shown.open(site / "index.html")
    page.click(".digest a[href^='stories/']")
    assert page.locator("h1").inner_text() == "Fjordlight opens the weights of Heron-2 and lets anyone build on them"
    page.click("tbody a[href^='../copies/']")
    assert "/copies/a" in page.url
    page.click("header a[href^='../stories/']")
    assert re.search(r"/stories/s\d+\.html$", page.url)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("heron", "Heron-2"),
        ("FJÓRDLIGHT gazette", "Norway's Fjordlight"),
        ("青岛", "青岛"),
        ("mòdèl wire", "The Model Wire"),
    ],
)
def test_the_search_finds_headlines_outlets_and_names_from_a_file(site, shown, words, found):
    page = shown.open(site / "search.html")
    page.fill("#words", words)
    page.wait_for_selector("#told:not(:empty)")
    assert found in page.locator("main").inner_text()


def test_the_search_says_when_it_finds_nothing_and_can_be_linked(site, shown):
    page = shown.open(site / "search.html", "#tidepool")
    page.wait_for_selector("#found li")
    assert "Tidepool" in page.locator("#found").inner_text()
    page.fill("#words", "nothinglikethis")
    page.locator("#told", has_text="0 stories").wait_for()
    assert page.locator("#found li").count() == 0


def test_everything_is_reached_by_keyboard(site, shown):
    page = shown.open(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("?")
    assert "next, previous" in page.locator(".keys").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".keys").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement === document.querySelector('.digest .title > a')")
    page.keyboard.press("o")
    page.wait_for_url("**/outlets/index.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.keyboard.type("s")
    assert page.input_value("#words") == "s", "in a field a key is a letter"


def test_dark_is_as_the_system_has_it_or_as_it_was_chosen(site, chromium):
    paper = "getComputedStyle(document.body).backgroundColor"
    with window(chromium, dark=True) as shown:
        page = shown.open(site / "index.html")
        assert page.evaluate(paper) == "rgb(22, 25, 28)"
        page.keyboard.press("d")
        assert page.evaluate(paper) == "rgb(253, 253, 251)"
        page = shown.open(site / "stories" / "index.html")
        assert page.evaluate(paper) == "rgb(253, 253, 251)", "the choice is kept"
    with window(chromium) as shown:
        page = shown.open(site / "index.html")
        page.click("nav button.light")
        assert page.evaluate(paper) == "rgb(22, 25, 28)"
        assert page.locator("nav button.light").inner_text() == "Light"


def test_without_scripts_every_page_reads_the_same(site, chromium):
    with window(chromium, java_script_enabled=False) as shown:
        page = shown.open(site / "index.html")
        assert page.locator(".digest article").count() >= 9
        assert page.locator("nav button.light").is_hidden()


def pages_to_look_at(site):
    some = [f"{room}.html" for room in ROOMS]
    some += [f"stories/{story_of(site, 'wire-heron2')}.html", "names/heron.html", "openness/heron-2.html"]
    some += [
        "outlets/modelwire.html",
        "outlets/deadfeed.html" if (site / "outlets/deadfeed.html").is_file() else some[0],
    ]
    return some + [f"copies/{named(site, end)}.html" for end in ("spin-heron2", "carnet-heron2", "harbour-essay-seed")]


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_flows_over_at_any_width(site, chromium, width):
    with window(chromium, width) as shown:
        for path in pages_to_look_at(site):
            page = shown.open(site / path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.skipif(not axe_core(), reason="needs axe-core")
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (400, True)])
def test_axe_core_has_nothing_serious_to_say(site, chromium, width, dark):
    with window(chromium, width, dark=dark) as shown:
        found = {}
        for path in pages_to_look_at(site):
            shown.open(site / path)
            found |= {path: said} if (said := shown.serious()) else {}
    assert found == {}


@pytest.mark.skipif(not axe_core(), reason="needs axe-core")
def test_axe_core_would_say_so_if_there_were(site, chromium):
    with window(chromium) as shown:
        page = shown.open(site / "index.html")
        page.evaluate("document.querySelectorAll('.grey').forEach(one => one.style.setProperty('color', '#ddd'))")
        assert "color-contrast" in [one["id"] for one in shown.serious()]


def test_on_paper_it_is_black_on_white_without_navigation(site, shown):
    page = shown.open(site / "stories" / f"{story_of(site, 'wire-heron2')}.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav").is_hidden()


def test_a_story_paints_within_half_a_second_from_the_disk(site, chromium):
    with window(chromium) as shown:
        shown.open(site / "index.html")
        page = shown.open(site / "stories" / f"{story_of(site, 'wire-heron2')}.html")
        page.screenshot()  # by then it has painted
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < 500


def test_hostile_titles_and_bodies_stay_text_and_break_no_policy(tmp_path, shown):
    from flows.jobs.site.build import build_site
    from tests.support.crawling import settings
    from tests.support.hostile_desk import hostile_desk

    hostile_desk(tmp_path)
    build_site(settings(tmp_path, None, site_full_texts=True))
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        page = shown.open(path)
        assert "live" not in page.title().split()
        assert page.locator("img, iframe, main script, main style").count() == 0, path
        assert page.locator("a[href^='javascript'], [onmouseover], [onerror]").count() == 0, path
    page = shown.open(tmp_path / "site" / "search.html", "#script")
    page.wait_for_selector("#told:not(:empty)")
    assert "<script>document.title" in page.locator("main").inner_text()


def test_what_the_demo_s_broken_into_outlet_wrote_is_text_on_every_page(site, shown):
    said = 'talking to <script>document.title="live"</script>strangers'
    page = shown.open(site / "stories" / f"{story_of(site, 'gazette-kestrel')}.html")
    assert said in page.locator("h1").inner_text()
    assert "live" not in page.title().split()
    for path in sorted(site.rglob("*.html")):
        page = shown.open(path)
        assert not page.title().startswith("live"), path
        assert page.locator("img, iframe, base, main script, main style").count() == 0, path
        assert page.locator("a[href^='javascript'], [onmouseover], [onerror], [onclick]").count() == 0, path
    page = shown.open(site / "search.html", "#strangers")
    page.wait_for_selector("#found li")
    assert said in page.locator("#found").inner_text()


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_in_the_digest_as_html_and_markdown_it_is_text_too(site, shown, tmp_path, form):
    import os
    import subprocess
    import sys

    words = [sys.executable, "-m", "flows.cli", "digest", "--preview", form]
    env = os.environ | {"COPYDESK_HOME": str(site.parent)}
    told = subprocess.run(words, env=env, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    if form == "markdown":
        said = next(line for line in told.splitlines() if "Utrecht" in line and "strangers" in line)
        assert "<script" not in said
        assert "\u202e" not in told
        return
    (tmp_path / "digest.html").write_text(told, "utf-8")
    page = shown.open(tmp_path / "digest.html")
    assert 'talking to <script>document.title="live"</script>strangers' in page.locator("body").inner_text()
    assert page.title() != "live"
    assert page.locator("img, [onmouseover], a[href^='javascript']").count() == 0


def test_the_dossier_of_the_demo_s_own_text_is_one_file_to_print(site, shown, tmp_path):
    from tests.support.crawling import settings

    _, page_file = write_dossier(settings(site.parent, None), "mine", "", tmp_path / "dossier.html")
    page = shown.open(page_file)
    assert page.locator("h3").count() == 3
    assert page.locator("blockquote").count() >= 4
    assert page.evaluate("getComputedStyle(document.querySelector('.pair')).display") == "grid", "its style holds"
    assert {url for url in shown.asked if "dossier" not in url} == set()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    if axe_core():
        page.emulate_media(media="screen")
        assert shown.serious() == []
