"""Which agency a text credits."""

import pytest

from desk.lineage.agencies import in_credit, in_dateline


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("WASHINGTON (AP) — The committee met.", "AP"),
        ("OSLO, Nov 3 (Reuters) - The institute said.", "Reuters"),
        ("Berlin (dpa/tmn) - Das Institut teilt mit.", "dpa"),
        ("TROMSØ, Norway, Nov. 3, 2026 /PRNewswire/ -- Lydhavn today announced", "PR Newswire"),
        ("OSLO--(BUSINESS WIRE)--Lydhavn said.", "Business Wire"),
        ("新华社北京11月3日电 研究所宣布", "Xinhua"),
    ],
)
def test_a_dateline_names_the_agency(text, agency):
    assert in_dateline(text) == (agency,)


@pytest.mark.parametrize(
    "text",
    [
        "The minister (right) met the press. AP and Reuters were not let in.",
        "A map (APA style) shows it.",
        "Reuters reported on Monday that the institute will close.",
        "",
    ],
)
def test_an_agency_that_is_only_spoken_of_is_no_credit(text):
    assert in_dateline(text) == ()


def test_a_byline_or_source_line_names_the_agency():
    assert in_credit("Associated Press") == ("AP",)
    assert in_credit("Reuters, AFP") == ("Reuters", "AFP")
    assert in_credit("Ap Hovland") == ()
    assert in_credit(None) == ()
