"""The log: text or JSON, without secrets on any handler, joined by run ids."""

import io
import json
import logging

import pytest
from pydantic import SecretStr

from desk.visits import LeadOutcome, OutletReport, SourceReport
from flows import logs
from flows.crawl_steps.run import log_visit
from flows.run_name import of_another_version
from flows.settings import Settings, load, secrets_of

SECRET = "s3cr3t-of-the-desk"


def begin(form, level, secrets):
    """As in a process whose root logger nobody handles; pytest does."""
    logging.getLogger().handlers[:] = []
    logs.begin(form, level, secrets)


@pytest.fixture
def quiet(monkeypatch, capsys):
    """A process in which nobody has set up a log; what it writes to standard error."""
    root, rooms = logging.getLogger(), [logging.getLogger(room) for room in logs.ROOMS]
    levels, handlers = [(each, each.level) for each in rooms], list(root.handlers)
    root.handlers[:] = []
    monkeypatch.setattr(logs, "_known", set())
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    for logger, level in levels:
        logger.setLevel(level)


def test_json_is_one_object_a_line_with_the_run_it_belongs_to(quiet):
    begin("json", "", [])
    with logs.of_run(run=12, flow_run="0a-1b"):
        logging.getLogger("flows.some").info("two\nlines", extra={"outlet": "wired"})
    told = json.loads(quiet())
    assert told.pop("at").endswith("Z")
    assert told == {
        "level": "info", "from": "flows.some", "run": 12, "flow_run": "0a-1b", "outlet": "wired",
        "message": "two\nlines",
    }  # fmt: skip


def test_a_line_of_text_is_one_line_with_the_day(quiet):
    begin("text", "debug", [])
    logging.getLogger("sources.some").debug("two\nlines")
    line = quiet()
    assert line.endswith("Z DEBUG sources.some: two lines\n")
    assert line[:4].isdigit()


def test_a_command_line_of_which_nobody_asked_for_a_log_says_warnings_in_plain_words(quiet):
    begin("text", "", [])
    logging.getLogger("flows.some").info("not told")
    logging.getLogger("warehouse.some").warning("the disk is nearly full")
    assert quiet() == "the disk is nearly full\n"


def test_what_others_log_is_told_from_warnings_on(quiet):
    begin("json", "debug", [])
    logging.getLogger("httpx").info("HTTP Request: GET https://example.org")
    logging.getLogger("asyncio").debug("Using selector")
    assert quiet() == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_is_shown_in_a_message_an_argument_a_field_or_a_traceback(quiet, form):
    begin(form, "debug", [SECRET])
    log = logging.getLogger("delivery.some")
    log.info("sent with %s", SECRET, extra={"address": f"https://x.example/?t={SECRET}"})
    log.info("Authorization: Bearer abcdefgh and xoxb-12345-abcdefgh")
    try:
        raise ValueError(f"postgresql://desk:hush-hush@db/x and {SECRET}")
    except ValueError:
        log.exception("failed")
    logging.getLogger("httpx").warning("proxy http://me:hush-hush@proxy:3128")
    told = quiet()
    assert "ValueError" in told
    assert not [each for each in (SECRET, "hush-hush", "abcdefgh") if each in told]


def test_handlers_that_were_there_before_show_no_secret_either(quiet):
    heard = io.StringIO()
    root, other = logging.getLogger(), logging.getLogger("a.strangers")
    root.handlers[:] = [logging.StreamHandler(heard)]
    other.addHandler(logging.StreamHandler(heard))
    logs.begin("text", "info", [SECRET])
    other.warning("%s", SECRET)
    other.handlers[:] = []
    assert heard.getvalue() == "…\n…\n"
    assert quiet() == "", "who handles the root logger's records goes on doing it"


def test_every_setting_that_is_a_secret_prints_nothing_and_is_known_to_the_filter(monkeypatch, quiet):
    for name, field in Settings.model_fields.items():
        if any(word in name for word in ("token", "secret", "password", "webhook", "database", "warehouse")):
            plain = name.endswith(("_file", "_block"))
            assert plain or SecretStr in getattr(field.annotation, "__args__", ()), name
    monkeypatch.setenv("COPYDESK_PREFECT_DATABASE", "postgresql://u:hu%40shhush@h/d")
    monkeypatch.setenv("COPYDESK_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("COPYDESK_S3_SECRET_KEY", "of the bucket")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "of the environment")
    logging.getLogger().handlers[:] = []
    settings = load()
    assert SECRET not in repr(settings)
    assert {SECRET, "hu%40shhush", "hu@shhush", "of the bucket", "of the environment"} <= set(secrets_of(settings))
    logging.getLogger("flows.some").warning("signed with %s, not with hu@shhush", SECRET)
    assert quiet() == "signed with …, not with …\n"


class Brought:
    outcomes = (
        LeadOutcome("a.example/1", "stored"),
        LeadOutcome("a.example/2", "forbidden", "robots.txt forbids it"),
        LeadOutcome("a.example/3", "failed", "the page is a cookie wall"),
    )


def test_a_visit_is_one_line_and_at_debug_the_reason_for_all_that_was_dropped(caplog):
    sources = (
        SourceReport("https://a.example/feed", "feed", "ok"),
        SourceReport("https://a.example/map", "sitemap", "not_due"),
    )
    report = OutletReport("a", "partial", sources, stored=1, reasons=("one\nreason",))
    caplog.set_level(logging.INFO)
    logging.getLogger("flows").setLevel(logging.NOTSET)
    log_visit(7, Brought, report)
    assert caplog.messages == ["run 7 a: partial, 1 stored, 0 on topic, 0 copies, 0 left, 0.0 s; one reason"]
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    log_visit(7, Brought, report)
    assert caplog.messages[1:] == [
        "a: https://a.example/map: not_due",
        "a: a.example/2: forbidden: robots.txt forbids it",
        "a: a.example/3: failed: the page is a cookie wall",
    ]
    assert (caplog.records[2].outlet, caplog.records[2].reason) == ("a", "robots.txt forbids it")


def test_a_deployment_of_another_version_than_its_worker_is_told():
    assert of_another_version("1.0", "1.0") == of_another_version(None, "1.0") == ""
    assert "of copydesk 0.9, the worker runs 1.0" in of_another_version("0.9", "1.0")
