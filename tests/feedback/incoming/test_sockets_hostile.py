"""Whoever speaks SMTP or LMTP badly or with malice: one mail stays one mail, and nobody is kept out for long."""

import socket
import time
from contextlib import suppress

import pytest

from feedback.actions.incoming import serve
from feedback.models import IncomingMail, RawMail
from tests.factories.mail import letter
from tests.support.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)
HELLO = {True: b"LHLO here", False: b"EHLO here"}
ENVELOPE = [b"MAIL FROM:<rosa@example.org>", b"RCPT TO:<help@example.org>", b"DATA"]
SECOND = b"MAIL FROM:<boss@example.org>\r\nRCPT TO:<help@example.org>\r\nDATA\r\nSubject: smuggled\r\n\r\nPay!"


class Wire:
    """A connection, byte for byte."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.file = self.socket.makefile("rb")
        self.greeting = self.file.readline()

    def answer(self):
        """Read one answer, however many lines it has."""
        line = self.file.readline()
        while line[3:4] == b"-":
            line = self.file.readline()
        return line.decode().strip()

    def say(self, *lines):
        """Say each and return the answers."""
        found = []
        for line in lines:
            self.socket.sendall(line + b"\r\n")
            found.append(self.answer())
        return found

    def close(self):
        self.file.close()
        self.socket.close()


@pytest.fixture
def listens():
    servers, wires = [], []

    def start(*, lmtp=False):
        server = serve.socket_server(host="127.0.0.1", port=free_port(), speaks_lmtp=lmtp)
        server.start()
        servers.append(server)

        def connect():
            wires.append(Wire(server.port))
            return wires[-1]

        return connect

    yield start
    for wire in wires:
        wire.close()
    for server in servers:
        server.stop()


# ---------------------------------------------------------------- smuggling
@pytest.mark.parametrize("lmtp", [True, False])
@pytest.mark.parametrize(
    "end", [b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r.\r\n", b"\r\n.\r", b"\r\n\0.\r\n", b"\r\n.\0\r\n"]
)
def test_no_other_end_than_the_true_one_begins_a_second_mail(listens, lmtp, end):
    wire = listens(lmtp=lmtp)()
    wire.say(HELLO[lmtp], *ENVELOPE)
    wire.socket.sendall(letter() + end + SECOND + b"\r\n.\r\n")
    assert wire.answer() == "250 2.0.0 Kept"
    assert wire.say(b"NOOP") == ["250 OK"]
    content = bytes(RawMail.objects.get().content)
    assert (content.startswith(b"Return-Path: <rosa@"), b"Subject: smuggled" in content) == (True, True)


# ---------------------------------------------------------------- what mails are like
@pytest.mark.parametrize("length", [1_001, 70_000, 3_000_000])
def test_an_overlong_line_is_kept_whole(listens, length):
    """Refused, it would go back to a person who can mend nothing."""
    wire = listens()()
    wire.say(HELLO[False], *ENVELOPE)
    wire.socket.sendall(letter() + b"x" * length + b"\r\n.\r\n")
    assert wire.answer() == "250 2.0.0 Kept"
    assert bytes(RawMail.objects.get().content).endswith(b"x" * length + b"\r\n")


def test_a_refusal_is_told_for_each_recipient(listens, monkeypatch):
    monkeypatch.setattr(serve, "MAX_KEPT", serve.ROOM_FOR_ENVELOPE + 1_000)
    wire = listens(lmtp=True)()
    wire.say(HELLO[True], ENVELOPE[0], ENVELOPE[1], b"RCPT TO:<other@example.org>", ENVELOPE[2])
    wire.socket.sendall(b"x\r\n" * 1_000 + b".\r\n")
    assert [wire.answer(), wire.answer()] == ["552 Error: Too much mail data"] * 2
    assert wire.say(b"NOOP") == ["250 OK"]
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize(("address", "noted"), [("玫瑰@例子.中国".encode(), "<玫瑰@例子.中国>".encode()), (b"", b"<>")])
def test_any_sender_is_noted(listens, address, noted):
    wire = listens()()
    wire.say(HELLO[False], b"MAIL FROM:<" + address + b"> SMTPUTF8", *ENVELOPE[1:])
    wire.socket.sendall(letter() + b".\r\n")
    assert wire.answer() == "250 2.0.0 Kept"
    assert bytes(RawMail.objects.get().content).split(b"\r\n")[0] == b"Return-Path: " + noted


@pytest.mark.parametrize(
    "address", [b"ro\0sa@example.org", b"a@b> SIZE=1\rRCPT TO:<x@example.org", b"\xff@example.org"]
)
def test_an_address_begins_no_line_of_its_own(listens, address):
    wire = listens()()
    wire.say(HELLO[False], ENVELOPE[0], b"RCPT TO:<" + address + b">", *ENVELOPE[1:])
    wire.socket.sendall(letter() + b".\r\n")
    assert wire.answer()[:3] == "250"
    head = bytes(RawMail.objects.get().content).partition(b"From:")[0].split(b"\r\n")
    assert all(line.startswith((b"Return-Path: <rosa@example.org>", b"Delivered-To: ")) for line in head[:-1])
    assert not any(letter in line for line in head for letter in (b"\0", b"\r", b"\n"))


# ---------------------------------------------------------------- who asks too much
def test_ten_thousand_recipients_are_taken_a_hundred_at_a_time(listens):
    wire = listens()()
    wire.say(HELLO[False], ENVELOPE[0])
    wire.socket.sendall(b"".join(b"RCPT TO:<p%d@example.org>\r\n" % n for n in range(10_000)))
    answers = [wire.answer()[:3] for _ in range(10_000)]
    assert (answers[:100], set(answers[100:])) == (["250"] * 100, {"452"})
    assert wire.say(b"DATA")[0][:3] == "354"
    wire.socket.sendall(letter() + b".\r\n")
    assert wire.answer() == "250 2.0.0 Kept"


def test_nobody_learns_who_is_here(listens):
    wire = listens()()
    said = wire.say(HELLO[False], b"VRFY rosa@example.org", b"VRFY nobody@example.org", b"EXPN staff", b"BDAT 5 LAST")
    assert [answer[:3] for answer in said[1:]] == ["252", "252", "502", "500"]


def test_nothing_said_before_tls_can_be_put_into_it_as_none_is_offered(listens):
    wire = listens()()
    wire.socket.sendall(b"EHLO here\r\n")
    offered = []
    while not offered or offered[-1][3:4] == b"-":
        offered.append(wire.file.readline())
    assert not any(word in line for line in offered for word in (b"STARTTLS", b"AUTH", b"CHUNKING"))
    assert wire.say(b"STARTTLS")[0][:3] in {"454", "500"}


def test_who_only_waits_is_hung_up_on_and_keeps_nobody_out(listens, monkeypatch):
    monkeypatch.setattr(serve, "MAX_CONNECTIONS", 3)
    monkeypatch.setattr(serve, "PATIENCE", 1.0)
    connect = listens()
    slow = [connect() for _ in range(3)]
    slow[0].say(HELLO[False], *ENVELOPE)
    assert connect().greeting == b"421 4.3.2 Too many connections\r\n"
    until = time.monotonic() + 15
    while time.monotonic() < until:
        wire = connect()
        if wire.greeting.startswith(b"220"):
            break
        time.sleep(0.1)
    assert wire.say(HELLO[False])[0].startswith("250")
    assert slow[0].file.readline() == b""
    assert not IncomingMail.objects.exists()


def test_a_drip_does_not_hold_a_connection_for_ever(listens, monkeypatch):
    monkeypatch.setattr(serve, "PATIENCE", 1.0)
    wire = listens()()
    wire.say(HELLO[False], *ENVELOPE)
    assert drips_for(wire, 10) < 10
    assert not IncomingMail.objects.exists()


def drips_for(wire, seconds):
    """Send a little again and again; return after how many seconds nobody listens any more."""
    start = time.monotonic()
    with suppress(OSError):
        while time.monotonic() < start + seconds:
            wire.socket.sendall(b"x\r\n")
            time.sleep(0.05)
    return time.monotonic() - start


def test_a_half_mail_is_none(listens):
    connect = listens()
    wire = connect()
    wire.say(HELLO[False], *ENVELOPE)
    wire.socket.sendall(letter()[:-2])
    wire.close()
    assert connect().say(b"NOOP") == ["250 OK"]
    assert not IncomingMail.objects.exists()
