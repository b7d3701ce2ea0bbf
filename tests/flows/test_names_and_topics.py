"""What a crawl keeps of its names and topics."""

from __future__ import annotations

from desk.names import spellings
from desk.topic.verdict import judge
from flows.decide_steps.names_and_topics import topics_of
from flows.settings import Settings


def test_the_dictionaries_of_traditional_characters_are_let_go_for_good(tmp_path) -> None:
    topic, *_ = topics_of(Settings(home=tmp_path))
    judge(topic, "DeepSeek 发布开源模型", "这家公司公开了权重。")
    assert spellings._converters.cache_info().currsize == 0
    assert spellings.traditional("开源") == {"開源"}
