"""In turn, to those who are in and have room; what nobody can take waits and is never lost."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from accounts.actions.working_time.plan_absence import end_absence, plan_absence
from accounts.models import Team, WorkingTime
from feedback.actions.assign import assign
from feedback.actions.automation.save_rule import save_rule
from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.teams.hand_to_team import hand_to_team
from feedback.actions.turns.give_turn import give_awaited_turns, give_turn
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import AwaitedTurn
from feedback.queries.thread import timeline
from feedback.rules.automation.shape import Terms, Trigger
from feedback.rules.names import Reason
from feedback_site.kit import clock
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE = [[[540, 1080]]] * 5 + [[], []]
FRIDAY_NIGHT = datetime.fromisoformat("2026-11-20T22:00+08:00")
MONDAY = datetime.fromisoformat("2026-11-23T09:00+08:00")


@pytest.fixture
def bea(make_user):
    return make_user("Bea", "agent")


@pytest.fixture
def shop(amir, bea):
    team = Team.objects.create(name="Shop")
    team.members.set([amir, bea])
    return team


def office(person, **fields):
    return WorkingTime.objects.create(person=person, **{"timezone": "Asia/Shanghai", "week": OFFICE, **fields})


def away(person, days=3, **cover):
    now = clock.now()
    return plan_absence(person=person, starts_at=now, ends_at=now + days * DAY, actor_id=person.pk, **cover)


def stands(ticket):
    ticket.refresh_from_db()
    return ticket.assignee, ticket.team


def told(ticket):
    return [line.kind for line in timeline(ticket) if line.event]


# ---------------------------------------------------------------- in turn
def test_the_absent_and_those_who_have_gone_home_are_passed_over(amir, bea, shop):
    with clock.at(MONDAY):
        away(amir)
        first, second = make_ticket(), make_ticket()
        assert [give_turn(ticket=ticket, team=shop) for ticket in (first, second)] == [True, True]
    assert (stands(first), stands(second)) == ((bea, None), (bea, None))


def test_what_comes_at_night_waits_in_the_team_and_is_given_in_the_morning(amir, bea, shop):
    office(amir), office(bea)
    with clock.at(FRIDAY_NIGHT):
        ticket = make_ticket()
        assert give_turn(ticket=ticket, team=shop) is False
        assert stands(ticket) == (None, shop)
    for hours, given in ((8, 0), (58.9, 0), (59, 1), (60, 0)):
        with clock.at(FRIDAY_NIGHT + hours * HOUR):
            assert give_awaited_turns() == given
    assert stands(ticket) == (amir, shop)
    assert not AwaitedTurn.objects.exists()
    assert told(ticket) == ["ticket_opened", "ticket_team_changed", "ticket_assigned"]


def test_the_lesser_of_ones_own_room_and_the_rules_counts(amir, bea, shop):
    office(amir, week=[], capacity=1), office(bea, week=[], capacity=5)
    tickets = [make_ticket() for _ in range(5)]
    given = [give_turn(ticket=ticket, team=shop, capacity=2) for ticket in tickets]
    assert given == [True, True, True, False, False]
    assert [stands(ticket)[0] for ticket in tickets] == [amir, bea, bea, None, None]


def test_the_line_moves_as_soon_as_somebody_has_room_the_longest_wait_first(amir, bea, shop):
    office(bea, week=[], capacity=0)
    busy, first, second = make_ticket(), make_ticket(), make_ticket()
    assert [give_turn(ticket=t, team=shop, capacity=1) for t in (busy, first, second)] == [True, False, False]
    assert give_awaited_turns() == 0
    close_ticket(ticket=busy, by=amir, reason=Reason.SPAM)
    assert give_awaited_turns() == 1
    assert (stands(first)[0], stands(second)[0]) == (amir, None)


@pytest.mark.parametrize("why", ["taken", "closed", "moved"])
def test_what_is_settled_otherwise_leaves_the_line(amir, bea, shop, why):
    office(amir, week=[], capacity=0)
    absence = away(bea)
    ticket = make_ticket()
    give_turn(ticket=ticket, team=shop)
    if why == "taken":
        assign(ticket=ticket, assignee=amir, by=amir)
    elif why == "closed":
        close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    else:
        hand_to_team(ticket=ticket, team=Team.objects.create(name="Post"), by=amir)
    before = stands(ticket)
    end_absence(absence=absence, actor_id=bea.pk)
    with clock.at(clock.now() + HOUR):
        assert give_awaited_turns() == 0
    assert (stands(ticket), AwaitedTurn.objects.count()) == (before, 0)


def test_one_closed_team_keeps_no_other_waiting(amir, bea, shop):
    post = Team.objects.create(name="Post")
    post.members.set([bea])
    office(amir, week=[], capacity=0), office(bea, week=[], capacity=0)
    shut, open_ = make_ticket(), make_ticket()
    give_turn(ticket=shut, team=shop)
    give_turn(ticket=open_, team=post)
    post.members.set([bea, *post.members.all()])
    WorkingTime.objects.filter(person=bea).update(capacity=1)
    shop.members.set([amir])
    assert give_awaited_turns() == 1
    assert (stands(shut)[0], stands(open_)[0]) == (None, bea)


def test_a_rule_that_finds_nobody_puts_the_case_in_line_and_names_itself(amir, bea, shop):
    away(amir), away(bea)
    save_rule(terms=Terms(name="Turn", trigger=Trigger.OPENED, actions=(f"rotate:{shop.pk}/3", "tag:new")))
    ticket = make_ticket()
    drain()
    assert stands(ticket) == (None, shop)
    assert AwaitedTurn.objects.get().capacity == 3
    with translation.override("en"):
        assert {str(line.actor) for line in timeline(ticket) if line.kind == "ticket_team_changed"} == {"Rule “Turn”"}


# ---------------------------------------------------------------- absence
def answered_by(person, team=None):
    """A ticket of somebody who has answered it and gone away."""
    ticket = make_ticket()
    reply(ticket=ticket, author=person, body="Which size?")
    if team:
        hand_to_team(ticket=ticket, team=team, by=person)
    drain()
    return ticket


def write(ticket):
    write_as_customer(ticket=ticket, body="XL")
    drain()


def test_a_new_message_for_somebody_away_goes_to_who_takes_over(amir, bea):
    ticket = answered_by(amir)
    until = away(amir, cover_person=bea).ends_at
    write(ticket)
    assert stands(ticket)[0] == bea
    [line] = [line for line in timeline(ticket) if line.kind == "absence_covered"]
    assert (line.person, line.until, line.actor) == (amir, until, None)
    assert told(ticket)[-2:] == ["absence_covered", "ticket_assigned"]
    drain()
    assert told(ticket).count("absence_covered") == 1


def test_who_takes_over_may_be_away_too(amir, bea, max_, shop):
    away(bea, cover_team=shop)
    away(amir, cover_person=bea)
    ticket = answered_by(amir)
    away(max_)
    write(ticket)
    assert stands(ticket) == (None, shop)
    assert AwaitedTurn.objects.get().team == shop


def test_two_who_cover_each_other_and_are_both_away_lose_nothing(amir, bea):
    ticket = answered_by(amir)
    away(amir, cover_person=bea), away(bea, cover_person=amir)
    write(ticket)
    assert stands(ticket) == (None, None)


def test_without_cover_it_goes_back_to_its_team_in_turn(amir, bea, shop):
    ticket = answered_by(amir, shop)
    away(amir)
    write(ticket)
    assert stands(ticket) == (bea, shop)


def test_nothing_moves_while_somebody_is_in_or_nothing_is_said(amir, bea):
    here, silent = answered_by(amir), answered_by(bea)
    away(bea)
    write(here)
    drain()
    assert (stands(here)[0], stands(silent)[0]) == (amir, bea)


def test_the_page_says_who_is_away(client_for, amir, bea):
    away(bea)
    page = client_for(amir).get(f"/console/tickets/{make_ticket().ref}/").content.decode()
    assert "Bea (away until " in page
