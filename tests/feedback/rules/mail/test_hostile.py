"""No mail within the limits keeps a reader busy for long, whatever it was built for."""

import time

import pytest

from feedback.rules.mail.explain import explain
from feedback.rules.mail.judge import Signatures

MANY = 2_000_000
HOSTILE = {
    "boundaries": b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--x\n" * (MANY // 4),
    "encoded words": b"Subject: " + b"=?a?b?" * 100_000 + b"\n\n",
    "groups": b"From: " + b"a b " * 50_000 + b"@x" + b" : " * 50_000 + b"\n\n",
    "blank header": b"a" + b" " * MANY + b"\n\n",
    "files without an end": b"\n" + b"begin 644 x\n" * 100_000 + b"end\n",
    "blanks": b"Content-Transfer-Encoding: quoted-printable\n\n" + b" " * (MANY - 2) + b"x",
    "padding": b"Content-Transfer-Encoding: base64\nContent-Type: image/png\n\nAAAA" + b"=" * MANY + b"!",
    "undeclared": b"\n" + bytes(range(128, 256)) * 10_000,
    "no address": b"From: mailer-daemon@x\n\n" + b"to " * 500_000,
    "quotations": b"\n" + b"On 2024-01-01 10:00, a@b.c wrote:\n> x\n" * 4_500,
    "rules": b"\n" + (b"-" * 999 + b"\n") * (MANY // 1_000),
    "nearly rules": b"\n" + (b"--a" + b"-" * 990 + b"b\n") * (MANY // 1_000),
    "tags": b"Content-Type: text/html\n\n" + b'<a href="' * 200_000,
    "nested JSON": b"From: a@b\n\n" + b'{"a":' + b"[" * 150_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_does_not_take_long(name):
    start = time.monotonic()
    explain(HOSTILE[name], Signatures(lambda _: None, lambda _: None))
    assert time.monotonic() - start < 15
