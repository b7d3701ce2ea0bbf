"""`copydesk site build|serve|dossier`: the desk's pages, for any web server or a browser alone."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

site_app = typer.Typer(
    no_args_is_help=True, help="The desk's pages: stories, copies and the evidence, as a static site."
)

Folder = Annotated[
    pathlib.Path | None, typer.Option("--to", help="folder of the site (default: site in the home)", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add `site` to the app."""
    app.add_typer(site_app, name="site")


@site_app.command()
def build(
    to: Folder = None,
    afresh: Annotated[bool, typer.Option("--afresh", help="make every page anew, not only what changed")] = False,
) -> None:
    """Bring the pages up to date with the reading copy; from then on crawls, digests and upkeep keep them so."""
    from desk.digest.phrasing import counted
    from flows.jobs.site.build import build_site, site_folder
    from flows.settings import load

    settings = load()
    done = build_site(settings, to, afresh=afresh)
    changed = f"{counted(done.written, 'file')} written, {done.removed:,} removed" if done.changed else "nothing to do"
    print(f"{counted(done.files, 'file')}, {changed}: {(to or site_folder(settings)).resolve() / 'index.html'}")


@site_app.command()
def serve(
    to: Folder = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="port on this machine; 0: any free one")] = 8017,
    wait: Annotated[
        bool, typer.Option("--wait", help="begin before there are pages: they are built after the first crawl")
    ] = False,
) -> None:
    """Show the pages at an address of this machine, for a look; Ctrl-C stops it."""
    from desk.errors import UsageError
    from flows.jobs.service.beside import waiting
    from flows.jobs.site.build import site_folder
    from flows.jobs.site.serve import serving
    from flows.settings import load

    if wait and to:
        raise UsageError("--wait", "goes with the pages of the home", "Leave out --to")
    settings = load()
    with waiting(settings, port) if wait else serving(to or site_folder(settings), port) as server:
        print(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C stops)", flush=True)
        server.serve_forever()


@site_app.command()
def dossier(
    seeds: Annotated[str, typer.Option("--seeds", help="mine, or ids of seeds with commas between them")] = "mine",
    since: Annotated[
        str, typer.Option("--since", help="first day, such as 2026-11-01 (default: from the beginning)")
    ] = "",
    into: Annotated[
        pathlib.Path | None,
        typer.Option("-o", "--output", help="file of the page (default: dossier.html in the home)", show_default=False),
    ] = None,
) -> None:
    """Who took which of your texts, how much, when, in which language: one page to print or hand on, and its JSON."""
    from desk.digest.phrasing import counted
    from flows.jobs.site.dossier import write_dossier
    from flows.settings import load

    told, page = write_dossier(load(), seeds, since, into)
    uses = sum(len(seed.uses) for seed in told.seeds)
    print(f"{counted(uses, 'use')} of {counted(len(told.seeds), 'text')}: {page.resolve()}")
