"""A low score with a comment and consent becomes a ticket, once; anything less does not."""

from datetime import UTC, datetime

import pytest

from feedback.models import Ticket, Wait
from feedback.rules.names import Channel
from feedback_site.journeys import open_tickets
from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent, ParkedEvent
from notifications.queries.settled_events import recorded
from surveys.actions.submit_response import submit_response
from surveys.events import ResponseCompleted
from surveys.queries.live_surveys import public_survey
from surveys.rules.sitting.taking import Entry
from tests.factories.surveys import example, make_example, make_survey
from tests.support.drain import drain

THEN = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
WHOLE = {
    "nps": 3,
    "what_went_wrong": "肩带开线了",
    "consent": True,
    "email": "lin@example.com",
    "name": "林悦",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(db):
    """Send a whole response, some weeks ago."""
    make_example("product-feedback", slug="gear")

    def send(**changes):
        said = {name: Entry(value) for name, value in (WHOLE | changes).items() if value is not None}
        with clock.at(THEN):
            submit_response(
                response_id=uuid7(),
                survey=public_survey("gear"),
                entries=said,
                language="zh-hans",
                is_complete=True,
            )

    return send


def test_it_opens_a_ticket_that_knows_all(answer):
    answer()
    drain()
    ticket = Ticket.objects.select_related("contact").get()
    assert (ticket.channel, ticket.language, ticket.score) == (Channel.SURVEY, "zh-hans", 3)
    assert (ticket.contact.name, ticket.contact.email) == ("林悦", "lin@example.com")
    assert [message.body for message in ticket.messages.all()] == ["肩带开线了"]
    assert ticket.origin["survey"] == "产品使用反馈"
    assert "肩带开线了" in [line["answer"] for line in ticket.origin["answers"]]


def test_the_wait_began_when_the_person_spoke(answer):
    answer()
    drain()
    assert Ticket.objects.get().created_at == Wait.objects.get().started_at == THEN


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"nps": 7, "what_went_wrong": None}, id="content"),
        pytest.param({"consent": False, "email": None, "name": None}, id="wants no answer"),
        pytest.param({"consent": None, "email": None, "name": None}, id="says nothing of an answer"),
    ],
)
def test_it_opens_none(answer, changes):
    answer(**changes)
    drain()
    assert Ticket.objects.count() == 0
    assert ParkedEvent.objects.count() == 0


def test_a_number_beyond_all_scores_is_heard_too(db):
    definition, settings = example("product-feedback")
    score = {"type": "text", "inputType": "number", "name": "nps", "title": "?"}
    definition["pages"][0]["elements"][0] = score
    make_survey("gear", definition, settings)
    submit_response(
        response_id=uuid7(),
        survey=public_survey("gear"),
        entries={name: Entry(value) for name, value in (WHOLE | {"nps": -99_999}).items()},
        is_complete=True,
    )
    drain()
    assert ParkedEvent.objects.count() == 0
    assert Ticket.objects.get().score == -32_767


def test_a_replay_opens_none_twice(answer):
    answer()
    answer(what_went_wrong="发错颜色了", email="zhou@example.com")
    drain()
    before = list(Ticket.objects.order_by("pk").values("pk", "ref", "changed_at"))
    assert len(before) == 2
    ids = LoggedEvent.objects.filter(name=ResponseCompleted.name).values_list("pk", flat=True)
    open_tickets(recorded(list(ids)))
    drain()
    assert list(Ticket.objects.order_by("pk").values("pk", "ref", "changed_at")) == before
