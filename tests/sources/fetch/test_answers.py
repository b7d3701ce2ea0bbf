"""Pages that only send their readers on, told by a look at their first bytes."""

import time
from datetime import UTC, datetime

import pytest

from sources.fetch.answers import MOST_REFRESHING, Answer, refreshed

META = b"<meta http-equiv='Refresh' content='0; url=/new'>"


def sent_by(body):
    url = "https://tide.example/"
    return refreshed(Answer(url, url, 200, "text/html", body, datetime(2031, 5, 4, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("body", "to"),
    [
        (META, "/new"),
        (b"<script>if (a</script b) {}</script>" + META, "/new"),
        (b"<script src=x></script >" + META, "/new"),
        (b"<noscript>" + META + b"</noscript>", ""),
        (b"<NOSCRIPT>" + META + b"</NoScript>x", ""),
        (b"<!-- " + META + b" -->", ""),
        (b"<script>'" + META + b"'</script>", ""),
        (b"<!-- a --> <style>b</style>" + META + b"<!-- c -->", "/new"),
        (b"<noscript>" + META, "/new"),
        (b"<p>no word of it", ""),
    ],
)
def test_only_a_refresh_that_everybody_meets_counts(body, to):
    assert sent_by(body) == to


@pytest.mark.parametrize(
    "piece", [b"<script ", b"<!--", b"<noscript>", b"<style></script>", b"<meta http-equiv=refresh "]
)
def test_a_page_made_to_keep_it_busy_does_not(piece):
    body = piece * ((MOST_REFRESHING - len(META)) // len(piece)) + META
    began = time.process_time()
    assert sent_by(body) in ("", "/new")
    assert time.process_time() - began < 0.5
