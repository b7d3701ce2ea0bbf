"""What stands around every page: its rooms, and how far it is from the root of the site."""

from __future__ import annotations

from typing import Any

import xxhash

LONGEST = 100  # characters of a file's name that are the name's own

ROOMS = (  # name, page, key
    ("Today", "index.html", "t"),
    ("Digests", "digests/index.html", "g"),
    ("Stories", "stories/index.html", "s"),
    ("Outlets", "outlets/index.html", "o"),
    ("Names", "names/index.html", "n"),
    ("Openness", "openness/index.html", "p"),
    ("Search", "search.html", "/"),
)


def shell(here: str, root: str) -> dict[str, Any]:
    """What the base template asks for: the room the page stands in, and the way to the root ("" or "../")."""
    return {"here": here, "root": root, "rooms": ROOMS}


def file_name(said: str) -> str:
    """A name as part of a file's name: letters, digits and dashes, other characters by their number."""
    told = "".join(
        char if char.isascii() and (char.isalnum() or char in "-_") else f"~{ord(char):x}" for char in said.lower()
    )
    if len(told) > LONGEST:
        told = f"{told[:LONGEST]}~{xxhash.xxh3_64_hexdigest(told.encode())}"
    return f"{told}~" if told == "index" else told  # that one is the list's
