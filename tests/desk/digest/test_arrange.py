from desk.digest.arrange import arranged, first_of, headings
from desk.digest.brief import brief
from tests.support.digests import digest, story


def ranked(*outlets, **more):
    """Stories of these outlets, best first."""
    return [story(n, outlet=outlet, score=1 - n / 100, **more) for n, outlet in enumerate(outlets)]


def ids(stories):
    return [story.story_id for story in stories]


def test_no_outlet_has_more_than_a_third_of_the_lines_while_others_have_something():
    first = arranged(ranked(*"aaaaabcdef"), head=6)[:6]
    assert [each.outlet for each in first].count("a") == 2
    assert ids(first) == [0, 1, 5, 6, 7, 8]


def test_an_outlet_fills_the_lines_where_nothing_else_is_there():
    assert ids(arranged(ranked(*"aaaab"), head=5)) == [0, 1, 2, 3, 4]
    assert ids(arranged(ranked(*"aaa"), head=14)) == [0, 1, 2]


def test_two_outlets_that_must_fill_the_lines_share_them():
    first = arranged(ranked(*"aaaaabbbbb"), head=6)[:6]
    assert [each.outlet for each in first] == ["a", "a", "a", "b", "b", "b"]


def test_a_round_up_counts_as_its_outlets_line_whatever_is_shown_with_the_name():
    told = ranked("a", "a, takes from 2 articles", "a, takes from 3 articles", "b", "c", "d", "e", "f", "g")
    assert ids(arranged(told, 6))[:6] == [0, 1, 3, 4, 5, 6]


def test_in_brief_an_outlet_has_one_line_unless_the_others_do_not_fill_five():
    def outlets(*told):
        return [line.outlet for line in brief(digest(*ranked(*told)))]

    assert outlets(*"aaabacdefg") == ["a", "b", "c", "d", "e"]
    assert outlets("a", "a, prints your text", "a, takes from 2 articles", *"bcde") == ["a", "b", "c", "d", "e"]
    assert outlets(*"aaaab") == ["a", "a", "a", "a", "b"]
    assert outlets(*"aaaaaaaabcc") == ["a", "a", "b", "c", "c"]


def test_what_was_passed_over_comes_first_in_the_rest():
    assert ids(arranged(ranked(*"aaabcd"), head=3))[3:] == [1, 2, 5]


def test_more_than_eight_stories_are_grouped_by_facet_and_each_group_stands_where_its_best_story_would():
    facets = ["business", None, "release", "business", "release", None, "business", "release", "policy"]
    told = arranged(
        [story(n, outlet=str(n), facet=facet, score=1 - n / 100) for n, facet in enumerate(facets)], head=14
    )
    assert ids(told) == [0, 3, 6, 2, 4, 7, 8, 1, 5]
    assert headings(digest(*told, head=9)) == {0: "Business", 3: "Release", 6: "Policy", 7: "More"}


def test_eight_stories_or_one_facet_need_no_headings():
    assert headings(digest(*ranked(*"abcdefgh", facet="release"), head=8)) == {}
    assert headings(digest(*ranked(*"abcdefghij", facet="release"), head=10)) == {}


def test_the_stories_after_the_digest_proper_stand_under_a_heading_of_their_own():
    told = digest(*ranked(*"abcde", facet="policy"), *ranked(*"fghijk", facet="release"), head=10)
    assert headings(told) == {0: "Policy", 5: "Release", 10: "Further stories"}
    assert len(first_of(told)) == 10
    assert first_of(digest(*ranked(*"abc"))) == tuple(ranked(*"abc"))
