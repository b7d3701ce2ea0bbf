"""The group of a robots.txt that binds us, as RFC 9309 draws it: what protego draws otherwise is set right beforehand.

protego ends a group at any record between two User-agent lines (RFC 9309, 2.2.4: other records must not), compares
agents by beginning instead of by product token (2.2.1), and counts the redundant star at a rule's end as length.
"""

from __future__ import annotations

import re
from itertools import pairwise

_AGENT = re.compile(r"user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)
_RULE = re.compile(r"(allow|diss?all?ow|diasllow|disallaw)\s*(?::|\s)\s*(.*)", re.IGNORECASE)
_DELAY = re.compile(r"(?:crawl[- ]delay|request[- ]rate)\s*(?::|\s)", re.IGNORECASE)
_SECONDS = re.compile(r"(crawl[- ]delay\s*(?::|\s)\s*\d+)(?:[.,](\d+))?\s*(?:s|sec|secs|seconds?)?", re.IGNORECASE)
_SITEMAP = re.compile(r"site-?maps?\s*(?::|\s)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+|\*(?=\s|$)")


def ours(text: str, agent: str) -> str:
    """A robots.txt with the one group that binds `agent` (a product token, lower case) and the sitemaps.

    The groups that name the agent, with or without a version (`copydesk/0.1`), else those of `*`.
    """
    rules: dict[str, list[str]] = {}
    sitemaps: list[str] = []
    named: list[str] = []
    ruled = False
    for line in _lines(text):
        if found := _AGENT.fullmatch(line):
            named, ruled = ([] if ruled else named), False
            token = _TOKEN.match(found[1])
            named.append(token[0].lower() if token else "")
            rules.setdefault(named[-1], [])
        elif found := _RULE.fullmatch(line):
            ruled = True
            for name in named:
                rules[name].append(_rule(found))
        elif _DELAY.match(line):
            for name in named:
                rules[name].append(_delay(line))
        elif _SITEMAP.match(line):
            sitemaps.append(line)
    return "\n".join((f"User-agent: {agent}", *rules.get(agent, rules.get("*", ())), *sitemaps))


def has_rules(text: str) -> bool:
    """Whether a text names an agent and gives a rule right behind it, whatever stands around them."""
    lines = _lines(text)
    return any(_AGENT.fullmatch(one) and _RULE.fullmatch(other) for one, other in pairwise(lines))


def _delay(line: str) -> str:
    """A delay as a plain number of seconds; protego passes over `10s` and `1,5`."""
    found = _SECONDS.fullmatch(line)
    return f"{found[1]}.{found[2] or 0}" if found else line


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]


def _rule(found: re.Match[str]) -> str:
    kind = "Allow" if found[1].lower() == "allow" else "Disallow"
    path = found[2]
    return f"{kind}: {path.rstrip('*') or '/' if path.endswith('*') else path}"
