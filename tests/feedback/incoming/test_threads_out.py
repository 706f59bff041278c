"""Our answers name the reporter's mails and our own, and say where to answer."""

import pytest

from feedback.actions.reply import reply
from feedback.models import Ticket
from feedback.queries.mail.signed_names import read_address, read_message_id
from notifications.models import Delivery
from tests.factories.mail import letter, receive
from tests.support.drain import drain


@pytest.fixture
def answered(db, amir, settings):
    settings.MAIL_ADDRESS = "help@example.org"
    receive(letter(message_id="<first@example.org>"))
    drain()
    ticket = Ticket.objects.get()
    reply(ticket=ticket, author=amir, body="We look into it.")
    drain()
    return Delivery.objects.order_by("pk")


def test_an_answer_continues_the_reporters_thread(answered):
    receipt, answer = answered
    assert (receipt.kind, receipt.in_reply_to) == ("case_receipt", "<first@example.org>")
    assert (answer.kind, answer.in_reply_to) == ("ticket_reply", "<first@example.org>")
    assert answer.references == f"{receipt.message_id} <first@example.org>"


def test_both_name_the_case_in_signed_words(answered):
    ref = Ticket.objects.get().ref
    assert {read_message_id(mail.message_id).ref for mail in answered} == {ref}
    assert {read_address(mail.reply_to).ref for mail in answered} == {ref}
    assert all("You can also answer this mail." in mail.text for mail in answered)


def test_the_receipt_holds_no_word_of_the_sender(answered):
    receipt = answered[0]
    assert "parcel" not in receipt.text + receipt.html + receipt.subject
    assert "Late" not in receipt.text + receipt.html + receipt.subject


def test_without_an_address_that_receives_nobody_is_told_to_answer_by_mail(db, amir):
    receive(letter())
    drain()
    (receipt,) = Delivery.objects.all()
    assert receipt.reply_to == ""
    assert "You can also answer this mail." not in receipt.text
