"""What a file is, by its content."""

import io

import pytest

from feedback.rules.files.kinds import (
    DOCX,
    GIF,
    HEIC,
    JPEG,
    MOV,
    MP4,
    PDF,
    PNG,
    TEXT,
    WEBP,
    XLSX,
    fitting_name,
    kind_of,
)
from feedback.rules.files.names import shown_name
from tests.feedback.files import samples


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", samples.PNG, PNG),
        ("a.html", samples.PNG, PNG),
        ("a", b"\xff\xd8\xff\xe0" + b"\0" * 30, JPEG),
        ("a.gif", b"GIF89a" + b"\0" * 30, GIF),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", WEBP),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", HEIC),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", MP4),
        ("a.mov", b"\0\0\0\x14ftypqt  \0\0\0\0", MOV),
        ("a.pdf", samples.PDF, PDF),
        ("a.docx", samples.office("word/document.xml"), DOCX),
        ("a.zip", samples.office("xl/workbook.xml"), XLSX),
        ("a.docm", samples.office("word/document.xml", "word/vbaProject.bin"), None),
        ("a.zip", samples.office("run.exe"), None),
        ("a.docx", b"PK\x03\x04" + b"\xff" * 200, None),
        ("a.txt", "订单 42".encode(), TEXT),
        ("a.csv", "订单,四十二".encode("gb18030"), TEXT),
        ("a.txt", b"a\0b", None),
        ("a.txt", b"\xff\xfe\xff", None),
        ("a.html", b"<script>alert(1)</script>", None),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        ("a.exe", b"MZ\x90\0", None),
        ("a.png", b"\0\0\0\x18ftypxxxx", None),
        ("a.png", b"x", None),
    ],
)
def test_the_content_decides(name, data, kind):
    assert kind_of(io.BytesIO(data), name) == kind


@pytest.mark.parametrize(
    ("name", "fits"), [("a.JPG", "a.JPG"), ("a.jpeg", "a.jpeg"), ("a.exe", "a.exe.jpg"), ("a", "a.jpg")]
)
def test_the_ending_fits_the_kind(name, fits):
    assert fitting_name(name, JPEG) == fits


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rosa\\发票.pdf", "发票.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie: x.png"),
        ('say "hi".png', "say 'hi'.png"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".png", "x" * 100 + ".png"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_is_shown_on_one_line_and_leads_nowhere(name, shown):
    assert shown_name(name) == shown
