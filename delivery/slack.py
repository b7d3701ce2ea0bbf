"""Slack as the outbox sees it: post, revise, look, delete, read reactions; every answer sorted into an Outcome."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from delivery.sender import NEVER_ARRIVED, TIMEOUT, Outcome
from delivery.slack_errors import refusal

if TYPE_CHECKING:
    from slack_sdk.web import SlackResponse

    from desk.errors import DeliveryError

EVENT = "copydesk_digest"
REACTIONS = {"+1": "up", "thumbsup": "up", "-1": "down", "thumbsdown": "down", "mute": "mute", "no_bell": "mute"}
PACE = 1.1  # seconds between two messages to one channel; Slack allows one a second
CLOCKS_DIFFER = timedelta(seconds=120)  # between Slack's own machines: the one that dates answers, those that store
_PAGE = 15  # messages a look reads at once: the most that apps outside the directory get
# Answers after which the message may stand in the channel all the same.
_DOUBTFUL = {"fatal_error", "internal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_ERROR_WORD = re.compile(r"[a-z][a-z0-9_]{1,60}")


def client(token: str, base_url: str, *, timeout: int = TIMEOUT) -> WebClient:
    """A client that never repeats a call by itself; the stock one posts twice if a connection breaks after a post."""
    quiet = logging.getLogger("copydesk.slack_sdk")
    quiet.setLevel(logging.CRITICAL)  # it logs every failure as an error; we tell it in words, once
    web = WebClient(token=token, base_url=base_url, timeout=timeout, retry_handlers=[], logger=quiet)
    web.proxy = None  # it would take HTTP_PROXY for https as well; without one urllib goes by its own rules
    return web


class SlackChannel:
    """One channel, by bot token."""

    pace, apart = PACE, False

    def __init__(self, web: WebClient, channel: str) -> None:
        self.web, self.channel, self.name = web, channel, f"Slack channel {channel}"
        self._bot_id = ""

    def refusal(self, outcome: Outcome) -> DeliveryError:
        """Slack's error word in words of ours."""
        return refusal(self.name, outcome.code, needed=outcome.needed, provided=outcome.provided)

    def post(self, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any], thread_ts: str) -> Outcome:
        """Post a message to the channel, or to the thread of `thread_ts`."""
        return outcome(
            lambda: self.web.chat_postMessage(
                channel=self.channel,
                text=text,
                blocks=blocks or None,
                metadata={"event_type": EVENT, "event_payload": metadata},
                thread_ts=thread_ts or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        )

    def update(self, ts: str, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any]) -> Outcome:
        """Revise the message `ts`."""
        told = {"event_type": EVENT, "event_payload": metadata}
        return outcome(
            lambda: self.web.chat_update(channel=self.channel, ts=ts, text=text, blocks=blocks or None, metadata=told)
        )

    def reactions(self, ts: str) -> dict[str, dict[str, int]]:
        """Readers' reactions at the message `ts` and its replies: ts → up, down, mute → how many. Empty if not told."""
        found: dict[str, dict[str, int]] = {}
        cursor: str | None = None
        while True:
            try:
                page = self.web.conversations_replies(channel=self.channel, ts=ts, limit=_PAGE, cursor=cursor)
            except (SlackClientError, OSError, HTTPException, ValueError):
                return {}
            found |= {message["ts"]: _counted(message.get("reactions") or ()) for message in page["messages"]}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return found

    def delete(self, ts: str) -> Outcome:
        """Take the message `ts` back. Doing it twice does no harm: then it is not found."""
        return outcome(lambda: self.web.chat_delete(channel=self.channel, ts=ts))

    def time(self) -> Outcome:
        """The time Slack gives its answers, and the id of our bot."""
        answers: list[SlackResponse] = []

        def ask() -> SlackResponse:
            answers.append(self.web.auth_test())
            return answers[0]

        result = outcome(ask)
        if result.kind != "sent":
            return result
        self._bot_id = str(answers[0].get("bot_id") or "")
        return Outcome("sent", at=_dated(answers[0]))

    def find(self, metadata: dict[str, Any], since: datetime, thread_ts: str, cursor: str = "") -> Outcome:
        """Look through a page of history (or of the thread) for a message of this bot with the same digest and part."""
        if not self._bot_id:
            asked = self.time()
            if asked.kind != "sent":
                return asked
        if not self._bot_id:  # a user's token: we could not tell our messages from theirs
            return Outcome("refused", code="not_allowed_token_type")
        found: list[str] = []
        further: list[str] = []

        def look() -> SlackResponse:
            answer = self._read(since, thread_ts, cursor)
            found.extend(m["ts"] for m in answer["messages"] if self._is_ours(m, metadata))
            further.append(str((answer.get("response_metadata") or {}).get("next_cursor") or ""))
            return answer

        result = outcome(look)
        if result.kind != "sent":
            return result
        return Outcome("sent", ts=found[0] if found else "", cursor=further[0])

    def _read(self, since: datetime, thread_ts: str, cursor: str) -> SlackResponse:
        oldest = f"{(since - CLOCKS_DIFFER).timestamp():.6f}"
        if thread_ts:
            return self.web.conversations_replies(
                channel=self.channel, ts=thread_ts, oldest=oldest, limit=_PAGE, cursor=cursor or None,
                include_all_metadata=True,
            )  # fmt: skip
        return self.web.conversations_history(
            channel=self.channel, oldest=oldest, limit=_PAGE, cursor=cursor or None, include_all_metadata=True
        )

    def _is_ours(self, message: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
        told = message.get("metadata") or {}
        payload = told.get("event_payload") or {}
        same = all(payload.get(field) == wanted[field] for field in ("digest_id", "part"))
        return message.get("bot_id") == self._bot_id and told.get("event_type") == EVENT and same


def _counted(reactions: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many readers gave each reaction that means something to us, whatever their skin's tone."""
    found: dict[str, int] = {}
    for one in reactions:
        if meaning := REACTIONS.get(str(one.get("name", "")).split("::")[0]):
            found[meaning] = found.get(meaning, 0) + int(one.get("count", 0))
    return found


def _dated(answer: SlackResponse) -> datetime | None:
    """The answer's `Date`; None if it bears none that can be read."""
    told = {str(name).lower(): str(text) for name, text in answer.headers.items()}.get("date", "")
    try:
        return parsedate_to_datetime(told).astimezone(UTC)
    except ValueError:
        return None


def outcome(call: Callable[[], SlackResponse]) -> Outcome:
    """Make a call and sort what comes of it. Whatever is not surely one of the others is unknown."""
    try:
        answer = call()
        return Outcome("sent", ts=str(answer.get("ts") or ""))
    except SlackApiError as error:
        return _refused(error)
    except URLError as error:
        if isinstance(error.reason, NEVER_ARRIVED):
            return Outcome("not_sent", code="unreachable")
        return Outcome("unknown", code="no_answer")
    except (OSError, HTTPException, SlackClientError, ValueError, AttributeError, TypeError, KeyError):
        # The last four: slack_sdk on answers that are no JSON object, or not in the encoding they claim.
        return Outcome("unknown", code="no_answer")


def _refused(error: SlackApiError) -> Outcome:
    response: Any = error.response
    code, status = str(response.get("error", "")), int(response.status_code)
    if status == 429:
        headers = {str(name).lower(): text for name, text in response.headers.items()}
        wait = str(headers.get("retry-after", "30"))
        return Outcome("not_sent", code="ratelimited", retry_after=float(wait) if wait.isdigit() else 30.0)
    if status >= 500 or code in _DOUBTFUL or not _ERROR_WORD.fullmatch(code):
        return Outcome("unknown", code=code if _ERROR_WORD.fullmatch(code) else "no_answer")
    needed, provided = str(response.get("needed") or ""), str(response.get("provided") or "")
    return Outcome("refused", code=code, pointers=_pointers(response), needed=needed, provided=provided)


def _pointers(response: Any) -> tuple[str, ...]:
    lines = response.get("errors") or (response.get("response_metadata") or {}).get("messages") or ()
    return tuple(str(line)[:300] for line in lines)
