"""Mailboxes on servers that misbehave: nothing is lost, nothing is hidden, no other mailbox waits."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.actions.incoming import idle, mailbox_server
from feedback.actions.incoming.fetch import fetch_mail, gaps
from feedback.models import IncomingMail, MailArrival, Mailbox
from feedback.rules.mail.intake.accounts import read_accounts
from tests.factories.mail import letter
from tests.support import odd_imap
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with odd_imap.serving() as found:
        yield found


@pytest.fixture
def reads(settings):
    def named(*accounts):
        settings.MAILBOXES = json.dumps(accounts)
        return read_accounts(settings.MAILBOXES)

    return named


def mails(count, start=1):
    return {n: letter(f"mail {n}", message_id=f"<{n}@example.org>") for n in range(start, start + count)}


def numbers():
    return list(MailArrival.objects.order_by("uid").values_list("uid", flat=True))


def test_what_a_server_refuses_to_list_is_trouble_of_that_mailbox_alone(server, reads):
    server.mails, server.refuses = mails(2), "SEARCH"
    with odd_imap.serving() as sound:
        sound.mails = mails(1, 10)
        reads(server.account(), sound.account(name="sound"))
        assert fetch_mail() == 1
    told = dict(Mailbox.objects.values_list("name", "trouble"))
    assert (told["sound"], "not now" in told["help"]) == ("", True)
    server.refuses = ""
    assert fetch_mail() == 2


def test_one_mail_that_the_server_cannot_give_holds_up_no_other_and_is_named(server, reads):
    server.mails, server.refuses = mails(3), 2
    reads(server.account())
    assert fetch_mail() == 2
    assert (numbers(), Mailbox.objects.get().missing) == ([1, 3], [2])
    server.refuses = ""
    assert fetch_mail(compare=True) == 1
    assert (numbers(), Mailbox.objects.get().missing) == ([1, 2, 3], [])


def test_a_line_cut_in_the_middle_of_a_mail_keeps_no_half_of_it(server, reads):
    server.mails, server.cuts = mails(3), 2
    reads(server.account())
    assert fetch_mail() == 0
    assert (numbers(), Mailbox.objects.get().last_uid) == ([1], 1)
    assert Mailbox.objects.get().trouble != ""
    assert fetch_mail() == 2
    assert {row.size for row in IncomingMail.objects.all()} == {len(server.mails[1])}


def test_what_is_moved_away_meanwhile_is_no_trouble(server, reads, monkeypatch):
    server.mails = mails(3)
    reads(server.account())
    ask = mailbox_server.MailboxServer.numbers
    monkeypatch.setattr(
        mailbox_server.MailboxServer, "numbers", lambda *a, **k: [*ask(*a, **k), 4] if not k.get("since") else []
    )
    assert fetch_mail() == 3
    assert (Mailbox.objects.get().last_uid, Mailbox.objects.get().trouble) == (4, "")


def test_a_mailbox_with_very_many_mails_is_asked_in_portions(server, reads):
    """All in one answer would be more than Python's IMAP client takes in a line."""
    server.mails = dict.fromkeys(range(1_000_000, 1_150_000), b"")
    (account,) = reads(server.account(begin="new"))
    assert fetch_mail(compare=True) == 0
    with mailbox_server.opened(account) as found:
        assert len(found.numbers(after=999_999)) == 150_000
    assert Mailbox.objects.get().last_uid == 1_149_999
    server.mails |= mails(1, 1_150_000)
    assert fetch_mail(compare=True) == 1
    assert numbers() == [1_150_000]


