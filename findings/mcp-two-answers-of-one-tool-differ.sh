#!/usr/bin/env bash
# mcp 2.3.0 (the protocol's own Python SDK): a tool answers twice in one message, and the two answers are not the same.
#
# Expected: a tool's value comes as text for a model and as structured content for a program, and both say the same: an
#   empty list says that it is empty, three rows are one answer, a number that is none says so on both sides, or is refused.
# Seen: an empty list has structured content and no text at all, and so has None: a model that reads texts sees a tool that
#   said nothing. A list of three rows is three texts, which a client may join or show one of. NaN is `NaN` in the text,
#   which is no JSON, and null in the structured content; a tool that is declared to return a float and returns NaN is
#   refused by the SDK's own client, with a RuntimeError and not with the protocol's MCPError, though the server said ok.
# For a user: "found nothing" must be said in a field of an object ({"rows": 0, ...}), never by an empty list; put rows into
#   one object; take NaN and infinity out before returning, averages and cosines of nothing are full of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mcp==2.3.0
"$work/venv/bin/python" - <<'PY'
import asyncio
import json
import math
from importlib.metadata import version
from typing import Any

from mcp import Client, MCPError
from mcp.server import MCPServer

assert version("mcp") == "2.3.0"
server = MCPServer("archive", log_level="ERROR")


@server.tool()
def titles() -> list[str]:
    """Nothing was found."""
    return []


@server.tool()
def rows() -> list[dict[str, int]]:
    """Three rows."""
    return [{"id": number} for number in (1, 2, 3)]


@server.tool()
def shares() -> dict[str, Any]:
    """The share of copies among no articles."""
    return {"share": math.nan}


@server.tool()
def share() -> float:
    """The same as a number."""
    return math.nan


async def main() -> None:
    async with Client(server) as client:
        told = {name: await client.call_tool(name, {}) for name in ("titles", "rows", "shares")}
        texts = {name: [block.text for block in answer.content] for name, answer in told.items()}
        for name, answer in told.items():
            print(f"{name:7} structured {answer.structured_content}, texts {texts[name]}")
            assert not answer.is_error
        assert (told["titles"].structured_content, texts["titles"]) == ({"result": []}, [])
        assert [json.loads(text) for text in texts["rows"]] == [{"id": 1}, {"id": 2}, {"id": 3}]
        assert told["shares"].structured_content == {"share": None}
        assert '"share": NaN' in texts["shares"][0]
        try:
            await client.call_tool("share", {})
        except Exception as error:
            print("share   the client raises", type(error).__name__, str(error).splitlines()[0])
            assert type(error) is RuntimeError
            assert not isinstance(error, MCPError)
        else:
            raise AssertionError("the client took NaN for a number")


asyncio.run(main())
print("mcp", version("mcp"))
print("as described")
PY
