"""A link has no direction and stands once."""

import pytest
from django.db import IntegrityError, transaction

from feedback.actions.close_ticket import close_ticket
from feedback.actions.relations.link import MOST, link, unlink
from feedback.models import TicketLink
from feedback.queries.merging.relations import linked_with
from feedback.queries.thread import timeline
from feedback.rules.names import Reason
from feedback_site.kit.problems import Conflict, Invalid
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db


def told(ticket):
    return [(line.kind, line.other) for line in timeline(ticket) if "linked" in line.kind]


def test_both_sides_know_it_once(amir):
    one, other = make_ticket(), make_ticket()
    close_ticket(ticket=one, by=amir, reason=Reason.SPAM)
    assert link(ticket=other, other=one, by=amir) == link(ticket=one, other=other, by=amir)
    assert ([*linked_with(one)], [*linked_with(other)]) == ([other], [one])
    assert (told(one), told(other)) == ([("ticket_linked", other)], [("ticket_linked", one)])
    for _ in range(2):
        unlink(ticket=one, other=other, by=amir)
    assert not TicketLink.objects.exists()
    assert [kind for kind, _other in told(other)] == ["ticket_linked", "ticket_unlinked"]


def test_what_makes_no_sense_is_refused(amir):
    one, other = make_ticket(), make_ticket()
    with pytest.raises(Invalid):
        link(ticket=one, other=one, by=amir)
    for first, second in ((other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            TicketLink.objects.create(first=first, second=second, by=amir)
    many = [make_ticket() for _ in range(MOST + 1)]
    for far in many[:-1]:
        link(ticket=one, other=far, by=amir)
    with pytest.raises(Conflict):
        link(ticket=many[-1], other=one, by=amir)
