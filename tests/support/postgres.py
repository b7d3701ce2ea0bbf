"""A PostgreSQL of one's own for tests: made, started, killed and ended by them, in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "copydesk"
NONE = "no PostgreSQL here: apt-get install postgresql"


def programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version there is."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return folders[-1] if folders else None


@dataclass
class Postgres:
    """One cluster; its socket lies in its folder, and it listens on no port."""

    folder: Path
    bin: Path
    process: subprocess.Popen | None = None

    def start(self):
        """Start it and wait until it answers."""
        words = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-c", "listen_addresses=", "-c", "fsync=on"]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen([self.bin / "postgres", *words], stdout=log, stderr=log, **_nobody())
        for _ in range(600):
            asked = [self.bin / "pg_isready", "-h", str(self.folder), "-q"]
            if subprocess.run(asked, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self):
        """End it without a word, as a machine that fails does."""
        self.process.send_signal(signal.SIGQUIT)  # immediate shutdown: no checkpoint, recovery at the next start
        self.process.wait()

    def stop(self):
        """End it with all its sessions."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def sql(self, statement, database="postgres"):
        """What psql answers."""
        asked = [self.bin / "psql", "-h", str(self.folder), "-U", USER, "-d", database, "-qAtc", statement]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()

    def dsn(self, database):
        """Of a database that is there, or is made."""
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            self.sql(f"CREATE DATABASE {database}")
        return f"host={self.folder} user={USER} dbname={database}"


@contextmanager
def running():
    """A cluster that has just been made; nothing of it is left in the end."""
    where = programs()
    assert where is not None, NONE
    folder = Path(tempfile.mkdtemp(prefix="copydesk-pg-", dir="/tmp"))
    if account := _nobody():
        shutil.chown(folder, account["user"])
    made = Postgres(folder, where)
    words = ["-D", str(folder / "data"), "-A", "trust", "-U", USER, "-N", "-E", "UTF8", "--locale=C"]
    try:
        subprocess.run([where / "initdb", *words], check=True, capture_output=True, **_nobody())
        made.start()
        yield made
    finally:
        if made.process:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _nobody():
    """PostgreSQL does not run as root: then as the account that its package made."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_name, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}
