"""Answers of staff by mail with signatures and senders of every sort, replayed, and sent at the same moment."""

import base64
import time
from email.utils import format_datetime

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ValidationError

from feedback.actions.incoming.store_mail import store_mail
from feedback.actions.incoming.take_mail import take_mails
from feedback.actions.write_note import write_note
from feedback.models import IncomingMail, Message
from feedback.rules.mail.fates import Way
from feedback_site.kit import clock
from notifications.models import Delivery
from tests.factories.mail import receive
from tests.feedback.incoming import test_staff_answers as usual
from tests.feedback.incoming.test_staff_answers import HEADERS, answer, asked, call, is_held, sign, ticket, words
from tests.support.drain import drain
from tests.support.threads import at_once

__all__ = ["asked", "call", "ticket"]
pytestmark = pytest.mark.django_db
EDWARDS = Ed25519PrivateKey.generate()
SECRET = base64.b64encode(EDWARDS.private_bytes_raw())
PUBLIC = base64.b64encode(EDWARDS.public_key().public_bytes_raw()).decode()


@pytest.fixture(autouse=True)
def _more_keys(monkeypatch):
    for selector, domain in (("ed", "example.org"), ("s1", "xn--fsqu00a.xn--fiqs8s")):
        record = f"v=DKIM1; k=ed25519; p={PUBLIC}" if selector == "ed" else usual.PUBLIC
        monkeypatch.setitem(usual.RECORDS, f"{selector}._domainkey.{domain}", record)


def edwards(content, **options):
    return sign(content, key=SECRET, selector=b"ed", signature_algorithm=b"ed25519-sha256", **options)


def with_tags(content, monkeypatch, **tags):
    """Sign with more tags, such as `x`, which the signer itself does not offer."""
    made = dkim.DKIM.gen_header

    def more(self, fields, *rest, **options):
        kept = [(name, value) for name, value in fields if name.decode() not in tags]
        added = [(name.encode(), value) for name, value in tags.items()]
        return made(self, [*kept[:-1], *added, kept[-1]], *rest, **options)

    with monkeypatch.context() as patched:
        patched.setattr(dkim.DKIM, "gen_header", more)
        return sign(content)


# ---------------------------------------------------------------- proven
def test_ed25519_proves_as_rsa_does(call, ticket):
    assert receive(edwards(answer(call))).state == "taken"
    assert words(ticket) == [("reply", "We send a new one today.")]


@pytest.mark.parametrize("change", [b"new one", b"Subject: "])
def test_a_changed_mail_under_ed25519_is_held(call, ticket, change):
    assert is_held(receive(edwards(answer(call)).replace(change, change + b"x")), ticket, "does not fit")


def test_one_sound_signature_among_others_is_enough(call, ticket):
    foreign = {"key": usual.OTHER_PRIVATE, "domain": b"evil.example"}
    content = sign(edwards(sign(answer(call), selector=b"gone")), **foreign)
    assert receive(content).state == "taken"


def test_a_domain_in_capitals_is_the_same(call, ticket, monkeypatch):
    monkeypatch.setitem(usual.RECORDS, "s1._domainkey.Example.ORG", usual.PUBLIC)  # our name server tells them apart
    assert receive(sign(answer(call, sender="Amir <amir@EXAMPLE.org>"), domain=b"Example.ORG")).state == "taken"


def test_an_expiry_to_come_is_no_matter(call, ticket, monkeypatch):
    assert receive(with_tags(answer(call), monkeypatch, x=str(int(time.time()) + 9_000).encode())).state == "taken"


def test_a_domain_of_chinese_letters_is_compared_as_the_dns_writes_it(call, ticket, amir):
    amir.email = "amir@例子.中国"
    try:
        amir.full_clean(exclude=["password"])
    except ValidationError:
        pytest.fail("such an account may be")
    amir.save()
    content = answer(call, sender="Amir <amir@x.example>").replace(b"amir@x.example", "amir@例子.中国".encode())
    row = receive(sign(content, domain="例子.中国".encode("idna")))
    assert (row.state, row.why) == ("taken", "")


