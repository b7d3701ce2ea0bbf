"""Arguments that several commands take: an article, a story, as people name them."""

from __future__ import annotations

from typing import Annotated

import typer

NAMED = "short id (a34), address or part of a title"

ArticleName = Annotated[str, typer.Argument(metavar="ARTICLE", help=NAMED, show_default=False)]
StoryName = Annotated[
    str,
    typer.Argument(metavar="STORY", help="short id (s7), or an article of it by id, address or part of a title"),
]
