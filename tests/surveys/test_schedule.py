"""A survey opens and closes by itself; who has begun may finish, and what comes late is kept and labelled."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.models import LoggedEvent
from surveys.actions.move_survey import move_survey
from surveys.actions.schedule_survey import schedule_survey
from surveys.models import Response
from surveys.rules.lifecycle import Move, State
from surveys.rules.limits.schedule import Schedule
from tests.factories.surveys import Respondent, make_survey

OPENS = datetime(2027, 3, 1, 9, tzinfo=UTC)
CLOSES = datetime(2027, 3, 8, 9, tzinfo=UTC)
PAGES = {"pages": [{"elements": [{"type": "text", "name": name}]} for name in "ab"]}


def at(moment):
    with clock.at(moment):
        return Client().get("/s/week/").status_code


@pytest.mark.django_db
def test_it_opens_and_closes_by_itself(max_):
    survey = make_survey("week", PAGES)
    schedule_survey(survey_id=survey.pk, opens_at=OPENS, closes_at=CLOSES, by=max_)
    assert [at(m) for m in (OPENS - timedelta(seconds=1), OPENS, CLOSES - timedelta(seconds=1), CLOSES)] == [
        410,
        200,
        200,
        410,
    ]
    move_survey(survey_id=survey.pk, move=Move.PAUSE, by=None)
    assert at(OPENS) == 410
    event = LoggedEvent.objects.get(name="surveys.survey_scheduled")
    assert (event.actor_id, event.payload["opens_at"]) == (max_.pk, OPENS.isoformat())
    schedule_survey(survey_id=survey.pk, opens_at=None, closes_at=None, by=None)
    move_survey(survey_id=survey.pk, move=Move.REOPEN, by=None)
    assert at(CLOSES) == 200


@pytest.mark.django_db
def test_whoever_has_begun_may_finish_and_is_labelled():
    survey = make_survey("week", PAGES)
    schedule_survey(survey_id=survey.pk, opens_at=OPENS, closes_at=CLOSES, by=None)
    with clock.at(CLOSES - timedelta(minutes=1)):
        guest = Respondent(Client(), "week")
        guest.send(a="1")
    with clock.at(CLOSES + timedelta(minutes=1)):
        guest.send(b="2")
        other = Client().post("/s/week/", {})
        assert other.status_code in (404, 410)
    response = Response.objects.get()
    assert (response.answers, response.quality["late"]) == ({"a": "1", "b": "2"}, True)


@pytest.mark.django_db
def test_it_cannot_close_before_it_opens():
    survey = make_survey("week", PAGES)
    with pytest.raises(Invalid):
        schedule_survey(survey_id=survey.pk, opens_at=CLOSES, closes_at=OPENS, by=None)


@pytest.mark.parametrize("state", [State.DRAFT, State.PAUSED, State.CLOSED])
def test_what_people_do_goes_before_the_clock(state):
    assert Schedule(opens_at=OPENS, closes_at=CLOSES).state_at(state, OPENS) is state
