"""A mail that comes in: kept, read, and become what it asks for, once."""

from datetime import timedelta

import pytest
from django.test import override_settings

from feedback.actions.close_ticket import close_ticket
from feedback.actions.incoming import take_mail as taking
from feedback.actions.incoming.store_mail import store_mail
from feedback.actions.reply import reply
from feedback.models import IncomingMail, MailArrival, Message, RawMail, Ticket
from feedback.queries.mail.signed_names import new_message_id, reporter_address
from feedback.rules.mail.fates import Way
from feedback.rules.names import Reason
from feedback_site.kit import clock
from notifications.models import Delivery
from tests.factories.feedback import make_resolved, make_ticket
from tests.factories.mail import letter, letter_with_files, receive
from tests.feedback.files.samples import PNG
from tests.support.drain import drain
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
ROSA = "rosa@example.org"


def bodies(ticket):
    return list(ticket.messages.order_by("id").values_list("body", flat=True))


# ---------------------------------------------------------------- a new case
def test_a_mail_from_somebody_new_opens_a_case():
    row = receive(letter("包裹迟到了。", subject="快递\r\n 延误".replace("\r\n ", " "), message_id="<a@example.org>"))
    ticket = row.ticket
    assert (row.state, row.sender, row.identifier) == ("taken", ROSA, "a@example.org")
    assert (ticket.channel, ticket.subject, ticket.language) == ("email", "快递 延误", "zh-hans")
    assert (ticket.contact.email, ticket.contact.name, ticket.status) == (ROSA, "Rosa", "new")
    assert bodies(ticket) == ["包裹迟到了。"]
    assert ticket.waits.get().started_at == row.received_at
    assert row.message == ticket.messages.get()


def test_the_receipt_goes_out_by_the_existing_rule():
    receive(letter())
    drain()
    assert list(Delivery.objects.values_list("kind", "to")) == [("case_receipt", ROSA)]


def test_the_wait_begins_when_the_mail_came_not_when_it_was_read():
    then = clock.now() - timedelta(minutes=7)
    with clock.at(then):
        store_mail(content=letter(), way=Way.PIPE)
    taking.take_mails()
    assert Ticket.objects.get().wait_started_at == then


def test_quotations_and_signatures_are_folded_and_nothing_is_lost():
    row = receive(letter("It came.\n\nOn Sun, 22 Nov 2026 at 09:00, Support wrote:\n> Did it come?\n> Tell us.\n"))
    assert bodies(row.ticket) == ["It came."]
    assert row.folded == "On Sun, 22 Nov 2026 at 09:00, Support wrote:\n> Did it come?\n> Tell us."


def test_a_text_that_is_too_long_for_a_message_goes_on_folded():
    lines = "\n".join(f"line {n} " + "x" * 80 for n in range(400))
    row = receive(letter(lines))
    (body,) = bodies(row.ticket)
    assert len(body) <= 20_000
    assert f"{body}\n{row.folded}" == lines


def test_a_mail_without_words_still_becomes_a_case():
    row = receive(letter("\n", subject=None))
    assert bodies(row.ticket) == ["(No text.)"]


@pytest.mark.parametrize("sender", ["nobody", "<>", "a" * 300 + "@example.org", '"Rosa" <not an address>'])
def test_a_sender_that_cannot_be_written_to_leaves_no_address(sender):
    raw = letter().replace(b"From: Rosa <rosa@example.org>", f"From: {sender}".encode())
    row = receive(raw)
    assert row.state == "taken"
    assert row.ticket.contact is None or row.ticket.contact.email is None


def test_files_are_kept_by_the_checks_of_forms_and_the_others_are_named():
    row = receive(letter_with_files({"a.png": PNG, "virus.exe": b"MZ\x90\x00", "empty.txt": b""}))
    kept = row.message.attachments.get()
    assert (kept.name, kept.kind, kept.state) == ("a.png", "image/png", "unscanned")
    assert row.left_out == [{"name": "virus.exe", "size": 4}, {"name": "empty.txt", "size": 0}]


# ---------------------------------------------------------------- an answer
@pytest.fixture
def answered(amir):
    ticket = make_ticket(email=ROSA, name="Rosa")
    reply(ticket=ticket, author=amir, body="Where is it?")
    ticket.refresh_from_db()
    return ticket


def ways(ticket):
    ours = new_message_id(ticket.ref, "example.org")
    return [
        {"to": reporter_address(ticket.ref)},
        {"cc": reporter_address(ticket.ref).upper()},
        {"delivered_to": reporter_address(ticket.ref)},
        {"in_reply_to": ours},
        {"references": f"<x@y> {ours} <z@y>"},
    ]


