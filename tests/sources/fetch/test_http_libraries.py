"""aiohttp and httpx are imported without what nothing here uses, and work for whoever else uses them."""

import asyncio
import json
import ssl
import subprocess
import sys

import pytest

from sources.fetch.http_libraries import Unread, certificates_unread, left_out
from tests.support.paths import ROOT

TOLD = """
import json, ssl, sys
read = []
kept = ssl.SSLContext.set_default_verify_paths
ssl.SSLContext.set_default_verify_paths = lambda context: read.append(context)
from sources.fetch.transport import aiohttp, httpx
print(json.dumps({"heavy": [name for name in ("rich", "pygments", "click") if name in sys.modules],
                  "read": len(read), "barred": "httpx._main" in sys.modules, "main": callable(httpx.main)}))
"""


@pytest.mark.edge
def test_the_way_onto_the_network_loads_no_colours_and_reads_no_certificates():
    done = subprocess.run([sys.executable, "-c", TOLD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"heavy": [], "read": 0, "barred": False, "main": True}


def test_a_context_made_meanwhile_reads_the_certificates_when_it_is_first_used():
    read = ssl.SSLContext.load_default_certs
    with certificates_unread():
        context = ssl.create_default_context()
    assert ssl.SSLContext.load_default_certs is read
    assert isinstance(context, Unread)
    assert context.cert_store_stats()["x509_ca"] == 0
    assert context.verify_mode is ssl.CERT_REQUIRED
    context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="a.example")
    expected = ssl.create_default_context().cert_store_stats()
    assert context.cert_store_stats() == expected


def test_a_module_is_left_out_for_a_while_and_one_that_is_there_stays():
    with left_out("tests.no_such_module"), pytest.raises(ModuleNotFoundError):
        __import__("tests.no_such_module")
    assert "tests.no_such_module" not in sys.modules
    with left_out("asyncio"):
        assert sys.modules["asyncio"] is asyncio
    assert sys.modules["asyncio"] is asyncio
