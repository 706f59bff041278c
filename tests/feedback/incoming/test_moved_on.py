"""Answers by mail to cases that were split, merged or linked: each lands where the mail that it answers stands."""

import pytest

from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.relations.link import link
from feedback.actions.relations.split import split
from feedback.actions.reply import reply
from feedback.models import Ticket
from feedback.queries.mail.signed_names import reporter_address
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, receive
from tests.support.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
ROSA = "rosa@example.org"


@pytest.fixture
def parted(amir):
    """A case of two mails, and what became of it: the second one has a case of its own."""
    old = receive(letter("Parcel late.", message_id="<parcel@example.org>")).ticket
    drain()
    receive(letter("The bill is wrong.", to=reporter_address(old.ref), message_id="<bill@example.org>"))
    drain()
    new = split(ticket=old, message_ids=[old.messages.latest("id").pk], by=amir)
    drain()
    return old, new


def mails_about(ticket):
    return Delivery.objects.filter(thread=ticket.event_subject).order_by("id")


def answer(mail, text="Thanks."):
    """What a mail program sends when somebody presses “reply” on this mail of ours."""
    chain = f"{mail.references} {mail.message_id}".strip()
    return receive(letter(text, to=mail.reply_to, in_reply_to=mail.message_id, references=chain))


def words(ticket):
    return list(ticket.messages.order_by("id").values_list("body", flat=True))


def test_an_answer_to_the_news_of_the_split_goes_to_the_new_case(parted):
    old, new = parted
    row = answer(mails_about(new).get(kind="split"))
    assert (row.state, row.ticket) == ("taken", new)
    assert (words(old), words(new)) == (["Parcel late."], ["The bill is wrong.", "Thanks."])


def test_an_answer_to_an_older_mail_stays_with_the_old_case(parted):
    old, new = parted
    row = answer(mails_about(old).first())
    assert (row.state, row.ticket, words(new)) == ("taken", old, ["The bill is wrong."])


def test_without_the_signed_address_the_mail_that_is_answered_decides(parted):
    old, new = parted
    news, before = mails_about(new).get(kind="split"), mails_about(old).first()
    both = f"{before.message_id} <bill@example.org> {news.message_id}"
    assert receive(letter("a", in_reply_to=news.message_id, references=both)).ticket == new
    assert receive(letter("b", references=both)).ticket == new
    assert receive(letter("c", in_reply_to=before.message_id, references=both)).ticket == old


def test_our_answers_name_the_mails_that_stand_in_the_case(parted, amir):
    old, new = parted
    for ticket in (old, new):
        reply(ticket=Ticket.objects.get(pk=ticket.pk), author=amir, body="We look into it.")
    drain()
    theirs, ours = (mails_about(ticket).get(kind="ticket_reply") for ticket in (new, old))
    assert (theirs.in_reply_to, ours.in_reply_to) == ("<bill@example.org>", "<parcel@example.org>")
    assert "<parcel@example.org>" not in theirs.references
    assert "<bill@example.org>" not in ours.references
    assert [answer(mail).ticket for mail in (theirs, ours)] == [new, old]


def test_split_and_merged_again_it_counts_where_the_case_goes_on(parted, amir):
    old, new = parted
    merge(source=new, target=old, by=amir)
    reply(ticket=Ticket.objects.get(pk=old.pk), author=amir, body="Both are mended.")
    row = answer(mails_about(new).get(kind="split"), "Not yet.")
    old.refresh_from_db()
    assert (row.state, row.ticket, words(new)[-1]) == ("taken", new, "Not yet.")
    assert old.wait_started_at == row.received_at


def test_a_merge_that_was_taken_back_leads_nowhere_else(amir):
    source, target = make_ticket(email=ROSA), make_ticket(email=ROSA)
    merge(source=source, target=target, by=amir)
    undo_merge(ticket=source, by=amir)
    row = receive(letter("Here.", to=reporter_address(source.ref)))
    assert (row.state, row.ticket, words(source)[-1], target.messages.count()) == ("taken", source, "Here.", 1)


def test_linked_cases_stay_two(amir):
    one, other = make_ticket(email=ROSA), make_ticket(email=ROSA)
    link(ticket=one, other=other, by=amir)
    for ticket in (one, other):
        assert receive(letter(f"To {ticket.ref}", to=reporter_address(ticket.ref))).ticket == ticket
    assert [one.messages.count(), other.messages.count()] == [2, 2]
