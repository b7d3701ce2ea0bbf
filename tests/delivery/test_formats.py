import io
import json
import re
from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as parser
from rich.console import Console

from delivery.formats import as_json, html, markdown
from delivery.terminal import terminal
from desk.digest.compose import compose
from desk.digest.slack_blocks import render as as_messages
from tests.slackd.page import draw
from tests.slackd.workspace import NEWS, Posted, Workspace
from tests.support.browser import CHROMIUM, in_browser
from tests.support.digests import NOW, digest, story
from tests.support.hostile_articles import ARTICLE

HOSTILE = "<script>alert(1)</script> [a](javascript:b) `c` *d* <!channel> [bold]e[/bold] & | # f"


def shown(told, width=80, **more):
    out = io.StringIO()
    terminal(told, Console(file=out, width=width, highlight=False, **more))
    return out.getvalue()


def test_markdown_links_the_title_and_escapes_what_means_something():
    text = markdown(digest(story(title=HOSTILE)))
    assert "](<https://herald.test/1>)" in text
    assert "&lt;script&gt;" in text
    assert r"\[a\](javascript:b)" in text
    assert not re.search(r"(?<!\\)[`]", text)


def test_the_page_has_no_script_and_every_title_its_language():
    page = html(digest(story(title=HOSTILE), story(2, language="ar", title="نموذج")))
    tree = parser.fromstring(page)
    assert tree.xpath("//script") == []
    assert [title.get("lang") for title in tree.xpath("//h2")] == ["en", "ar"]
    assert tree.xpath("//h2/@dir") == ["auto", "auto"]
    assert tree.xpath("//h2")[0].text_content().strip() == HOSTILE
    assert not re.search(r"""(?:src|href)=["'](?!https://herald)""", page)
    assert "prefers-color-scheme: dark" in page


def test_a_day_without_news_is_one_line_everywhere():
    told = digest(outlets=3)
    for text in (markdown(told).replace("\\", ""), parser.fromstring(html(told)).text_content(), shown(told)):
        assert "Open-source AI · Sunday 22 Nov 2026: nothing new" in text
        assert "Outlets: all 3 answered" in text


def test_the_terminal_never_reads_outside_text_as_markup():
    text = shown(digest(story(title=HOSTILE, sentence=HOSTILE)), width=200)
    assert text.count(HOSTILE) == 2


def test_the_terminal_keeps_to_its_width_and_needs_no_colour():
    text = shown(digest(story(title="word " * 40, sentence="模" * 90, url="https://herald.test/" + "a" * 90)), width=60)
    lines = [line for line in text.splitlines() if "herald.test" not in line and "aaa" not in line]
    assert max(len(line) for line in lines) <= 60
    assert "\x1b" not in text


def test_no_color_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[3\d", shown(digest(story()), force_terminal=True))


def test_json_holds_every_field_of_every_story():
    told = json.loads(as_json(digest(story(copies=(("Mirror", "same text"),)))))
    assert told["stories"][0]["copies"] == [["Mirror", "same text"]]
    assert told["stories"][0]["published"] == "2026-11-22T08:00:00+00:00"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ARTICLE)
def test_whatever_the_outlets_write_it_can_be_shown(article):
    told = compose([article], day="2026-11-22", topic="t", limit=60, now=NOW, zone=UTC)
    tree = parser.fromstring(html(told))
    assert len(tree.xpath("//li")) == len(told.stories)
    assert tree.xpath("//script|//img|//iframe|//form") == []
    markdown(told).encode()
    shown(told).encode()
    json.loads(as_json(told))


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
def test_a_browser_draws_the_page_and_the_channel(tmp_path):
    workspace = Workspace()
    for message in as_messages(digest(story(title=HOSTILE), story(2, title="开放模型", language="zh"))):
        workspace.add(Posted(NEWS, workspace.new_ts(1_795_334_400), message.text, list(message.blocks), "B0DESK"))
    (tmp_path / "digest.html").write_text(html(digest(story(title=HOSTILE))), "utf-8")
    (tmp_path / "channel.html").write_text(draw(workspace, NEWS), "utf-8")
    for name in ("digest", "channel"):
        dom = in_browser(tmp_path, "--dump-dom", (tmp_path / f"{name}.html").as_uri())
        assert "alert(1)" in parser.fromstring(dom).text_content()
        assert parser.fromstring(dom).xpath("//script") == []
        in_browser(tmp_path, f"--screenshot={tmp_path / name}.png", (tmp_path / f"{name}.html").as_uri())
        assert (tmp_path / f"{name}.png").stat().st_size > 5_000


@pytest.mark.parametrize("start", ["- ", "# ", "1. ", "2) ", "= ", "+ "])
def test_a_sentence_does_not_become_a_list_or_a_heading(start):
    line = next(
        line for line in markdown(digest(story(sentence=start + "x"))).splitlines() if line.strip().endswith("x")
    )
    assert not line.strip().startswith(start)
    assert line.strip().replace("\\", "") == start + "x"
