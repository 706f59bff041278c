"""Whatever is erased, the results are what one counts from scratch."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback_site.kit import clock
from notifications.models import LoggedEvent
from surveys.actions.move_survey import move_survey
from surveys.actions.results.erase_response import erase_response
from surveys.models import Response, ResultCell, Survey
from surveys.queries.pooled import Filter, pooled_results
from surveys.queries.result_cells import counted_cells
from surveys.rules.lifecycle import Move
from tests.factories.surveys import make_survey
from tests.support.drain import drain
from tests.surveys.api.program import Program
from tests.surveys.api.test_responses import sent
from tests.surveys.results.test_cells import ASK, by_hand

pytestmark = pytest.mark.django_db
STEP = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 10)),
    st.tuples(st.just("half"), st.integers(0, 10)),
    st.tuples(st.just("erase"), st.integers(0, 30)),
    st.tuples(st.just("read"), st.just(0)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_results_equal_a_count_from_scratch(db, steps):
    Response.objects.all().delete()
    ResultCell.objects.all().delete()
    survey = Survey.objects.filter(slug="ask").first() or make_survey("ask", ASK, {"limits": {"cap": 1000}})
    program = Program(Client())
    for what, number in steps:
        if what == "read":
            drain()
        elif what == "erase":
            known = list(Response.objects.order_by("pk").values_list("pk", flat=True))
            if known:
                erase_response(survey_id=survey.pk, response_id=known[number % len(known)], by=None)
        else:
            picks = {"nps": number, "likes": ["a", "b"][: number % 3], "grid": {"r1": "c1"}}
            program.post(
                "ask/responses/", sent(complete=what == "answer", **{k: v for k, v in picks.items() if v != []})
            )
        assert _positive(counted_cells(survey.pk)) == _positive(by_hand(survey))
    drain()
    assert _positive(counted_cells(survey.pk)) == _positive(by_hand(survey))
    assert not ResultCell.objects.filter(count=0).exists()


def _positive(cells):
    return {number: +own for number, own in cells.items() if +own}


def test_a_sealed_response_is_taken_out_and_what_is_unsealed_cannot_be_reached():
    survey = make_survey("ask", ASK, {"anonymous": True})
    program = Program(Client())
    for number in range(6):
        program.post("ask/responses/", sent(nps=number))
    with pytest.raises(Response.DoesNotExist):
        erase_response(survey_id=survey.pk, response_id=Response.objects.first().pk, by=None)
    drain()
    erase_response(survey_id=survey.pk, response_id=Response.objects.exclude(week=None).first().pk, by=None)
    assert counted_cells(survey.pk, is_sealed=True) == by_hand(survey)
    assert pooled_results(survey.pk, Filter()).n == 5


def test_an_administrator_erases_on_a_page_of_its_own(client_for, ada, max_, stranger):
    make_survey("ask", ASK)
    stranger.post("ask/responses/", sent(nps=3, why="Call me on 5550123"))
    drain()
    page = f"/console/surveys/ask/responses/{Response.objects.get().pk}/"
    assert client_for(max_).post(f"{page}erasure/").status_code == 403
    assert "Erase this response" not in client_for(max_).get(page).content.decode()
    desk = client_for(ada)
    assert f"{page}erasure/" in desk.get(page).content.decode()
    assert "Erase this response?" in desk.get(f"{page}erasure/").content.decode()
    assert Response.objects.count() == 1
    assert [desk.post(f"{page}erasure/").status_code for _ in range(2)] == [303, 404]
    assert [desk.get(p).status_code for p in (page, f"{page}erasure/")] == [404, 404]
    assert (Response.objects.count(), ResultCell.objects.count()) == (0, 0)
    assert LoggedEvent.objects.get(name="surveys.response_erased").actor_id == ada.pk
    assert desk.post(f"/console/surveys/ask/responses/{UUID(int=1)}/erasure/").status_code == 404


def test_fewer_than_five_anonymous_answers_stay_sealed_and_the_page_says_so(client_for, amir):
    survey = make_survey("ask", ASK, {"anonymous": True})
    for number in range(4):
        Program(Client()).post("ask/responses/", sent(nps=number))
    drain()
    desk = client_for(amir)
    said = "fewer than five answers came in. They stay sealed"
    assert said not in desk.get("/console/surveys/ask/results/").content.decode()
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    with clock.at(clock.now() + timedelta(days=90)):
        drain()
    html = desk.get("/console/surveys/ask/results/").content.decode()
    assert (said in html, pooled_results(survey.pk, Filter()).n) == (True, 0)
    listed = desk.get("/console/surveys/ask/responses/").content.decode()
    assert [str(row.pk) in listed for row in Response.objects.all()] == [False] * 4
