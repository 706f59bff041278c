"""Mailboxes on a real IMAP server: read by number, never changed, every mail once though the fetcher is killed."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from io import StringIO
from pathlib import Path
from select import select
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from feedback.actions.incoming.fetch import fetch_mail
from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail, MailArrival, Mailbox, Message
from feedback.rules.mail.intake.accounts import MisconfiguredError, read_accounts
from tests.factories.mail import letter, receive
from tests.support import dovecot

ROOT = Path(__file__).resolve().parents[3]
MAILS_IN = int(os.environ.get("MAILS_IN", "100"))
KILLS = 2 + MAILS_IN // 1_000
with_dovecot = pytest.mark.skipif(dovecot.program() is None, reason="needs Dovecot (Debian: dovecot-imapd)")


@pytest.fixture
def server():
    with tempfile.TemporaryDirectory(prefix="dc-") as home, dovecot.running(Path(home)) as found:
        yield found


@pytest.fixture
def reads(settings):
    def named(*accounts):
        settings.MAILBOXES = json.dumps(accounts)

    return named


def mails(count, start=0):
    """Each of another sender, so that each opens a case."""
    numbers = range(start, start + count)
    return [letter(f"mail number {n}", sender=f"p{n}@example.org", message_id=f"<{n}@example.org>") for n in numbers]


# ---------------------------------------------------------------- what MAILBOXES says
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "MAILBOXES is no JSON"),
        ("{}", "MAILBOXES is a list of objects."),
        ('[{"host": "a", "user": "b"}]', 'a: give either "password" or "token_command".'),
        ('[{"host": "a", "password": "b"}]', "MAILBOXES: user is missing."),
        ('[{"host": "a", "user": "b", "password": "c", "tls": 1}]', "MAILBOXES: unknown tls"),
        ('[{"host": "a", "user": "b", "password": "c", "begin": "now"}]', '"begin" is "new" or "all"'),
    ],
)
def test_a_mistake_is_named(text, told):
    with pytest.raises(MisconfiguredError, match=told.replace("(", r"\(")):
        read_accounts(text)


def test_a_mailbox_has_a_name_a_port_and_tls():
    (account,) = read_accounts('[{"host": "imap.example.org", "user": "help", "password": "secret"}]')
    assert (account.name, account.port, account.security) == ("help@imap.example.org/INBOX", 993, "tls")
    assert "secret" not in repr(account)


# ---------------------------------------------------------------- reading
@with_dovecot
@pytest.mark.django_db
def test_several_mailboxes_are_read_by_number_and_left_as_they_are(server, reads):
    server.lay(mails(3))
    server.lay(mails(2, 10), user="sales")
    reads(server.account(), server.account("sales"))
    assert (fetch_mail(), fetch_mail()) == (5, 0)
    server.lay(mails(1, 3))
    assert fetch_mail() == 1
    assert list(Mailbox.objects.order_by("name").values_list("name", "last_uid", "missing", "trouble")) == [
        ("sales", 2, [], ""),
        ("support", 4, [], ""),
    ]
    assert server.flags() == []
    take_mails()
    assert Message.objects.count() == 6


@with_dovecot
@pytest.mark.django_db
def test_what_lay_there_before_stays_out_unless_asked_for(server, reads):
    server.lay(mails(3))
    reads(server.account(begin="new"))
    assert fetch_mail(compare=True) == 0
    server.lay(mails(1, 3))
    assert fetch_mail(compare=True) == 1


@with_dovecot
@pytest.mark.django_db
def test_other_numbers_for_the_same_mails_make_no_second_message(server, reads):
    server.lay(mails(3))
    reads(server.account())
    fetch_mail()
    server.forget_numbers()
    server.lay(mails(1, 3))
    assert fetch_mail() == 4
    take_mails()
    assert (IncomingMail.objects.count(), MailArrival.objects.count(), Message.objects.count()) == (4, 7, 4)


@with_dovecot
@pytest.mark.django_db
def test_a_gap_is_found_and_filled(server, reads):
    server.lay(mails(4))
    reads(server.account())
    fetch_mail()
    MailArrival.objects.filter(uid=2).delete()
    assert fetch_mail() == 0
    assert fetch_mail(compare=True) == 1
    assert Mailbox.objects.get().missing == []


@with_dovecot
@pytest.mark.django_db
def test_a_mailbox_in_trouble_holds_up_no_other(server, reads):
    server.lay(mails(1))
    reads(server.account("wrong", password="no"), server.account())
    Mailbox.objects.create(name="wrong", uidvalidity=1)
    assert fetch_mail() == 1
    assert "AUTHENTICATIONFAILED" in Mailbox.objects.get(name="wrong").trouble.upper()


@with_dovecot
@pytest.mark.django_db
def test_what_is_more_than_is_kept_is_named_and_stays_in_the_mailbox(server, reads, monkeypatch):
    monkeypatch.setattr("feedback.actions.incoming.fetch.MAX_KEPT", 2_000)
    server.lay([letter("x" * 900 + "\n" + "y" * 900 + "\n" + "z" * 900), letter()])
    reads(server.account())
    fetch_mail()
    take_mails()
    large, small = IncomingMail.objects.order_by("id")
    assert (large.state, small.state) == ("unreadable", "taken")
    assert large.reason.english.endswith("more than is kept, so it lies in the mailbox only")


@with_dovecot
@pytest.mark.django_db
def test_the_command_ends_with_1_on_a_gap(server, reads, monkeypatch):
    server.lay(mails(2))
    reads(server.account())
    out = StringIO()
    call_command("fetch_mail", stdout=out)
    MailArrival.objects.filter(uid=1).delete()
    monkeypatch.setattr("feedback.actions.incoming.fetch._fetch_one", lambda *_: 0)
    with pytest.raises(SystemExit, match="1"):
        call_command("fetch_mail", "--compare", stdout=out)
    assert out.getvalue() == "2 new\n0 new\nsupport: missing [1]\n"


# ---------------------------------------------------------------- killed at any time
FETCH_AND_TAKE = """
import os, sys, traceback
import django
django.setup()
from feedback.actions.incoming.fetch import fetch_mail
from feedback.actions.incoming.take_mail import take_mails
for wish in sys.stdin:
    child = os.fork()
    if not child:
        try:
            fetch_mail()
            take_mails()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Fetchers:
    """Processes that fetch and read what the test's mailbox holds, one after another.

    Python and Django are loaded once: each process is forked before there is any connection, and has its own.
    """

    def __init__(self, account):
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"])
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "feedback_site.settings",
            "WAKE_WORKERS": "false",
            "MAILBOXES": json.dumps([account]),
            "DATABASE_URL": url.geturl(),
        }
        command = [sys.executable, "-c", FETCH_AND_TAKE]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "bufsize": 0}
        self.mother = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def start(self):
        """Start one; return its number."""
        self.mother.stdin.write(b"fetch\n")
        return int(self.mother.stdout.readline())

    def ended(self):
        """Wait for the end; return the status, negative for a signal."""
        return int(self.mother.stdout.readline())

    def kill_after(self, count, reached):
        """Start one and kill it once so much was done, unless it has ended before; return the status."""
        number, has_ended = self.start(), []
        while count() < reached and not has_ended:
            has_ended = select([self.mother.stdout], [], [], 0.01)[0]
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        return self.ended()

    def close(self):
        self.mother.stdin.close()
        self.mother.wait(timeout=60)
        self.mother.stdout.close()


@pytest.fixture
def fetchers(server):
    found = Fetchers(server.account())
    yield found
    found.close()


@with_dovecot
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_mail_becomes_one_message_though_the_fetcher_is_killed_at_any_time(server, fetchers):
    chance = random.Random(5)
    all_mails = mails(MAILS_IN)
    server.lay(all_mails)
    for content in chance.sample(all_mails, MAILS_IN // 20):  # by another way, too, with other trace lines
        receive(b"Received: by another way\r\n" + content)
    for kill in range(KILLS):
        for counted in (MailArrival.objects.count, Message.objects.count):
            upto = MAILS_IN * (kill + chance.random()) / KILLS
            fetchers.kill_after(counted, upto if counted() < MAILS_IN else 0)
    fetchers.start()
    assert fetchers.ended() == 0
    bodies = Counter(Message.objects.values_list("body", flat=True))
    assert bodies == Counter(f"mail number {n}" for n in range(MAILS_IN))
    assert IncomingMail.objects.filter(state="received").count() == 0
    assert MailArrival.objects.filter(mailbox="support").count() == MAILS_IN
