import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.smtp import AuthResult

from delivery.mail import MailList, letter, message_id, try_login
from desk.errors import DeliveryError
from tests.support.digests import digest, story
from tests.support.smtp import BOX, smtp_server

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def smtp():
    with smtp_server() as taker:
        yield taker


def mails(box, told, **more):
    return MailList(box, lambda digest_id: told, lambda: NOW, timeout=3, **more)


def post(sender, to="reader@desk.example", part=1, revision=1):
    metadata = {"digest_id": "policy/2026-11-22", "part": part, "revision": revision}
    return sender.post("", [{"to": to}], metadata, "")


def test_a_mail_has_all_heads_that_a_list_needs():
    mail = letter(digest(story(), id="policy/2026-11-22"), BOX, "reader@desk.example", at=NOW)
    assert mail["Subject"] == "Open-source AI · Sunday 22 Nov 2026: 1 story"
    assert (mail["From"], mail["To"]) == ("News desk <desk@desk.example>", "reader@desk.example")
    assert mail["List-Unsubscribe"] == "<mailto:desk@desk.example?subject=unsubscribe%20policy>"
    assert mail["List-Id"] == "<policy.copydesk.desk.example>"
    assert mail["Date"] == "Sun, 22 Nov 2026 08:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    box = replace(BOX, unsubscribe="https://desk.example/leave")
    assert letter(digest(), box, "r@desk.example", at=NOW)["List-Unsubscribe"].endswith(
        ", <https://desk.example/leave>"
    )


def test_a_repeated_mail_is_known_by_its_message_id_and_every_reader_and_revision_has_one():
    same = message_id("policy/2026-11-22", "a@desk.example", 1, BOX)
    assert same == message_id("policy/2026-11-22", "A@desk.example", 1, BOX)
    others = [("policy/2026-11-23", "a@desk.example", 1), ("policy/2026-11-22", "b@desk.example", 1),
              ("policy/2026-11-22", "a@desk.example", 2)]  # fmt: skip
    assert same not in [message_id(*each, BOX) for each in others]


def test_a_title_cannot_write_a_head_of_its_own():
    mail = letter(digest(title="Opal\r\nBcc: all@desk.example"), BOX, "r@desk.example", at=NOW)
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]


def test_a_quiet_day_says_so_in_its_subject():
    assert "nothing new" in letter(digest(articles=3), BOX, "r@desk.example", at=NOW)["Subject"]


@pytest.mark.edge
def test_a_server_gets_the_mail_as_text_and_html_in_every_script(smtp):
    told = digest(story(title="开放的模型", language="zh"), story(2, title="نموذج مفتوح", language="ar"))
    assert post(mails(smtp.box, told)).kind == "sent"
    (envelope,) = smtp.mails
    mail = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["reader@desk.example"]
    for part in mail.iter_parts():
        assert "开放的模型" in part.get_content()
        assert "نموذج مفتوح" in part.get_content()
    assert all(len(line) <= 998 for line in envelope.content.splitlines())


@pytest.mark.edge
@pytest.mark.parametrize(
    ("says", "kind", "code"),
    [
        ("550 5.1.1 no such user", "refused", "smtp_recipient"),
        ("450 4.2.0 greylisted", "not_sent", "unreachable"),
    ],
)
def test_what_a_server_says_to_an_address_is_sorted(smtp, says, kind, code):
    smtp.refuses["reader@desk.example"] = says
    outcome = post(mails(smtp.box, digest(story())))
    assert (outcome.kind, outcome.code) == (kind, code)
    assert "reader@desk.example" in outcome.said


@pytest.mark.edge
def test_a_mail_that_is_refused_as_a_whole_is_told(smtp):
    smtp.data = "554 5.7.1 looks like spam"
    sender = mails(smtp.box, digest(story()))
    outcome = post(sender)
    assert (outcome.kind, outcome.code) == ("refused", "smtp_message")
    assert "looks like spam" in str(sender.refusal(outcome))


@pytest.mark.edge
def test_a_connection_that_breaks_after_the_mail_leaves_it_unknown_and_the_repeat_has_the_same_id(smtp):
    smtp.data = "drop"
    sender = mails(smtp.box, digest(story(), id="policy/2026-11-22"))
    assert post(sender).kind == "unknown"
    smtp.data = "250 OK"
    assert post(sender).kind == "sent"
    ids = {message_from_bytes(each.content, policy=default)["Message-ID"] for each in smtp.mails}
    assert (len(smtp.mails), len(ids)) == (2, 1)


@pytest.mark.edge
def test_a_server_that_is_not_there_is_not_reached():
    outcome = post(mails(replace(BOX, port=9), digest(story())))
    assert (outcome.kind, outcome.code) == ("not_sent", "unreachable")
    with pytest.raises(DeliveryError, match="cannot be reached"):
        try_login(replace(BOX, port=9))


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for 127.0.0.1 that this process trusts."""
    key, file = tmp_path / "key.pem", tmp_path / "cert.pem"
    asked = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=desk",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(file))  # fmt: skip
    subprocess.run(asked, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return key, file


@pytest.mark.edge
def test_with_starttls_and_a_login_nothing_is_said_in_the_open(certificate):
    key, file = certificate
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(file, key)

    def let_in(server, session, envelope, mechanism, given):
        known = (given.login, given.password) == (b"desk", b"secret")
        return AuthResult(success=known, handled=False)  # else the server takes it that the refusal was sent

    options = {"tls_context": secure, "require_starttls": True, "auth_required": True, "authenticator": let_in}
    with smtp_server(**options) as taker:
        box = replace(taker.box, security="starttls", user="desk", password="secret")
        try_login(box)
        assert post(mails(box, digest(story()))).kind == "sent"
        wrong = mails(replace(box, password="guess"), digest(story()))
        outcome = post(wrong)
        assert (outcome.kind, outcome.code) == ("refused", "smtp_login")
        assert "COPYDESK_SMTP_HOST" in str(wrong.refusal(outcome))
        assert "guess" not in str(wrong.refusal(outcome))
        with pytest.raises(DeliveryError, match="does not let us in"):
            try_login(replace(box, password="guess"))
