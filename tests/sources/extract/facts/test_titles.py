"""Titles in the shapes that pages give them: parts, headings that are names, broken attributes."""

# ruff: noqa: E501 - titles stand as they come

from __future__ import annotations

from dataclasses import replace

import pytest

from sources.extract.article import extract
from sources.extract.facts.titles import part_of, without_site
from tests.support.pages import document, ld, page

SITE = "<meta property='og:site_name' content='Tide'>"
WINDOW = "<title>{}</title>"
OG = "<meta property='og:title' content='{}'>"


def title(head: str, *h1: str) -> str:
    body = "".join(f"<h1>{heading}</h1>" for heading in h1)
    return extract(page(document(head, h1="").replace("<article>", f"{body}<article>"))).title


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Models of the port › Tide", "Models of the port"),
        ("Models of the port - Tide - News of the coast", "Models of the port"),
        ("Models of the port » Ports | Tide", "Models of the port » Ports"),
        ("港口公布模型-Tide", "港口公布模型"),
        ("港口公布模型：Tide", "港口公布模型"),
        ("Models of high-tide", "Models of high-tide"),
        ("High - Tide - low: models of a port", "High - Tide - low: models of a port"),
    ],
)
def test_the_name_of_the_site_is_cut_off_whatever_parts_it_from_the_title(written: str, meant: str) -> None:
    """With a motto behind it, too; but not out of the middle of a word, nor where next to nothing stands before it."""
    assert without_site(written, ("Tide",)) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Models of the port – who wins? — Ines Holt", "Models of the port – who wins?"),
        ("Blog - Models of the port – who wins?", "Models of the port – who wins?"),
        ("Models of the port – who wins?_Ports_Kueste", "Models of the port – who wins?"),
        ("A very long headline on quite another thing, the day before - Models of the port – who wins?", ""),
    ],
)
def test_the_part_of_a_title_that_is_a_heading_is_the_title(written: str, meant: str) -> None:
    """Whatever dash it is written with; behind a separator, only if it is the longer part."""
    assert part_of(written, ("Models of the port - who wins?",)) == meant


@pytest.mark.parametrize(
    ("window", "meant"),
    [
        ("港口向所有人开放模型_科技频道_潮汐网_tide.example", "港口向所有人开放模型"),
        ("港口向所有人开放模型-股票频道-潮汐网", "港口向所有人开放模型"),
        ("港口向所有人开放模型--潮汐日报", "港口向所有人开放模型"),
        ("港口向所有人开放模型-第二部分", "港口向所有人开放模型-第二部分"),
    ],
)
def test_a_window_in_chinese_names_its_channel_and_site_behind_the_title(window: str, meant: str) -> None:
    assert title(WINDOW.format(window)) == meant


def test_a_heading_that_is_a_link_to_the_home_page_names_the_site() -> None:
    logo = "<a href='/'>The Vellmar Log</a>"
    assert title(WINDOW.format("The Vellmar Log » Models of the port"), logo) == "Models of the port"
    assert title("", logo, "Models of the port") == "Models of the port"
    assert title("", "<a href='/2031/harbour-opens-models'>Models of the port</a>") == "Models of the port"
    assert title("", "Models of the <a href='/'>port</a>") == "Models of the port"


def test_a_site_in_its_first_heading_is_not_taken_for_the_title() -> None:
    assert (
        title(SITE.replace("Tide", "Tide Watch") + WINDOW.format("Tide Watch » The port"), "Tide Watch") == "The port"
    )


def test_a_title_that_breaks_off_at_a_quotation_mark_is_the_heading() -> None:
    broken = '<meta property="og:title" content="Council calls the models "free for all" in Vellmar">'
    assert title(broken, 'Council calls the models "free for all" in Vellmar').endswith("in Vellmar")
    assert title(OG.format("Council calls"), "Council calls the models free</h1><h1>And more") == "Council calls"


def test_the_section_of_the_address_is_no_part_of_the_title() -> None:
    html = document(OG.format("Models of the port | Quays"), h1="")
    at = "https://tide.example/quays/models-of-the-port/"
    own = page(html)
    moved = type(own)(at, at, own.status, own.content_type, own.body, own.fetched_at)
    assert extract(moved).title == "Models of the port"
    assert extract(own).title == "Models of the port | Quays"


def test_a_headline_that_is_the_window_gives_way_to_the_title_it_begins_with() -> None:
    dressed = "Models of the port (picture: Vellmar) ：Kueste"
    head = ld(headline=dressed) + WINDOW.format(dressed)
    assert title(head + OG.format("Models of the port（picture: Vellmar）")) == "Models of the port（picture: Vellmar）"
    assert title(head + OG.format("Another title of the same")) == dressed
    headline = "Models of the port – and what they are for"
    assert title(ld(headline=headline) + WINDOW.format("Port") + OG.format("Models of the port")) == headline


def test_a_headline_that_is_only_marked_as_one_is_found() -> None:
    assert title("<title>tide.example</title>", "") == ""
    marked = document("<title>tide.example</title>", h1="").replace(
        "<article>", "<article><div itemprop='headline'>Models of the port</div>"
    )
    assert extract(page(marked)).title == "Models of the port"


WORDS = "/2031/ida-moen-sails-a-small-boat-round-vellmar"


@pytest.mark.parametrize(
    ("window", "heading", "path", "meant"),
    [
        ("Ida Moen sails a small boat round Vellmar", "“It was magic”", WORDS, "Ida Moen sails a small boat round Vellmar"),
        ("Ida Moen sails a small boat round Vellmar", "Ida Moen on her boat round Vellmar", WORDS, "Ida Moen on her boat round Vellmar"),
        ("Ida Moen sails a small boat round Vellmar", "“It was magic”", "/2031/4711", "“It was magic”"),
        ("Ida Moen sails", "“It was magic”", WORDS, "“It was magic”"),
        ("Ида Моен плывёт вокруг Велмара", "«Это чудо»", "/2031/ida-moen-plyvet-vokrug-velmara", "Ида Моен плывёт вокруг Велмара"),
    ],
)  # fmt: skip
def test_shared_title_window_and_address_outvote_a_heading_that_shares_no_word_with_it(
    window: str, heading: str, path: str, meant: str
) -> None:
    head = WINDOW.format(f"{window} - Tide") + OG.format(window) + SITE + ld(headline=heading)
    body = document(head, h1="").replace("<article>", f"<h1>{heading}</h1><article>")
    assert extract(replace(page(body), final_url=f"https://tide.example{path}")).title == meant


def test_a_window_of_heading_and_shared_title_says_that_the_heading_is_the_blog() -> None:
    head = WINDOW.format("Notes from the quay: A slow boat") + OG.format("A slow boat")
    assert title(head, "Notes from the quay") == "A slow boat"
    assert title(
        WINDOW.format("A slow boat: why it sails") + OG.format("A slow boat: why it sails"), "A slow boat"
    ) == ("A slow boat")


def test_the_site_before_a_colon_and_its_domain_behind_a_bar_are_no_title() -> None:
    named = WINDOW.format("Tide Blog: Boats that steer") + OG.format("Tide Blog: Boats that steer")
    assert title(SITE + named, "Boats that steer", "What they see", "How they steer") == "Boats that steer"
    promotion = document(WINDOW.format("Boats that steer | Tide.example"), h1="")
    there = "https://offers.tide.example/boats"
    assert extract(replace(page(promotion), url=there, final_url=there)).title == "Boats that steer"
