"""Any sequence of actions: no constraint breaks, every clock law holds, and the events give every stored clock.

CLOCK_STORIES=1000 runs more of them.
"""

import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from feedback.actions.assign import assign, take
from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.clocks.put_on_hold import put_on_hold, take_off_hold
from feedback.actions.clocks.reschedule import reschedule
from feedback.actions.clocks.save_policy import move_policy
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.relations.link import link, unlink
from feedback.actions.relations.split import split
from feedback.actions.reopening.reopen import reopen
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import BusinessCalendar, SlaPolicy
from feedback.queries.clocks.history import stored_history
from feedback.queries.clocks.policies import last_rules_change
from feedback.queries.clocks.replayed import replayed_history
from feedback.rules.names import Kind, Priority, Reason, ReopenReason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from tests.factories.clocks import make_calendar, make_policy
from tests.factories.feedback import make_ticket
from tests.support.replaying import assert_replays

STORIES = int(os.environ.get("CLOCK_STORIES", "6"))
START = datetime(2026, 11, 19, 23, tzinfo=UTC)
HOURS = ["09:00–12:00, 13:30–18:00", "00:00–24:00", "22:00–06:00+1", "09:00–09:30"]
MOST = 4
MINUTES = st.sampled_from([None, 1, 60, 480])


