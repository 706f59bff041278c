"""Mail servers hand mails over by LMTP, SMTP and a pipe: nothing is confirmed before it is kept."""

import io
import smtplib
import sys

import pytest
from django.core.management import call_command
from django.db import OperationalError

from feedback.actions.incoming import serve
from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail, RawMail
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter
from tests.support.ports import free_port

ROSA = "rosa@example.org"


@pytest.fixture
def listening():
    servers = []

    def start(*, lmtp):
        server = serve.socket_server(host="127.0.0.1", port=free_port(), speaks_lmtp=lmtp)
        server.start()
        servers.append(server)
        kind = smtplib.LMTP if lmtp else smtplib.SMTP
        return kind("127.0.0.1", server.port, timeout=30)

    yield start
    for server in servers:
        server.stop()


# ---------------------------------------------------------------- LMTP and SMTP
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lmtp", [True, False])
def test_a_mail_is_kept_with_its_envelope_and_finds_its_case(listening, lmtp, settings):
    from feedback.queries.mail.signed_names import reporter_address

    settings.MAIL_ADDRESS = "help@example.org"
    ticket = make_ticket(email=ROSA)
    with listening(lmtp=lmtp) as client:
        client.sendmail(ROSA, [reporter_address(ticket.ref), "other@example.org"], letter("Blind copy."))
        if lmtp:  # Python's client reads one answer; there is one for each recipient
            assert client.getreply() == (250, b"2.0.0 Kept")
    raw = bytes(RawMail.objects.get().content)
    assert raw.startswith(f"Return-Path: <{ROSA}>\r\nDelivered-To: {reporter_address(ticket.ref)}\r\n".encode())
    take_mails()
    assert ticket.messages.latest("id").body == "Blind copy."


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_the_mail_server_is_asked_to_come_again(listening, monkeypatch):
    def fail(**_):
        raise OperationalError("gone")

    with listening(lmtp=True) as client:
        with monkeypatch.context() as patched:
            patched.setattr(serve, "store_mail", fail)
            with pytest.raises(smtplib.SMTPDataError) as told:
                client.sendmail(ROSA, ["help@example.org"], letter())
        assert told.value.smtp_code == 451
        client.sendmail(ROSA, ["help@example.org"], letter())
    assert IncomingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_too_large_is_refused_at_once(listening, monkeypatch):
    monkeypatch.setattr(serve, "MAX_KEPT", serve.ROOM_FOR_ENVELOPE + 1_000)
    with listening(lmtp=False) as client, pytest.raises(smtplib.SMTPException) as told:
        client.sendmail(ROSA, ["help@example.org"], letter("x\n" * 2_000))
    assert "552" in str(told.value)
    assert IncomingMail.objects.count() == 0


# ---------------------------------------------------------------- the pipe
class Pipe(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, content):
        super().__init__(io.BytesIO(content))


def piped(monkeypatch, content, *options):
    monkeypatch.setattr(sys, "stdin", Pipe(content))
    try:
        call_command("receive_mail", *options, stderr=io.StringIO())
    except SystemExit as end:
        return end.code
    return 0


@pytest.mark.django_db
def test_the_pipe_ends_with_0_once_the_mail_is_kept(monkeypatch):
    options = ["--sender", "", "--recipient", "help@example.org\nBcc: x@example.org"]
    assert piped(monkeypatch, letter(), *options) == 0
    expected = b"Return-Path: <>\r\nDelivered-To: help@example.orgBcc:x@example.org\r\n" + letter()
    assert bytes(RawMail.objects.get().content) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "status"), [(b"", 66), (b"\r\n", 66), (b"x" * 50_000_001, 65)])
def test_the_pipe_refuses_for_good_what_is_no_mail(monkeypatch, content, status):
    assert piped(monkeypatch, content) == status


@pytest.mark.django_db
def test_the_pipe_ends_with_75_while_the_database_is_away(monkeypatch):
    def fail(**_):
        raise OperationalError("gone")

    monkeypatch.setattr("feedback.management.commands.receive_mail.store_mail", fail)
    assert piped(monkeypatch, letter()) == 75
