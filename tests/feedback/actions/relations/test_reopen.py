"""Staff open a finished case again: nobody's wait gets shorter by it."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.reopening.reopen import reopen
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.models import BusinessCalendar
from feedback.queries.clocks.reopened import reopened
from feedback.queries.thread import timeline
from feedback.rules.names import Outcome, Reason, ReopenReason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from tests.factories.clocks import make_calendar, make_policy
from tests.factories.feedback import make_ticket
from tests.support.replaying import assert_replays

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 20, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours):
    return clock.at(NINE + hours * HOUR)


@pytest.fixture
def case(db):
    """A case under promises."""
    with at(0):
        make_calendar("Office", is_usual=True, country="CN")
        make_policy("All", first=60, next=120, resolution=960, calendar=BusinessCalendar.objects.get())
        return make_ticket()


def test_a_resolution_is_void_and_nobody_begins_to_wait(case, amir, max_):
    with at(1):
        reply(ticket=case, author=amir, body="Done.", then_resolve=True)
    with at(2):
        row = reopen(ticket=case, by=max_, reason=ReopenReason.NOT_SOLVED)
    assert_replays(case)
    assert (row.status, row.resolved_at, row.wait_started_at) == (Status.OPEN, None, None)
    resolution = case.resolutions.get()
    assert (resolution.reopened_at, resolution.reopened_by) == (NINE + 2 * HOUR, max_)
    with at(3):
        assert reopened(amir, clock.now()).reopened == 0  # the rate counts customers
        resolve(ticket=case, by=amir)
    assert_replays(case)
    assert case.resolutions.count() == 2
    line = next(line for line in timeline(case) if line.kind == "ticket_reopened_by_staff")
    assert (line.actor, line.reason) == (max_, "Not solved after all")


def test_whoever_was_closed_away_goes_on_waiting(case, amir):
    with at(1):
        close_ticket(ticket=case, by=amir, reason=Reason.SPAM)
    with at(30):
        row = reopen(ticket=case, by=amir, reason=ReopenReason.MISTAKE)
    assert_replays(case)
    assert (row.status, row.wait_started_at, row.closed_at, row.close_reason) == (Status.OPEN, NINE, None, None)
    with at(31):
        reply(ticket=case, author=amir, body="We are sorry.")
    assert_replays(case)
    wait = case.waits.get()
    assert (wait.number, wait.outcome, wait.ended_at - wait.started_at) == (1, Outcome.ANSWERED, 31 * HOUR)
    assert wait.late_at is not None


def test_a_closing_of_an_answered_case_brings_no_wait(case, amir):
    with at(1):
        reply(ticket=case, author=amir, body="Yes.")
        close_ticket(ticket=case, by=amir, reason=Reason.NO_REPLY_NEEDED)
        row = reopen(ticket=case, by=amir, reason=ReopenReason.NEW_FACTS)
    assert_replays(case)
    assert (row.status, row.wait_started_at, case.waits.get().outcome) == (Status.OPEN, None, Outcome.ANSWERED)


def test_what_is_not_finished_or_goes_on_elsewhere_is_refused(case, amir):
    with pytest.raises(Conflict):
        reopen(ticket=case, by=amir, reason=ReopenReason.MISTAKE)
    merge(source=case, target=make_ticket(), by=amir)
    with pytest.raises(Conflict):
        reopen(ticket=case, by=amir, reason=ReopenReason.MISTAKE)
    assert_replays(case)
