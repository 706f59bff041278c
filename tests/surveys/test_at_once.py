"""Many at the same moment: one row, one event, no answer lost."""

import pytest
from django.test import Client

from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from surveys.actions.save_page import Sent, save_page
from surveys.actions.start_response import start_response
from surveys.models import Response
from surveys.queries.live_surveys import public_survey
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Go
from tests.factories.surveys import Respondent, make_example, make_survey
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def events(name):
    return LoggedEvent.objects.filter(name=f"surveys.{name}").count()


def test_the_same_form_sent_by_eight(sam):
    make_survey()
    guest = Respondent(sam, "survey")
    data = guest.form.fields | {"q.dish": "Rice", "go": "next"}
    results = at_once(*[lambda: Client().post("/s/survey/", data).status_code] * 8)
    assert results == [303] * 8
    assert Response.objects.count() == 1
    assert (events("response_started"), events("response_completed")) == (1, 1)


def test_the_same_program_call_by_eight(sam):
    make_survey()
    body = {"id": str(uuid7()), "answers": {"dish": "Rice"}}

    def submit():
        return Client().post("/api/surveys/survey/responses/", body, content_type="application/json").status_code

    assert sorted(at_once(*[submit] * 8)) == [200] * 7 + [201]
    assert Response.objects.count() == 1
    assert (events("response_started"), events("response_completed")) == (1, 1)


def test_different_pages_at_once_keep_both_answers():
    make_example("trust-pulse")
    survey, key = public_survey("trust-pulse"), uuid7()
    start_response(response_id=key, survey=survey, sent=Sent(page="trust", entries={"trust": Entry("5")}))

    def send(page, name, value):
        sent = Sent(page=page, entries={name: Entry(value)}, shown={name}, go=Go.LATER)
        return lambda: save_page(response_id=key, sent=sent).response.pk

    assert (
        at_once(send("why", "kept", "Answers"), send("trust", "trust", "4"), send("contact", "consent", "false"))
        == [key] * 3
    )
    assert Response.objects.get().answers == {"trust": 4, "kept": "Answers", "consent": False}
