"""Furniture: sentences that speak to the reader of the page, and those that only look like it."""

from __future__ import annotations

import pytest

from desk.cleaning.calls_to_action import without_furniture
from desk.topic.verdict import judge, load

TOPIC = load()


def relevant(title, text):
    return judge(TOPIC, title, text).relevant


@pytest.mark.parametrize(
    "furniture",
    [
        "Get our weekly letter on open-source AI: sign up for the newsletter here.",
        "Subscribe today and let our open source AI newsletter sort the week for you.",
        "Sponsored by Bolt, the open source AI model for passwords.",
        "Join us for our webinar on open-source AI models.",
        "Would your firm like to sponsor our open-source AI summit?",
        "Abonnez-vous à notre newsletter sur l'IA open source.",
        "扫码关注我们的公众号，了解开源大模型。",
    ],
)
def test_page_furniture_about_open_source_brings_nothing(furniture):
    assert not relevant("A grey phone", f"{furniture} The phone comes in grey. It makes calls.")
    assert relevant("A grey phone", furniture.split(" ")[-1] + " It holds an open-source AI model.")


def test_share_buttons_before_a_sentence_leave_the_sentence():
    text = "Share on Facebook Share on X Share on LinkedIn A lab has published an open-source language model."
    assert without_furniture(text).strip() == "A lab has published an open-source language model."


def test_a_sentence_that_only_mentions_a_newsletter_or_a_sponsor_stays():
    text = "The newsletter Tidings grew. A bank will sponsor the race. Users can share the model with friends."
    assert without_furniture(text) == text
