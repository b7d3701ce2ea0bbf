"""Who keeps a home running, what a backup check says, and units and files of the service as their tools read them."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
import yaml

from desk.errors import ConfigError, CopydeskError, WarehouseError
from flows.digest_steps import notice
from flows.digest_steps.target import Target
from flows.jobs.prefect_server import database, place
from flows.jobs.service import api
from flows.jobs.service.backup_check import check_backups
from flows.jobs.service.hold import HeldError, Holder, held, holder
from flows.jobs.service.state import State
from flows.settings import Settings
from tests.support.loopback import LoopbackServer
from tests.support.paths import ROOT
from warehouse.backups import back_up, backups
from warehouse.db import Warehouse

NOW = datetime(2031, 5, 4, 6, tzinfo=UTC)


def test_a_home_is_held_by_one_and_says_by_whom(tmp_path):
    assert holder(tmp_path) is None
    with held(tmp_path, 4300):
        told = holder(tmp_path)
        assert (told.process, told.port) == (os.getpid(), 4300)
        with pytest.raises(HeldError) as caught, held(tmp_path, 4301):
            pass
        assert caught.value.holder == told
    assert holder(tmp_path) is None


@pytest.mark.parametrize("kind", ["postgresql", "postgres", "postgresql+asyncpg"])
def test_the_servers_database_may_be_postgresql(kind, tmp_path):
    settings = Settings(_env_file=None, home=tmp_path, prefect_database=f"{kind}://u:hush@host/prefect")
    given = place(settings, 4200).environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"]
    assert given == "postgresql+asyncpg://u:hush@host/prefect"
    assert "hush" not in repr(settings)


@pytest.mark.parametrize("url", ["sqlite:///x", "host/prefect", "postgresql://", "mysql://u@h/d"])
def test_any_other_database_is_told_without_its_password(url):
    with pytest.raises(ConfigError, match="COPYDESK_PREFECT_DATABASE"):
        database(url)


@pytest.mark.edge
def test_backups_are_opened_and_an_old_or_damaged_one_is_told(tmp_path):
    settings = Settings(_env_file=None, home=tmp_path)
    with pytest.raises(WarehouseError, match="holds no backup"):
        check_backups(settings, NOW)
    warehouse = Warehouse(tmp_path)
    with warehouse.writing():
        pass
    back_up(warehouse, settings.backup_folder, NOW)
    (line,) = check_backups(settings, NOW)
    assert "every table counted" in line
    with pytest.raises(WarehouseError, match="its newest backup is of 2031-05-04"):
        check_backups(settings, NOW + timedelta(days=3))
    (made,) = backups(settings.backup_folder)
    made.file.write_bytes(b"no database")
    with pytest.raises(WarehouseError):
        check_backups(settings, NOW)


class Channel:
    """A channel that keeps what it is told, and finds it again."""

    name = "Slack channel C1"

    def __init__(self):
        self.posted = []

    def find(self, metadata, since, thread_ts, cursor=""):
        from delivery.sender import Outcome

        return Outcome(
            "sent", ts="1" if any(one["digest_id"] == metadata["digest_id"] for _, one in self.posted) else ""
        )

    def post(self, text, blocks, metadata, thread_ts):
        from delivery.sender import Outcome

        self.posted.append((text, metadata))
        return Outcome("sent", ts="1")


def test_a_notice_is_told_once_and_without_a_channel_not_at_all(monkeypatch, tmp_path):
    settings, channel = Settings(_env_file=None, home=tmp_path), Channel()
    assert notice.tell(settings, "crawl-1 ended as Crashed", NOW) == "not sent: no channel is set"
    monkeypatch.setattr(notice, "target", lambda _: Target("slack:C1", channel, "slack"))
    done = [notice.tell(settings, words, NOW) for words in ("a run\ncrashed", "a run crashed", "another one")]
    assert done == ["told slack:C1", "told before", "told slack:C1"]
    assert [text for text, _ in channel.posted] == ["copydesk: a run crashed", "copydesk: another one"]


@pytest.mark.edge
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_to_say_of_the_units(tmp_path):
    program = tmp_path / "copydesk"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in (ROOT / "ops").glob("copydesk*"):
        text = unit.read_text("utf-8").replace("/opt/copydesk/.venv/bin/copydesk", str(program))
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = [str(path) for path in tmp_path.glob("copydesk*.*")]
    assert len(units) == 5
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in done.stderr.splitlines() if "copydesk" in line]
    assert (done.returncode, ours) == (0, [])


def test_the_compose_file_builds_from_the_containerfile():
    told = yaml.safe_load((ROOT / "ops" / "compose.yaml").read_text("utf-8"))
    build = told["services"]["copydesk"]["build"]
    assert (ROOT / "ops" / build["context"] / build["dockerfile"]).resolve() == ROOT / "ops" / "Containerfile"
    copied = (ROOT / "ops" / "Containerfile").read_text("utf-8")
    assert "--require-hashes -r requirements.lock -c requirements.lock" in copied


def test_a_server_that_plans_nothing_is_not_well():
    up = Holder(1, 4200, "2031-05-04 06:00:00")
    assert State(up, True, "ONLINE").well
    assert not State(up, True, "ONLINE", unplanned=("crawl/hourly",)).well
    assert not State(up, True, "ONLINE", drift=("crawl/hourly: paused is True, not False",)).well


@pytest.mark.edge
def test_a_server_that_is_busy_is_asked_again_and_what_it_refuses_is_told_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(api, "PAUSES", (0.0, 0.0))
    answers = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            status = answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass

    server = LoopbackServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = place(Settings(_env_file=None, home=tmp_path), server.server_port)
    answers[:] = [503, 503, 200]
    assert api.call(where, "GET", "/x") == {}
    answers[:] = [503, 503, 503, 200]
    with pytest.raises(CopydeskError, match=r"refused \(503\)"):
        api.call(where, "GET", "/x")
    answers[:] = [404, 200]
    with pytest.raises(CopydeskError, match=r"refused \(404\)"):
        api.call(where, "GET", "/x")
    server.shutdown()
    server.server_close()
