"""`explain_mail` says what is read from mails and what would become of them, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from feedback.queries.mail.signed_names import new_message_id, reporter_address

ROOT = Path(__file__).resolve().parents[2]


def explained(capsys, *files):
    call_command("explain_mail", *map(str, files))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def mail(tmp_path):
    def write(text):
        path = tmp_path / "mail.eml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_an_answer(capsys, mail):
    path = mail(
        "Subject: =?utf-8?B?5Zue5aSN?= K7Q2-9XM4\nFrom: Rosa <rosa@example.org>\nTo: help@example.org\n"
        "Date: Sun, 22 Nov 2026 09:00:00 +0800\nMessage-ID: <a@example.org>\nIn-Reply-To: <b@example.org>\n\n"
        "谢谢\n\n在 2024年3月5日，10:00，客服 <help@example.org> 写道：\n\n> 您好\n"
    )
    (told,) = explained(capsys, path)
    assert len(told.pop("fingerprint")) == 64
    assert told.pop("text").startswith("谢谢\n")
    assert told == {
        "file": str(path),
        "subject": "回复 K7Q2-9XM4",
        "from": {"name": "Rosa", "address": "rosa@example.org"},
        "to": [{"name": "", "address": "help@example.org"}],
        "cc": [],
        "date": "2026-11-22T09:00:00+08:00",
        "message_id": "a@example.org",
        "parts": [{"type": "text/plain", "name": "", "size": 84}],
        "reply": "谢谢",
        "quoted": "在 2024年3月5日，10:00，客服 <help@example.org> 写道：\n\n> 您好",
        "machine": None,
        "bounce": None,
        "thread": {
            "ticket": None,
            "by": None,
            "why": "it answers a mail that this site did not sign: a new ticket",
            "suggestions": ["K7Q2-9XM4"],
        },
    }


def test_signatures_of_this_site(capsys, mail, settings):
    settings.MAIL_ADDRESS = "help@example.org"
    address = reporter_address("K7Q2-9XM4")
    (told,) = explained(capsys, mail(f"To: {address}\n\nhello"))
    assert told["thread"] == {"ticket": "K7Q2-9XM4", "by": "address", "why": address, "suggestions": []}
    identifier = new_message_id("K7Q2-9XM4", "example.org")
    (told,) = explained(capsys, mail(f"References: {identifier} <x@y>\n\nhello"))
    assert (told["thread"]["ticket"], told["thread"]["by"]) == ("K7Q2-9XM4", "references")
    (told,) = explained(capsys, mail("To: help+K7Q2-9XM4~forged@example.org\n\nhello"))
    assert told["thread"]["ticket"] is None


def test_a_bounce(capsys, mail):
    raw = (
        "From: MAILER-DAEMON@x.org\nSubject: failure notice\n\nSorry:\n\n<rosa@example.org>:\n550 5.1.1 user unknown\n"
    )
    (told,) = explained(capsys, mail(raw))
    assert told["machine"] == {"kind": "bounce", "why": "From mailer-daemon"}
    assert told["bounce"] == {"recipient": "rosa@example.org", "status": "5.1.1", "hard": True}


def test_whatever_the_file_is(capsys, mail, tmp_path):
    missing = tmp_path / "missing.eml"
    lines = explained(capsys, missing, tmp_path, mail(b"\xff\0\x1b$B" * 10), mail(b"A: b\n" * 300))
    assert lines[0] == {"file": str(missing), "error": "cannot be read: No such file or directory"}
    assert lines[1]["error"] == "cannot be read: Is a directory"
    assert lines[2]["error"] == "more than 200 (headers)"
    assert [line["too_much"] for line in lines[2:]] == ["headers", "headers"]


def test_it_starts_no_database(tmp_path, mail):
    """A port where nobody listens is named: whoever asked it would fail."""
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "SECRET_KEY": "for this test"}
    command = [sys.executable, str(ROOT / "manage.py"), "explain_mail", str(mail("Subject: x\n\nhello"))]
    done = subprocess.run(command, env={**os.environ, **nowhere}, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["subject"]) == (0, "x"), done.stderr
    source = (ROOT / "manage.py").read_text(encoding="utf-8")
    assert '"explain_mail",' in source
