import json
import unicodedata
from datetime import UTC

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.digest.compose import compose
from desk.digest.records import ReadSince
from desk.digest.slack_blocks import MOST_BLOCKS, MOST_CHARACTERS, MOST_TEXT, as_plain, render, size
from tests.slackd.checks import complaints, live, mrkdwn, too_long
from tests.support.digests import NOW, digest, story
from tests.support.hostile_articles import ARTICLE, OUTSIDE


def words(message):
    return json.dumps(message.blocks, ensure_ascii=False)


def test_a_story_is_a_linked_title_a_sentence_and_a_grey_line():
    (message,) = render(
        digest(story(reports=2, outlets=3, copies=(("Mirror", "same text"),), kinds=("exact",), language="fr"))
    )
    _, _, told, grey, _, _ = message.blocks
    title, sentence = told["elements"][0]["elements"]
    assert (title["type"], title["url"], title["text"]) == (
        "link", "https://herald.test/1", "Model number 1 is free to download")  # fmt: skip
    assert sentence["text"] == "\nAnybody may change and sell it, the lab said."
    assert (
        grey["elements"][0]["text"]
        == "Herald · 08:00 · French · 2 independent reports in 3 outlets · 1 syndicated copy · s1"
    )


def test_with_a_site_a_story_links_to_its_own_page():
    (message,) = render(digest(story(page="https://desk.example/stories/s1.html")))
    assert message.blocks[2]["elements"][0]["elements"][-1] == {
        "type": "link", "url": "https://desk.example/stories/s1.html", "text": "Why s1"}  # fmt: skip


def test_the_text_says_the_headline_first_and_then_the_numbered_titles():
    (message,) = render(digest(story(1), story(2, update_of=2, revision="new: Beryl"), outlets=3, articles=9))
    assert message.text.splitlines() == [
        "Open-source AI · Sunday 22 Nov 2026: 2 stories · 1 min to read · 9 articles read at 3 outlets · times in UTC",
        "1. Model number 1 is free to download (Herald)",
        "2. Update: Model number 2 is free to download (Herald)",
        "Outlets: all 3 answered",
    ]


def test_an_update_is_marked_before_its_title():
    (message,) = render(digest(story(update_of=1, revision="new: Beryl")))
    before = message.blocks[2]["elements"][0]["elements"][0]
    assert before["text"] == "Update: "
    assert message.blocks[3]["elements"][0]["text"].startswith("new: Beryl · Herald")


def test_in_brief_the_channel_gets_five_linked_sentences_and_the_rest_stands_in_the_thread():
    told = [story(number, sentence=f"Model {number} came out.", score=number / 10) for number in range(1, 8)]
    first, second = render(digest(*told), in_brief=True)
    links = [block["elements"][0]["elements"][0] for block in first.blocks if block["type"] == "rich_text"]
    assert [(link["url"], link["text"]) for link in links] == [
        (f"https://herald.test/{number}", f"Model {number} came out.") for number in (7, 6, 5, 4, 3)
    ]
    assert "1. Model 7 came out. (Herald)" in first.text
    assert "7 further stories in the thread" in words(first)
    assert "7. Model number 7" in second.text


def test_many_stories_stand_under_headings_and_the_thread_has_none():
    facets = [("release", 5), ("policy", 4), (None, 1)]
    told = [story(n, facet=facet) for n, facet in enumerate(f for f, times in facets for _ in range(times))]
    first, second = render(digest(*told, *(story(n, facet="policy") for n in range(20, 24)), head=10), per_message=10)
    bold = [block["elements"][0]["elements"] for block in first.blocks if block["type"] == "rich_text"]
    assert [one[0]["text"] for one in bold if len(one) == 1] == ["Release", "Policy", "More"]
    assert "Further stories" not in words(second)


def test_nothing_new_is_one_line_and_the_outlets_health():
    (message,) = render(digest(outlets=41, articles=12))
    assert message.text == (
        "Open-source AI · Sunday 22 Nov 2026: nothing new (12 articles read at 41 outlets). Outlets: all 41 answered"
    )
    assert len(message.blocks) == 2


def test_outlet_health_is_always_told_and_the_worst_comes_first():
    ill = ("38 of 41 answered", "Alpha failed", "Beta failed", "Gamma failed", "Delta answered in part")
    (message,) = render(digest(story(), health=ill))
    assert "Outlets: 38 of 41 answered; Alpha failed; Beta failed; Gamma failed and 1 more" in words(message)


