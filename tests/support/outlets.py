"""Entries of an outlets.yaml for tests: the plainest there is, and one with every key and every trap in it."""

from sources.outlets import OutletEntry

GOOD = """\
- id: news
  name: News
  home: https://news.example
  language: en
  sources:
    - kind: feed
      url: https://news.example/feed
"""
ODD = OutletEntry(
    id="odd",
    name='It\'s: a "name" #1, 量子位',
    home="https://odd.example/",
    language="no",
    tags=("labs", "人工智能"),
    sources=(
        {"kind": "feed", "url": "https://odd.example/f?a=1"},
        {"kind": "listing", "url": "https://odd.example/all", "selector": "h2 > a", "pattern": r"/20\d\d/"},
    ),
    skip=("/video/", "[?&]x='1'"),
    pace=2.5,
    ports=(8443,),
    feed_only=True,
    heal=True,
    paused="no: robots.txt forbids # all",
)
