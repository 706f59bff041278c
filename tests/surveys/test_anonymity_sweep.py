"""What anonymous respondents leave behind when the time is over, or when they never come back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from feedback_site.celery import app
from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from surveys.actions.move_survey import move_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.actions.schedule_survey import schedule_survey
from surveys.models import Response
from surveys.rules.lifecycle import Move
from surveys.tasks import sweep_anonymous
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain
from tests.surveys.test_anonymity import ANONYMOUS, TRUST, answer

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def unsealed():
    return Response.objects.filter(week=None).count()


def test_the_end_of_a_schedule_seals_the_last_few():
    with clock.at(START):
        survey = make_survey("trust", TRUST, ANONYMOUS)
        schedule_survey(survey_id=survey.pk, opens_at=None, closes_at=START + timedelta(hours=1), by=None)
        for number in range(7):
            answer(Client(), number)
            if number == 4:
                drain()
        drain()
        assert sweep_anonymous() == 0
    assert unsealed() == 2
    with clock.at(START + timedelta(hours=2)):
        assert sweep_anonymous() == 2
        assert sweep_anonymous() == 0
    assert unsealed() == 0
    assert sorted(r.answers["why"] for r in Response.objects.all()) == [f"Reason {n}" for n in range(7)]


def test_what_is_finished_after_closing_is_sealed_too():
    survey = make_survey("trust", TRUST, ANONYMOUS)
    late = Respondent(Client(), "trust")
    late.send(trust="1")
    for number in range(5):
        answer(Client(), number)
    drain()
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    late.send(why="Late")
    sweep_anonymous()
    assert (Response.objects.count(), unsealed()) == (6, 0)


def test_halves_are_dropped_when_their_link_has_passed_and_no_sooner():
    with clock.at(START):
        make_survey("trust", TRUST, ANONYMOUS)
        make_survey("named", TRUST)
        for slug in ("trust", "named"):
            guest = Respondent(Client(), slug)
            guest.send(trust="1")
        half = Respondent(Client(), "trust")
        half.send(trust="2", go="later")
        assert "30 days" in half.html
    with clock.at(START + timedelta(days=30)):
        assert sweep_anonymous() == 0
        assert half.open(half.path.partition("?")[0]).status_code == 200
    with clock.at(START + timedelta(days=37)):
        assert half.open(half.path).status_code == 410
        assert sweep_anonymous() == 2
    assert list(Response.objects.values_list("survey__slug", flat=True)) == ["named"]


def test_fewer_than_five_in_all_are_not_lost():
    survey = make_survey("trust", TRUST, ANONYMOUS)
    answer(Client(), 1)
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    with clock.at(clock.now() + timedelta(days=400)):
        assert sweep_anonymous() == 0
    assert Response.objects.count() == 1


def test_the_schedule_knows_the_task():
    assert sweep_anonymous.name in {entry["task"] for entry in app.conf.beat_schedule.values()}


def test_no_anonymous_answer_is_kept_under_an_id_with_a_time(client):
    make_survey("trust", TRUST, ANONYMOUS)
    key = uuid7()
    body = {"id": str(key), "answers": {"trust": 3}}
    codes = [
        client.post("/api/surveys/trust/responses/", body, content_type="application/json").status_code
        for _ in range(2)
    ]
    assert codes == [201, 200]
    kept = Response.objects.get()
    assert (kept.pk.version, kept.pk == key) == (4, False)


def test_a_form_fetched_before_its_survey_became_anonymous_keeps_to_what_it_said():
    survey = make_survey("trust", TRUST)
    early, begun = Respondent(Client(), "trust"), Respondent(Client(), "trust")
    begun.send(trust="4")
    replace_draft(survey_id=survey.pk, settings=ANONYMOUS)
    publish_survey(survey_id=survey.pk)
    first = early.form.fields | {"q.trust": "5", "go": "next"}
    for _ in range(3):
        early.post("/s/trust/", first)
        begun.post(*begun.sent)  # a replay of what is kept under the old version stays one row
    assert Response.objects.count() == 2
    assert {row.version.number: row.pk.version for row in Response.objects.select_related("version")} == {1: 7}
    early.send(why="Done")
    assert "Thank you" in early.html
