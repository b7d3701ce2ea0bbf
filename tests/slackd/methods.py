"""The Web API methods: arguments in, Slack's answer out. `RefusedError` is an answer with ok false."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.slackd.checks import complaints, too_long
from tests.slackd.workspace import Channel, Posted, Token, Workspace

Arguments = dict[str, Any]
Answer = dict[str, Any]


class RefusedError(Exception):
    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.answer = {"ok": False, "error": error, **more}


def call(workspace: Workspace, method: str, token: str, given: Arguments, now: float) -> Answer:
    """The answer to one call; never raises RefusedError outwards."""
    try:
        if method not in _METHODS:
            raise RefusedError("unknown_method", req_method=method)
        return {"ok": True, **_METHODS[method](workspace, _bearer(workspace, token), given, now)}
    except RefusedError as refusal:
        return refusal.answer


def _bearer(workspace: Workspace, token: str) -> Token:
    if not token:
        raise RefusedError("not_authed")
    if token not in workspace.tokens:
        raise RefusedError("invalid_auth")
    if workspace.tokens[token].revoked:
        raise RefusedError("token_revoked")
    return workspace.tokens[token]


def _need(bearer: Token, scope: str) -> None:
    if scope not in bearer.scopes:
        raise RefusedError("missing_scope", needed=scope, provided=",".join(bearer.scopes))


def _channel(workspace: Workspace, given: Arguments, bearer: Token, what: str) -> Channel:
    """The channel asked for, its scope checked; a private one the bot is not in does not exist for it."""
    found = workspace.channels.get(str(given.get("channel", "")))
    private = bool(found and found.private)
    if what:
        _need(bearer, f"{'groups' if private else 'channels'}:{what}")
    if found is None or (private and not found.member):
        raise RefusedError("channel_not_found")
    return found


def _auth_test(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    return {"url": "https://desk.example/", "team": "The Desk", "team_id": "T0", "user": "copydesk",
            "user_id": bearer.user_id, "bot_id": bearer.bot_id}  # fmt: skip


def _info(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    channel = _channel(workspace, given, bearer, "read")
    return {"channel": {"id": channel.id, "name": channel.name, "is_member": channel.member,
                        "is_archived": channel.archived, "is_private": channel.private}}  # fmt: skip


def _post(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    _need(bearer, "chat:write")
    channel = _channel(workspace, given, bearer, "")
    if channel.archived:
        raise RefusedError("is_archived")
    if not channel.member:
        raise RefusedError("not_in_channel")
    if channel.restricted:
        raise RefusedError("restricted_action")
    blocks = _content(given, 40_000)
    thread = given.get("thread_ts")
    if thread and not any(one.ts == thread for one in workspace.in_channel(channel.id)):
        raise RefusedError("thread_not_found")
    unfurl = given.get("unfurl_links") is not False or given.get("unfurl_media") is not False
    message = Posted(channel.id, workspace.new_ts(now), given.get("text", ""), blocks, bearer.bot_id, thread,
                     _metadata(given), unfurl)  # fmt: skip
    workspace.add(message)
    return {"channel": channel.id, "ts": message.ts, "message": _shown(message, with_metadata=True)}


def _content(given: Arguments, most_text: int) -> list[Any]:
    text, blocks = given.get("text", ""), given.get("blocks") or []
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if not text and not blocks:
        raise RefusedError("no_text")
    if len(text) > most_text:
        raise RefusedError("msg_too_long")
    wrong = complaints(blocks)
    if wrong:
        raise RefusedError(
            "invalid_blocks", errors=wrong, response_metadata={"messages": [f"[ERROR] {w}" for w in wrong]}
        )
    if too_long(blocks):
        raise RefusedError("msg_blocks_too_long")
    return list(blocks)


def _metadata(given: Arguments) -> Answer | None:
    metadata = given.get("metadata")
    if metadata is None:
        return None
    if isinstance(metadata, str):
        metadata = json.loads(metadata)
    whole = isinstance(metadata, dict) and metadata.keys() == {"event_type", "event_payload"}
    if not whole or not isinstance(metadata["event_payload"], dict) or not metadata["event_type"]:
        raise RefusedError("invalid_metadata_format")
    if not all(isinstance(value, str | int | float | bool) for value in metadata["event_payload"].values()):
        raise RefusedError("invalid_metadata_schema")
    return dict(metadata)


def _own_message(workspace: Workspace, given: Arguments, bearer: Token, refusal: str) -> Posted:
    """The message that `given` names; RefusedError where there is none or another app's (`refusal`)."""
    channel = _channel(workspace, given, bearer, "")
    found = [one for one in workspace.messages if one.channel == channel.id and one.ts == given.get("ts")]
    if not found:
        raise RefusedError("message_not_found")
    if found[0].bot_id != bearer.bot_id:
        raise RefusedError(refusal)
    return found[0]


