"""A new response is stored with one statement where nothing has to wait for another, else in a transaction."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from notifications.models import LoggedEvent
from surveys.models import Response
from tests.factories.surveys import ONE_PAGE, Respondent, make_survey

pytestmark = pytest.mark.django_db
CAP = {"limits": {"cap": 5}}
LONG = "The parcel came late, and it was wet."


def answer(settings=None, **answers):
    """Send the whole page; return the statements that this took, and what they left."""
    slug = "capped" if settings else "plain"
    guest = Respondent(Client(), slug)
    with CaptureQueriesContext(connection) as queries:
        guest.post(f"/s/{slug}/", guest.form.fields | {f"q.{name}": said for name, said in answers.items()})
    kinds = [query["sql"].split()[0] for query in queries]
    return kinds, Response.objects.order_by("started_at").last()


@pytest.fixture(autouse=True)
def surveys(db):
    make_survey("plain")
    make_survey("capped", ONE_PAGE, CAP)


def test_nearly_all_responses_cost_two_statements():
    kinds, response = answer(dish="soup")
    assert kinds[:2] == ["SELECT", "WITH"]
    assert "SAVEPOINT" not in kinds
    assert (response.status, response.answers, response.quality["tier"]) == ("complete", {"dish": "soup"}, "a")
    assert list(LoggedEvent.objects.order_by("id").values_list("name", flat=True))[-2:] == [
        "surveys.response_started",
        "surveys.response_completed",
    ]


def test_a_response_that_takes_a_place_has_a_transaction():
    kinds, response = answer(CAP, dish="soup")
    assert kinds[:6] == ["SELECT", "SAVEPOINT", "INSERT", "SAVEPOINT", "UPDATE", "RELEASE"]
    assert response.status == "complete"


@pytest.mark.parametrize("settings", [None, CAP], ids=["at once", "in a transaction"])
def test_a_copy_is_noted_either_way(settings):
    _kinds, first = answer(settings, dish=LONG)
    _kinds, second = answer(settings, dish=LONG)
    assert "copied" not in first.quality
    assert second.quality["copied"] is True
    assert [first.quality["reasons"], second.quality["reasons"]] == [
        [reason for reason in second.quality["reasons"] if reason != "copied"],
        ["copied", *first.quality["reasons"]],
    ]


def test_what_is_like_an_answer_to_another_survey_is_no_copy():
    answer(dish=LONG)
    _kinds, other = answer(CAP, dish=LONG)
    assert "copied" not in other.quality


def test_one_page_of_several_is_stored_at_once_even_under_a_cap():
    make_survey(
        "long", {"pages": [{"elements": ONE_PAGE["elements"][:1]}, {"elements": ONE_PAGE["elements"][1:]}]}, CAP
    )
    guest = Respondent(Client(), "long")
    with CaptureQueriesContext(connection) as queries:
        guest.post("/s/long/", guest.form.fields | {"q.dish": "soup", "go": "next"})
    assert [query["sql"].split()[0] for query in queries][:2] == ["SELECT", "WITH"]
    assert Response.objects.get(survey__slug="long").status == "in_progress"
