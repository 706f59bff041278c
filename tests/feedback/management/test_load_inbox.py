"""A loaded inbox is what the actions would have written."""

import pytest
from django.core.management import CommandError, call_command

from feedback.actions.search.index_tickets import index_tickets
from feedback.models import Message, SearchDocument, Ticket, Wait
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.replayed_waits import replayed_waits
from feedback.queries.thread import timeline
from feedback.rules.names import Status
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_fills_an_empty_inbox_only(amir):
    call_command("load_inbox", "--tickets", "300", "--seed", "7", verbosity=0)
    assert (Ticket.objects.count(), Message.objects.count(), SearchDocument.objects.count()) == (300, 1_500, 300)
    assert set(Ticket.objects.values_list("status", flat=True)) >= {Status.RESOLVED, Status.CLOSED, Status.NEW}
    assert TicketFilter(text="琥珀").tickets(amir).count() == 20
    assert TicketFilter(text="退款").tickets(amir).count() > 30
    drain()
    assert not Delivery.objects.exists()
    with pytest.raises(CommandError, match="left alone"):
        call_command("load_inbox")
    _is_as_the_actions_write()
    opened = make_ticket()
    assert opened.pk == 301


def _is_as_the_actions_write():
    for ticket in Ticket.objects.order_by("pk")[::7]:
        told = [(span.started_at, span.ended_at) for span in replayed_waits(ticket)]
        kept = Wait.objects.filter(ticket=ticket).order_by("number").values_list("started_at", "ended_at")
        assert told == list(kept)
        assert timeline(ticket)[0].kind == "ticket_opened"
        before = set(ticket.document.terms)
        index_tickets(ids=[ticket.pk])
        assert set(SearchDocument.objects.get(ticket=ticket).terms) == before
