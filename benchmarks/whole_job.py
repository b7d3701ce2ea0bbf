"""One crawl of benchmarks/whole.py by one build, a process of its own: python benchmarks/whole_job.py TREE

TREE is the checkout whose code runs; the settings come as COPYDESK_ variables. The last line printed is JSON: totals of
the run, processor seconds by stage (of the threads that ran it, without what stands under another stage), of this
process and of its workers, verdicts by kind, bytes of the warehouse. Stages that a build does not have are left out.
"""

from __future__ import annotations

import asyncio
import functools
import importlib
import json
import resource
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

STAGES = (  # stage, module, function as the module that calls it names it
    ("draft: topic, names, shingles", "flows.decide_steps.newsdesk", "Newsdesk.drafts"),
    ("encoder", "desk.text.encoder", "BundledEncoder.encode"),
    ("verdicts and candidates", "flows.decide_steps.decide", "compare"),
    ("groups and trees", "flows.decide_steps.decide", "update_groups"),
    ("stories", "flows.decide_steps.decide", "tell_stories"),
    ("stories settled", "warehouse.story_redecisions", "settle_stories"),
    ("warehouse: articles", "flows.crawl_steps.store", "add_articles"),
    ("warehouse: same pages", "flows.crawl_steps.store", "sift"),
    ("warehouse: visits", "flows.crawl_steps.visit_records", "store_visit"),
    ("warehouse: visits", "flows.crawl_steps.visit_records", "store_visits"),
    ("warehouse: opening", "warehouse.db", "Warehouse._connect"),
    ("reading copy", "warehouse.reading_copy", "publish_from"),
)
spent: Counter[str] = Counter()
_under = threading.local()


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    start = time.process_time()
    settings = importlib.import_module("flows.settings").load()
    pipeline = importlib.import_module("flows.crawl_steps.pipeline")
    for stage, module, name in STAGES:
        watch(stage, module, name)
    report = asyncio.run(pipeline.crawl(settings))
    own, workers = time.process_time() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {
        "totals": report.totals(),
        "stages": {stage: round(seconds, 3) for stage, seconds in spent.most_common()},
        "own": round(own, 2),
        "workers": round(workers.ru_utime + workers.ru_stime, 2),
        "kinds": _kinds(settings.home),
        "bytes": sum(path.stat().st_size for path in Path(settings.home).glob("copydesk*.duckdb*")),
    }
    print(json.dumps(told))


def watch(stage: str, module_name: str, name: str) -> None:
    """Count a function's processor time for its stage, that of stages it calls left out."""
    try:
        holder: Any = importlib.import_module(module_name)
        *classes, function = name.split(".")
        for each in classes:
            holder = getattr(holder, each)
        whole = getattr(holder, function)
    except (ImportError, AttributeError):
        return

    @functools.wraps(whole)
    def watched(*given: Any, **named: Any) -> Any:
        outer, _under.seconds, before = getattr(_under, "seconds", 0.0), 0.0, time.thread_time()
        try:
            return whole(*given, **named)
        finally:
            took = time.thread_time() - before
            spent[stage] += took - _under.seconds
            _under.seconds = outer + took

    setattr(holder, function, watched)


def _kinds(home: Path) -> dict[str, int]:
    ask = importlib.import_module("warehouse.reading_sql").ask
    return {str(kind): int(count) for kind, count in ask(home, "select kind, count(*) from copies group by 1").rows}


if __name__ == "__main__":
    main()
