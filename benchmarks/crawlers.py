"""The contenders of benchmarks/crawl.py, one a process: python benchmarks/crawlers.py NAME FILE.

FILE is JSON: {"urls": […], "workers": 2}. Each fetches every address and takes title, authors, date and text out of the
page; the last line printed is JSON: {"articles": …, "characters": …, "failed": …}. `scrapy` runs in any Python that
has benchmarks/requirements.txt, the others in the project's own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SIDE_BY_SIDE = (
    4  # addresses of a host under way at once, as in flows/crawl_steps/visit.py; the host answers one at a time
)

Told = dict[str, int]


def copydesk(urls: Sequence[str], workers: int) -> Told:
    """Its Fetcher (guard, robots.txt, one request at a time a host, pace 0) and its ParserPool."""
    sys.path.insert(0, str(ROOT))
    return asyncio.run(_copydesk(urls, workers))


async def _copydesk(urls: Sequence[str], workers: int) -> Told:
    from desk.errors import CopydeskError
    from sources.fetch.client import Fetcher, FetchSettings
    from sources.parsers.pool import ParserPool

    told = {"articles": 0, "characters": 0, "failed": 0}
    gates: dict[str, asyncio.Semaphore] = {}
    settings = FetchSettings(pace=0, allow_hosts=("127.0.0.0/8",), proxies={})
    async with Fetcher(settings) as fetcher, ParserPool(workers) as pool:

        async def one(url: str) -> None:
            async with gates.setdefault(urlsplit(url).netloc, asyncio.Semaphore(SIDE_BY_SIDE)):
                try:
                    article = await pool.extract(await fetcher.get(url))
                except CopydeskError:
                    told["failed"] += 1
                    return
            told["articles"] += 1
            told["characters"] += len(article.text)

        await asyncio.gather(*map(one, urls))
    return told


def scrapy(urls: Sequence[str], _workers: int, *, near: bool = False) -> Told:
    """Scrapy with robots.txt obeyed, 64 requests at once, one a host; trafilatura in an item pipeline.

    near: copies are looked for as well, by an index of MinHash signatures (datasketch) over runs of five words.
    """
    from importlib import import_module

    library: Any = import_module("scrapy")  # not in the project's environment

    told = {"articles": 0, "characters": 0, "failed": len(urls)}

    index = minhashes() if near else None

    class Press(library.Spider):  # type: ignore[misc]
        name = "press"

        async def start(self) -> Any:
            for url in urls:
                yield library.Request(url, dont_filter=True)

        def parse(self, response: Any) -> Any:
            yield {"body": response.body}

    class Extraction:
        def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
            text = count(told, item.pop("body"), metadata=True)
            if text and index:
                told["copies"] = told.get("copies", 0) + index(text)
            return item

    settings = {
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "ITEM_PIPELINES": {Extraction: 100},
    }
    process = import_module("scrapy.crawler").CrawlerProcess(settings)
    process.crawl(Press)
    process.start()
    return told


def minhashes() -> Callable[[str], bool]:
    """Whether a text is near one that was asked about before: 128 permutations, Jaccard similarity of .5 and more."""
    from datasketch import MinHash, MinHashLSH

    index, numbers = MinHashLSH(threshold=0.5, num_perm=128), iter(range(1 << 30))

    def known(text: str) -> bool:
        words, sketch = text.lower().split(), MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        found = bool(index.query(sketch))
        index.insert(next(numbers), sketch)
        return found

    return known


def bare(urls: Sequence[str], workers: int, *, metadata: bool = True) -> Told:
    """urllib3 and trafilatura in so many processes, page after page; no robots.txt, no pace, no guard, no bounds.

    trafilatura's own fetch_response refuses loopback; urllib3 is what it is made of.
    """
    with ProcessPoolExecutor(workers) as pool:
        parts = list(pool.map(partial(_share, metadata=metadata), [list(urls[at::workers]) for at in range(workers)]))
    return {name: sum(part[name] for part in parts) for name in parts[0]}


def _share(urls: Sequence[str], *, metadata: bool) -> Told:
    import urllib3

    told, client = {"articles": 0, "characters": 0, "failed": len(urls)}, urllib3.PoolManager(num_pools=256)
    for url in urls:
        count(told, client.request("GET", url).data, metadata=metadata)
    return told


def count(told: Told, body: bytes, *, metadata: bool) -> str | None:
    """One page through trafilatura; its text."""
    import trafilatura

    logging.disable(logging.CRITICAL)
    if metadata:
        found: Any = trafilatura.bare_extraction(body, with_metadata=True)
        text = found.text if found else None
    else:
        text = trafilatura.extract(body)
    if text:
        told["articles"] += 1
        told["characters"] += len(text)
        told["failed"] -= 1
    return text


CONTENDERS: dict[str, Callable[[Sequence[str], int], Told]] = {
    "copydesk": copydesk,
    "scrapy": scrapy,
    "scrapy-minhash": partial(scrapy, near=True),
    "bare": bare,
    "bare-text": partial(bare, metadata=False),
}


def main() -> None:
    name, given = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))
    print(json.dumps(CONTENDERS[name](given["urls"], given["workers"])))


if __name__ == "__main__":
    main()
