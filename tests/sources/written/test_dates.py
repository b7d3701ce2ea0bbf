"""Dates in the spellings that feeds and pages use."""

from datetime import UTC, datetime

import pytest

from sources.written.dates import instant, read

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "2031-03-04T12:00:00Z", "2031/03/04 12:00:00", "20310304T120000Z", "20310304120000", "1930392000",
        "1930392000000", "Tue, 04 Mar 2031 12:00:00 GMT", "Tuesday, 04-Mar-31 12:00:00 GMT",
        "Tue Mar 4 12:00:00 UTC 2031",
        "Tue, 04 Mar 2031 14:00:00 MEST", "Tue, 04 Mar 2031 13:00 MEZ", "Tue, 04 Mar 2031 21:00:00 JST",
        "Tue, 04 Mar 2031 21:00 KST", "Tue, 04 Mar 2031 17:30:00 IST", "Tue, 04 Mar 2031 15:00:00 MSK",
        "Tue, 04 Mar 2031 06:00:00 CST", "Tue, 04 Mar 2031 20:00:00 GMT+0800", "2031-03-04T20:00:00UTC+8",
        "2031-03-04 08:00:00 PM +0800", "March 4, 2031 7:00 AM EST", "mardi 4 mars 2031 à 12h00",
        "Di., 4. März 2031, 12:00 Uhr", "4 de marzo de 2031, 12:00", "4 marzo 2031 ore 12.00",
        "4 de março de 2031 12h00",
        "вт, 4 марта 2031, 12:00", "2031年3月4日 12:00", "令和13年3月4日 12:00", "2031年3月4日 下午12:00",
        "2031년 3월 4일 오후 12시 00분", "2031. 3. 4. 12:00", "04.03.2031 12:00", "12:00, 4 March 2031",
    ],
)  # fmt: skip
def test_one_moment_in_many_spellings_is_one(raw):
    assert instant(raw) == NOON


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("cs", "4. března 2031"), ("sk", "4. marca 2031"), ("hu", "2031. március 4., kedd"), ("hu", "2031. márc. 4."),
        ("el", "4 Μαρτίου 2031"), ("el", "Τρίτη, 4 Μαρ 2031"), ("vi", "4 tháng 3, 2031"),
        ("vi", "ngày 4 tháng 03 năm 2031"), ("vi", "4 Tháng Ba, 2031"), ("ar", "4 مارس 2031"), ("ar", "٤ مارس ٢٠٣١"),
        ("ar", "الثلاثاء 4 آذار 2031"), ("he", "4 במרץ 2031"), ("he", "4 מרץ 2031"), ("hi", "4 मार्च 2031"),
        ("hi", "४ मार्च २०३१"), ("th", "4 มีนาคม 2574"), ("th", "4 มี.ค. 2574"), ("fa", "4 مارس 2031"),
        ("bg", "4 март 2031"), ("sr", "4. марта 2031."), ("hr", "4. ožujka 2031."), ("lt", "2031 m. kovo 4 d."),
        ("lv", "4. marts, 2031"), ("ca", "4 de març de 2031"), ("is", "4. mars 2031"), ("bn", "4 মার্চ 2031"),
        ("it", "04/03/31"),
    ],
)  # fmt: skip
def test_months_are_known_in_the_languages_of_the_outlets(language, raw):
    assert read(raw, language)[0].date().isoformat() == "2031-03-04"


def test_a_month_of_two_words_and_one_that_two_languages_share():
    assert read("27 تشرين الثاني 2031", "ar")[0].month == read("27 Tháng Mười Một 2031", "vi")[0].month == 11
    assert [read("27. listopada 2031", tag)[0].month for tag in ("pl", "hr")] == [11, 10]
    assert read("4 марта 2031, 15:00 МСК", "ru")[0] == NOON


@pytest.mark.parametrize(
    "raw",
    ["", "12", "2031", "2031-03", "March 2031", "5 May", "10:30", "0000-00-00 00:00:00", "31.02.2031", "soon", "may",
     "3f2a-7b", "Thu, 01 Jan 1970 00:00:00 +0000", True, None, "model 7b 2031", "9" * 400],
)  # fmt: skip
def test_what_would_have_to_be_filled_up_is_no_date(raw):
    assert instant(raw) is None


def test_day_and_month_stand_as_the_languages_readers_read_them():
    assert [read("03/04/2031", tag)[0].month for tag in ("en-US", "en", "en-GB", "fr", "de")] == [3, 3, 4, 4, 4]
    assert read("03/04/2031") is None
    assert read("03.04.2031")[0].month == 4
    assert read("27/04/2031")[0] == read("04/27/2031")[0]


def test_an_abbreviation_is_the_zone_of_the_language():
    assert instant("Tue, 04 Mar 2031 20:00:00 CST", "zh-CN") == NOON


def test_midnight_at_the_end_of_a_day_is_the_next_day():
    assert instant("Mon, 03 Mar 2031 24:00:00 +0000") == datetime(2031, 3, 4, tzinfo=UTC)


def test_a_day_alone_is_told_from_one_with_a_time():
    assert read("4 March 2031") == (datetime(2031, 3, 4, tzinfo=UTC), False)
    assert read("4 March 2031 3pm")[1]
