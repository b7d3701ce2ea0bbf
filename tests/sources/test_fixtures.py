"""Every recorded outlet is read offline as its expected.json says.

The project's own fixtures are of the bundled newsroom; COPYDESK_FIXTURES names a folder of further ones.
"""

import asyncio
import os
from pathlib import Path

import pytest

from flows.jobs.record_outlet import replay
from tests.support.paths import FIXTURES

FOLDERS = [FIXTURES, *map(Path, filter(None, [os.environ.get("COPYDESK_FIXTURES")]))]
FIXTURES = sorted(path.parent for folder in FOLDERS for path in folder.glob("*/outlet.yaml"))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_a_recorded_outlet_is_read_as_expected(folder):
    assert asyncio.run(replay(folder)) == []