# ---------------------------------------------------------------- not proven
def hours_ago(hours):
    return str(int(time.time()) - 3_600 * hours).encode()


def test_an_expired_signature_is_held(call, ticket, monkeypatch):
    content = with_tags(answer(call), monkeypatch, t=hours_ago(30), x=hours_ago(20))
    assert is_held(receive(content), ticket, "no DKIM signature")


def test_an_old_signature_under_a_new_date_is_held(call, ticket, monkeypatch):
    assert is_held(receive(with_tags(answer(call), monkeypatch, t=hours_ago(24 * 9))), ticket, "the last days")


SENDERS = {
    "a group": b"Staff: amir@example.org, m@evil.example;",
    "a comment that names him": b"m@evil.example (amir@example.org)",
    "a name that names him": b'"Amir <amir@example.org>" <m@evil.example>',
    "an encoded name that names him": b"=?utf-8?q?amir=40example=2Eorg_=3Camir=40example=2Eorg=3E?= <m@evil.example>",
    "an encoded address": b"=?utf-8?q?=3Camir=40example=2Eorg=3E?= m@evil.example",
    "a route": b"<@evil.example:mallory@evil.example>",
    "two angles": b"<amir@example.org> <m@evil.example>",
    "a quoted local part": b'"amir@example.org\\"" <m@evil.example>',
    "a letter that looks alike": "Amir <amir@exаmple.org>".encode(),
    "a dot at the end": b"Amir <amir@example.org.>",
    "nobody": b"",
    "NUL within": b"Amir <amir\0@example.org.evil.example>",
}


@pytest.mark.parametrize("name", list(SENDERS))
@pytest.mark.parametrize("signs", [True, False])
def test_a_sender_who_only_looks_like_him_is_held(call, ticket, name, signs):
    content = answer(call, sender="x <x@y.example>").replace(b"x <x@y.example>", SENDERS[name], 1)
    if signs:
        content = sign(content, key=usual.OTHER_PRIVATE, domain=b"evil.example")
    row = receive(content)
    drain()
    assert (row.state, words(ticket)) == ("held", [])
    assert not Delivery.objects.filter(kind="ticket_reply").exists()


# ---------------------------------------------------------------- again, and at once
@pytest.mark.django_db(transaction=True)
def test_twins_at_the_same_moment_send_one_reply(call, ticket):
    """The same signed mail in two bodies that differ in what is not signed, read by two workers at once."""
    content = sign(answer(call), headers=[name for name in HEADERS if name != b"message-id"])
    for name in (b"<two@example.org>", b"<three@example.org>", b"<four@example.org>"):
        store_mail(content=content.replace(b"<one@example.org>", name), way=Way.PIPE)
    at_once(*[take_mails] * 3)
    take_mails()
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["held", "held", "taken"]
    assert words(ticket) == [("reply", "We send a new one today.")]
    drain()
    assert Delivery.objects.filter(kind="ticket_reply").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_the_same_moment_send_one_reply_and_one_is_held(call, ticket, amir, ada, max_):
    write_note(ticket=ticket, author=ada, body="@Max you too, please.")
    drain()
    other = Delivery.objects.filter(kind="mention", to=max_.email).get()
    again = Delivery.objects.get(kind="mention", to=amir.email)
    write = {"message_id": "<max@example.org>", "sender": f"Max <{max_.email}>"}
    store_mail(content=sign(answer(other, "It is on its way.", **write)), way=Way.PIPE)
    store_mail(content=sign(answer(again, date=format_datetime(clock.now()))), way=Way.PIPE)
    at_once(take_mails, take_mails)
    take_mails()
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["held", "taken"]
    assert Message.objects.filter(ticket=ticket, kind="reply").count() == 1
    drain()
    assert Delivery.objects.filter(kind="ticket_reply").count() == 1
