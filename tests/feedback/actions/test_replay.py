"""Whatever is done, in whatever order: the events alone give the stored waits, bit for bit."""

from dataclasses import astuple
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Ticket
from feedback.queries.replayed_waits import replayed_waits
from feedback.rules.names import Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from tests.factories.feedback import make_ticket

VERBS = {
    "customer": lambda t, _by: write_as_customer(ticket=t, body="More."),
    "reply": lambda t, by: reply(ticket=t, author=by, body="Answer."),
    "reply and resolve": lambda t, by: reply(ticket=t, author=by, body="Answer.", then_resolve=True),
    "note": lambda t, by: write_note(ticket=t, author=by, body="Note."),
    "take": lambda t, by: take(ticket=t, by=by),
    "lay back": lambda t, by: assign(ticket=t, assignee=None, by=by),
    "resolve": lambda t, by: resolve(ticket=t, by=by),
    "close": lambda t, by: close_ticket(ticket=t, by=by, reason=Reason.DUPLICATE),
}
STORY = st.lists(
    st.tuples(
        st.sampled_from(sorted(VERBS)),
        st.integers(-600, 20 * 86_400),
        st.booleans(),
    ),
    max_size=12,
)


def stored(ticket):
    fields = (
        "number",
        "started_at",
        "started_by_message_id",
        "ended_at",
        "outcome",
        "reason",
        "ended_by_id",
        "ended_by_message_id",
    )
    return list(ticket.waits.order_by("number").values_list(*fields))


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORY)
def test_replay(story, amir, max_):
    ticket = make_ticket()
    at = ticket.created_at
    for verb, later, second in story:
        at += timedelta(seconds=later)
        try:
            with clock.at(at):
                VERBS[verb](ticket, max_ if second else amir)
        except Conflict:
            continue
    for row in Ticket.objects.filter(created_at__gte=ticket.created_at).order_by("id"):
        spans = replayed_waits(row)
        assert [astuple(span) for span in spans] == stored(row)
        open_since = [span.started_at for span in spans if span.ended_at is None]
        assert ([row.wait_started_at] if row.wait_started_at else []) == open_since
        assert not (row.status in (Status.RESOLVED, Status.CLOSED) and open_since)
