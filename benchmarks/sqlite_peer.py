"""The rows that analysts ask about, in SQLite with FTS5: what a team would use in place of DuckDB."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from warehouse.reading_copy import asking

TABLES = {
    "articles": "select id, outlet, title, url, language, strftime(published, '%Y-%m-%d') as day, words, relevant, "
    "published::varchar as published from articles",
    "copies": "select article_id, outlet, original_outlet, kind from copies",
    "stories": "select id, headline, len(outlets) as outlets, reports, lead_article_id from stories",
    "mentions": "select article_id, label, kind, relevant from mentions",
}
FIRST = """select outlet, count(*) from stories join articles on articles.id = lead_article_id
where reports > 1 group by 1"""
QUESTIONS = (
    (
        "articles by outlet and month",
        "select outlet, strftime(published, '%Y-%m') as month, count(*) from articles group by all",
        "select outlet, substr(day, 1, 7), count(*) from articles group by 1, 2",
    ),
    (
        "the newest twenty",
        "select title, url from articles order by published desc limit 20",
        "select title, url from articles order by published desc limit 20",
    ),
    (
        "who copies whom",
        "select outlet, original_outlet, kind, count(*) from copies group by all",
        "select outlet, original_outlet, kind, count(*) from copies group by 1, 2, 3",
    ),
    (
        "who is first, how often",
        FIRST,
        FIRST,
    ),
    (
        "who is named",
        "select label, kind, count(*) from mentions where relevant group by all",
        "select label, kind, count(*) from mentions where relevant group by 1, 2",
    ),
    (
        "words in titles",
        "select count(*) from articles where title ilike '%abcd%'",
        "select count(*) from articles where title like '%abcd%'",
    ),
    (
        "the ten best for two words",
        "select handle, title from search('llama weights') limit 10",
        "select rowid from texts where texts match 'llama weights' order by bm25(texts, 3.0, 1.0) limit 10",
    ),
)
INDEXES = (
    "create index published on articles (published)",
    "create index article on articles (id)",
    "create index mentioned on mentions (relevant, label, kind)",
)
AT_ONCE = 20_000


class Peer:
    """The reading copy of a home as an SQLite file, for as long as the block lasts."""

    def __init__(self, home: Path) -> None:
        self._home, self._folder = home, tempfile.TemporaryDirectory()

    def __enter__(self) -> Self:
        self._con = sqlite3.connect(Path(self._folder.name) / "peer.db")
        with asking(self._home) as copy:
            for name, question in TABLES.items():
                columns, _, found = copy.stream(question)
                self._con.execute(f"create table {name} ({', '.join(columns)})")
                self._con.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", found)
            self._con.execute("create virtual table texts using fts5(title, body, content='')")
            asked = "select id, title, text from articles join texts on article_id = id"
            self._con.executemany("insert into texts(rowid, title, body) values (?, ?, ?)", copy.stream(asked)[2])
        for index in INDEXES:
            self._con.execute(index)
        self._con.execute("insert into texts(texts) values ('optimize')")
        self._con.commit()
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()
        self._folder.cleanup()

    def questions(self) -> Iterator[tuple[str, str, str]]:
        """Name, our question, theirs."""
        yield from QUESTIONS

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """All rows of the answer."""
        return self._con.execute(question).fetchall()
