"""`copydesk mcp`: the desk's answers for agents."""

from __future__ import annotations

import typer

from desk.errors import CopydeskError


def register(app: typer.Typer) -> None:
    """Add `mcp` to the app."""
    app.command(epilog="For example: claude mcp add copydesk -- copydesk mcp; docs/agents.md has more")(mcp)


def mcp() -> None:
    """Answer agents over the Model Context Protocol, on standard input and output. Nothing can be written.

    Tools: search, story, why, copies_of, trace, sql. Needs copydesk[mcp].
    """
    from importlib.util import find_spec

    if not find_spec("mcp"):
        raise CopydeskError("copydesk mcp", "needs the MCP library", "Install it: pip install 'copydesk[mcp]'")
    from flows.agents.server import serve
    from flows.settings import load

    serve(load())
