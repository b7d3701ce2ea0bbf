"""A warehouse in which everything that outlets write is hostile: titles, names, passages, reasons, texts."""

from __future__ import annotations

from desk.models import Part
from tests.support.stored import NOON, article, store_visit, visit
from warehouse.db import Warehouse
from warehouse.reading_copy import publish

TITLES = (
    "<script>document.title = 'live'</script>",
    '" onmouseover="document.title=1',
    "<style>* { display: none }</style>",
    "</title></h1><img src=x onerror=alert(1)>",
    "a\x00b\x1b[31m \u202egnp.exe",
    "{{ 7 * 7 }} {% raw %}",
    "<a href=javascript:alert(1)>x</a>",
)
DECIDED = (
    "UPDATE articles SET url = 'javascript:alert(1)' WHERE id % 2 = 0",
    "UPDATE outlets SET name = title FROM articles WHERE articles.id = 1",
    """INSERT INTO stories (id, lead_article_id, headline, first_time, last_time, articles, reports, copies, outlets,
        languages, independent)
    SELECT id, id, title, fetched_at, fetched_at, 2, 1, 1, ['gazette'], ['en'], 1 FROM articles""",
    """INSERT INTO story_articles (article_id, story_id, score, why, pinned)
    SELECT id, 1, 1, [title], false FROM articles""",
    """INSERT INTO copy_groups (article_id, standing, parent_id, kind, why, certainty, by_person)
    SELECT id, 'copy', 1, 'spun', title, 0.5, false FROM articles WHERE id > 1""",
    """INSERT INTO copy_verdicts (article_id, known_id, kind, score, rule, why, direction_why, newcomer_is_copy,
        coverage_article, coverage_known)
    SELECT id, 1, 'spun', 0.9, title, [title], title, true, 0.9, 0.9 FROM articles WHERE id > 1""",
    """INSERT INTO copy_evidence (article_id, known_id, place, a_start, a_end, a_text, b_start, b_end, b_text,
        similarity, note)
    SELECT id, 1, 0, 0, 9, title, 0, 9, reverse(title), 0.9, title FROM articles WHERE id > 1""",
    """INSERT INTO mentions (article_id, name_id, label, kind, count, in_title)
    SELECT id, title, title, 'model', 1, true FROM articles""",
    """INSERT INTO openness (article_id, model, licence, opened, claim, said_by, sentence)
    SELECT id, title, title, ['weights'], 'stated', title, title FROM articles""",
)


def hostile_desk(home):
    """Such a warehouse under `home`, with its reading copy."""
    house = Warehouse(home)
    text = "{0} The laboratory said so on Monday. {0}"
    told = [
        article(number, title=title, parts=(Part("en", text.format(title)),)) for number, title in enumerate(TITLES)
    ]
    with house.writing() as con:
        store_visit(con, visit(1, range(len(told)), articles=tuple(told)), NOON)
        for sql in DECIDED:
            con.execute(sql)
    publish(house, NOON)