@pytest.mark.parametrize("apart", [1, 20_000])
def test_a_comparison_costs_by_the_number_of_mails_however_far_apart_their_numbers_lie(server, reads, apart):
    """A question to the server and one to the database for each fifty thousand, and one about what failed."""
    there = [1 + n * apart for n in range(120_000)]
    server.mails = dict.fromkeys(there, b"") | {there[7]: letter("one"), there[-7]: letter("two")}
    (account,) = reads(server.account())
    mail = IncomingMail.objects.create(sha256="0" * 64, size=0, state="taken")
    known = [uid for uid in there if uid not in {there[7], there[-7], there[-1]}]
    rows = (MailArrival(mail=mail, way="imap", mailbox="help", uidvalidity=7, uid=uid) for uid in known)
    MailArrival.objects.bulk_create(rows, batch_size=10_000)
    Mailbox.objects.create(name="help", uidvalidity=7, last_uid=there[-1])
    server.refuses = there[-1]
    with mailbox_server.opened(account) as found:
        row = Mailbox.objects.get()
        with CaptureQueriesContext(connection) as asked:
            assert gaps(found, row) == [there[7], there[-7], there[-1]]
        assert (len(asked), len(server.searched)) == (3, 3)
        server.searched.clear()
        assert found.numbers(after=there[-3]) == there[-2:]
        assert len(server.searched) == 2
    server.searched.clear()
    assert fetch_mail(compare=True) == 2
    assert (Mailbox.objects.get().missing, len(server.searched)) == ([there[-1]], 5)


def test_places_are_counted_anew_when_mails_were_deleted_meanwhile(server, reads):
    server.mails = dict.fromkeys(range(1, 60_001), b"")
    (account,) = reads(server.account())
    with mailbox_server.opened(account) as found:
        server.mails = dict.fromkeys(range(20_001, 60_001), b"")
        assert found.numbers(after=59_998) == [59_999, 60_000]


def test_a_mailbox_that_was_never_opened_is_shown_and_begins_when_it_is(server, reads):
    server.mails = mails(2)
    account = server.account(begin="new")
    reads({**account, "port": 1})
    assert fetch_mail() == 0
    assert "ConnectionRefused" in Mailbox.objects.get().trouble
    reads(account)
    assert fetch_mail(compare=True) == 0
    server.mails |= mails(1, 3)
    assert (fetch_mail(), numbers(), Mailbox.objects.get().trouble) == (1, [3], "")


def test_other_numbers_after_a_loss_bring_what_came_since(server, reads):
    server.mails = mails(2)
    reads(server.account())
    fetch_mail()
    server.validity, server.mails = 8, {1: server.mails[2], 2: letter("new", message_id="<new@example.org>")}
    assert fetch_mail() == 2
    assert (IncomingMail.objects.count(), MailArrival.objects.count()) == (3, 4)


@pytest.mark.django_db(transaction=True)
def test_two_that_fetch_at_once_fetch_each_mail_once(server, reads):
    server.mails = mails(20)
    reads(server.account())
    assert sum(at_once(fetch_mail, fetch_mail, fetch_mail)) == 20
    assert numbers() == list(range(1, 21))


# ---------------------------------------------------------------- staying
class EndError(BaseException):
    """The end of a stay that has none."""


def stays(account, monkeypatch, pauses):
    """Stay until it would pause for the last time; return the pauses."""
    found = []

    def sleep(seconds):
        found.append(seconds)
        if len(found) == pauses:
            raise EndError

    monkeypatch.setattr(idle.time, "sleep", sleep)
    monkeypatch.setattr(idle.connections, "close_all", lambda: None)
    with pytest.raises(EndError):
        idle.watch(account)
    return found


def test_a_server_without_idle_is_looked_into_each_minute_over_one_connection(server, reads, monkeypatch):
    server.mails = mails(1)
    (account,) = reads(server.account())
    assert stays(account, monkeypatch, 4) == [60.0] * 4
    assert (server.logins, server.noops, numbers()) == (1, 3, [1])


def test_a_server_that_breaks_off_is_asked_more_and_more_slowly(server, reads, monkeypatch):
    """It promises IDLE and refuses it: fetching works each time, and still it is not stormed."""
    server.can_idle = True
    (account,) = reads(server.account())
    assert stays(account, monkeypatch, 6) == [1, 2, 5, 15, 30, 60]
