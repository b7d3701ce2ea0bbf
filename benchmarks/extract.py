"""Pages a core-second and the quality of their text: copydesk beside other extractors, on pages that you name.

    python -m benchmarks.extract FOLDER [--rounds 2] [--before CHECKOUT] [--peers-python PYTHON]
    python -m benchmarks.extract [--pages 600] [--workers 2] [--grow 2000]

With a folder: every .html, .htm (and .gz of these) below it is read by copydesk, trafilatura with metadata,
readability-lxml, resiliparse and newspaper4k, each in a process of its own (benchmarks/extractors.py), in turn for each
round; which are not installed in --peers-python is said. A file `expected.json` in the folder, {address: {"file": path
below the folder, "body": its article}}, names pages, their addresses and what is right: then precision, recall and
F1 of four-word runs are told, means over the pages. --before: another checkout of copydesk, measured in turn with this
one. Processor time is that of the extraction alone; copydesk reads facts, cleans, splits by language and refuses walls.

Without one: the extraction pool against bare trafilatura over as many processes, on synthetic pages (own words, about
60 kB with navigation, scripts, related links, JSON-LD), so that nobody's text is needed. "bare" is one call of
trafilatura per page, text only and with its metadata. CPU is that of the children; memory the largest child's. At the
end, what a worker of the pool holds after each quarter of `--grow` different pages (0 leaves this out).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

from benchmarks.extractors import EXTRACTORS
from desk.models import Page
from sources.extract.body_text import runs
from sources.parsers.pool import ParserPool

ROOT = Path(__file__).resolve().parent.parent

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
    async with ParserPool(workers) as pool:
        await asyncio.gather(*(pool.extract(page) for page in pages[: 4 * workers]))
        began = time.perf_counter()
        await asyncio.gather(*(pool.extract(page) for page in pages))
        return len(pages) / (time.perf_counter() - began)


async def run_growth(count: int, workers: int) -> None:
    """Print the workers' resident memory after each quarter of `count` pages, no two of them alike."""
    async with ParserPool(workers) as pool:
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


@dataclass(frozen=True, slots=True)
class Given:
    """Pages as (path, address), and what is right of each: None where nobody said."""

    pages: list[tuple[str, str]]
    bodies: list[str | None]


def given(folder: Path) -> Given:
    """The pages of a folder."""
    labels = folder / "expected.json"
    if labels.exists():
        told = json.loads(labels.read_text("utf-8"))
        pages = [(str(folder / each["file"]), each.get("gold_url") or url) for url, each in told.items()]
        return Given(pages, [each.get("body") for each in told.values()])
    found = sorted(each for each in folder.rglob("*") if re.search(r"\.html?(?:\.gz)?$", each.name))
    return Given([(str(each), each.resolve().as_uri()) for each in found], [None] * len(found))


def beside_others(folder: Path, rounds: int, before: Path | None, python: str) -> int:
    """Print a line for each extractor; exit status 1 when copydesk could not run."""
    asked = given(folder)
    if not asked.pages:
        print(f"{folder}: holds no .html or .htm files, and no expected.json that names some")
        return 1
    contenders = {name: (ROOT if name == "copydesk" else None, name) for name in EXTRACTORS}
    if before:
        contenders = {"copydesk": (ROOT, "copydesk"), "before": (before, "copydesk")} | contenders
    seconds: dict[str, list[float]] = {}
    quality: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as kept:
        listed, out = Path(kept) / "pages.json", Path(kept) / "texts.json"
        listed.write_text(json.dumps(asked.pages), "utf-8")
        for _ in range(rounds):
            for name, (checkout, extractor) in contenders.items():
                told = run_extractor(extractor, checkout, python, listed, out)
                if isinstance(told, str):
                    quality[name] = told
                    continue
                seconds.setdefault(name, []).append(told["cpu"])
                quality[name] = f"{told['failed']:4} without text" + agreement(out, asked.bodies)
    print(f"{len(asked.pages)} pages of {folder}, {rounds} round(s)")
    for name, said in quality.items():
        if name not in seconds:
            print(f"{name:12} is not there ({said})")
            continue
        cost = min(seconds[name])
        share = f"{min(seconds['copydesk']) / cost:5.2f} x copydesk" if "copydesk" in seconds else ""
        print(f"{name:12} {len(asked.pages) / cost:7.1f} pages a core-second {share}  {said}")
    return 0 if "copydesk" in seconds else 1


def run_extractor(name: str, checkout: Path | None, python: str, listed: Path, out: Path) -> dict[str, float] | str:
    """What an extractor's process told; in words why it did not run."""
    command = [sys.executable if checkout else python, str(ROOT / "benchmarks" / "extractors.py"), name]
    done = subprocess.run(
        [*command, str(listed), str(out)], cwd=checkout or ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no word from it"])[-1]
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def agreement(out: Path, bodies: list[str | None]) -> str:
    """Precision, recall and F1 of four-word runs, means over the pages that have a body to compare."""
    precisions, recalls = [], []
    for text, body in zip(json.loads(out.read_text("utf-8")), bodies, strict=True):
        if not body:
            continue
        found, right = runs(text or ""), runs(body)
        shared = (found & right).total()
        recalls.append(shared / max(1, right.total()))
        if found:
            precisions.append(shared / found.total())
    if not recalls or not precisions:
        return ""
    precision, recall = mean(precisions), mean(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"  precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({len(recalls)} pages)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="pages to read; without it the synthetic ones")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--before", type=Path, help="a checkout of copydesk to measure in turn with this one")
    parser.add_argument("--peers-python", default=sys.executable, help="a Python that has the other extractors")
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--grow", type=int, default=2000)
    args = parser.parse_args()
    if args.folder:
        sys.exit(beside_others(args.folder, args.rounds, args.before, args.peers_python))
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