def test_the_rest_goes_into_further_parts_in_order_and_numbered_on():
    messages = render(digest(*(story(number) for number in range(1, 41))), per_message=14)
    assert [(message.part, message.parts) for message in messages] == [(1, 3), (2, 3), (3, 3)]
    assert "26 further stories in the thread" in words(messages[0])
    assert "15. Model number 15 " in messages[1].text
    assert "Outlets:" not in messages[1].text


def test_the_same_digest_renders_the_same_and_another_does_not():
    assert render(digest(story()))[0].content_sha256 == render(digest(story()))[0].content_sha256
    assert render(digest(story()))[0].content_sha256 != render(digest(story(2)))[0].content_sha256


def test_text_from_outside_never_stands_where_slack_reads_marks():
    hostile = "<!channel> <@U1> <https://evil.test|click> *b* :smile: &lt;"
    (message,) = render(digest(story(title=hostile, sentence=hostile, outlet=hostile, also_in=(hostile,))))
    assert list(mrkdwn(list(message.blocks))) == []
    assert live(message.text) == []
    assert "&lt;!channel&gt;" in message.text


def test_right_to_left_titles_cannot_reorder_their_line():
    (message,) = render(digest(story(title="نموذج مفتوح", outlet="صحيفة")))
    assert "\u2068نموذج مفتوح\u2069 (\u2068صحيفة\u2069)" in message.text


def test_a_block_turned_plain_keeps_words_and_address():
    (message,) = render(digest(story()))
    blocks = as_plain(message.blocks, 2)
    assert blocks[2]["text"]["text"] == (
        "Model number 1 is free to download (https://herald.test/1)\nAnybody may change and sell it, the lab said."
    )
    assert complaints(blocks) == []


def within_limits(messages):
    return [
        (len(m.blocks) <= MOST_BLOCKS, size(m.blocks) <= MOST_CHARACTERS, len(m.text) <= MOST_TEXT) for m in messages
    ] == [(True, True, True)] * len(messages)


def test_the_longest_stories_are_dealt_out_by_their_size():
    long = [
        story(number, title="模" * 100, url="https://herald.test/" + "a" * 1_900, sentence="w" * 240, outlet="o" * 40,
              also_in=("p" * 40,) * 9, copies=(("q" * 40, "likely rewritten from " + "r" * 40),) * 9)
        for number in range(20)
    ]  # fmt: skip
    messages = render(digest(*long, health=("h" * 400,) * 4), per_message=40)
    assert len(messages) >= 6
    assert within_limits(messages)


def test_the_shortest_stories_are_dealt_out_by_their_blocks():
    messages = render(digest(*(story(number, title="t", url="", sentence="") for number in range(60))), per_message=40)
    assert len(messages) == 4
    assert within_limits(messages)


def test_a_text_that_would_grow_too_long_says_how_many_more():
    grown = [story(number, title="&" * 100, url="", sentence="") for number in range(14)]
    (message,) = render(digest(*grown))
    assert within_limits([message])
    assert message.text.splitlines()[-2] == "… and 7 more"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ARTICLE, max_size=60), st.lists(OUTSIDE, max_size=6), st.integers(1, 40))
def test_whatever_the_outlets_write_slack_takes_it_within_its_limits(articles, health, per_message):
    made = compose(
        articles, day="2026-11-22", topic="t", limit=60, head=per_message, now=NOW, zone=UTC,
        reading=ReadSince(health=tuple(line[:120] for line in health)),
    )  # fmt: skip
    messages = render(made, per_message=per_message, in_brief=per_message % 2 == 0)
    assert sum(len(message.blocks) for message in messages) >= 2 * len(made.stories)
    for message in messages:
        blocks = list(message.blocks)
        assert complaints(blocks) == []
        assert not too_long(blocks)
        assert len(blocks) <= MOST_BLOCKS
        assert size(blocks) <= MOST_CHARACTERS
        assert 0 < len(message.text) <= MOST_TEXT
        assert live(message.text) == []
        assert list(mrkdwn(blocks)) == []
        hidden = {char for char in words(message) + message.text if unicodedata.category(char) in ("Cc", "Cs")} - {"\n"}
        assert not hidden
        assert not set(words(message) + message.text) & set("\u202a\u202b\u202c\u202d\u202e")
