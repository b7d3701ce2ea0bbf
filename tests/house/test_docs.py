"""The documents say what is: settings with their defaults, commands that exist, links that lead somewhere."""

import re

import pytest

from flows.cli import build
from flows.settings import Settings
from tests.conftest import EDGES
from tests.support.paths import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_stands_in_the_settings_page(name):
    assert f"`COPYDESK_{name.upper()}`" in SETTINGS


@pytest.mark.parametrize("name", ["pace", "crawl_delay_cap", "outlet_budget", "hosts_at_once", "timeout", "max_bytes",
                                  "workers", "poll_min", "poll_max", "fetch_log_days", "digest_stories",
                                  "text_days", "state_days", "backups"])  # fmt: skip
def test_its_default_is_the_true_one(name):
    told = re.search(rf"`COPYDESK_{name.upper()}` \| `([^`]+)`", SETTINGS)
    assert told, f"{name} has no row of its own"
    assert float(told[1]) == float(Settings.model_fields[name].default)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_to_a_file(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_that_is_named_exists(page):
    import typer

    root = typer.main.get_command(build())
    known = set(root.commands)
    for command, sub in re.findall(r"copydesk ([a-z-]+)(?: ([a-z]+))?", page.read_text("utf-8")):
        if command in known and sub and getattr(root.commands[command], "commands", None):
            assert sub in root.commands[command].commands, f"copydesk {command} {sub}"
    for command in re.findall(r"(?:`|^ {4})copydesk ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE):
        assert command in known, f"copydesk {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_make_that_is_named_is_in_the_makefile(page):
    assert set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)) <= TARGETS


def test_what_must_hold_before_main_moves_is_both_halves_of_the_tests_the_checks_and_the_demo():
    called = re.findall(r"^(?:make|tests) ([a-z-]+)", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert called == ["check", "demo", "test", "edges"]
    assert set(called) <= TARGETS


def test_every_test_is_in_one_half():
    told = re.findall(r'pytest \$\(BESIDE\) -m "([^"]+)"', MAKEFILE)
    unit, edges = (set(re.split(r" (?:and|or) ", marks)) for marks in told)
    assert edges == set(EDGES)
    assert unit == {f"not {mark}" for mark in edges}


def test_the_lock_is_installed_with_itself_as_constraints():
    """Without them pip takes the newest SQLAlchemy for a package that asks for it with an extra, whatever is pinned."""
    for place in (MAKEFILE, (ROOT / "ops" / "Containerfile").read_text("utf-8")):
        installed = re.findall(r"--require-hashes (-r [^;\n]*)", place)
        assert installed == ["-r requirements.lock -c requirements.lock"]
