"""`copydesk channels list|check|try|edit`: who is told what, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from desk.digest.channel import FORMS
from flows.cli.help.complete import channels

if TYPE_CHECKING:
    from desk.digest.channel import Channel
    from flows.settings import Settings

sub = typer.Typer(no_args_is_help=True, help="Who is told what, where and when: channels.yaml.")
Name = Annotated[str, typer.Argument(metavar="CHANNEL", help="its name", autocompletion=channels)]


def register(app: typer.Typer) -> None:
    """Add `channels` to the app."""
    app.add_typer(sub, name="channels")


@sub.command("list")
def show() -> None:
    """List the channels: target, what they are told, when."""
    from flows.channel_list import channels_of
    from flows.cli.outlets.show import table
    from flows.settings import load

    settings = load()
    cells = [
        (each.name, each.whither(), _what(each), f"{each.hour} {each.zone or settings.timezone}", each.form)
        for each in channels_of(settings)
    ]
    table(("channel", "target", "is told", "daily at", "form"), cells)


def _what(channel: Channel) -> str:
    asked = ((channel.topics, ""), (channel.tags, "tag "), (channel.languages, "in "))
    told = [word + ", ".join(names) for names, word in asked if names]
    return "; ".join(told) or "the first topic"


@sub.command()
def check() -> None:
    """Say what stands between each channel and its next digest. Sends nothing."""
    from desk.errors import CopydeskError
    from flows.channel_list import channels_of
    from flows.settings import load

    settings, bad = load(), 0
    for channel in channels_of(settings):
        try:
            print(f"✓ {channel.name}: {_checked(settings, channel)}")
        except CopydeskError as error:
            bad += 1
            print(
                f"✗ {channel.name}: {error.subject}: {error.problem}"
                + (f"\n  → {error.remedy}" if error.remedy else "")
            )
    if bad:
        raise typer.Exit(1)


def _checked(settings: Settings, channel: Channel) -> str:
    """What is right about a channel; CopydeskError for what is not."""
    import time
    from datetime import UTC, datetime

    from flows.digest_steps.request import Asked, new_job, steady

    job = new_job(settings, Asked(channel), datetime.now(UTC), steady(), time.sleep)
    if job.target.form == "slack" and job.target.name != "webhook":
        _slack(settings, job.channel.to[0] if job.channel.to else settings.slack_channel)
    if job.target.form == "mail":
        from delivery.mail import try_login
        from flows.digest_steps.target import mailbox

        try_login(mailbox(settings, channel))
    if channel.kind in ("folder", "feed"):
        from flows.digest_steps.files import refuse_unwritable

        refuse_unwritable(channel)
    return f"{channel.whither()}, daily at {channel.hour} {channel.zone or settings.timezone}"


def _slack(settings: Settings, channel: str | None) -> None:
    from delivery.slack import client
    from delivery.slack_check import check as look
    from desk.errors import DeliveryError
    from flows.slack_token import slack_token

    for finding in look(client(slack_token(settings) or "", settings.slack_base_url), channel):
        if not finding.ok:
            raise DeliveryError(finding.about, finding.said, finding.remedy)


@sub.command("try")
def preview(
    name: Name,
    form: Annotated[str, typer.Option("--form", help="slack, markdown, html, text, json or atom")] = "",
) -> None:
    """Show what this channel would be told now; send and keep nothing."""
    from desk.errors import UsageError
    from flows.channel_list import channel_of
    from flows.cli.digest import show_digest
    from flows.digest_steps.make import Asked, make_digest
    from flows.settings import load

    if form and form not in FORMS:
        raise UsageError(form, "is no form", f"There are {', '.join(FORMS)}")
    settings = load()
    made = make_digest(settings, Asked(channel_of(settings, name)), preview=True)
    show_digest(made, form=form)


@sub.command()
def edit(
    name: Name,
    without_topic: Annotated[str, typer.Option("--without-topic", metavar="TOPIC", help="leave this topic out")],
) -> None:
    """Change what a channel is told, in channels.yaml."""
    from flows.digest_steps.channel_edit import leave_topic_out
    from flows.settings import load

    file = leave_topic_out(load(), name, without_topic)
    print(f"{name} is no longer told of {without_topic} ({file}).")
