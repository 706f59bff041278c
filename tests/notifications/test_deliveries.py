"""Mails as rows: queued once, claimed once, sent or kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from feedback_site.kit import clock
from notifications.actions.claim import claim_batch, release_stuck
from notifications.actions.queue_delivery import Mail, queue_delivery
from notifications.actions.retry_delivery import retry_delivery
from notifications.actions.send_mail import MAX_ATTEMPTS, send_mail
from notifications.models import Delivery, Nature
from tests.support.threads import at_once

State = Delivery.State


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_without_a_mail_server_mails_are_kept(make_mail):
    make_mail(2)
    assert states() == [State.KEPT, State.KEPT]
    assert send_mail() == 0


def test_a_key_queues_one_mail_however_often(make_mail):
    mail = Mail(key="once", kind="test", to="rosa@example.org", subject="A", text="a", language="en")
    queue_delivery(mail)
    queue_delivery(Mail(**{**vars(mail), "subject": "B"}))
    assert Delivery.objects.get().subject == "A"


def test_a_subject_is_one_line_and_not_endless(make_mail):
    (row,) = make_mail(subject="one\r\nBcc: all@example.org\n" + "x" * 400)
    assert row.subject.startswith("one Bcc: all@example.org xxx")
    assert len(row.subject) == 300


def test_mails_go_out_over_one_connection(make_mail, mail_server):
    rows = make_mail(3, html="<p>Hello</p>")
    assert send_mail() == 3
    assert states() == [State.SENT] * 3
    assert [mail.rcpt_tos for mail in mail_server.mails] == [["rosa@example.org"]] * 3
    content = mail_server.mails[0].content.decode()
    assert f"Message-ID: {rows[0].message_id}" in content
    assert "Auto-Submitted: auto-generated" in content
    assert "text/html" in content


def test_an_answer_of_a_person_is_not_marked_as_automatic(make_mail, mail_server):
    make_mail(nature=Nature.PERSONAL)
    send_mail()
    assert "Auto-Submitted" not in mail_server.mails[0].content.decode()


def test_private_links_go_out_and_are_forgotten(make_mail, mail_server):
    link = "http://localhost:8000/feedback/case/Zq3kX9f8aVbn2LmQw81TyUiOp0A/"
    (row,) = make_mail(text=f"Your case: {link}")
    send_mail()
    assert link in mail_server.mails[0].content.decode()
    row.refresh_from_db()
    assert row.text == "Your case: http://localhost:8000/feedback/case/•••/"


@pytest.mark.parametrize(
    ("where", "answer", "state"),
    [
        ("at_recipient", "550 No such user", State.FAILED),
        ("at_recipient", "450 Try later", State.QUEUED),
        ("at_data", "554 Not this text", State.FAILED),
        ("at_data", "451 Try later", State.QUEUED),
        ("at_data", "421 Going away", State.QUEUED),
    ],
)
def test_a_refusal_is_for_good_or_for_now(make_mail, mail_server, where, answer, state):
    (row,) = make_mail()
    setattr(mail_server, where, answer)
    now = clock.now()
    with clock.at(now):
        assert send_mail() == 0
    row.refresh_from_db()
    assert (row.state, row.attempts, row.claimed_at, row.sent_at) == (state, 1, None, None)
    assert answer[:3] in row.error
    assert row.try_at == now + timedelta(seconds=30)
    setattr(mail_server, where, "250 OK")
    with clock.at(now + timedelta(seconds=29)):
        assert send_mail() == 0
    with clock.at(now + timedelta(seconds=30)):
        assert send_mail() == (state == State.QUEUED)


def test_a_refused_mail_keeps_no_other_waiting(make_mail, mail_server):
    make_mail(to="nobody@example.org")
    make_mail(2)
    mail_server.at_recipient = "550 No such user"
    original = mail_server.handle_RCPT

    async def picky(server, session, envelope, address, options):
        mail_server.at_recipient = "550 No such user" if address.startswith("nobody") else "250 OK"
        return await original(server, session, envelope, address, options)

    mail_server.handle_RCPT = picky
    assert send_mail() == 2
    assert states() == [State.FAILED, State.SENT, State.SENT]


def test_a_server_that_is_away_is_asked_once(make_mail, mail_server, settings):
    settings.EMAIL_PORT = 1
    make_mail(60)
    assert send_mail() == 0
    assert (
        sorted(Delivery.objects.values_list("state", "attempts")) == [(State.QUEUED, 0)] * 10 + [(State.QUEUED, 1)] * 50
    )
    assert Delivery.objects.filter(error__contains="ConnectionRefusedError").count() == 50


def test_a_server_that_refuses_us_at_the_door_is_no_fault_of_the_mail(make_mail, mail_server, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "who", "knows"  # it offers no way to sign in
    (row,) = make_mail()
    assert send_mail() == 0
    row.refresh_from_db()
    assert row.state == State.QUEUED


def test_a_mail_that_cannot_be_written_fails_at_once(make_mail, mail_server):
    (row,) = make_mail(to="a\nb@example.org")
    assert send_mail() == 0
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.FAILED, 1)


def test_after_days_of_trying_it_is_given_up(make_mail, mail_server):
    (row,) = make_mail()
    Delivery.objects.update(attempts=MAX_ATTEMPTS - 1)
    mail_server.at_data = "451 Try later"
    send_mail()
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_a_failed_mail_is_sent_again_by_hand(make_mail, mail_server):
    (row,) = make_mail()
    mail_server.at_data = "554 No"
    send_mail()
    assert retry_delivery(delivery_id=row.pk) is True
    assert retry_delivery(delivery_id=row.pk) is False
    mail_server.at_data = "250 OK"
    assert send_mail() == 1
    row.refresh_from_db()
    assert (row.state, row.error) == (State.SENT, "")


def test_a_kept_mail_is_not_sent_again_without_a_server(make_mail):
    (row,) = make_mail()
    assert retry_delivery(delivery_id=row.pk) is False
    assert states() == [State.KEPT]


def test_a_claim_that_was_forgotten_is_released(make_mail, mail_server, settings):
    make_mail()
    start = clock.now()
    with clock.at(start):
        assert len(claim_batch()) == 1
        assert claim_batch() == []
    lease = timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
    with clock.at(start + lease):
        assert release_stuck() == 0
    with clock.at(start + lease + timedelta(seconds=1)):
        assert release_stuck() == 1
        assert send_mail() == 1
    assert Delivery.objects.get().attempts == 2


def test_who_lost_the_lease_sends_and_marks_nothing(make_mail, mail_server):
    """A worker slower than its lease finds, before each mail, that another has taken over."""
    make_mail(2)

    def another_takes_over():
        Delivery.objects.filter(state=State.SENDING).update(claimed_at=clock.now() + timedelta(seconds=1))

    claimed = Delivery.objects.order_by("pk").last().pk
    mail_server.during_data = lambda: None
    original = mail_server.handle_DATA
    sent = []

    async def count(server, session, envelope):
        sent.append(envelope)
        return await original(server, session, envelope)

    mail_server.handle_DATA = count
    from notifications.actions import send_mail as module

    batch = claim_batch()
    Delivery.objects.filter(pk=claimed).update(claimed_at=clock.now() + timedelta(seconds=1))
    assert module._send_batch(batch) == 1
    assert len(sent) == 1
    assert states() == [State.SENT, State.SENDING]


@pytest.mark.django_db(transaction=True)
def test_four_workers_claim_each_mail_once(make_mail, mail_server):
    make_mail(120)
    results = at_once(*[send_mail] * 4)
    assert sum(results) == 120
    assert len(mail_server.mails) == 120
    assert set(Delivery.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sent"},
        {"state": "queued", "sent_at": "2026-01-01T00:00Z"},
        {"state": "sending"},
        {"claimed_at": "2026-01-01T00:00Z"},
        {"state": "failed", "reason": ""},
        {"state": "suppressed", "reason": ""},
        {"state": "bounced", "reason": "came_back"},
    ],
)
def test_the_database_refuses_states_that_do_not_fit(make_mail, wrong):
    make_mail()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(**wrong)
