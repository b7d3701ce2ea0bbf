"""Settings as the environment gives them."""

from pathlib import Path

import pytest

from desk.errors import ConfigError
from flows.cli.ask.config import settings
from flows.settings import bounds, load


@pytest.fixture
def env(monkeypatch, tmp_path):
    """Set COPYDESK_ variables; no .env is near."""
    monkeypatch.chdir(tmp_path)
    return lambda name, value: monkeypatch.setenv(f"COPYDESK_{name}", value)


@pytest.mark.parametrize(
    "text",
    ["10.0.0.0/8,news.internal:8080", " 10.0.0.0/8 , news.internal:8080,", '["10.0.0.0/8", "news.internal:8080"]'],
)
def test_a_list_is_given_with_commas_or_as_json(env, text):
    env("ALLOW_HOSTS", text)
    assert load().allow_hosts == ("10.0.0.0/8", "news.internal:8080")


def test_paths_are_given_with_commas_too_and_nothing_is_an_empty_list(env):
    env("TOPICS", "a.yaml,b.yaml")
    env("ALLOW_HOSTS", "")
    assert (load().topics, load().allow_hosts) == ((Path("a.yaml"), Path("b.yaml")), ())


def test_a_broken_json_list_names_its_variable(env):
    env("ALLOW_HOSTS", '["10.0.0.0/8"')
    with pytest.raises(ConfigError, match="COPYDESK_ALLOW_HOSTS"):
        load()


def test_the_bounds_of_polling_reach_the_schedule(env):
    env("POLL_MIN", "600")
    env("POLL_MAX", "7200")
    found = bounds(load())
    assert (found.least, found.most) == (600, 7200)
    assert found.least <= found.first <= found.most
    assert found.failing_most == 7200


def test_bounds_the_wrong_way_round_are_told(env):
    env("POLL_MIN", "7200")
    env("POLL_MAX", "600")
    with pytest.raises(ConfigError, match=r"COPYDESK_POLL_MIN.*more than COPYDESK_POLL_MAX"):
        bounds(load())


@pytest.mark.parametrize(("name", "meant"), [("HOMEE", "HOME"), ("TIMEZNE", "TIMEZONE"), ("SLACK_TOKN", "SLACK_TOKEN")])
def test_a_misspelt_variable_is_told_with_the_one_that_was_meant(env, name, meant):
    env(name, "x")
    with pytest.raises(ConfigError, match=rf"COPYDESK_{name}: is no setting \(environment\)\. .*COPYDESK_{meant}\?"):
        load()


def test_a_misspelt_name_in_dotenv_is_told_with_its_place(env, tmp_path):
    (tmp_path / ".env").write_text("COPYDESK_TIMEZNE=UTC\n")
    with pytest.raises(ConfigError, match=r"COPYDESK_TIMEZNE: is no setting \(\.env\)"):
        load()


def test_a_line_of_dotenv_without_a_value_is_told(env, tmp_path):
    (tmp_path / ".env").write_text("COPYDESK_HOME\n")
    with pytest.raises(ConfigError, match=r"\.env: COPYDESK_HOME: is followed by no `=`"):
        load()


def test_a_variable_that_is_nothing_like_a_setting_is_somebody_elses(env):
    env("CMD", "x")
    env("ROOT", "/srv")
    assert load().home == Path("var")


@pytest.mark.parametrize("contact", ["hello", "https://", "a@b"])
def test_a_contact_that_reaches_nobody_is_refused(env, contact):
    env("CONTACT", contact)
    with pytest.raises(ConfigError, match=r"COPYDESK_CONTACT: .*a URL or a mail address"):
        load()


def test_the_settings_are_told_with_where_they_come_from_and_no_secret(env, tmp_path):
    (tmp_path / ".env").write_text("COPYDESK_TIMEZONE=Asia/Shanghai\nCOPYDESK_SLACK_TOKEN=xoxb-secret\n")
    env("PACE", "2.5")
    told = {row["setting"]: (row["value"], row["from"]) for row in settings()}
    assert told["COPYDESK_TIMEZONE"] == ("Asia/Shanghai", ".env")
    assert told["COPYDESK_PACE"] == ("2.5", "environment")
    assert told["COPYDESK_HOME"] == ("var", "default")
    assert told["COPYDESK_SLACK_TOKEN"] == ("set, not shown", ".env")
