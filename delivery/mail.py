"""A mail list by SMTP: each address gets a mail of its own. At least once: SMTP cannot be asked what arrived.

The Message-ID is made of digest, address and revision, so that a mail that is sent a second time is known as the first.
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from delivery.formats import html
from delivery.sender import Outcome
from delivery.text_form import text as plain_text
from desk.digest.lines import heading, nothing_new
from desk.digest.phrasing import counted
from desk.errors import DeliveryError
from desk.text.sanitise import visible

if TYPE_CHECKING:
    from desk.digest.records import Digest

TIMEOUT = 30.0  # seconds
_LOOK = "Look at COPYDESK_SMTP_HOST, _PORT, _SECURITY, _USER and _PASSWORD"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The server that mails go through, and whose they are. `unsubscribe`: an address on the web, "" for none."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str = ""
    password: str = ""
    unsubscribe: str = ""

    @property
    def address(self) -> str:
        """The bare address in `sender`."""
        return parseaddr(self.sender)[1]


def letter(
    digest: Digest, box: Mailbox, to: str, *, at: datetime, revision: int = 1, in_brief: bool = False
) -> EmailMessage:
    """The mail of a digest for one address: plain text with HTML beside it."""
    mail = _addressed(digest, box, to, _subject(digest), at)
    mail["Message-ID"] = message_id(digest.id, to, revision, box)
    mail.set_content(plain_text(digest, in_brief=in_brief), cte="quoted-printable")
    mail.add_alternative(html(digest, in_brief=in_brief), subtype="html", cte="quoted-printable")
    return mail


def correction_letter(
    digest: Digest, story_id: int, box: Mailbox, to: str, *, at: datetime, answers: str, number: int, revision: int = 1
) -> EmailMessage:
    """The mail that sets a story of a digest right, as an answer to the mail with that digest. number: its part."""
    story = next(each for each in digest.stories if each.story_id == story_id)
    mail = _addressed(digest, box, to, f"Correction: {story.title}", at)
    mail["Message-ID"] = message_id(f"{digest.id}/{number}", to, revision, box)
    mail["In-Reply-To"] = mail["References"] = answers
    where = f"{story.title} ({story.outlet}, {story.handle})" + (f"\n{story.url}" if story.url else "")
    said = f"Correction: {story.corrected}\n\n{where}\n\nIt stood in {heading(digest)}.\n"
    mail.set_content(said, cte="quoted-printable")
    return mail


def _addressed(digest: Digest, box: Mailbox, to: str, subject: str, at: datetime) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = visible(subject)
    mail["From"] = box.sender
    mail["To"] = to
    mail["Date"] = format_datetime(at)
    name = digest.id.split("/")[0]
    leave = f"<mailto:{box.address}?subject={quote(f'unsubscribe {name}')}>"
    mail["List-Unsubscribe"] = f"{leave}, <{box.unsubscribe}>" if box.unsubscribe else leave
    mail["List-Id"] = f"<{name}.copydesk.{_domain(box)}>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def _subject(digest: Digest) -> str:
    if not digest.stories:
        return nothing_new(digest).split(" (")[0]
    return f"{heading(digest)}: {counted(len(digest.stories), 'story')}"


def message_id(digest_id: str, to: str, revision: int, box: Mailbox) -> str:
    """The same for every attempt to send this digest to this address."""
    known = hashlib.sha256(f"{digest_id}\n{to.lower()}\n{revision}".encode()).hexdigest()[:32]
    return f"<copydesk.{known}@{_domain(box)}>"


def _domain(box: Mailbox) -> str:
    return box.address.rpartition("@")[2] or "localhost"


class MailList:
    """Some addresses behind one SMTP server. `digest_of` gives the digest of an id."""

    pace, apart = 0.0, True

    def __init__(
        self,
        box: Mailbox,
        digest_of: Callable[[str], Digest],
        clock: Callable[[], datetime],
        *,
        in_brief: bool = False,
        timeout: float = TIMEOUT,
    ) -> None:
        self.box, self.digest_of, self.clock = box, digest_of, clock
        self.in_brief, self.timeout, self.name = in_brief, timeout, f"mail by {box.host}"

    def time(self) -> Outcome:
        """SMTP tells no time."""
        return Outcome("sent")

    def refusal(self, outcome: Outcome) -> DeliveryError:
        """What the server said."""
        if outcome.code == "smtp_login":
            return DeliveryError(self.name, f"the server does not let us in: {outcome.said}", _LOOK, code=outcome.code)
        remedy = "Mend or take out the address in channels.yaml, or ask whoever runs the server"
        return DeliveryError(self.name, f"refused: {outcome.said}", remedy, code=outcome.code)

    def post(self, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any], thread_ts: str) -> Outcome:  # noqa: ARG002
        """Mail the digest, or what is corrected in it, to the one address that this part is for."""
        to, mail = str(blocks[0]["to"]), self._letter(blocks[0], metadata)
        try:
            server = opened(self.box, self.timeout)
        except smtplib.SMTPResponseException as error:
            return _answered(error.smtp_code, error.smtp_error, "smtp_login")
        except (smtplib.SMTPException, ssl.SSLError) as error:
            return Outcome("refused", code="smtp_login", said=str(error)[:200])
        except OSError:
            return Outcome("not_sent", code="unreachable")
        try:
            server.send_message(mail, self.box.address, [to])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[to]
            return _answered(code, said, "smtp_recipient", to)
        except smtplib.SMTPResponseException as error:
            return _answered(error.smtp_code, error.smtp_error, "smtp_message", to)
        except (smtplib.SMTPException, OSError):
            return Outcome("unknown", code="no_answer")  # the mail may have been taken
        finally:
            _closed(server)
        return Outcome("sent", ts=str(mail["Message-ID"]))

    def _letter(self, asked: dict[str, Any], metadata: dict[str, Any]) -> EmailMessage:
        digest, to, at = self.digest_of(metadata["digest_id"]), str(asked["to"]), self.clock()
        if story := asked.get("corrects"):
            known = {"answers": str(asked["answers"]), "number": metadata["part"], "revision": metadata["revision"]}
            return correction_letter(digest, int(story), self.box, to, at=at, **known)
        return letter(digest, self.box, to, at=at, revision=metadata["revision"], in_brief=self.in_brief)

    def update(self, ts: str, text: str, blocks: list[dict[str, Any]], metadata: dict[str, Any]) -> Outcome:
        """A digest that was changed is mailed again, as a revision of its own."""
        return self.post(text, blocks, metadata, ts)

    def find(self, metadata: dict[str, Any], since: datetime, thread_ts: str, cursor: str = "") -> Outcome:  # noqa: ARG002
        """Nothing can be looked up: it is mailed again, with the same Message-ID."""
        return Outcome("sent")


def opened(box: Mailbox, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """A connection, encrypted and logged in as the mailbox says."""
    secure = ssl.create_default_context()
    server: smtplib.SMTP
    if box.security == "tls":
        server = smtplib.SMTP_SSL(box.host, box.port, timeout=timeout, context=secure)
    else:
        server = smtplib.SMTP(box.host, box.port, timeout=timeout)
    try:
        if box.security == "starttls":
            server.starttls(context=secure)
        if box.user:
            server.login(box.user, box.password)
    except BaseException:
        _closed(server)
        raise
    return server


def try_login(box: Mailbox) -> None:
    """DeliveryError if the server cannot be reached or does not let us in."""
    name = f"mail by {box.host}"
    try:
        _closed(opened(box))
    except smtplib.SMTPException as error:
        raise DeliveryError(name, f"the server does not let us in: {error}"[:300], _LOOK) from None
    except OSError as error:
        raise DeliveryError(name, f"cannot be reached: {error}"[:300], _LOOK) from None


def _answered(code: int, said: bytes | str, what: str, to: str = "") -> Outcome:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    told = f"{to} {code} {' '.join(words.split())}".strip()[:300]
    if 400 <= code < 500:
        return Outcome("not_sent", code="unreachable", said=told)
    return Outcome("refused", code=what, said=told)


def _closed(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()
