"""Groups of outlets by tag and language."""

import pytest

from desk.outlet_groups import Group


@pytest.mark.parametrize(
    ("group", "has"),
    [
        (Group(), True),
        (Group(("labs",)), True),
        (Group(("press", "Policy")), True),
        (Group(("press",)), False),
        (Group((), ("zh",)), True),
        (Group((), ("zh-tw",)), True),
        (Group((), ("zh-CN",)), False),
        (Group((), ("z",)), False),
        (Group(("labs",), ("en", "ZH")), True),
        (Group(("labs",), ("en",)), False),
    ],
)
def test_an_outlet_belongs_to_a_group_by_one_of_its_tags_and_by_its_language(group, has):
    assert group.has(("labs", "policy"), "zh-TW") is has


def test_a_region_is_not_the_whole_language():
    assert not Group((), ("zh-TW",)).has((), "zh")


def test_a_group_says_what_it_asks_for():
    assert str(Group(("labs", "press"), ("ko",))) == "tag labs or press, language ko"
    assert not Group().asked
