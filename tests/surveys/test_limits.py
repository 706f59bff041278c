"""Caps and quotas are exact however many come at once; whoever comes too late is thanked, kept and labelled."""

from collections import Counter
from threading import BoundedSemaphore

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from surveys.actions.import_survey import RefusedDocuments, import_survey
from surveys.actions.move_survey import move_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response, Slot
from surveys.rules.lifecycle import Move
from tests.factories.surveys import Forms, Respondent, make_survey
from tests.support.threads import at_once

WHO = {
    "title": "Who",
    "elements": [
        {"type": "radiogroup", "name": "gender", "choices": ["f", "m"], "isRequired": True},
        {"type": "text", "name": "age", "inputType": "number"},
    ],
    "calculatedValues": [{"name": "young", "expression": "{age} < 30"}],
}
YOUNG_WOMEN = {"name": "young-women", "cap": 2, "when": "{gender} = 'f' and {age} < 30"}
CONNECTIONS = BoundedSemaphore(50)  # as many as the database of the tests lets in, like a pool
POLITE = "that number was reached before yours"


def slots():
    return dict(Slot.objects.values_list("name", "taken"))


def labels():
    return Counter(response.quality.get("over") for response in Response.objects.all())


def answer(**answers):
    guest = Respondent(Client(), "who")
    guest.send(**answers)
    return guest.html


def completed():
    return LoggedEvent.objects.filter(name="surveys.response_completed").count()


@pytest.mark.django_db(transaction=True)
def test_two_hundred_submitters_and_room_for_fifty():
    """Each of 200 browsers has the form open; all send it at the same moment, through the whole site."""
    make_survey("who", WHO, {"limits": {"cap": 50}})
    forms = [Forms(Client().get("/s/who/", headers={"Accept-Language": "en"}).content.decode()) for _ in range(200)]

    def submit(form):
        def act():
            browser = Client(headers={"Accept-Language": "en"})
            with CONNECTIONS:
                sent = browser.post("/s/who/", form.fields | {"q.gender": "f", "go": "next"})
                assert sent.status_code == 303
                thanks = browser.get(sent["Location"]).content.decode()
                connections.close_all()
            return thanks

        return act

    told = at_once(*[submit(form) for form in forms])
    assert Counter(POLITE in html for html in told) == {False: 50, True: 150}
    assert all("Thank you" in html for html in told)
    assert labels() == {None: 50, "cap": 150}
    assert slots() == {"": 50}
    assert completed() == 200


@pytest.mark.django_db(transaction=True)
def test_the_same_submission_twenty_times_takes_one_place():
    make_survey("who", WHO, {"limits": {"cap": 1}})
    form = Forms(Client().get("/s/who/").content.decode())
    act = lambda: Client().post("/s/who/", form.fields | {"q.gender": "f", "go": "next"}).status_code  # noqa: E731
    assert at_once(*[act] * 20) == [303] * 20
    assert (Response.objects.count(), completed(), slots(), labels()) == (1, 1, {"": 1}, {None: 1})


@pytest.mark.django_db(transaction=True)
def test_quotas_that_overlap_never_wait_in_a_circle():
    quotas = [
        {"name": name, "cap": 30, "when": when}
        for name, when in (("young", "{young}"), ("women", "{gender} = 'f'"), ("all", "true"))
    ]
    make_survey("who", WHO, {"limits": {"cap": 40, "quotas": quotas}})
    people = [("f", "20"), ("f", "40"), ("m", "20"), ("m", "40")] * 12
    acts = [lambda gender=gender, age=age: answer(gender=gender, age=age) for gender, age in people]
    assert [done for done in at_once(*acts) if isinstance(done, Exception)] == []
    taken = slots()
    counted = [r.answers for r in Response.objects.exclude(quality__has_key="over")]
    assert taken == {
        "": len(counted),
        "all": len(counted),
        "women": sum(a["gender"] == "f" for a in counted),
        "young": sum(a["age"] < 30 for a in counted),
    }
    assert (len(counted), Response.objects.count()) == (30, 48)


