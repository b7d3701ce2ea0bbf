"""No secret stands in a line that is logged, and what is no secret stays."""

import pytest

from desk.redaction import passwords, redacted


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("posting with xoxb-1234-5678-AbCd failed", "1234-5678"),
        ("refresh xoxe.xoxp-1-Mi0yLTEyMzQ1", "Mi0yLTEyMzQ1"),
        ("app xapp-1-A0B-99-abcdef", "abcdef"),
        ("POST https://hooks.slack.com/services/T000/B000/XXXX returned 404", "T000/B000"),
        ("POST https://hooks.slack-gov.com/services/T000/B000/XXXX", "XXXX"),
        ("POST https://discord.example/api/webhooks/123/abcdef", "abcdef"),
        ("POST https://chat.example/hooks/k3yk3yk3y", "k3yk3yk3y"),
        ("could not connect to host=db user=desk password=hush-hush dbname=x", "hush-hush"),
        ("password='with a space' host=db", "with a space"),
        ("postgresql+asyncpg://desk:hu%40sh@db/x", "hu%40sh"),
        ("proxy http://someone:s3cret@proxy:3128 refused", "s3cret"),
        ("https://ghp_token123@example.org/feed", "ghp_token123"),
        ("Authorization: Bearer abc.def", "abc.def"),
        ("{'authorization': 'Basic dXNlcjpwYXNz'}", "dXNlcjpwYXNz"),
        ("Proxy-Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
        ("sent Bearer 0123456789abcdef0", "0123456789abcdef0"),
        ("Set-Cookie: session=abcdef; Path=/", "abcdef"),
        ("COPYDESK_SMTP_PASSWORD=geheim99", "geheim99"),
        ("smtp_password: 'geheim 99'", "geheim 99"),
        ("COPYDESK_WEBHOOK_SECRET=hmachmac", "hmachmac"),
        ("https://news.example/feed?user=1&token=f00ba4&x=1", "f00ba4"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI/K7MDENG"),
        ("COPYDESK_S3_SECRET_KEY=wJalrXUtnFEMI/K7MDENG", "wJalrXUtnFEMI/K7MDENG"),
        ("AWS_SESSION_TOKEN=FwoGZXIvYXdz", "FwoGZXIvYXdz"),
        ("<AWSAccessKeyId>AKIATESTONLY00000042</AWSAccessKeyId>", "AKIATESTONLY00000042"),
        ("Authorization: AWS4-HMAC-SHA256 Credential=k3yk3yk3y/20261130/eu/s3/aws4_request", "k3yk3yk3y"),
        ("GET http://minio/b/x?a=1&X-Amz-Signature=f00ba4f00ba4", "f00ba4f00ba4"),
        ("send: 'AUTH PLAIN AGRlc2sAZ2VoZWlt'", "AGRlc2sAZ2VoZWlt"),
    ],
)  # fmt: skip
def test_a_secret_is_known_by_its_looks(text, secret):
    assert secret in text
    assert secret not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "run 12 wired: ok, 3 stored, 1 on topic, 0 copies, 2 left, 1.5 s",
        "https://medium.com/@someone/on-webhooks: skipped: the outlet's skip patterns name it",
        "https://news.example/token-economics?page=2&key-figures=1",
        "The secret life of models: what a password is worth",
        "Basic economics of open weights",
        "Mastodon https://social.example/@desk/1 is a feed; write to desk@example.org",
        "the bearer of news is not the author",
        "ASIAPACIFICNEWSDESKS and Akiatestonly00000042 are words",
    ],
)
def test_what_is_no_secret_stays(text):
    assert redacted(text) == text


def test_a_known_secret_goes_wherever_it_stands_and_however_it_is_quoted():
    known = ["p@ss w/rd'1", "short"]
    for text in ("it was p@ss w/rd'1.", "x=p%40ss%20w%2Frd%271", "x=p%40ss%20w/rd%271"):
        told = redacted(text, known)
        assert "ss" not in told, told
    assert redacted("a short word", known) == "a short word"


def test_the_password_of_an_address_is_known_by_itself():
    assert passwords("postgresql://desk:hu%40sh@db/x") == ["hu%40sh", "hu@sh"]
    assert passwords("ducklake:postgres:host=db password='a b' dbname=x") == ["a b"]
    assert passwords("host=db user=desk") == []
