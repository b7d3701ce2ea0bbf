"""`copydesk digest`: make the digests of a day and send them, or show what would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from desk.digest.channel import FORMS
from flows.cli.help.complete import channels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.digest_steps.make import Asked, MadeDigest
    from flows.digest_steps.request import DigestRequest
    from flows.settings import Settings

Date = Annotated[str | None, typer.Option("--date", help="ISO date (default: today)", show_default=False)]
TopicId = Annotated[
    str | None, typer.Option("--topic", help="id of the topic (default: the first)", show_default=False)
]
Since = Annotated[
    str | None, typer.Option("--since", help="look back to this day, or so far (14d)", show_default=False)
]
Name = Annotated[
    str | None,
    typer.Option("--channel", help="this channel only (default: all)", autocompletion=channels, show_default=False),
]
LONGEST = 300  # characters of what was wrong


class Forms(TyperGroup):
    """The forms of a preview as they are written: `digest --preview html`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of this name, or what there is instead."""
        from desk.errors import UsageError

        if args[0] not in self.commands:
            known = f"The forms are {', '.join(FORMS)}; the commands correct and withdraw"
            raise UsageError(args[0], "is neither a form of the digest nor a command", known)
        return super().resolve_command(ctx, args)


sub = typer.Typer(
    cls=Forms,
    invoke_without_command=True,
    help="Make the digests and send them, or show them if no Slack is set. Run again, it sends only what is new.",
)


def register(app: typer.Typer) -> None:
    """Add `digest` to the app."""
    if not sub.registered_callback:
        sub.callback()(digest)
        for form in FORMS:
            sub.command(form, hidden=True)(_a_form)
        sub.command()(correct)
        sub.command()(withdraw)
    app.add_typer(sub, name="digest")


def _a_form() -> None:
    """A form of the preview: `digest --preview html`."""


def digest(
    ctx: typer.Context,
    date: Date = None,
    preview: Annotated[
        bool,
        typer.Option("--preview", help=f"show it, in the terminal or as {', '.join(FORMS)}; send and keep nothing"),
    ] = False,
    brief: Annotated[bool, typer.Option("--brief", help="the five lines a chief reads")] = False,
    revise: Annotated[bool, typer.Option("--revise", help="change the day's last digest in place")] = False,
    channel: Name = None,
    topic: TopicId = None,
    since: Since = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="only what outlets of this tag report")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="only what outlets in it report")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="the digest as JSON on standard output")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="errors only")] = False,
) -> None:
    """Make the digests and send them, or show them if no Slack is set. Run again, it sends only what is new."""
    from desk.errors import UsageError
    from desk.outlet_groups import Group
    from flows.settings import load

    form = ctx.invoked_subcommand or ("json" if as_json else "")
    if form and form not in FORMS:
        return  # `correct` and `withdraw` do their own work
    if ctx.invoked_subcommand and not preview:
        raise UsageError(form, "is a form, which is only shown", f"Write --preview {form}")
    settings, group = load(), Group(tuple(tag or ()), tuple(language or ()))
    for made in _made(settings, _asked(settings, channel, date, topic, group, since), preview=preview, revise=revise):
        show_digest(made, quiet=quiet, form=form, in_brief=brief)
    if not preview and (settings.home / "site").is_dir():
        from flows.jobs.site.build import keep_site

        keep_site(settings)


def correct(
    story: Annotated[str, typer.Argument(metavar="STORY", help="its short id, such as s7")],
    saying: Annotated[str, typer.Option("--saying", help="what was wrong, in a sentence")],
    channel: Name = None,
) -> None:
    """Mark a story as corrected where it was told, and tell the channel's readers what was wrong."""
    from desk.errors import UsageError
    from desk.handles import read_handle
    from desk.text.sanitise import visible
    from flows.digest_steps.amend import correct as amend

    handle = read_handle(story)
    if handle is None or handle.kind == "article":
        raise UsageError(story, "is no story's short id", "Write it as the digest does: s7")
    if len(words := visible(saying)) > LONGEST:
        raise UsageError("--saying", f"is longer than {LONGEST} characters", "Say in a sentence what was wrong")
    print(amend(_job(channel), handle.number, words))


def withdraw(channel: Name = None, date: Date = None) -> None:
    """Take the day's last digest back: messages are deleted, its stories are due again."""
    from flows.digest_steps.amend import withdraw as amend

    print(amend(_job(channel, date)))


def _job(channel: str | None, date: str | None = None) -> DigestRequest:
    """The channel as a request, without making a digest of it."""
    import time
    from datetime import UTC, datetime

    from desk.digest.channel import DEFAULT
    from flows.channel_list import channel_of
    from flows.digest_steps.request import Asked, new_job, steady
    from flows.settings import load

    settings = load()
    asked = Asked(channel_of(settings, channel or DEFAULT), date)
    return new_job(settings, asked, datetime.now(UTC), steady(), time.sleep)


def _asked(
    settings: Settings, channel: str | None, date: str | None, topic: str | None, group: object, since: str | None
) -> list[Asked]:
    """One request a channel; a topic, tag or language by hand is for the plain channel alone."""
    from desk.errors import UsageError
    from desk.outlet_groups import Group
    from flows.channel_list import channel_of, channels_of
    from flows.digest_steps.make import Asked

    assert isinstance(group, Group)
    if topic or group.asked:
        if channel:
            problem = "goes with no --topic, --tag or --language: channels.yaml says what it is told"
            raise UsageError("--channel", problem, "Leave out one or the other")
        return [Asked(day=date, topic=topic, group=group, since=since)]
    found = (channel_of(settings, channel),) if channel else channels_of(settings)
    if not found:
        raise UsageError("digest", "no channel is set", "See `copydesk channels list` and docs/digest.md")
    return [Asked(each, date, since=since) for each in found]


def _made(settings: Settings, asked: list[Asked], *, preview: bool, revise: bool) -> Iterator[MadeDigest]:
    """Each channel's digest; one that cannot be sent does not keep the others back, and is told at the end."""
    import sys

    from desk.errors import CopydeskError
    from flows.digest_steps.make import make_digest

    troubles: list[CopydeskError] = []
    for each in asked:
        try:
            made = make_digest(settings, each, preview=preview, revise=revise)
        except CopydeskError as error:
            if troubles:
                print(f"copydesk: {troubles[-1]}", file=sys.stderr)
            troubles.append(error)
            continue
        yield made
    if troubles:
        raise troubles[-1]


def all_digests(settings: Settings) -> Iterator[MadeDigest]:
    """Today's digest of every channel, as `copydesk digest` makes them."""
    from desk.outlet_groups import Group

    yield from _made(settings, _asked(settings, None, None, None, Group(), None), preview=False, revise=False)


def show_digest(made: MadeDigest, *, quiet: bool = False, form: str = "", in_brief: bool = False) -> None:
    """The digest where it was not sent, then one sentence on what was done; only the digest in a form that is named."""
    import sys

    from rich.console import Console

    from delivery.terminal import terminal

    for warning in made.warnings:
        print(f"copydesk: {warning}", file=sys.stderr)
    if form:
        print(made.formed(form, in_brief=in_brief), end="")
        return
    if quiet:
        return
    if made.status in ("preview", "shown"):
        terminal(made.digest, Console(highlight=False), in_brief=in_brief or made.how.in_brief)
        print()
    print(made.sentence())
