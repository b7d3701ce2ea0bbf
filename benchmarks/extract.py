"""Pages a second: copydesk's extraction pool against bare trafilatura over as many processes, on the same pages.

    python -m benchmarks.extract [--pages 600] [--workers 2] [--grow 2000]

The pages are synthetic (own words, about 60 kB with navigation, scripts, related links, JSON-LD), so nobody's text is
needed. "bare" is one call of trafilatura per page, text only and with its metadata; copydesk reads the metadata,
cleans, splits by language and hands back a whole Article. CPU is that of the children; memory the largest child's.
At the end, what a worker of the pool holds after each quarter of `--grow` different pages (0 leaves this out).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from desk.models import Page
from sources.extract.pool import ExtractPool

WORDS = [
    "harbour", "council", "model", "weight", "tide", "paper", "data", "licence", "open", "reader", "engineer", "number",
    "quay", "winter", "report", "letter", "question", "public", "machine", "city", "answer", "morning", "document",
    "student", "network", "energy", "market", "season", "bridge", "water", "voice", "study",
]  # fmt: skip


def page(number: int) -> Page:
    rng = random.Random(number)
    paragraphs = [sentence(rng, rng.randint(40, 90)) for _ in range(rng.randint(8, 24))]
    title = sentence(rng, 7)[:-1]
    facts = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2031-05-03T10:40:00+02:00",
        "author": {"name": "Ines Holt"},
    }
    links = "".join(f'<li class="nav-item"><a href="/s/{at}">{sentence(rng, 3)}</a></li>' for at in range(120))
    related = "".join(
        f'<div class="teaser"><h3><a href="/r/{at}">{sentence(rng, 8)}</a></h3></div>' for at in range(40)
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    script = f"<script>var state = {json.dumps([rng.random() for _ in range(1_500)])};</script>"
    html = (
        f'<html lang="en"><head><title>{title} | Tide Post</title><meta property="og:title" content="{title}">'
        f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
        f"<body><nav><ul>{links}</ul></nav>{script}"
        f'<main><article><h1>{title}</h1><div class="article-body">{body}</div></article>'
        f'<aside class="related">{related}</aside></main><footer>© Tide Post</footer></body></html>'
    )
    url = f"https://tide.example/{number}"
    return Page(url, url, 200, "text/html", html.encode(), datetime(2031, 5, 4, tzinfo=UTC))


def sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize() + "."


def bare(body: bytes) -> int:
    import trafilatura

    return len(trafilatura.extract(body, include_comments=False) or "")


def bare_with_metadata(body: bytes) -> int:
    import trafilatura

    found = trafilatura.bare_extraction(body, include_comments=False, with_metadata=True)
    return len(found.text or "") if found else 0  # type: ignore[union-attr]


def run_bare(job: object, pages: list[Page], workers: int) -> float:
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(job, [page.body for page in pages[: 4 * workers]]))  # type: ignore[arg-type]
        began = time.perf_counter()
        list(pool.map(job, [page.body for page in pages], chunksize=4))  # type: ignore[arg-type]
        return len(pages) / (time.perf_counter() - began)


async def run_pool(pages: list[Page], workers: int) -> float:
    async with ExtractPool(workers) as pool:
        await asyncio.gather(*(pool.extract(page) for page in pages[: 4 * workers]))
        began = time.perf_counter()
        await asyncio.gather(*(pool.extract(page) for page in pages))
        return len(pages) / (time.perf_counter() - began)


async def run_growth(count: int, workers: int) -> None:
    """Print the workers' resident memory after each quarter of `count` pages, no two of them alike."""
    async with ExtractPool(workers) as pool:
        held, done = [], 0
        for quarter in range(1, 5):
            while done < count * quarter // 4:
                some = range(done, min(done + 50, count * quarter // 4))
                await asyncio.gather(*(pool.extract(page(number)) for number in some))
                done = some.stop
            held.append((done, max(map(resident, pool.processes()))))
    told = ", ".join(f"{size} MB after {pages:,}" for pages, size in held)
    grown, over = held[-1][1] - held[0][1], held[-1][0] - held[0][0]
    print(f"memory of a worker: {told}; {grown:+} MB over the last {over:,} pages")


def resident(process: int) -> int:
    """Megabytes of memory that a process holds now."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


def measured(name: str, rate: float, before: resource.struct_rusage, pages: int, base: float | None) -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    against = f"  {rate / base:5.2f} x" if base else ""
    speed = f"{rate:7.1f} pages/s {pages / cpu:7.1f} pages per CPU-second"
    print(f"{name:34} {speed} {used.ru_maxrss >> 10:5} MB{against}")
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--grow", type=int, default=2000)
    args = parser.parse_args()
    pages = [page(number) for number in range(args.pages)]
    total = args.pages + 4 * args.workers
    size = sum(len(each.body) for each in pages) / len(pages) / 1000
    print(f"{args.pages} synthetic pages of {size:.0f} kB, {args.workers} processes")
    base: float | None = None
    for name, job in (("bare trafilatura, text", bare), ("bare trafilatura, with metadata", bare_with_metadata)):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        rate = measured(name, run_bare(job, pages, args.workers), before, total, base)
        base = base or rate
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    measured("copydesk, whole articles", asyncio.run(run_pool(pages, args.workers)), before, total, base)
    if args.grow:
        asyncio.run(run_growth(args.grow, args.workers))


if __name__ == "__main__":
    main()
