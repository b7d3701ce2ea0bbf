"""Articles as a hostile outlet would write them, for hypothesis."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from desk.digest.records import DueArticle, TextUse
from tests.support.digests import NOW

OUTSIDE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.characters(codec=None), max_size=40),
    st.text(alphabet="<>!@#|*_~`&:;\u202e\u2066\x00\n\r\tabc ن模", max_size=3_000),
    st.sampled_from(
        ["<!channel>", "<https://evil.test|here>", "x" * 3_000, "模" * 3_000, "ن" * 400, "\u202egnp.exe", ""]
    ),
)

ADDRESS = st.one_of(
    OUTSIDE,
    st.sampled_from(
        ["javascript:alert(1)", "https://bücher.test/a|b", "https://a.test/ b\nc", "https://herald.test/" + "a" * 1_950]
    ),
    OUTSIDE.map(lambda text: "https://herald.test/" + text),
)

USE = st.builds(
    TextUse,
    title=OUTSIDE,
    url=ADDRESS,
    outlet=OUTSIDE,
    kind=st.sampled_from(["exact", "excerpt", "spun", "translation", "rewrite"]),
    is_first=st.booleans(),
)

ARTICLE = st.builds(
    DueArticle,
    story_id=st.integers(1, 60),
    article_id=st.integers(1, 10_000),
    title=OUTSIDE,
    url=ADDRESS,
    outlet_id=st.sampled_from(["a", "b", "c"]),
    outlet=OUTSIDE,
    language=st.sampled_from(["en", "zh", "ar", "und"]),
    published=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    seen_at=st.just(NOW),
    opening=OUTSIDE,
    score=st.floats(0, 1),
    names=st.lists(OUTSIDE, max_size=2).map(tuple),
    title_names=st.lists(OUTSIDE, max_size=2).map(tuple),
    copy_kind=st.sampled_from(["none", "none", "exact", "rewrite", "translation"]),
    copy_of=OUTSIDE,
    copy_of_seed=st.booleans(),
    told=st.booleans(),
    told_at=st.just(datetime(2026, 11, 20, tzinfo=UTC)),
)
