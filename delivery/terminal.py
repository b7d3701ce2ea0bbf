"""A digest in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.digest.arrange import headings
from desk.digest.brief import brief
from desk.digest.lines import heading, health, mark, meta, nothing_new, remarks, summary

if TYPE_CHECKING:
    from rich.console import Console

    from desk.digest.records import Digest


def terminal(digest: Digest, console: Console, *, in_brief: bool = False) -> None:
    """Print a digest; outside text is never read as rich's markup. Colours obey NO_COLOR, links where they work."""
    from rich.text import Text

    if not digest.stories:
        console.print(Text(nothing_new(digest)))
    else:
        console.print(Text(heading(digest), style="bold"))
        console.print(Text(summary(digest), style="dim"))
    under = headings(digest)
    for number, short in enumerate(brief(digest) if in_brief else (), 1):
        console.print()
        said = Text(f"{short.text} ({short.outlet})", style=f"link {short.url}" if short.url else "")
        _indented(console, Text(f"{number:>2}. ", style="bold") + said, 4)
        if short.url:
            _indented(console, Text(f"    {short.url}", style="cyan", overflow="fold"), 4)
    for number, story in enumerate(() if in_brief else digest.stories, 1):
        if number - 1 in under:
            console.print()
            console.print(Text(under[number - 1], style="bold green"))
        margin = f"{number:>2}. "
        before = Text(margin + mark(story), style="bold")
        title = Text(story.title, style=f"bold link {story.url}" if story.url else "bold")
        console.print()
        _indented(console, before + title, len(margin))
        for text, style in ((story.sentence, ""), (meta(story, digest.day), "dim"), (story.url, "cyan")):
            if text:
                _indented(console, Text(" " * len(margin) + text, style=style, overflow="fold"), len(margin))
    console.print()
    for line in (*remarks(digest), health(digest)):
        console.print(Text(line, style="dim"))


def _indented(console: Console, text: Any, margin: int) -> None:
    """Wrapped lines go on under the first one's text."""
    from rich.text import Text

    first, *others = text.wrap(console, max(20, console.width - margin)) or [Text("")]
    for line in (first, *others):
        line.rstrip()
    console.print(first, soft_wrap=True)
    for line in others:
        console.print(Text(" " * margin) + line, soft_wrap=True)
