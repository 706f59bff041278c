"""Two tickets at once and one place: one is given, the other waits."""

import pytest

from accounts.models import Team, WorkingTime
from feedback.actions.turns.give_turn import give_awaited_turns, give_turn
from feedback.models import AwaitedTurn, Ticket
from tests.factories.feedback import make_ticket
from tests.feedback.actions.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tickets_at_once_do_not_both_take_the_last_place(amir):
    WorkingTime.objects.create(person=amir, timezone="UTC", capacity=1)
    shop, post = Team.objects.create(name="Shop"), Team.objects.create(name="Post")
    shop.members.set([amir])
    post.members.set([amir])
    for _round in range(5):
        one, two = make_ticket(), make_ticket()
        at_once(lambda: give_turn(ticket=one, team=shop), lambda: give_turn(ticket=two, team=post))  # noqa: B023
        if not Ticket.objects.filter(assignee=amir).exists():  # each passed the row over that the other held
            give_awaited_turns()
        assert Ticket.objects.filter(assignee=amir).count() == 1
        assert AwaitedTurn.objects.count() == 1
        assert give_awaited_turns() == 0
        Ticket.objects.all().delete()


def test_two_workers_give_one_line_once(amir, max_):
    shop = Team.objects.create(name="Shop")
    tickets = [make_ticket() for _ in range(6)]
    for ticket in tickets:
        give_turn(ticket=ticket, team=shop, capacity=2)
    shop.members.set([amir, max_])
    at_once(give_awaited_turns, give_awaited_turns)
    give_awaited_turns()
    loads = [Ticket.objects.filter(assignee=person).count() for person in (amir, max_)]
    assert (loads, AwaitedTurn.objects.count()) == ([2, 2], 2)
