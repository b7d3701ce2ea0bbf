"""A disk that can really be full: a tmpfs of a few megabytes, for tests that run as root."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

needs_root = pytest.mark.skipif(os.geteuid() != 0 or not Path("/bin/mount").exists(), reason="mounting needs root")


@contextmanager
def small_disk(parent, megabytes, *, busy=True):
    """A folder on a disk of so many megabytes; the test skips itself where nothing may be mounted.

    busy: something may still be open there at the end.
    """
    disk = parent / "disk"
    disk.mkdir()
    words = ["/bin/mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)]
    if subprocess.run(words, check=False).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        yield disk
    finally:
        subprocess.run(["/bin/umount", *["-l"] * busy, str(disk)], check=True)
