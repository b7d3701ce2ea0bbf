"""`copydesk slack check` and `copydesk slack manifest`: everything before the first digest."""

from __future__ import annotations

from typing import Annotated

import typer

sub = typer.Typer(no_args_is_help=True, help="Set Slack up: what is missing, and the app's manifest.")


def register(app: typer.Typer) -> None:
    """Add `slack` to the app."""
    app.add_typer(sub, name="slack")


@sub.command()
def check(
    post_test: Annotated[
        bool, typer.Option("--post-test", help="post a line to the channel and take it back again")
    ] = False,
) -> None:
    """Say in words what stands between these settings and a posted digest. Posts nothing unless told to."""
    from delivery.slack import client
    from delivery.slack_check import check, check_token_word, post_and_take_back
    from flows.settings import load
    from flows.slack_token import slack_token

    settings = load()
    token = slack_token(settings)
    wrong = check_token_word(token)
    if wrong and not token and settings.slack_webhook:
        print("✓ COPYDESK_SLACK_WEBHOOK is set: digests are posted at least once; with a bot token, once")
        return
    web = client(token or "", settings.slack_base_url)
    findings = [wrong] if wrong else list(check(web, settings.slack_channel))
    if post_test and settings.slack_channel and all(finding.ok for finding in findings):
        findings.append(post_and_take_back(web, settings.slack_channel))
    for finding in findings:
        _show(finding)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
    print("The next digest can go out; `copydesk digest --preview` shows it")


def _show(finding: object) -> None:
    ok, about, said = (getattr(finding, name) for name in ("ok", "about", "said"))
    remedy = getattr(finding, "remedy", "")
    print(f"{'✓' if ok else '✗'} {about}: {said}" + (f"\n  → {remedy}" if remedy else ""))


@sub.command()
def manifest() -> None:
    """Print the app's manifest: api.slack.com/apps → Create New App → From a manifest."""
    from delivery.slack_check import manifest as text

    print(text(), end="")
