"""Staying with a mailbox on a real server, and signing in with a token that a command prints."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from feedback.actions.incoming.fetch import fetch_mail
from feedback.models import MailArrival, Mailbox
from tests.factories.mail import letter
from tests.support import dovecot, imap

ROOT = Path(__file__).resolve().parents[3]
LONG = 300  # seconds: less than the quarter of an hour after which it would look by itself
STAY = """
import django
django.setup()
from django.core.management import call_command
from feedback.actions.incoming import idle
idle.PATIENCE = 900.0
call_command("fetch_mail", "--idle")
"""


# ---------------------------------------------------------------- fetch_mail --idle
def staying(*accounts):
    """`manage.py fetch_mail --idle` on the test's database, looking by itself far later than each minute."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "feedback_site.settings",
        "WAKE_WORKERS": "false",
        "MAILBOXES": json.dumps(accounts),
        "DATABASE_URL": url.geturl(),
    }
    return subprocess.Popen(
        [sys.executable, "-c", STAY], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def comes_to(count, process):
    """Wait until so many mails came in."""
    end = time.monotonic() + LONG
    while MailArrival.objects.count() < count:
        assert process.poll() is None, "it ended"
        assert time.monotonic() < end, f"{MailArrival.objects.count()} of {count}"
        time.sleep(0.05)


@pytest.mark.skipif(dovecot.program() is None, reason="needs Dovecot (Debian: dovecot-imapd)")
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_stays_fetches_what_the_server_tells_of():
    """Far sooner than its own look: what comes while it listens, in two mailboxes."""
    with tempfile.TemporaryDirectory(prefix="dc-") as home, dovecot.running(Path(home)) as server:
        server.lay([letter("lay there")])
        server.lay([], user="sales")
        process = staying(server.account(), server.account("sales"))
        try:
            comes_to(1, process)
            server.lay([letter("came later")])
            comes_to(2, process)
            server.lay([letter("to another")], user="sales")
            comes_to(3, process)
        finally:
            process.kill()
            process.wait(timeout=LONG)
        assert server.flags() == []
    found = MailArrival.objects.order_by("mailbox", "uid").values_list("mailbox", "uid")
    assert list(found) == [("sales", 1), ("support", 1), ("support", 2)]
    assert Mailbox.objects.exclude(trouble="").count() == 0


# ---------------------------------------------------------------- OAuth2
@pytest.fixture
def signs_in(settings):
    def attempt(server, token):
        account = {
            "host": "127.0.0.1",
            "port": server.port,
            "user": "help@example.org",
            "token_command": [sys.executable, "-c", f"print({token!r})"],
            "security": "none",
            "name": "help",
            "begin": "all",
        }
        settings.MAILBOXES = json.dumps([account])
        return fetch_mail()

    return attempt


@pytest.mark.django_db
def test_a_token_signs_in_by_xoauth2(signs_in):
    with imap.taking_tokens("help@example.org", "ya29.fresh") as server:
        assert signs_in(server, "ya29.fresh") == 0
        assert server.said == [("AUTHENTICATE XOAUTH2", b"user=help@example.org\x01auth=Bearer ya29.fresh\x01\x01")]
    assert list(Mailbox.objects.values_list("name", "uidvalidity", "trouble")) == [("help", 7, "")]


@pytest.mark.django_db
def test_a_stale_token_is_trouble_and_the_next_one_mends_it(signs_in):
    """The command is asked anew each time, as access tokens live for an hour."""
    Mailbox.objects.create(name="help", uidvalidity=7)
    with imap.taking_tokens("help@example.org", "second") as server:
        assert signs_in(server, "first") == 0
        assert "AUTHENTICATIONFAILED" in Mailbox.objects.get().trouble
        assert "first" not in Mailbox.objects.get().trouble
        assert signs_in(server, "second") == 0
    assert Mailbox.objects.get().trouble == ""


@pytest.mark.django_db
@pytest.mark.parametrize("command", [[sys.executable, "-c", "raise SystemExit(3)"], ["/no/such/program"]])
def test_a_command_that_fails_is_named(settings, command):
    Mailbox.objects.create(name="help", uidvalidity=7)
    with imap.taking_tokens("help") as server:
        account = {"host": "127.0.0.1", "port": server.port, "user": "help", "token_command": command}
        settings.MAILBOXES = json.dumps([{**account, "security": "none", "name": "help"}])
        assert fetch_mail() == 0
        assert server.said == []
    assert Mailbox.objects.get().trouble != ""
