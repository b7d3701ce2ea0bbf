import pytest

from desk.errors import UsageError
from sources.archives.columns import mapping


def test_columns_are_found_by_the_names_that_archives_use():
    found = mapping(["URL", "Headline", "maintext", "date publish", "lang", "rank"], file="a.csv")
    assert dict(found.columns) == {
        "url": "URL",
        "title": "Headline",
        "text": "maintext",
        "published": "date publish",
        "language": "lang",
    }
    assert found.unused == ("rank",)


def test_a_column_of_the_fields_own_name_wins():
    assert mapping(["url", "link", "text", "body"], file="a.csv").columns == {"url": "url", "text": "text"}


@pytest.mark.parametrize(
    ("columns", "said", "told"),
    [
        (["url", "body", "content"], {}, "2 columns for the text: body, content"),
        (["url", "text", "text"], {}, "two columns of the name text"),
        (["url", "title"], {}, "no column for the text"),
        (["text"], {}, "no column for the url"),
        (["url", "text"], {"title": "Name"}, "no column Name"),
        (["url", "text"], {"teaser": "text"}, "no field of an article"),
    ],
)
def test_what_is_not_clear_is_asked_with_the_remedy(columns, said, told):
    with pytest.raises(UsageError, match=told):
        mapping(columns, said, file="a.csv")


def test_what_a_person_says_stands_above_the_names():
    columns = ["url", "body", "content"]
    assert mapping(columns, {"text": "content"}, file="a.csv").columns == {"text": "content", "url": "url"}
