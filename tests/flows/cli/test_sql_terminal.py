"""What `copydesk sql` does on a terminal alone."""

import io
import os
import sys

import click
import pytest

from flows.cli.sql import terminal


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    """Puts up a terminal of ten lines; returns what it shows, what stands beside it, and what the pager was given."""

    def put_up():
        given = []
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(sys, "stdout", shown := Terminal())
        monkeypatch.setattr(sys, "stderr", beside := Terminal())
        monkeypatch.setattr(terminal.shutil, "get_terminal_size", lambda: os.terminal_size((80, 10)))
        monkeypatch.setattr(click, "echo_via_pager", given.append)
        return shown, beside, given

    return put_up


def test_what_fits_on_a_page_is_shown_as_it_is(screen):
    shown, _, given = screen()
    with terminal.scrolled() as out:
        out.write("one\n")
    assert (shown.getvalue(), given) == ("one\n", [])


def test_what_is_longer_than_a_page_scrolls(screen):
    shown, _, given = screen()
    with terminal.scrolled() as out:
        assert out.isatty()  # it is as wide as the terminal
        out.write("line\n" * 10)
    assert (shown.getvalue(), given) == ("", ["line\n" * 10])


def test_nothing_scrolls_where_the_answer_goes_into_a_pipe(screen, monkeypatch):
    screen()
    monkeypatch.setattr(sys, "stdout", shown := io.StringIO())
    with terminal.scrolled() as out:
        out.write("line\n" * 10)
    assert shown.getvalue() == "line\n" * 10


def test_a_long_question_tells_how_far_it_is_and_leaves_nothing_of_it(screen):
    _, beside, _ = screen()
    with terminal.progress() as tell:
        tell(3.2, 41.4)
        assert beside.getvalue().endswith("3 s, 41 % done (Ctrl-C stops it)")
    assert beside.getvalue().endswith(terminal.WIPE)


def test_what_duckdb_cannot_tell_is_not_told(screen):
    _, beside, _ = screen()
    with terminal.progress() as tell:
        tell(3.2, -1.0)
        assert "%" not in beside.getvalue()


def test_nobody_is_told_where_nobody_looks(screen, monkeypatch):
    screen()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with terminal.progress() as tell:
        assert tell is None
