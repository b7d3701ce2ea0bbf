"""Where a lake is: what a setting says, and what is told of it."""

import pytest

from desk.errors import ConfigError, WarehouseError
from warehouse.lake_errors import PassingLakeError, in_words
from warehouse.lake_place import S3Access, lake_place, redacted


@pytest.mark.parametrize(
    ("dsn", "told"),
    [
        ("host=db dbname=desk user=me password=hush", "host=db dbname=desk user=me password=…"),
        ("host=db password='hu sh' dbname=desk", "host=db password=… dbname=desk"),
        ("postgresql://me:hush@db:5432/desk", "postgresql://me:…@db:5432/desk"),
        ("postgresql://me@db/desk", "postgresql://me@db/desk"),
    ],
)
def test_a_place_is_told_without_its_password(dsn, told):
    assert redacted(dsn) == told
    place = lake_place(f"ducklake:postgres:{dsn}")
    assert place.dsn == dsn
    assert str(place) == f"ducklake:postgres:{told}"
    assert "hu" not in repr(place)


@pytest.mark.parametrize(
    "said", ["ducklake:sqlite:x", "postgresql://db/desk", "ducklake:postgres:", "var/copydesk.duckdb"]
)
def test_what_is_no_lake_is_refused_with_an_example(said):
    with pytest.raises(ConfigError, match=r"is no lake.*ducklake:postgres:host="):
        lake_place(said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("s3://bucket", "s3://bucket/"),
        ("s3://bucket/", "s3://bucket/"),
        ("s3://my.bucket-2/a desk/data", "s3://my.bucket-2/a desk/data/"),
        ("/mnt/desk", "/mnt/desk"),
        ("", ""),
    ],
)
def test_data_files_are_in_a_folder_or_below_an_address(said, told):
    assert lake_place("ducklake:postgres:dbname=desk", said).data == told


@pytest.mark.parametrize("said", ["gs://bucket/desk", "s3://", "s3:///desk", "s3://b", "s3://bucket/*", "https://s3/b"])
def test_what_is_neither_folder_nor_bucket_is_refused(said):
    with pytest.raises(ConfigError, match=r"COPYDESK_LAKE_DATA.*s3://bucket/prefix"):
        lake_place("ducklake:postgres:dbname=desk", said)


@pytest.mark.parametrize(
    ("access", "named"),
    [
        (S3Access(endpoint="https://minio:9000"), "COPYDESK_S3_ENDPOINT.*COPYDESK_S3_SSL"),
        (S3Access(endpoint="minio/desk"), "COPYDESK_S3_ENDPOINT"),
        (S3Access(key_id="hushhush"), "COPYDESK_S3_SECRET_KEY"),
        (S3Access(secret_key="hushhush"), "COPYDESK_S3_KEY_ID"),
    ],
)
def test_half_a_word_about_the_bucket_is_refused_without_telling_keys(access, named):
    with pytest.raises(ConfigError, match=named) as told:
        lake_place("ducklake:postgres:dbname=desk", "s3://bucket", access)
    assert "hush" not in str(told.value)


def test_keys_stand_in_no_message_and_no_repr():
    place = lake_place(
        "ducklake:postgres:dbname=desk", "s3://bucket", S3Access(key_id="hushhush1", secret_key="hush/two")
    )
    said = "HTTP Error: Request returned HTTP 403 for HTTP PUT to 'http://a/hushhush1?x=hush%2Ftwo' (hush/two)"
    for text in (repr(place), str(place), str(in_words(place, RuntimeError(said)))):
        assert "hush" not in text


@pytest.mark.parametrize(
    ("said", "problem", "passing"),
    [
        ("HTTP Error: Unable to connect to URL s3://b/x: Forbidden (HTTP code 403)\n\nSignatureDoesNotMatch: S",
         "does not accept these keys", False),
        ("HTTP Error: Unable to connect to URL s3://b/x: Not Found (HTTP code 404)\n\nNoSuchBucket: N",
         "no such bucket", False),
        ("HTTP Error: Unable to connect to URL s3://b/x: Forbidden (HTTP code 403)\n\nAccessDenied: A",
         "does not allow it", False),
        ("HTTP Error: HTTP GET error reading 's3://b/x' in region 'e' (HTTP 404 Not Found)", "no such data", False),
        ("HTTP Error: HTTP GET error reading 's3://b/x' in region 'e'\n\nAuthorizationHeaderMalformed: A",
         "another region", False),
        ("IO Error: Could not resolve hostname error for HTTP PUT to 'https://forbidden.s3.x/ssl connect'",
         "cannot be reached", True),
        ("IO Error: SSL connect error error for HTTP HEAD to 'https://127.0.0.1:1/b/x'", "by TLS", False),
        ("TransactionContext Error: Failed to commit:\nHTTP Error: Request returned HTTP 503 for HTTP PUT to 'http://a'",
         "S3 cannot be reached (HTTP Error: Request", True),
        ("HTTP Error: Request returned HTTP 418 for HTTP PUT to 'http://a/b'", "did not carry it out", False),
        ('DATA_PATH parameter "s3://b/x" does not match existing data path', "in another folder", False),
    ],
)  # fmt: skip
def test_troubles_of_a_bucket_are_told_by_its_name(said, problem, passing):
    told = in_words(lake_place("ducklake:postgres:dbname=desk", "s3://bucket/desk"), RuntimeError(said))
    assert problem in told.problem
    assert isinstance(told, PassingLakeError) == passing
    assert ("s3://bucket/desk/" in str(told)) == ("another folder" not in problem)
    assert "\n" not in str(told)


@pytest.mark.parametrize(
    ("said", "problem", "passing"),
    [
        ("IO Error: server closed the connection unexpectedly", "cannot be reached", True),
        ("Exceeded the maximum retry count of 0", "without the writer's lock", True),
        ("could not extend file: No space left on device", "disk is full", False),
        ('Failed to execute query "ROLLBACK"', "did not carry it out", True),
        ('IO Error: Cannot open file "/mnt/x.parquet": Permission denied', "data folder cannot be written", False),
    ],
)
def test_troubles_are_told_in_words_and_whether_they_pass(said, problem, passing):
    told = in_words(lake_place("ducklake:postgres:dbname=desk"), RuntimeError(said))
    assert problem in told.problem
    assert isinstance(told, PassingLakeError) == passing
    assert isinstance(told, WarehouseError)
