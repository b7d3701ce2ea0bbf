"""What stands around every page: its rooms, and how far it is from the root of the site."""

from __future__ import annotations

from typing import Any

ROOMS = (("Today", "index.html", "t"), ("Digests", "digests/index.html", "g"), ("Stories", "stories/index.html", "s"))


def shell(here: str, root: str) -> dict[str, Any]:
    """What the base template asks for: the room the page stands in, and the way to the root ("" or "../")."""
    return {"here": here, "root": root, "rooms": ROOMS}