@pytest.mark.django_db
def test_a_quota_looks_at_several_answers():
    make_survey("who", WHO, {"limits": {"cap": 4, "quotas": [YOUNG_WOMEN]}})
    for _ in range(2):
        assert POLITE not in answer(gender="f", age="29")
    assert POLITE in answer(gender="f", age="29")
    assert POLITE not in answer(gender="f", age="30")
    assert POLITE not in answer(gender="m", age="29")
    assert POLITE in answer(gender="m", age="29")
    assert slots() == {"": 4, "young-women": 2}
    assert labels() == {None: 4, "quota:young-women": 1, "cap": 1}


@pytest.mark.django_db
def test_a_program_is_told_whether_it_counted(client):
    make_survey("who", WHO, {"limits": {"cap": 1}})

    def submit(key):
        body = {"id": str(key), "answers": {"gender": "m"}}
        return client.post("/api/surveys/who/responses/", body, content_type="application/json")

    keys = [uuid7(), uuid7()]
    assert [submit(key).json()["counted"] for key in keys] == [True, False]
    assert [submit(key).json()["counted"] for key in keys] == [True, False]
    assert slots() == {"": 1}


@pytest.mark.django_db
def test_what_comes_after_closing_takes_no_place():
    definition = {
        "pages": [{"elements": [{"type": "text", "name": "a"}]}, {"elements": [{"type": "text", "name": "b"}]}]
    }
    survey = make_survey("who", definition, {"limits": {"cap": 1}})
    guest = Respondent(Client(), "who")
    guest.send(a="1")
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    guest.send(b="2")
    response = Response.objects.get()
    assert (response.is_complete, response.quality["late"], slots()) == (True, True, {"": 0})


@pytest.mark.django_db
def test_what_was_taken_stays_taken_in_the_next_version():
    survey = make_survey("who", WHO, {"limits": {"cap": 1}})
    answer(gender="f")
    assert POLITE in answer(gender="f")
    replace_draft(survey_id=survey.pk, settings={"limits": {"cap": 2, "quotas": [YOUNG_WOMEN]}})
    publish_survey(survey_id=survey.pk)
    assert POLITE not in answer(gender="m")
    assert POLITE in answer(gender="m")
    assert slots() == {"": 2, "young-women": 0}


@pytest.mark.django_db
def test_without_limits_nothing_is_asked_of_the_database():
    make_survey("who", WHO)
    guest = Respondent(Client(), "who")
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        guest.client.post("/s/who/", guest.form.fields | {"q.gender": "f", "go": "next"})
    assert [q["sql"] for q in queries if "surveys_slot" in q["sql"]] == []


@pytest.mark.parametrize(
    ("limits", "path"),
    [
        ([], "settings.limits"),
        ({"most": 5}, "settings.limits.most"),
        ({"cap": 0}, "settings.limits.cap"),
        ({"cap": True}, "settings.limits.cap"),
        ({"quotas": [5]}, "settings.limits.quotas[0]"),
        ({"quotas": [YOUNG_WOMEN | {"name": "Frauen!"}]}, "settings.limits.quotas[0].name"),
        ({"quotas": [YOUNG_WOMEN, YOUNG_WOMEN]}, "settings.limits.quotas[1].name"),
        ({"quotas": [YOUNG_WOMEN | {"cap": "5"}]}, "settings.limits.quotas[0].cap"),
        ({"quotas": [YOUNG_WOMEN | {"when": "{gender} ="}]}, "settings.limits.quotas[0].when"),
        ({"quotas": [YOUNG_WOMEN | {"when": "{sex} = 'f'"}]}, "settings.limits.quotas[0].when"),
        ({"quotas": [{"name": "a", "cap": 1}]}, "settings.limits.quotas[0].when"),
    ],
)
@pytest.mark.django_db
def test_limits_are_checked_against_the_definition(limits, path):
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=WHO, settings={"limits": limits})
    assert [finding.path for finding in refused.value.findings] == [path]
