"""Crawls of small worlds for tests of the flows: settings, a proxy for every host, what the warehouse holds then."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import Any

import yaml

from flows.crawl_steps import pipeline
from flows.settings import Settings
from tests.support.paths import ROOT
from tests.support.web import Reply
from warehouse.db import Warehouse

PROXY_WORDS = (
    "HTTP_PROXY",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
)


def through(monkeypatch, address):
    """Send this process's requests through a proxy."""
    for name in PROXY_WORDS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", address)


def environment(address, home, **more):
    """The environment of a child process that crawls through a proxy, as quickly as it can."""
    clean = {name: value for name, value in os.environ.items() if name not in PROXY_WORDS and "COPYDESK" not in name}
    quick = {"HTTP_PROXY": address, "COPYDESK_HOME": str(home), "COPYDESK_PACE": "0", "COPYDESK_ENCODER": "none"}
    return clean | quick | {"COPYDESK_WORKERS": "0", "PYTHONPATH": str(ROOT)} | more


def copydesk(env, *words, timeout=120, **options):
    """Run the command line to its end."""
    asked = [sys.executable, "-m", "flows.cli", *words]
    given = {"capture_output": True, "text": True, "check": False, "env": env, "timeout": timeout} | options
    return subprocess.run(asked, cwd=env.get("HERE", ROOT), **given)


def settings(home, outlets, **more):
    """Settings of a crawl that waits for nobody."""
    given: dict[str, Any] = {"pace": 0, "workers": 0, "encoder": "none", "timeout": 10.0}
    return Settings(_env_file=None, home=home, outlets=outlets, **(given | more))


def crawl(given, *ids, **options):
    """One crawl; its report."""
    return asyncio.run(pipeline.crawl(given, ids, **options))


def rows(home, sql):
    """What the live file answers."""
    with Warehouse(home).reading() as con:
        return con.execute(sql).fetchall()


def column(home, sql):
    """The first column of the answer."""
    return [row[0] for row in rows(home, sql)]


def paragraphs(subject):
    """Three paragraphs that no other subject shares a sentence with."""
    return [
        f"The {subject} committee of the harbour town met on Thursday behind open doors and spoke of {subject} only.",
        f"Nobody had expected {subject} to fill the hall; forty people stood along the wall and asked about {subject}.",
        f"A decision on {subject} falls in spring, when the budget for {subject} is laid before the council again.",
    ]


def page(subject, language="en"):
    """An article page about a made-up subject."""
    text = "".join(f"<p>{line}</p>" for line in paragraphs(subject))
    return Reply(
        f'<html lang="{language}"><head><meta charset="utf-8"><title>About {subject}</title></head>'
        f"<body><article><h1>About {subject}</h1>{text}</article></body></html>"
    )


def feed(host, *subjects, more=""):
    """An RSS feed of these subjects' pages; `more` stands in every entry."""
    entries = "".join(
        f"<item><title>About {subject}</title><link>http://{host}/{subject}.html</link>{more}</item>"
        for subject in subjects
    )
    return Reply(
        f'<rss version="2.0"><channel><title>{host}</title>{entries}</channel></rss>', type="application/rss+xml"
    )


def site(web, host, *subjects):
    """Put an outlet with a feed and its pages on the server."""
    web.routes[f"{host}/feed"] = feed(host, *subjects)
    for subject in subjects:
        web.routes[f"{host}/{subject}.html"] = page(subject)


def outlets_file(path, *hosts, **more):
    """An outlets.yaml with one feed a host; the id is the host's first label."""
    entries = [
        {"id": host.split(".")[0], "name": host, "home": f"http://{host}/", "language": "en",
         "sources": [{"kind": "feed", "url": f"http://{host}/feed"}], **more}
        for host in hosts
    ]  # fmt: skip
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    return path
