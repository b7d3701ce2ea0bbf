"""Slack's error words in words of ours, each with what to do. None of them shows a token."""

from __future__ import annotations

from desk.errors import DeliveryError

SCOPES = ("chat:write", "channels:history", "groups:history", "channels:read", "groups:read", "reactions:read")

_REINSTALL = (
    "Install the app again (api.slack.com/apps → your app → Install App) and set COPYDESK_SLACK_TOKEN to its bot token"
)
_NAMED_BY = "COPYDESK_SLACK_CHANNEL, or slack: in channels.yaml"
_CHANNEL_ID = (
    f"Name it by its id ({_NAMED_BY}), e.g. C0123456789: in Slack, open the channel's details, "
    "it stands at the bottom; a private channel is only known to a bot that was invited"
)

# error word → (problem, remedy)
_WORDS: dict[str, tuple[str, str]] = {
    "not_authed": ("no token was sent", "Set COPYDESK_SLACK_TOKEN to the app's bot token (xoxb-…)"),
    "invalid_auth": ("Slack does not know the token", _REINSTALL),
    "token_revoked": ("the token has been revoked", _REINSTALL),
    "token_expired": ("the token has expired", "Switch token rotation off in the app's settings. " + _REINSTALL),
    "account_inactive": ("the app was removed from the workspace or its bot deactivated", _REINSTALL),
    "not_allowed_token_type": ("this kind of token may not post", "Use the bot token (xoxb-…), not a user or app one"),
    "channel_not_found": ("there is no such channel, or the bot may not see it", _CHANNEL_ID),
    "not_in_channel": ("the bot is not in the channel", "In that channel, type: /invite @copydesk"),
    "is_archived": ("the channel is archived", f"Unarchive it or name another one ({_NAMED_BY})"),
    "restricted_action": (
        "only some people may post in this channel",
        "A workspace admin can allow the app under Channel details → Settings → Posting permissions",
    ),
    "invalid_blocks": ("Slack refused the layout of the message", "Please report it with the line logged before this"),
    "msg_blocks_too_long": ("the message is too long for Slack", "Set COPYDESK_DIGEST_STORIES lower"),
    "msg_too_long": ("the message is too long for Slack", "Set COPYDESK_DIGEST_STORIES lower"),
    "ratelimited": ("Slack asks to slow down", "The next run goes on where this one stopped"),
    "message_not_found": ("the message to revise was deleted in Slack", "Nothing to do: it stays deleted"),
    "cant_update_message": ("the message was posted by another app or token", "Only that one can change it"),
    "cant_delete_message": (
        "the message was posted by another app or token, or only admins may delete here",
        "Use the token that posted it, or delete it in Slack by hand, then run this again",
    ),
    "edit_window_closed": (
        "the workspace lets nobody change a message of that age",
        "What was wrong stands in the thread; an admin can lengthen the time for editing",
    ),
    "ekm_access_denied": ("the workspace's keys do not let apps post now", "A workspace admin can lift that"),
    "no_permission": ("the app may not do this in the workspace", "A workspace admin can approve the app"),
    "access_denied": ("the app may not do this in the workspace", "A workspace admin can approve the app"),
    "team_access_not_granted": ("the organisation did not approve the app here", "A workspace admin can approve it"),
    "org_login_required": ("the workspace is being moved to an organisation", "Try again when that is done"),
    "no_service": ("the webhook was removed", "Make a new one in the app's settings and set COPYDESK_SLACK_WEBHOOK"),
    "channel_is_archived": ("the webhook's channel is archived", "Unarchive it or make a webhook for another one"),
}


def refusal(subject: str, code: str, *, needed: str = "", provided: str = "") -> DeliveryError:
    """The error for a definite "no" of Slack. `needed` and `provided` are the scopes of a missing_scope answer."""
    if code == "missing_scope":
        has = f"; it has {provided}" if provided else ""
        problem = f"the token lacks the scope {needed or '(not named)'}{has}"
        remedy = "Add it under OAuth & Permissions → Bot Token Scopes (`copydesk slack manifest` lists all), reinstall"
        return DeliveryError(subject, problem, remedy, code=code)
    problem, remedy = _WORDS.get(
        code, (f"Slack answered {code[:60]}", "See api.slack.com/methods/chat.postMessage#errors")
    )
    return DeliveryError(subject, problem, remedy, code=code)
