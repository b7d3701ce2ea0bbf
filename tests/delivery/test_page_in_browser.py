"""The digest's page in a real browser: narrow and wide, light and dark, read by people and by axe-core.

axe-core is taken from the package `axe-core-python`, from node_modules, or from where AXE_CORE says; without it, its
test is skipped.
"""

import html as escaping
import json

import pytest
from lxml import html as parser

from delivery.formats import html
from tests.support.browser import CHROMIUM, in_browser
from tests.support.browsing import SERIOUS, axe_core
from tests.support.digests import digest, story
from tests.support.sample_digest import sample

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="needs chromium")]
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
AXE = """axe.run(document, {resultTypes: ['violations']}).then(found => done({axe: found.violations.map(
    one => ({id: one.id, impact: one.impact, where: one.nodes.map(node => node.html.slice(0, 120))}))}))"""
WIDTH = """done({wide: document.documentElement.scrollWidth, window: innerWidth,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    paper: getComputedStyle(document.body).backgroundColor})"""


def everything():
    """A digest with all there is: groups, an update, a correction, right to left, Chinese, one endless word."""
    copied = {"copies": (("Mirror", "same text"),), "kinds": ("exact",), "also_in": ("Gazette",)}
    told = [
        story(1, title="نموذج مفتوح للجميع", sentence="نشر المختبر أوزان النموذج.", language="ar", outlet="الصحيفة"),
        story(2, title="实验室公布了模型权重", language="zh", update_of=2, revision="new: 蛋白石"),
        story(3, title="Donaudampfschifffahrtsgesellschaft" * 5, language="de", corrected="It was the other one."),
        story(4, url="", outlets=3, reports=2, **copied),
        *(story(n, facet="policy", page=f"https://desk.example/stories/s{n}.html") for n in range(5, 11)),
    ]
    return digest(*told, head=9, health=("3 of 4 answered", "Alpha failed"), outlets=4, articles=90, left=3)


def asked_of_page(tmp_path, page, width, script, *, dark=False, library=""):
    """What a script says of the page in a frame of this width. (The page itself lets no script run.)"""
    bare = page.replace(POLICY, "")
    assert bare != page
    done = "const done = said => { parent.document.body.dataset.said = JSON.stringify(said) };"
    inside = bare.replace("</body>", f"<script>{library}</script><script>{done}{script}</script></body>")
    style = f"border:0;width:{width}px;height:6000px"
    frame = f'<iframe title="page" style="{style}" srcdoc="{escaping.escape(inside)}"></iframe>'
    file = tmp_path / "frame.html"
    file.write_text(f"<!doctype html><html lang=en><title>x</title><body style=margin:0>{frame}</body></html>", "utf-8")
    dom = in_browser(tmp_path, "--virtual-time-budget=15000", "--dump-dom", file.as_uri(), size="1200,1000", dark=dark)
    return json.loads(parser.fromstring(dom).xpath("//body/@data-said")[0])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1000])
@pytest.mark.parametrize("told", [sample, everything], ids=["newsroom", "everything"])
def test_nothing_flows_over_at_any_width_in_any_light(tmp_path, told, width, dark):
    said = asked_of_page(tmp_path, html(told()), width, WIDTH, dark=dark)
    assert (said["window"], said["dark"]) == (width, dark)
    assert said["wide"] <= width
    assert said["paper"] == ("rgb(22, 25, 28)" if dark else "rgb(253, 253, 251)")


@pytest.mark.skipif(not axe_core(), reason="needs axe-core")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1000])
@pytest.mark.parametrize("in_brief", [False, True], ids=["full", "brief"])
def test_axe_core_has_nothing_serious_to_say(tmp_path, width, dark, in_brief):
    page = html(everything(), in_brief=in_brief)
    said = asked_of_page(tmp_path, page, width, AXE, dark=dark, library=axe_core().read_text("utf-8"))
    assert [one for one in said["axe"] if one["impact"] in SERIOUS] == []


@pytest.mark.skipif(not axe_core(), reason="needs axe-core")
def test_axe_core_would_say_so_if_there_were(tmp_path):
    page = html(everything()).replace("--grey: #5d6670", "--grey: #d8dadc")
    said = asked_of_page(tmp_path, page, 1000, AXE, library=axe_core().read_text("utf-8"))
    assert "color-contrast" in [one["id"] for one in said["axe"] if one["impact"] in SERIOUS]


def test_the_browser_runs_no_script_of_a_page_as_it_is(tmp_path):
    page = html(digest(story(title="<script>document.title = 'live'</script>")))
    file = tmp_path / "digest.html"
    file.write_text(page.replace("</body>", "<script>document.title = 'live'</script></body>"), "utf-8")
    assert "<title>live" not in in_browser(tmp_path, "--dump-dom", file.as_uri())
