"""A mail is read from any bytes: charsets that lie, broken headers, files in the text, limits."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.mail.limits import TooMuch
from feedback.rules.mail.parse import parse


@pytest.mark.parametrize(
    ("charset", "codec", "words"),
    [
        ("gb2312", "gb18030", "朱镕基总理的意见箱"),
        ("gb2312", "utf-8", "其实是另一种编码的正文"),
        ("ks_c_5601-1987", "cp949", "똠방각하 의견"),
        ("iso-2022-jp", "iso2022_jp", "ご意見をお聞かせください"),
        ("iso-8859-1", "cp1252", "“quoted” – €5"),
        ("us-ascii", "utf-8", "Grüße aus Köln"),
        ("utf-8", "gb18030", "食堂的饭菜最近越来越难吃了，希望改进"),
        ("x-nobody-knows", "utf-8", "反馈意见"),
        ("big5", "big5hkscs", "意見箱"),
    ],
)
def test_charsets_that_lie_or_are_out_of_use(charset, codec, words):
    raw = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode() + words.encode(codec)
    assert parse(raw).text == words


def test_chinese_without_a_declared_charset():
    raw = "Subject: 食堂意见\nFrom: 王芳 <wang@example.cn>\n\n食堂的饭菜越来越难吃".encode("gb18030")
    mail = parse(raw)
    assert (mail.subject, mail.sender.name, mail.text) == ("食堂意见", "王芳", "食堂的饭菜越来越难吃")


def test_vendor_letters_in_iso_2022_jp():
    assert parse(b"Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B-!-j\x1b(B").text == "①㈱"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?5pys?= =?utf-8?B?6K+d?=", "本话"),
        ("=?utf-8?B?5p?= =?utf-8?B?ys?=", "本"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?Q?caf=C3=A9?=bar", "cafébar"),
        ("=?utf-8?B?Y2Fmw6k", "café"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?nonsense?Q?plain?=", "plain"),
        ("no =? words ?= here", "no =? words ?= here"),
        ("a\r\n\tb\0c", "a bc"),
    ],
)
def test_subjects(written, read):
    assert parse(f"Subject: {written}\n\n".encode()).subject == read


def test_nothing_from_a_header_starts_another_one():
    mail = parse(b"Subject: =?utf-8?Q?a=0D=0ABcc:_x@example.org?=\nFrom: =?utf-8?Q?a=0Ab?= <a@example.org>\n\n")
    assert mail.subject == "a Bcc: x@example.org"
    assert mail.sender.name == "a b"


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Rosa <rosa@example.org>", "Rosa", "rosa@example.org"),
        ('"Rosa, of the post" <rosa@example.org>', "Rosa, of the post", "rosa@example.org"),
        ("rosa@example.org (Rosa)", "Rosa", "rosa@example.org"),
        ("rosa@example.org", "", "rosa@example.org"),
        ("People: Rosa <rosa@example.org>, b@example.org;", "Rosa", "rosa@example.org"),
        ("=?utf-8?B?546L6Iqz?= <wang@example.cn>", "王芳", "wang@example.cn"),
        ('"=?utf-8?B?546L6Iqz?=" <wang@example.cn>', "王芳", "wang@example.cn"),
        ("<>", "", ""),
    ],
)
def test_senders(written, name, address):
    sender = parse(f"From: {written}\n\n".encode()).sender
    assert (sender.name, sender.address) == (name, address)


def test_dates():
    assert parse(b"Date: Fri, 07 Oct 1994 16:15:05 -0700 (PDT)\n\n").date == datetime(
        1994, 10, 7, 23, 15, 5, tzinfo=UTC
    )
    assert parse(b"Date: 2026-11-22 09:00:00 +0800\n\n").date == datetime(2026, 11, 22, 1, tzinfo=UTC)
    assert parse(b"Date: soon\n\n").date is None
    assert parse(b"\n").date is None


def test_the_same_mail_without_an_identifier_has_the_same_fingerprint():
    one = parse(b"Received: by a\nFrom: a@example.org\nSubject: s\n\nhello")
    two = parse(b"Received: by b\nFrom: a@example.org\nSubject: s\n\nhello")
    assert one.message_id == ""
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != parse(b"From: a@example.org\nSubject: s\n\nother").fingerprint


def test_names_of_files_after_rfc_2231_and_otherwise():
    message = EmailMessage()
    message.set_content("see")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="意见 表.pdf")
    raw = message.as_bytes()
    assert [part.name for part in parse(raw).parts] == ["", "意见 表.pdf"]
    pieces = b"Content-Disposition: attachment; filename*0*=utf-8''%E6%84; filename*1*=%8F; filename*2=\".pdf\"\n\nx"
    assert parse(pieces).parts[0].name == "意.pdf"
    assert parse(b'Content-Type: image/png; name="=?utf-8?B?5oSP?=.png"\n\nx').parts[0].name == "意.png"


def test_uuencoded_and_yenc_files_are_parts():
    mail = parse(b"Subject: x\n\nbefore\nbegin 644 a.txt\n#0V%T\n`\nend\nafter\n")
    assert (mail.text, [(part.name, part.content) for part in mail.parts[:1]]) == (
        "before\nafter\n",
        [("a.txt", b"Cat")],
    )
    body = bytes((byte + 42) % 256 for byte in b"cat")
    mail = parse(b"Subject: x\n\n=ybegin line=128 size=3 name=b.txt\n" + body + b"\n=yend size=3\n")
    assert (mail.parts[0].name, mail.parts[0].content) == ("b.txt", b"cat")


def test_the_word_begin_is_not_a_file():
    text = "begin 100 metres\nafter the gate\nend\n"
    assert parse(f"\n{text}".encode()).text == text


def test_nested_mails_pictures_and_invites():
    inner = EmailMessage()
    inner["Subject"] = "inside"
    inner.set_content("words")
    outer = EmailMessage()
    outer.set_content("plain")
    outer.add_alternative('<p>shown</p><img src="cid:one">', subtype="html")
    outer.get_payload()[1].add_related(b"png", "image", "png", cid="<one>")
    outer.add_attachment(inner)
    outer.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    mail = parse(outer.as_bytes())
    assert [part.type for part in mail.parts] == [
        "text/plain", "text/html", "image/png", "message/rfc822", "text/calendar",
    ]  # fmt: skip
    assert (mail.text.strip(), mail.parts[2].content_id) == ("plain", "one")
    assert (mail.parts[3].message.subject, mail.parts[3].message.text.strip()) == ("inside", "words")
    assert [part.type for part in mail.walk()].count("text/plain") == 2


def multipart(depth, leaves):
    body = "".join(f"--b{depth}\n\nx\n" for _ in range(leaves))
    for level in range(depth, 0, -1):
        body = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n{body}--b{level}--\n'
        body = f"--b{level - 1}\n{body}" if level > 1 else body
    return body.encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"\n" + b"x" * 25_000_001, "bytes", id="bytes"),
        pytest.param(multipart(1, 31), "parts", id="parts"),
        pytest.param(multipart(21, 1), "depth", id="depth"),
        pytest.param(b"Content-Type: message/rfc822\n\n" * 30 + b"x", "depth", id="mails in mails"),
        pytest.param(b"\n" + b"x" * 2_000_001, "text", id="text"),
        pytest.param(b"A: b\n" * 201 + b"\n", "headers", id="headers"),
        pytest.param(b"A: b\n" + b" c\n" * 400_000, "headers", id="a long header"),
    ],
)
def test_limits(raw, reason):
    with pytest.raises(TooMuch) as caught:
        parse(raw)
    assert caught.value.reason == reason


def test_within_the_limits():
    assert len(parse(multipart(20, 30)).parts) == 30
    assert len(parse(b"A: b\n" * 200 + b"\n" + b"x" * 1_999_999).text) == 1_999_999


PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=a\n",
        b"Content-Type: text/html; charset=utf-16\n",
        b"--a\n",
        b"--a--",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"From: ",
        b"Date: ",
        b"Content-Type: message/rfc822\n",
        b"=?utf-8?B?",
        b"?=",
        b"\n\n",
        b"\r",
        b"\0",
        b"begin 644 x\n",
        b"end\n",
        b"<",
        b"Content-Disposition: attachment; filename*0*=utf-8''%",
        b"=ybegin name=x\n",
        b"=yend\n",
        b"\x1b$B",
        b"\xff\xfe",
        b"Content-Type: application/ms-tnef\n\n\x78\x9f\x3e\x22\0\0\x02\x02\x90\x06\0",
        b"Subject:",
        b"<div ",
        b"&#55555;",
        b"Content-Type: text/plain; charset=iso-2022-jp\n",
        b"Content-Type: text/plain; charset=hz\n",
        b"-->",
        b"<!--",
        b"Message-ID: <",
        b"References: a <b> <",
        b'Content-Type: text/plain; charset="a\0b"\n',
        b"2026-99-99",
        b"(",
        b'"',
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.binary(max_size=30), max_size=40).map(b"".join))
def test_no_bytes_break_it(raw):
    try:
        mail = parse(raw)
    except TooMuch:
        return
    assert "\0" not in mail.text
    assert "\n" not in mail.subject
    (mail.subject + mail.text + mail.message_id + "".join(part.name for part in mail.parts)).encode()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Content-Type: multipart/mixed; boundary=b\n\nhello--b--\nthere\n--b--\n", "hello--b--\nthere"),
        (b"Content-Type: multipart/mixed; boundary=b\n\nhello there\n--b--\nafter\n", "hello there"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b--\n\n--b\n\nhello there\n--b--\n", "hello there"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b--\n", ""),
        (b"\n\nFrom: rosa@post.example\nSubject: x\n\nhello there", "hello there"),
        (b"\r\nFrom: rosa@post.example\r\nSubject: x\r\n\r\nhello there", "hello there"),
        (b"\nhello: you\nthere", "hello: you\nthere"),
    ],
)
def test_boundaries_and_headers_out_of_place_lose_no_text(raw, text):
    assert parse(raw).text == text


@pytest.mark.parametrize(
    ("raw", "subject", "text"),
    [
        (b"Subject: warm\n    \nFrom: rosa@post.example\n\nIt is.\n", "warm", "It is.\n"),
        (b"From: rosa@post.example\nSubject: warm\n \nFrom: the cellar up.\n", "warm", "From: the cellar up.\n"),
        (b"From: rosa@post.example\nSubject: warm\nIt is warm\nup here\n", "warm", "It is warm\nup here\n"),
        (b"From: rosa@post.example\nSubject: warm\nand dry\n\nIt is.\n", "warm and dry", "It is.\n"),
        (b"Subject: warm\nand dry\nFrom: rosa@post.example\n\nIt is.\n", "warm and dry", "It is.\n"),
    ],
)
def test_where_headers_end(raw, subject, text):
    mail = parse(raw)
    assert (mail.subject, mail.sender.address, mail.text) == (subject, "rosa@post.example", text)


@pytest.mark.parametrize("kind", ["Content-Type: text/plain; charset=gb2312\n", "Content-Type: text/plain\n", ""])
def test_bare_bytes_in_headers_are_in_the_charset_of_the_text(kind):
    people = "From: 林薇 <vera@post.example>\nTo: 沅 <a@b.example>"
    raw = f"{people}\nSubject: 林薇的暖气\n{kind}\n你好，暖气修好了吗？谢谢。\n"
    mail = parse(raw.encode("gb18030"))
    assert (mail.sender.name, mail.to[0].name, mail.subject) == ("林薇", "沅", "林薇的暖气")
    assert parse(raw.encode()).sender.name == "林薇"


def test_bare_utf_8_in_headers_of_a_mail_in_another_charset():
    head = "From: 林薇 <vera@post.example>\nSubject: 薇\nContent-Type: text/plain; charset=gb2312\n\n"
    mail = parse(head.encode() + "你好，暖气修好了吗？".encode("gb18030"))
    assert (mail.sender.name, mail.subject, mail.text) == ("林薇", "薇", "你好，暖气修好了吗？")
