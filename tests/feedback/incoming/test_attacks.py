"""Mails that are meant to hurt: each ends as an ordinary row, and the site goes on."""

import io
import zipfile

import pytest

from feedback.models import Attachment, Ticket
from notifications.models import Delivery
from tests.factories.mail import letter, letter_with_files, receive
from tests.support.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]


def with_header(name, value):
    lines = [line for line in letter().split(b"\r\n") if not line.lower().startswith(name.lower() + b":")]
    return b"\r\n".join([name + b": " + value, *lines])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"Subject", b"=?utf-8?q?Late=0D=0ABcc:_mallory@example.net=00?="),
        (b"Subject", b"Late\0\rBcc: mallory@example.net"),
        (b"From", b'"Rosa\r\n Bcc: mallory@example.net" <rosa@example.org>'),
        (b"From", b"=?utf-8?q?Rosa=0D=0ABcc:_mallory@example.net?= <rosa@example.org>"),
        (b"Message-ID", b"<a\0b\r\n c@example.org>"),
    ],
)
def test_no_header_begins_another(name, value):
    row = receive(with_header(name, value))
    drain()
    assert row.state == "taken"
    kept = [row.subject, row.sender, row.sender_name, row.identifier, row.ticket.subject, row.ticket.contact.name]
    kept += [delivery.subject for delivery in Delivery.objects.all()]
    assert not any(letter in text for text in kept for letter in "\r\n\0")
    assert set(Delivery.objects.values_list("to", flat=True)) == {"rosa@example.org"}


def test_a_receipt_carries_nothing_that_the_sender_wrote():
    receive(letter("Visit evil.example now", subject="You have won", sender='"Claim your prize" <rosa@example.org>'))
    drain()
    (receipt,) = Delivery.objects.all()
    for word in ("evil", "won", "prize"):
        assert word not in receipt.subject + receipt.text + receipt.html


def test_a_zip_bomb_is_not_unpacked_and_not_kept():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.txt", b"\0" * 50_000_000)
    row = receive(letter_with_files({"bomb.docx": bomb.getvalue()}))
    assert (row.state, Attachment.objects.count()) == ("taken", 0)
    assert row.left_out == [{"name": "bomb.docx", "size": len(bomb.getvalue())}]


def test_a_file_with_a_hostile_name_is_kept_under_a_harmless_one():
    from tests.feedback.files.samples import PNG

    row = receive(letter_with_files({"../../etc/pass\u202ewd.png": PNG}))
    assert row.message.attachments.get().name == "passwd.png"


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(40))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"X: 1\r\n" * 201 + b"\r\n", "headers"),
        (NESTED + b"\r\nend", "depth"),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 31 + b"--b--", "parts"),
        (b"Subject: s\r\n\r\n" + b"a" * 2_000_001, "text"),
        (b"Subject: s\r\n\r\n" + b"a" * 25_000_001, "bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_oversized_is_kept_and_named(raw, why):
    row = receive(raw)
    assert (row.state, row.reason.english.endswith(f"({why})"), Ticket.objects.count()) == ("unreadable", True, 0)
    assert bytes(row.raw.content) == raw
