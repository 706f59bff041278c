"""The files inside a winmail.dat are listed with their names and sizes."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.mail.parse import parse
from feedback.rules.mail.tnef import read_tnef


def attribute(level, kind, value):
    return struct.pack("<BHHI", level, kind, 6, len(value)) + value + b"\0\0"


def winmail():
    name = "长名字.txt".encode("utf-16-le") + b"\0\0"
    long_name = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(name)) + name + b"\0" * (-len(name) % 4)
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x9007, struct.pack("<II", 936, 0))
        + attribute(2, 0x9002, b"\0" * 14)
        + attribute(2, 0x8010, "短名.txt".encode("gb18030") + b"\0")
        + attribute(2, 0x800F, b"words")
        + attribute(2, 0x9002, b"\0" * 14)
        + attribute(2, 0x8010, b"SHORT~1.TXT\0")
        + attribute(2, 0x800F, b"more words")
        + attribute(2, 0x9005, long_name)
    )


def test_files_are_listed():
    assert [(file.name, file.content) for file in read_tnef(winmail())] == [
        ("短名.txt", b"words"),
        ("长名字.txt", b"more words"),
    ]


def test_they_are_parts_of_the_mail():
    mail = parse(b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + winmail())
    assert [(part.name, part.size) for part in mail.parts] == [
        ("winmail.dat", len(winmail())),
        ("短名.txt", 5),
        ("长名字.txt", 10),
    ]


@given(st.binary(max_size=200), st.integers(0, 300))
def test_damage_breaks_nothing(noise, cut):
    read_tnef(winmail()[:cut] + noise)
