"""The picture in the README shows what is sent."""

from tests.newsroom.picture import HASH, PICTURE, hashed, page


def test_the_picture_in_the_readme_is_of_the_digest_as_it_is_now():
    assert PICTURE.exists()
    assert HASH.read_text("utf-8").strip() == hashed(page()), "draw it anew: python -m tests.newsroom.picture"
