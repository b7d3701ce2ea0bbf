from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desk.digest.compose import compose
from desk.digest.ranking import moved_on, rank, reported_by
from desk.digest.records import DueArticle

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def article(number=1, outlet="herald", hours=3.0, **more):
    at = NOW - timedelta(hours=hours)
    given = {"score": 0.8, "opening": "", "names": ("Opal",)} | more
    return DueArticle(
        1, number, f"Title {number}", f"https://{outlet}.test/{number}", outlet, outlet, "en", at, NOW, **given
    )


def score(*reports, **more):
    return rank(reports, now=NOW, **more).score


def test_more_outlets_more_relevance_and_newer_reports_rank_higher():
    alone = score(article())
    assert score(article(), article(2, "tribune")) > alone
    assert score(article(score=0.9)) > alone
    assert score(article(hours=1)) > alone
    assert score(article(), is_update=True) < alone


def test_two_reports_of_one_outlet_are_one_outlet():
    assert score(article(), article(2)) == score(article())


def test_reports_that_stand_on_one_text_count_as_the_story_was_counted():
    two = [article(independent=1), article(2, "tribune", independent=1)]
    assert score(*two) == score(article())
    assert score(article(independent=5), article(2, "tribune", independent=5)) == score(
        article(), article(2, "tribune")
    )


def test_a_score_stays_between_nothing_and_one_and_says_why():
    many = [article(number, f"paper{number}", hours=0, score=1.0) for number in range(50)]
    told = rank(many, now=NOW)
    assert 0.99 < told.score <= 1.0
    assert told.why == "50 independent reports, topic 1.00, newest 0 h old"


def test_a_name_that_was_told_lately_and_a_document_everybody_knows_are_less_news():
    named = article(title_names=("Opal",))
    assert score(named) == score(article())
    assert score(named, known={"Opal"}) < score(named, known={"Beryl"})
    assert score(article(), old_source=True) < score(article())
    assert rank([article()], now=NOW, old_source=True).why.endswith(", takes from a known document")


def test_an_article_of_the_future_is_only_new():
    assert score(article(hours=-48)) == score(article(hours=0))


def test_a_groups_stories_are_those_that_one_of_its_outlets_reports_with_all_their_articles():
    first = [article(1, "herald"), article(2, "lab")]
    copied = [replace(each, story_id=2) for each in (article(3, "herald"), article(4, "lab", copy_kind="near"))]
    beside = [replace(each, story_id=3) for each in (article(5, "herald"), article(6, "lab", relevant=False))]
    assert reported_by([*copied, *first, *beside], {"lab", "silent"}) == first
    assert reported_by(first, ()) == []


TOLD = NOW - timedelta(hours=24)


def told(number=1, outlet="herald", **more):
    return article(number, outlet, hours=30, told=True, told_at=TOLD, **more)


def fresh(number, outlet, **more):
    return article(number, outlet, hours=2, told_at=TOLD, **more)


def test_a_new_name_in_a_headline_moves_a_story_on():
    assert moved_on([told(), fresh(2, "tribune", names=("Opal", "Beryl"), title_names=("Beryl",))]) == "new: Beryl"
    assert moved_on([told(), fresh(2, "tribune", title_names=("Opal",))]) == ""


def test_an_outlet_that_writes_again_moves_a_story_on():
    assert moved_on([told(), fresh(2, "herald")]) == "a further report by herald"


def test_late_reports_copies_and_articles_off_topic_move_nothing():
    assert moved_on([told(), fresh(2, "tribune")]) == ""
    assert moved_on([told(), replace(fresh(2, "herald"), copy_kind="near")]) == ""
    assert moved_on([told(), replace(fresh(2, "herald"), relevant=False)]) == ""
    assert moved_on([told(), replace(fresh(2, "herald"), published=TOLD - timedelta(hours=1))]) == ""


def test_several_further_outlets_move_a_story_on():
    further = [fresh(number, f"paper{number}") for number in range(2, 5)]
    assert moved_on([told(), *further]) == "3 more outlets report it"
    assert moved_on([told(), *further[:2]]) == ""


def test_a_told_page_that_was_corrected_moves_its_story_on():
    assert moved_on([told(1, "one", revised="headline changed from “Old”")]).endswith("headline changed from “Old”")


def test_what_was_never_told_has_not_moved_on():
    assert moved_on([article(), article(2, "tribune", title_names=("Beryl",))]) == ""


def digest(*rows, **more):
    return compose(rows, day="2026-11-22", topic="open-source-ai", limit=14, now=NOW, zone=UTC, **more)


def test_the_lead_is_the_storys_own_else_the_earliest_report():
    early, late = article(1, "herald", hours=5), article(2, "tribune", hours=1)
    assert digest(late, early).stories[0].outlet == "herald"
    assert digest(replace(late, is_lead=True), early).stories[0].outlet == "tribune"


def test_a_copy_never_leads_and_never_counts_as_a_report():
    copy = article(1, "mirror", hours=9, is_lead=True, copy_kind="exact", copy_of="herald")
    (story,) = digest(copy, article(2, "herald")).stories
    assert (story.outlet, story.also_in, story.copies) == ("herald", (), (("mirror", "same text"),))
    assert story.articles == (1, 2)


def test_an_off_topic_article_of_a_story_is_no_report():
    (story,) = digest(article(1), replace(article(2, "tribune", hours=9), relevant=False, is_lead=True)).stories
    assert (story.outlet, story.also_in) == ("herald", ())


def test_an_update_tells_only_what_is_new():
    copy = replace(fresh(3, "mirror"), copy_kind="spun", copy_of="herald")
    (story,) = digest(told(), told(4, "gazette"), fresh(2, "herald"), copy).stories
    assert (story.articles, story.also_in, story.copies) == ((1, 2, 3, 4), (), (("mirror", "reworded copy"),))
    assert (story.update_of, story.url) == (1, "https://herald.test/2")


def test_the_order_is_by_score_and_the_rest_is_counted():
    rows = [replace(article(number, f"p{number}", score=number / 10), story_id=number) for number in range(1, 10)]
    made = compose(rows, day="2026-11-22", topic="t", limit=3, now=NOW, zone=UTC)
    assert [story.story_id for story in made.stories] == [9, 8, 7]
    assert made.left == 6


def test_an_address_nobody_should_click_leaves_the_title_without_a_link():
    assert digest(replace(article(), url="javascript:alert(1)")).stories[0].url == ""


def test_a_title_that_holds_nothing_visible_is_said_to_be_missing():
    assert digest(replace(article(), title="\u202e \x00")).stories[0].title == "(without a title)"


def test_a_roundup_is_told_with_the_number_of_articles_it_takes_from():
    made = compose(
        [article(is_lead=True, takes_from=3), article(2, "tribune", takes_from=1), article(3, "courier")],
        day="2026-11-22", topic="t", limit=3, now=NOW, zone=UTC,
    )  # fmt: skip
    assert made.stories[0].outlet == "herald, takes from 3 articles"
    assert set(made.stories[0].also_in) == {"tribune, takes from 1 article", "courier"}