class Story(RuleBasedStateMachine):
    """Some tickets, two agents, a calendar and policies that change under them."""

    agents = ()

    def __init__(self):
        super().__init__()
        self.all, self.tickets = None, []

    @initialize()
    def begin(self):
        self.all = transaction.atomic()
        self.all.__enter__()
        self.now, self.skew = START, timedelta()
        with self.moment():
            make_calendar("Office", is_usual=True, country="CN")
            make_policy("Urgent", first=30, resolution=240, condition={"priority": ["urgent"]})
            make_policy("All", first=60, next=120, resolution=960, calendar=BusinessCalendar.objects.get())
            self.tickets = [make_ticket()]

    def teardown(self):
        if self.all is None:
            return
        transaction.set_rollback(True)  # so that the next story finds an empty house
        self.all.__exit__(None, None, None)

    def moment(self):
        return clock.at(self.now + self.skew)

    def attempt(self, verb, **wish):
        try:
            with self.moment(), transaction.atomic():
                return verb(**wish)
        except (Conflict, Invalid):
            return None

    def ticket(self, number):
        return self.tickets[number % len(self.tickets)]

    @rule(seconds=st.integers(0, 4 * 86_400))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(seconds=st.integers(-30, 0))
    def another_server_is_behind(self, seconds):
        self.skew = timedelta(seconds=seconds)

    @rule(n=st.integers(0, 5))
    def somebody_writes(self, n):
        message = self.attempt(write_as_customer, ticket=self.ticket(n), body="More.")
        if message.ticket not in self.tickets:
            self.tickets.append(message.ticket)

    @rule(n=st.integers(0, 5), agent=st.integers(0, 1), end=st.sampled_from(["", "then_resolve", "then_hold"]))
    def answer(self, n, agent, end):
        more = {end: True} if end else {}
        self.attempt(reply, ticket=self.ticket(n), author=self.agents[agent], body="Answer.", **more)

    @rule(n=st.integers(0, 5), what=st.sampled_from(["note", "take", "lay back", "hold", "release", "resolve"]))
    def handle(self, n, what):
        ticket, by = self.ticket(n), self.agents[0]
        verbs = {
            "note": lambda: self.attempt(write_note, ticket=ticket, author=by, body="Note."),
            "take": lambda: self.attempt(take, ticket=ticket, by=by),
            "lay back": lambda: self.attempt(assign, ticket=ticket, assignee=None, by=by),
            "hold": lambda: self.attempt(put_on_hold, ticket=ticket, by=by),
            "release": lambda: self.attempt(take_off_hold, ticket=ticket, by=by),
            "resolve": lambda: self.attempt(resolve, ticket=ticket, by=by),
        }
        verbs[what]()

    @rule()
    def somebody_else_writes(self):
        if len(self.tickets) < MOST:
            with self.moment():
                self.tickets.append(make_ticket())

    @rule(n=st.integers(0, 5), m=st.integers(0, 5))
    def join(self, n, m):
        self.attempt(merge, source=self.ticket(n), target=self.ticket(m), by=self.agents[0])

    @rule(n=st.integers(0, 5))
    def part_again(self, n):
        self.attempt(undo_merge, ticket=self.ticket(n), by=self.agents[1])

    @rule(n=st.integers(0, 5), which=st.sets(st.integers(0, 3), min_size=1))
    def take_out(self, n, which):
        said = list(self.ticket(n).messages.filter(kind=Kind.CUSTOMER).order_by("id").values_list("pk", flat=True))
        wanted = [key for place, key in enumerate(said) if place in which]
        new = self.attempt(split, ticket=self.ticket(n), message_ids=wanted, by=self.agents[0])
        if new:
            self.tickets.append(new)

    @rule(n=st.integers(0, 5), reason=st.sampled_from(list(ReopenReason)))
    def take_up_again(self, n, reason):
        self.attempt(reopen, ticket=self.ticket(n), by=self.agents[1], reason=reason)

    @rule(n=st.integers(0, 5), m=st.integers(0, 5), stays=st.booleans())
    def bind(self, n, m, stays):
        self.attempt(link if stays else unlink, ticket=self.ticket(n), other=self.ticket(m), by=self.agents[0])

    @rule(n=st.integers(0, 5), reason=st.sampled_from(list(Reason)))
    def close(self, n, reason):
        self.attempt(close_ticket, ticket=self.ticket(n), by=self.agents[1], reason=reason)

    @rule(n=st.integers(0, 5), priority=st.sampled_from(list(Priority)))
    def press(self, n, priority):
        self.attempt(prioritise, ticket=self.ticket(n), priority=priority, by=self.agents[0])

    @rule(hours=st.sampled_from(HOURS), weekend=st.booleans(), usual=st.booleans())
    def change_hours(self, hours, weekend, usual):
        self.attempt(
            make_calendar,
            calendar=BusinessCalendar.objects.get(),
            hours=hours,
            weekend=hours if weekend else "",
            is_usual=usual,
        )

    @rule(first=MINUTES, resolution=MINUTES, calendar=st.booleans(), active=st.booleans())
    def change_policy(self, first, resolution, calendar, active):
        wish = {"first": first, "next": first, "resolution": resolution}
        found = BusinessCalendar.objects.get() if calendar else None
        policy = SlaPolicy.objects.get(name="All")
        self.attempt(make_policy, name="All", policy=policy, calendar=found, is_active=active, **wish)

    @rule(up=st.booleans())
    def change_order(self, up):
        self.attempt(move_policy, policy=SlaPolicy.objects.get(name="All"), up=up)

    @rule()
    def beat_comes_round(self):
        with self.moment():
            reschedule()
            sweep_targets()
            assert sweep_targets() == 0

    @invariant()
    def clocks_are_true(self):
        last = last_rules_change()
        for ticket in self.tickets:
            ticket.refresh_from_db()
            assert stored_history(ticket) == replayed_history(ticket)
            if not ticket.is_finished and ticket.rules_seen < last:
                continue  # its targets follow the changed rules with the next sweep
            assert_replays(ticket)
            waits = list(ticket.waits.order_by("number"))
            running = [wait for wait in waits if wait.ended_at is None]
            assert [wait.started_at for wait in running] == ([ticket.wait_started_at] if ticket.wait_started_at else [])
            assert ticket.clock.agent <= ticket.clock.requester
            assert [wait.number for wait in waits] == list(range(1, len(waits) + 1))
            assert all(a.ended_at and a.ended_at <= b.ended_at for a, b in pairwise(waits) if b.ended_at)
            if ticket.merged_into_id:
                assert (ticket.status, ticket.merged_into.merged_into_id) == (Status.CLOSED, None)
            assert (ticket.due_at is None) or ticket.status in (Status.NEW, Status.OPEN, Status.WAITING)
            promised = [w.due_at for w in running if w.due_at] + [ticket.clock.due_at] * (not ticket.is_finished)
            assert ticket.due_at == min(filter(None, promised), default=None)


@pytest.mark.django_db
def test_any_story(amir, max_):
    Story.agents = (amir, max_)
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