@pytest.mark.parametrize("way", range(5))
def test_the_reporters_answer_finds_its_case_and_starts_a_new_wait(answered, way):
    row = receive(letter("At home.", subject="whatever", **ways(answered)[way]))
    answered.refresh_from_db()
    assert (row.state, row.ticket) == ("taken", answered)
    assert bodies(answered) == ["The parcel came late.", "Where is it?", "At home."]
    assert (answered.status, answered.waits.count()) == ("open", 2)


def test_it_reopens_a_resolved_case_inside_the_window(amir):
    ticket = make_resolved(amir, email=ROSA)
    receive(letter("Again.", to=reporter_address(ticket.ref)))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.wait_started_at is None) == ("open", False)


def test_on_a_closed_case_it_opens_one_that_follows(amir):
    ticket = make_ticket(email=ROSA)
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    row = receive(letter("Not spam!", to=reporter_address(ticket.ref)))
    assert (row.ticket.follows, row.ticket.channel) == (ticket, "email")


# ---------------------------------------------------------------- once
def test_the_same_bytes_twice_are_one_mail_and_two_arrivals():
    raw = letter(message_id="<a@example.org>")
    assert receive(raw) == receive(raw, Way.SOCKET)
    assert (Message.objects.count(), MailArrival.objects.count()) == (1, 2)


@pytest.mark.parametrize("message_id", ["<a@example.org>", None])
def test_the_same_mail_by_another_way_is_one_message(message_id):
    raw = letter(message_id=message_id)
    first = receive(raw)
    traced = b"Received: from elsewhere\r\nDelivered-To: me@example.org\r\n" + raw.replace(b"\r\n", b"\n")
    second = receive(traced, Way.IMAP)
    assert (second.state, second.double_of, second.ticket) == ("double", first, first.ticket)
    assert Message.objects.count() == 1
    assert RawMail.objects.count() == 2


def test_a_forged_identifier_keeps_no_true_mail_out():
    """Whoever learns an identifier beforehand and uses it first gets a case of their own, no more."""
    forged = receive(letter("Buy!", sender="mallory@example.net", message_id="<a@example.org>"))
    true = receive(letter("It came late.", message_id="<A@example.org>"))
    assert (forged.state, true.state) == ("taken", "taken")
    assert forged.ticket != true.ticket


def test_a_copy_that_names_no_case_keeps_the_answer_out_of_none(answered):
    """The headers that lead to a case are part of what a mail is."""
    options = {"message_id": "<a@example.org>"}
    receive(letter("At home.", **options))
    row = receive(letter("At home.", to=reporter_address(answered.ref), **options))
    assert (row.state, row.ticket) == ("taken", answered)


@pytest.mark.django_db(transaction=True)
def test_two_workers_take_a_mail_once():
    raw = letter()
    store_mail(content=raw, way=Way.PIPE)
    store_mail(content=b"X-Trace: 1\r\n" + raw, way=Way.PIPE)
    at_once(*[taking.take_mails] * 4)
    taking.take_mails()
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["double", "taken"]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_stored_at_the_same_moment_are_one_row():
    raw = letter()
    at_once(*[lambda: store_mail(content=raw, way=Way.SOCKET)] * 4)
    assert (IncomingMail.objects.count(), MailArrival.objects.count()) == (1, 4)


# ---------------------------------------------------------------- what cannot be read
def test_what_is_too_much_is_kept_and_says_why():
    raw = b"".join(b"X-%d: a\r\n" % n for n in range(300)) + b"\r\nbody"
    row = receive(raw)
    assert (row.state, row.reason.english) == ("unreadable", "too much: more than 200 (headers)")
    assert bytes(row.raw.content) == raw
    assert Ticket.objects.count() == 0


def test_a_failure_leaves_the_mail_and_nothing_half_done(monkeypatch):
    def fail(**_):
        raise ValueError("a\0bad\r\nthing")

    store_mail(content=letter(), way=Way.PIPE)
    with monkeypatch.context() as patched:
        patched.setattr(taking, "act", fail)
        taking.take_mails()
    row = IncomingMail.objects.get()
    assert (row.state, row.reason.english, row.identity) == ("unreadable", "ValueError: a bad thing", None)


def test_a_mail_that_breaks_every_worker_ends_in_the_tray():
    row = store_mail(content=letter(), way=Way.PIPE)
    IncomingMail.objects.update(attempts=taking.MAX_ATTEMPTS)
    taking.take_mails()
    row.refresh_from_db()
    assert (row.state, row.reason.english) == ("unreadable", "given up after 8 attempts")


@override_settings(MAIL_ADDRESS="")
def test_without_an_address_of_its_own_the_site_still_takes_mail():
    assert receive(letter()).state == "taken"
