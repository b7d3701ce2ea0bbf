"""Settings as the environment gives them."""

from pathlib import Path

import pytest

from desk.errors import ConfigError
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
