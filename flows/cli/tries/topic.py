"""`copydesk try topic`: does an article belong to open-source AI, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desk.topic.verdict import judge as judge_topic
from flows.decide_steps.names_and_topics import topics


def judge(asked: dict[str, Any]) -> dict[str, Any]:
    """{"title", "text", "language"?} to {"relevant", "score", "why", "facet"}."""
    title, text = asked.get("title") or "", asked.get("text") or ""
    verdict = judge_topic(topics()[0], str(title), str(text), asked.get("language"))
    return {"relevant": verdict.relevant, "score": verdict.score, "why": list(verdict.why), "facet": verdict.facet}


def show(targets: list[str]) -> None:
    """The verdict on each file, for people."""
    from flows.cli.tries.names import article

    for target in targets:
        title, text = article(target)
        for topic in topics():
            verdict = judge_topic(topic, title, text)
            answer = "relevant" if verdict.relevant else "not relevant"
            print(f"{Path(target).name}: {answer} to {verdict.topic}, score {verdict.score:.2f}")
            if verdict.facet:
                print(f"  facet: {verdict.facet}")
            for why in verdict.why:
                print(f"  {why}")
