"""Settings as the environment gives them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.errors import ConfigError
from flows.cli.ask.config import settings
from flows.decide_steps.kernels import WIDE
from flows.fetching import bounds
from flows.settings import child_environment, load, prepare_arithmetic
from tests.support.paths import ROOT


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


def test_numpy_works_with_one_thread_and_with_wide_kernels_where_openblas_would_not_see_them(monkeypatch, tmp_path):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    told = tmp_path / "cpuinfo"
    told.write_text(f"vendor_id : AuthenticAMD\nflags : fpu avx2 {' '.join(sorted(WIDE))}\n\nprocessor : 1")
    prepare_arithmetic(told)
    assert (os.environ["OPENBLAS_NUM_THREADS"], os.environ["OPENBLAS_CORETYPE"]) == ("1", "SkylakeX")


@pytest.mark.parametrize(
    "told",
    [
        "vendor_id : AuthenticAMD\nflags : fpu avx2 avx512f",  # not all of them
        f"vendor_id : GenuineIntel\nflags : fpu avx2 {' '.join(sorted(WIDE))}",  # OpenBLAS knows these
        None,  # not Linux
    ],
)
def test_a_processor_without_them_is_left_to_openblas(monkeypatch, tmp_path, told):
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    if told:
        (tmp_path / "cpuinfo").write_text(told)
    prepare_arithmetic(tmp_path / "cpuinfo")
    assert "OPENBLAS_CORETYPE" not in os.environ


def test_what_somebody_has_set_for_numpy_stays(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Zen")
    prepare_arithmetic()
    assert (os.environ["OPENBLAS_NUM_THREADS"], os.environ["OPENBLAS_CORETYPE"]) == ("8", "Zen")


@pytest.mark.edge
def test_every_way_to_vectors_sets_it_before_numpy_is_there():
    asked = "import flows.{}, flows.settings, numpy, threadpoolctl;"
    asked += "print({{each['num_threads'] for each in threadpoolctl.threadpool_info()}})"
    given = child_environment()
    given.pop("OPENBLAS_NUM_THREADS", None)
    for way_in in ("crawl", "cli"):
        command = [sys.executable, "-c", asked.format(way_in)]
        done = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() in ("{1}", "set()"), way_in  # no OpenBLAS is no trouble
