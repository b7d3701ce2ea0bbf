"""Arguments that several commands take: an article, a story, as people name them."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.help.complete import articles, stories

NAMED = "short id (a34), address or part of a title"

ArticleName = Annotated[str, typer.Argument(metavar="ARTICLE", help=NAMED, autocompletion=articles, show_default=False)]
StoryName = Annotated[
    str,
    typer.Argument(
        metavar="STORY",
        help="short id (s7), or an article of it by id, address or part of a title",
        autocompletion=stories,
    ),
]
