"""What so many outlets and articles a day would take, computed from what was measured: formulas and inputs are printed.

    python -m benchmarks.scaling --cpu-article 0.12 --batch-seconds 1.5

Nothing is measured here. The inputs are options; their defaults are those of docs/scaling.md, which says where each
comes from.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Given:
    """Inputs. Seconds, bytes, pieces; a day is 86,400 s."""

    outlets: int
    articles: int  # new a day
    visits: float  # of an outlet a day, each one request for its feed
    cpu_article: float  # processor seconds to fetch, extract and draft one, the encoder not counted
    cpu_visit: float  # processor seconds of a visit that brings nothing
    page_bytes: int
    feed_share: float  # of visits whose feed has changed and is sent whole
    feed_bytes: int
    batch: int  # articles of a commit
    batch_seconds: float  # a commit's decision and write, under the writer's lock
    sql_commit: float  # transactions of PostgreSQL that a commit of the lake is
    stored_article: int  # bytes in the lake's files


def table(given: Given) -> list[tuple[str, str, float]]:
    """What, its formula, its number."""
    requests = given.outlets * given.visits + given.articles
    cores = (given.articles * given.cpu_article + given.outlets * given.visits * given.cpu_visit) / DAY
    traffic = given.articles * given.page_bytes + given.outlets * given.visits * given.feed_share * given.feed_bytes
    commits = given.articles / given.batch
    return [
        ("requests a second", "(outlets x visits + articles) / day", requests / DAY),
        ("cores to bring in", "(articles x cpu_article + outlets x visits x cpu_visit) / day", cores),
        ("gigabytes fetched a day", "articles x page + outlets x visits x feed_share x feed", traffic / 1e9),
        ("commits a day", "articles / batch", commits),
        ("share of the day in the writer's lock", "commits x batch_seconds / day", commits * given.batch_seconds / DAY),
        ("PostgreSQL: turns a second", "3 x requests (take, went out, answered)", 3 * requests / DAY),
        ("PostgreSQL: transactions a second", "turns + 4 x visits + commits x sql_commit",
         (3 * requests + 4 * given.outlets * given.visits + commits * given.sql_commit) / DAY),
        ("gigabytes stored a year", "articles x stored_article x 365", given.articles * given.stored_article * 365e-9),
        ("articles a day one writer can take", "day / batch_seconds x batch", DAY / given.batch_seconds * given.batch),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    defaults = {
        "outlets": 100_000, "articles": 1_000_000, "visits": 12.0, "cpu_article": 0.17, "cpu_visit": 0.01,
        "page_bytes": 100_000, "feed_share": 0.2, "feed_bytes": 60_000, "batch": 200, "batch_seconds": 2.2,
        "sql_commit": 40.0, "stored_article": 5_000,
    }  # fmt: skip
    for name, value in defaults.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = Given(**vars(parser.parse_args()))
    print("given:", ", ".join(f"{name} {getattr(given, name):,}" for name in defaults))
    for what, formula, number in table(given):
        print(f"{what:40} {number:>16,.2f}   = {formula}")


if __name__ == "__main__":
    main()
