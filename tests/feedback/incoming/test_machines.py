"""Machine mail is kept and marked; it answers nobody, moves no clock, reopens nothing. Only proven bounces count."""

import pytest

from feedback.actions.privacy.erase_contact import erase_contact
from feedback.actions.reply import reply
from feedback.models import IncomingMail, RawMail, Ticket
from feedback.queries.mail.signed_names import reporter_address
from notifications.models import Delivery, LoggedEvent, UndeliverableAddress
from tests.factories.feedback import make_resolved, make_ticket
from tests.factories.mail import bounce, letter, receive
from tests.support.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
ROSA = "rosa@example.org"


def trace(ticket):
    ticket.refresh_from_db()
    fields = ("status", "wait_started_at", "last_message_at", "changed_at", "resolved_at")
    return [getattr(ticket, name) for name in fields], ticket.messages.count(), ticket.waits.count()


MACHINES = {
    "auto_reply": {"auto_submitted": "auto-replied"},
    "automatic": {"auto_submitted": "auto-generated"},
    "list": {"list_id": "<news.example.org>"},
    "own": {"sender": "Help <help@example.org>"},
}


@pytest.mark.parametrize("kind", MACHINES)
@pytest.mark.parametrize("is_resolved", [True, False])
def test_a_machine_moves_nothing(kind, is_resolved, amir):
    ticket = make_resolved(amir, email=ROSA) if is_resolved else make_ticket(email=ROSA)
    drain()
    before = trace(ticket), LoggedEvent.objects.count(), Delivery.objects.count()
    row = receive(letter("I am away.", to=reporter_address(ticket.ref), **MACHINES[kind]))
    drain()
    assert (row.state, row.kind, row.ticket) == ("machine", kind, ticket)
    assert before == (trace(ticket), LoggedEvent.objects.count(), Delivery.objects.count())


def test_a_machine_that_writes_anew_opens_no_case(client_for, amir):
    row = receive(letter(auto_submitted="auto-generated"))
    assert (row.state, Ticket.objects.count()) == ("machine", 0)
    page = client_for(amir).get("/console/incoming/?tray=machine").content.decode()
    assert "Auto-Submitted: auto-generated" in page


# ---------------------------------------------------------------- bounces
@pytest.fixture
def delivered(amir):
    ticket = make_ticket(email=ROSA)
    reply(ticket=ticket, author=amir, body="Where is it?")
    drain()
    Delivery.objects.update(state=Delivery.State.SENT, sent_at=ticket.created_at)
    return Delivery.objects.filter(kind="ticket_reply").get(), ticket


def test_a_hard_bounce_marks_the_address_and_tells_the_case(delivered, amir, client_for):
    delivery, ticket = delivered
    row = receive(bounce(delivery.message_id, ROSA))
    assert (row.state, row.kind, row.ticket) == ("machine", "bounce", ticket)
    assert UndeliverableAddress.objects.get().address == ROSA
    delivery.refresh_from_db()
    assert delivery.state == "bounced"
    page = client_for(amir).get(f"/console/tickets/{ticket.ref}/").content.decode()
    assert "Our mail came back for good (5.1.1)" in page


def test_a_soft_bounce_is_told_and_marks_nobody(delivered, amir, client_for):
    delivery, ticket = delivered
    receive(bounce(delivery.message_id, ROSA, status="4.2.2", action="delayed"))
    assert UndeliverableAddress.objects.count() == 0
    assert "has not arrived yet (4.2.2)" in client_for(amir).get(f"/console/tickets/{ticket.ref}/").content.decode()


@pytest.mark.parametrize("proof", ["<made-up@example.org>", "another's"])
def test_a_made_up_bounce_silences_nobody(delivered, proof):
    """Only who has had the very mail knows its identifier, and it proves only where that went."""
    delivery, _ticket = delivered
    victim = "otto@example.org" if proof == "another's" else ROSA
    row = receive(bounce(delivery.message_id if proof == "another's" else proof, victim))
    assert (row.state, UndeliverableAddress.objects.count()) == ("machine", 0)


# ---------------------------------------------------------------- loops
def test_two_sites_that_write_to_each_other_come_to_rest(settings, amir):
    """A case of ours whose reporter is the other site's own address: each takes the other's mails as machines'."""
    ours, theirs = "help@example.org", "help@example.net"
    make_ticket(email=theirs)
    drain()
    addresses = [(ours, theirs), (theirs, ours)]
    handed_over = 0
    for round_ in range(6):
        settings.MAIL_ADDRESS = addresses[(round_ + 1) % 2][0]  # who receives now
        fresh = list(Delivery.objects.order_by("pk")[handed_over:])
        handed_over += len(fresh)
        for delivery in fresh:
            sender = f"Site <{addresses[round_ % 2][0]}>"
            receive(
                letter(
                    delivery.text,
                    sender=sender,
                    to=delivery.to,
                    subject=delivery.subject,
                    auto_submitted="auto-generated",
                )
            )
        drain()
    assert Delivery.objects.count() <= 2
    assert Ticket.objects.count() == 1


def test_a_loop_without_any_sign_is_braked_by_the_hour():
    """The other machine says nothing of itself, and answers every receipt with a new mail."""
    for number in range(8):
        receive(letter(f"Thank you for your message {number}.", message_id=f"<{number}@example.org>"))
        drain()
    assert Delivery.objects.filter(to=ROSA).exclude(state="suppressed").count() == 3


# ---------------------------------------------------------------- erasure
def test_erasing_a_person_destroys_their_mails(ada):
    row = receive(letter("My secret.", message_id="<a@example.org>"))
    held = receive(letter("Mine, too.", sender="otto@example.org", to=reporter_address(row.ticket.ref)))
    erase_contact(contact=row.ticket.contact, by=ada)
    held.refresh_from_db()
    assert RawMail.objects.count() == 0
    assert set(IncomingMail.objects.values_list("sender", "subject", "folded")) == {("", "", "")}
    assert held.state == "discarded"
    assert receive(letter("My secret.", message_id="<a@example.org>")).pk == row.pk
