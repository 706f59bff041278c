"""Breaks mails in the ways in which mails are broken on their way, and on purpose."""

import base64
import random
import re

CHARSETS = (b"utf-7", b"utf-16", b"gb2312", b"iso-2022-jp", b"hz", b"x-unknown", b"idna", b"punycode", b"\xff", b"hex")
ENCODINGS = (b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"binary", b"x", b"")
TYPES = (
    b"text/plain", b"text/html", b"message/rfc822", b"multipart/mixed; boundary=x", b"multipart/report",
    b'multipart/alternative; boundary=""', b"application/ms-tnef", b"message/delivery-status", b"text", b"/",
)  # fmt: skip


def mutate(raw, seed):
    """The mail after one to four accidents; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(ACCIDENTS)(raw, chance)
    return raw[:3_000_000]


def cut(raw, chance):
    start = chance.randrange(len(raw) + 1)
    return chance.choice((raw[:start], raw[start:]))


def flip(raw, chance):
    data = bytearray(raw)
    for _ in range(chance.randint(1, 200) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def insert(raw, chance):
    where = chance.randrange(len(raw) + 1)
    what = chance.choice(
        (b"\0" * 50, b"\r", b"\n\n", b"\r\r\n", b"--", b"=?", b"?=", b"<", b"\xff\xfe", b"\x1b$B", b"begin 644 a\n")
    )
    return raw[:where] + what * chance.randint(1, 30) + raw[where:]


def shuffle_headers(raw, chance):
    head, gap, body = raw.partition(b"\n\n")
    fields = re.split(rb"\n(?![ \t])", head)
    chance.shuffle(fields)
    return b"\n".join(fields[: chance.randint(0, len(fields))]) + gap + body


def double(raw, chance):
    start = chance.randrange(len(raw) + 1)
    piece = raw[start : start + chance.randint(1, 2_000)]
    return raw[:start] + piece * chance.randint(2, 40) + raw[start:]


def lie(raw, chance):
    """Another charset, transfer encoding or type than there is."""
    pattern, values = chance.choice(
        (
            (rb"(?i)(charset=)\"?[\w-]+\"?", CHARSETS),
            (rb"(?i)(content-transfer-encoding: *)[\w-]+", ENCODINGS),
            (rb"(?i)(content-type: *)[^\n]*", TYPES),
        )
    )
    return re.sub(pattern, lambda match: match[1] + chance.choice(values), raw)


def add_header(raw, chance):
    name = chance.choice((b"Subject", b"From", b"To", b"References", b"Content-Type", b"Date", b"X-Failed-Recipients"))
    value = chance.choice(
        (b"a@b, ", b"=?utf-8?B?4pyT?= ", b"<x@y> ", b"(((", b'"', b"\\", b"1 Jan 99999 ", b":;", b"\xe4\xbd")
    )
    return name + b": " + value * chance.randint(1, 5_000) + b"\n" + raw


def nest(raw, chance):
    kind = chance.choice((b"message/rfc822", b"multipart/mixed; boundary=n", b"multipart/digest; boundary=n"))
    for _ in range(chance.randint(1, 30)):
        raw = b"Content-Type: " + kind + b"\n\n--n\n\n" + raw[:200_000] + b"\n--n--\n"
    return raw


def encode(raw, chance):
    head, gap, body = raw.partition(b"\n\n")
    coded = bytearray(base64.encodebytes(body[:100_000]))
    for _ in range(min(20, len(coded))):
        coded[chance.randrange(len(coded))] = chance.choice(b"=-_ \n\0A\xff")
    return head + b"\nContent-Transfer-Encoding: base64" + gap + bytes(coded)


ACCIDENTS = (cut, flip, flip, insert, insert, shuffle_headers, double, lie, lie, add_header, nest, encode)
