"""Whether two builds decide the same: verdicts, stories and digests of one crawl, row by row.

    python -m benchmarks.same --against REV [--newsroom FOLDER] [--chance]

Both builds crawl the bundled newsroom into a home of their own, one outlet and one page at a time, so that who came
first is no chance; with --newsroom also a folder of recorded pages (its serve.py, outlets.yaml beside the pages), which
has to be given, as it is not part of this project. What they decided is read from both files by addresses, since ids
mean nothing outside of one file, and each row that only one of them has is printed; with --chance the older build is
also compared with a second run of itself. Exit status 1 when a row differs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import ROOT
from benchmarks.whole import older

ID = re.compile(r"\b[as]\d+\b")  # short ids are given as articles come in
SHOWN = 12  # rows of a question that are printed
ASKED = {
    "articles": "SELECT url, outlet, title, language, published, words FROM articles",
    "topics": "SELECT a.url, t.topic, t.relevant, t.score, t.facet, t.why"
    " FROM topics AS t JOIN articles AS a ON a.id = t.article_id",
    "names": "SELECT a.url, m.name_id, m.count, m.in_title"
    " FROM mentions AS m JOIN articles AS a ON a.id = m.article_id",
    "copies": "SELECT c.url, c.kind, round(c.score, 3), o.url, coalesce(l.url, c.lead_url), c.depth, c.why"
    " FROM copies AS c LEFT JOIN articles AS o ON o.id = c.original_id LEFT JOIN articles AS l ON l.id = c.lead_id",
    "stories": "SELECT s.headline, a.url, s.first_time, s.last_time, s.articles, s.reports, s.independent,"
    " s.common_sources, s.copies, list_sort(s.outlets), list_sort(s.languages)"
    " FROM stories AS s JOIN articles AS a ON a.id = s.lead_article_id",
    "story_articles": "SELECT m.url, s.headline, round(m.score, 3), m.why, o.url FROM story_articles AS m"
    " JOIN stories AS s ON s.id = m.story_id LEFT JOIN articles AS o ON o.id = m.copy_of",
    "independence": "SELECT headline, told, list_transform(roots, lambda r: (r.what, r.outlet, r.articles, r.why))"
    " FROM independence",
    "openness": "SELECT o.* EXCLUDE (article_id), a.url FROM openness AS o JOIN articles AS a ON a.id = o.article_id",
}  # fmt: skip
DIGEST = ("digest", "--since", "3650d", "--quiet", "--preview", "text")

Row = tuple[str, ...]


@dataclass
class Decided:
    """What one crawl decided: rows of each question with how often they stand there, and the digest's lines."""

    rows: dict[str, Counter[Row]] = field(default_factory=dict)


def main() -> None:
    asked = arguments()
    differs = False
    with older(asked.against) as tree, contextlib.ExitStack() as stack:
        assert tree is not None
        for name, outlets, proxy in _newsrooms(asked.newsroom, stack):
            theirs, ours = (decided(build, outlets, proxy) for build in (tree, ROOT))
            if asked.chance:
                print(f"{name}: {asked.against} beside itself, which is chance")
                compared(theirs, decided(tree, outlets, proxy))
            print(f"{name}: this build beside {asked.against}")
            differs |= compared(theirs, ours)
    sys.exit(differs)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="REV", required=True, help="an older build: any name of a commit")
    parser.add_argument("--newsroom", type=Path, help="a folder with serve.py and dev/outlets.yaml, besides ours")
    parser.add_argument("--chance", action="store_true", help="compare the older build with itself, too")
    return parser.parse_args()


def _newsrooms(folder: Path | None, stack: contextlib.ExitStack) -> Iterator[tuple[str, Path, str]]:
    """Name, outlets and proxy of each newsroom; its server runs until the stack is left."""
    ours = [sys.executable, "-u", "-m", "tests.newsroom.serve", "--port", "0"]
    yield "demo", ROOT / "tests" / "newsroom" / "outlets.yaml", stack.enter_context(serving(ours))
    if folder:
        theirs = [sys.executable, "-u", str(folder / "serve.py"), "dev", "--port", "0"]
        yield folder.name, folder / "dev" / "outlets.yaml", stack.enter_context(serving(theirs, folder))


@contextlib.contextmanager
def serving(command: list[str], folder: Path = ROOT) -> Iterator[str]:
    """A proxy as a child process; yields the address in what it prints first."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield "http://" + line.split("http://", 1)[1].split()[0].rstrip("/")
    finally:
        process.terminate()
        process.wait()


def decided(tree: Path, outlets: Path, proxy: str) -> Decided:
    """One crawl of an empty home by the code of a tree, and what stands in its file then."""
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(tree, Path(home), outlets, proxy)
        found = Decided()
        for words in (("crawl", "--quiet"), DIGEST):
            command = [sys.executable, "-m", "flows.cli", *words]
            done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
            if done.returncode and words is DIGEST:
                raise SystemExit(f"{tree}: {' '.join(words)}: {done.stderr or done.stdout}")
        found.rows["digest"] = Counter((ID.sub("id", line),) for line in done.stdout.splitlines() if line.strip())
        found.rows |= {question: Counter(rows) for question, rows in _asked(tree, environment).items()}
    return found


def _environment(tree: Path, home: Path, outlets: Path, proxy: str) -> dict[str, str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if "_proxy" not in name.lower() and not name.startswith(("COPYDESK_", "OPENBLAS_"))
    }
    return clean | {
        "HTTP_PROXY": proxy, "PYTHONPATH": str(tree), "COPYDESK_HOME": str(home), "COPYDESK_OUTLETS": str(outlets),
        "COPYDESK_PACE": "0", "COPYDESK_HOSTS_AT_ONCE": "1", "COPYDESK_WORKERS": "1",
    }  # fmt: skip


def _asked(tree: Path, environment: dict[str, str]) -> dict[str, list[Row]]:
    """The rows of every question as text, by the build's own SQL; one process for all."""
    program = (
        "import sys, json, flows.settings; from warehouse.reading_sql import ask\n"
        "home = flows.settings.load().home\n"
        "for question, sql in json.loads(sys.argv[1]).items():\n"
        "    for row in ask(home, sql).rows: print(json.dumps([question, ascii(tuple(map(str, row)))]))"
    )
    command = [sys.executable, "-c", program, json.dumps(ASKED)]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, list[Row]] = {question: [] for question in ASKED}
    for question, row in map(json.loads, done.stdout.splitlines()):
        found[question].append((row,))
    return found


def compared(theirs: Decided, ours: Decided) -> bool:
    """Print what only one of them has; whether there is anything."""
    differs = False
    for question, before in theirs.rows.items():
        now = ours.rows[question]
        gone, come = before - now, now - before
        differs |= bool(gone or come)
        print(f"  {question:15} {before.total():5} rows, {gone.total()} gone, {come.total()} new")
        for sign, rows in (("-", gone), ("+", come)):
            for row in sorted(rows)[:SHOWN]:
                print(f"    {sign} {row[0][:400]}")
    return differs


if __name__ == "__main__":
    main()
