"""A disk that is full at any write of a digest: one clear error, and the next run tells what was not told, once."""

import json
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes

import duckdb
import pytest

from desk.digest.channel import Channel
from desk.errors import WarehouseError
from flows.digest_steps.make import Asked, make_digest
from tests.slackd.workspace import NEWS
from tests.support.digestworld import NOW, World, stories
from tests.support.smtp import smtp_server
from warehouse.db import Warehouse

pytestmark = [pytest.mark.edge, pytest.mark.slow]
FULL = 'Could not write to file "copydesk.duckdb.wal": No space left on device'
STORIES = 3
READERS = ("ana@desk.example", "bo@desk.example")
MANY = 40  # writes; no digest of a few stories has as many


class Disk:
    """Room for so many transactions of the warehouse, then none."""

    def __init__(self, monkeypatch, room):
        self.left, transaction = room, Warehouse.transaction

        @contextmanager
        def bounded(warehouse, con):
            with transaction(warehouse, con):
                yield
                self.left -= 1
                if self.left < 0:
                    raise duckdb.IOException(FULL)

        monkeypatch.setattr(Warehouse, "transaction", bounded)


def make(settings, channel):
    return make_digest(settings, Asked(channel), NOW, sleep=lambda seconds: None)


def at_every_write(tmp_path, monkeypatch, settings_of, channel_of, started):
    """Run out of room at the first write, the second …, each in a home of its own, until a run has room enough.

    `started` begins a new receiver and gives what it has been told: a title → how often.
    """
    monkeypatch.setattr("flows.digest_steps.make._publish", lambda warehouse: None)
    for room in range(MANY):
        world = World(tmp_path / str(room))
        stories(world, STORIES)
        with started() as (receiver, told):
            settings, channel = settings_of(world, receiver), channel_of(world)
            with monkeypatch.context() as patch:
                Disk(patch, room)
                failure = ""
                try:
                    make(settings, channel)
                except WarehouseError as error:
                    failure = str(error)
            if not failure:
                return room
            assert "the disk is full. Nothing that was committed is lost: free some space" in failure
            make(settings, channel)
            assert make(settings, channel).status == "unchanged"
            assert Counter(told()) == dict.fromkeys(told(), 1)
            assert len(set(told())) == STORIES
    raise AssertionError("it never had room enough")


def titles_in(text):
    return [part.split('"')[0] for part in text.split('"text": "')[1:] if part.startswith("Model number ")]


def test_in_slack_each_story_is_told_once_whenever_the_disk_is_full(tmp_path, monkeypatch):
    from tests.slackd.server import Slackd

    @contextmanager
    def started():
        with Slackd() as slack:
            yield slack, lambda: titles_in(json.dumps([one.blocks for one in slack.workspace.messages]))

    desk = Channel("desk", "slack", (NEWS,))
    writes = at_every_write(tmp_path, monkeypatch, lambda world, slack: world.settings(slack), lambda _: desk, started)
    assert writes >= 5  # keep, claim, begin, settle, release


def test_in_a_folder_each_story_is_told_once_whenever_the_disk_is_full(tmp_path, monkeypatch):
    homes = []

    @contextmanager
    def started():
        def told():
            return [
                story["title"]
                for file in sorted((homes[-1] / "told").glob("*.json"))
                for story in json.loads(file.read_text())["stories"]
            ]

        yield None, told

    def folder(world):
        homes.append(world.home)
        return Channel("files", "folder", (str(world.home / "told"),))

    assert at_every_write(tmp_path, monkeypatch, lambda world, _: world.settings(), folder, started) >= 1


def test_by_mail_a_mail_that_comes_twice_is_known_as_one_and_none_is_missing(tmp_path, monkeypatch):
    @contextmanager
    def started():
        with smtp_server() as smtp:

            def told():
                mails = {message_from_bytes(mail.content)["Message-ID"] for mail in smtp.mails}
                assert len(mails) == len(READERS)
                return [f"story {number}" for number in range(STORIES)]

            yield smtp, told

    def by_mail(world, smtp):
        box = smtp.box
        return world.settings(smtp_host=box.host, smtp_port=box.port, smtp_security="none", mail_from=box.sender)

    board = Channel("board", "mail", READERS)
    assert at_every_write(tmp_path, monkeypatch, by_mail, lambda _: board, started) >= 6