def _update(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    _need(bearer, "chat:write")
    message = _own_message(workspace, given, bearer, "cant_update_message")
    message.blocks = _content(given, 4_000)
    message.text, message.metadata = given.get("text", ""), _metadata(given) or message.metadata
    message.edited = workspace.new_ts(now)
    workspace.save()
    return {"channel": message.channel, "ts": message.ts, "text": message.text}


def _delete(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    _need(bearer, "chat:write")
    message = _own_message(workspace, given, bearer, "cant_delete_message")
    workspace.messages.remove(message)
    workspace.save()
    return {"channel": message.channel, "ts": message.ts}


def _history(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    channel = _channel(workspace, given, bearer, "history")
    if not channel.member:
        raise RefusedError("not_in_channel")
    found = [one for one in reversed(workspace.in_channel(channel.id)) if _in_span(one, given)]
    return _page(found, given)


def _replies(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    channel = _channel(workspace, given, bearer, "history")
    thread = workspace.thread(channel.id, str(given.get("ts")))
    if not thread:
        raise RefusedError("thread_not_found")
    return _page([one for one in thread if one.thread_ts is None or _in_span(one, given)], given)


def _in_span(message: Posted, given: Arguments) -> bool:
    oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
    return oldest < float(message.ts) < latest


def _page(found: list[Posted], given: Arguments) -> Answer:
    limit, start = min(int(given.get("limit") or 100), 999), int(given.get("cursor") or 0)
    asked = str(given.get("include_all_metadata", "")).lower() in ("1", "true")
    page = [_shown(one, with_metadata=asked) for one in found[start : start + limit]]
    more = len(found) > start + limit
    cursor = {"response_metadata": {"next_cursor": str(start + limit)}} if more else {}
    return {"messages": page, "has_more": more, **cursor}


def _shown(message: Posted, *, with_metadata: bool) -> Answer:
    shown: Answer = {"type": "message", "ts": message.ts, "text": message.text, "blocks": message.blocks,
                     "bot_id": message.bot_id, "user": "U" + message.bot_id[1:]}  # fmt: skip
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": who, "count": len(who)} for name, who in message.reactions.items()
        ]
    if with_metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def _reactions(workspace: Workspace, bearer: Token, given: Arguments, now: float) -> Answer:
    _need(bearer, "reactions:read")
    for one in workspace.messages:
        if (one.channel, one.ts) == (given.get("channel"), given.get("timestamp")):
            told = [{"name": name, "users": who, "count": len(who)} for name, who in one.reactions.items()]
            return {"type": "message", "message": {**_shown(one, with_metadata=False), "reactions": told}}
    raise RefusedError("message_not_found")


_METHODS: dict[str, Callable[[Workspace, Token, Arguments, float], Answer]] = {
    "auth.test": _auth_test,
    "conversations.info": _info,
    "chat.postMessage": _post,
    "chat.update": _update,
    "chat.delete": _delete,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "reactions.get": _reactions,
}
