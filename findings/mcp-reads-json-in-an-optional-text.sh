#!/usr/bin/env bash
# mcp 2.3.0 (the protocol's own Python SDK): whether a tool takes a text as it is depends on whether the text may be left out.
#
# Expected: an argument that is declared `str | None` takes every text that one declared `str` takes, and a text is a text.
# Seen: where the argument may be left out, the SDK reads the text as JSON first. The text `null` arrives as None, so that
#   the tool believes that nothing was said; a text that is a JSON object or list is refused ("Input should be a valid
#   string"); digits stay a text. Declared `str`, the very same texts arrive as they were sent.
# For a user: a search for the word null, or a tool that takes a line of JSON, works until somebody gives the argument a
#   default of None, and then answers another question. Declare such an argument `str` with the default "".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mcp==2.3.0
"$work/venv/bin/python" - <<'PY'
import asyncio
from importlib.metadata import version

from mcp import Client
from mcp.server import MCPServer

assert version("mcp") == "2.3.0"
server = MCPServer("archive", log_level="ERROR")


@server.tool()
def needed(word: str) -> str:
    """Say what arrived."""
    return repr(word)


@server.tool()
def optional(word: str | None = None) -> str:
    """Say what arrived."""
    return repr(word)


@server.tool()
def defaulted(word: str = "") -> str:
    """Say what arrived."""
    return repr(word)


async def main() -> None:
    async with Client(server) as client:

        async def arrives(tool: str, word: str) -> str:
            answer = await client.call_tool(tool, {"word": word})
            return "refused" if answer.is_error else answer.structured_content["result"]

        for word in ("null", '{"id": 1}', "[1]", "12", "weights"):
            seen = [await arrives(tool, word) for tool in ("needed", "optional", "defaulted")]
            print(f"{word!r:12} str: {seen[0]:14} str | None: {seen[1]:14} str with a default: {seen[2]}")
            assert seen[0] == seen[2] == repr(word)
            assert seen[1] == {"null": "None", '{"id": 1}': "refused", "[1]": "refused"}.get(word, repr(word))


asyncio.run(main())
print("mcp", version("mcp"))
print("as described")
PY
