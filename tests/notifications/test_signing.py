"""Mails of ours are signed with each key that is set, and nobody adds a header to them unseen."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

from notifications.actions.hand_over import signed
from notifications.actions.send_mail import send_mail
from notifications.models import Delivery
from notifications.queries.domain_check import check_domain
from notifications.queries.signing_keys import signing_keys

MAIL = b"From: Huiyin <hi@example.org>\r\nTo: rosa@example.org\r\nSubject: Hello\r\n\r\nHi\r\n"


def pem(key, form=serialization.PrivateFormat.PKCS8):
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


RSA, EDWARDS = rsa.generate_private_key(65537, 2048), Ed25519PrivateKey.generate()
CURVE = ec.generate_private_key(ec.SECP256R1())  # a key with which mails cannot be signed


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.DEFAULT_FROM_EMAIL = "Huiyin <hi@example.org>"
    settings.MAIL_DKIM_KEY, settings.MAIL_DKIM_SELECTOR = pem(RSA) + "\n" + pem(EDWARDS), "s1, s2"


def records():
    kinds = {b"rsa-sha256": "rsa", b"ed25519-sha256": "ed25519"}
    return {
        f"{key.selector}._domainkey.example.org": f"v=DKIM1; k={kinds[key.algorithm]}; p={key.public}"
        for key in signing_keys()
    }


def fits(content, index=0):
    found = records()
    return dkim.DKIM(content).verify(index, dnsfunc=lambda name, **_: found[name.decode().rstrip(".")].encode())


def test_both_signatures_stand_on_it_and_fit():
    content = signed(MAIL)
    assert [content.count(b"a=rsa-sha256"), content.count(b"a=ed25519-sha256"), content.endswith(MAIL)] == [1, 1, True]
    assert [fits(content, index) for index in (0, 1)] == [True, True]
    changed = content.replace(b"Hello", b"Howdy")
    assert [fits(changed, index) for index in (0, 1)] == [False, False]


@pytest.mark.parametrize(
    "added", [b"From: Boss <boss@example.org>", b"Subject: Pay", b"To: x@y", b"Reply-To: m@evil.example", b"Cc: x@y",
              b"Content-Type: text/html", b"Date: Sun, 22 Nov 2026 09:00:00 +0800"],
)  # fmt: skip
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_header_added_on_the_way_breaks_both(added, where):
    content = signed(MAIL)
    forged = (
        added + b"\r\n" + content if where == "above" else content.replace(b"\r\n\r\n", b"\r\n" + added + b"\r\n\r\n")
    )
    assert [fits(forged, index) for index in (0, 1)] == [False, False]


def test_the_public_half_of_ed25519_is_the_bare_key():
    assert base64.b64decode(signing_keys()[1].public) == EDWARDS.public_key().public_bytes_raw()


def test_each_key_is_looked_up():
    found = check_domain(lambda name: [text] if (text := records().get(name)) else None)
    assert [(item.place, item.verdict) for item in found if item.what == "DKIM"] == [
        ("s1._domainkey.example.org", "good"),
        ("s2._domainkey.example.org", "good"),
    ]


@pytest.mark.parametrize(("key", "selector"), [("", "s1"), (pem(RSA), ""), ("", "")])
def test_without_both_settings_nothing_is_signed(settings, key, selector):
    settings.MAIL_DKIM_KEY, settings.MAIL_DKIM_SELECTOR = key, selector
    assert (signing_keys(), signed(MAIL)) == ((), MAIL)


@pytest.mark.parametrize(
    ("key", "selector"),
    [(pem(RSA), "s1, s2"), ("not a key", "s1"), (pem(RSA).replace("M", "N"), "s1"), (pem(EDWARDS) + pem(RSA), "s1"),
     (pem(CURVE), "s1")],
)  # fmt: skip
def test_a_slip_in_the_settings_costs_no_mail(settings, make_mail, mail_server, key, selector):
    settings.MAIL_DKIM_KEY, settings.MAIL_DKIM_SELECTOR = key, selector
    make_mail()
    with pytest.raises(ImproperlyConfigured):
        send_mail()
    assert (Delivery.objects.get().state, mail_server.mails) == ("sending", [])
