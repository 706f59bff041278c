"""Quality without walls: signs give a tier with its reasons, and nothing is dropped for it."""

from datetime import timedelta

import pytest
from django.test import Client

from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from surveys.models import Response
from surveys.queries.pooled import Filter, pooled_results
from surveys.rules import import_definition
from surveys.rules.quality.signs import fingerprint, graded, pace
from tests.factories.surveys import Respondent, make_survey

LINES = [f"r{number}" for number in range(5)]
SURVEY = {
    "title": "Long",
    "elements": [
        {"type": "matrix", "name": "grid", "rows": LINES, "columns": ["x", "y"]},
        {"type": "rating", "name": "score"},
        {"type": "comment", "name": "why"},
    ],
}


TIMED = {"quality": {"time": {"en": "To see who reads.", "zh-hans": "看看谁在认真读。"}}}


def answer(client=None, after=60, **answers):
    """Somebody who takes `after` seconds."""
    guest = Respondent(client or Client(), "long")
    with clock.at(clock.now() + timedelta(seconds=after)):
        guest.send(**answers)


def qualities():
    return [(r.quality["tier"], r.quality["reasons"]) for r in Response.objects.order_by("completed_at")]


@pytest.mark.django_db
def test_each_sign_is_a_reason_and_nothing_is_dropped():
    survey = make_survey("long", SURVEY, TIMED)
    mixed = dict(zip(LINES, "xyxyx", strict=True))
    text = "The parcel came late and wet."
    answer(score="4", grid=mixed, after=60)
    answer(score="4", grid=mixed, after=1)
    answer(score="4", grid=dict.fromkeys(LINES, "x"), after=62)
    answer(score="4", grid=dict.fromkeys(LINES, "x"), after=1)
    answer(score="3", why=text, after=70)
    answer(score="3", why=text, after=80)
    answer(score="1", homepage="http://spam.example", after=90)
    assert sorted(qualities()) == sorted(
        [
            ("a", []),
            ("b", ["hasty"]),
            ("b", ["straight"]),
            ("c", ["hasty", "straight"]),
            ("a", []),
            ("b", ["copied"]),
            ("c", ["honeypot"]),
        ]
    )
    assert [pooled_results(survey.pk, Filter(tier=tier)).n for tier in ("", "b", "a")] == [7, 5, 2]
    means = [pooled_results(survey.pk, Filter(tier=tier)).questions[1].mean.value for tier in ("", "a")]
    assert means == [pytest.approx(23 / 7), 3.5]


@pytest.mark.django_db
def test_many_from_one_address_are_noted_without_the_address():
    make_survey("long", SURVEY)
    for _ in range(31):
        Respondent(Client(REMOTE_ADDR="192.0.2.7"), "long").send(score="5")
    answer(Client(REMOTE_ADDR="192.0.2.8"), score="5")
    crowded = Response.objects.filter(quality__crowded=True)
    assert (crowded.count(), Response.objects.count()) == (1, 32)
    assert crowded.get().quality["reasons"] == ["crowded"]
    assert "192.0.2.7" not in str(list(Response.objects.values()))


@pytest.mark.django_db
def test_a_program_is_not_timed(client):
    make_survey("long", SURVEY)
    body = {"id": str(uuid7()), "answers": {"score": 5, "grid": {"r0": "x"}}}
    assert client.post("/api/surveys/long/responses/", body, content_type="application/json").status_code == 201
    assert qualities() == [("a", [])]


def test_pace_is_coarse():
    two = {"a": 1, "b": 2}
    assert [pace(s, two) for s in (1.9, 2, 6, 20, None, -1)] == ["<1", "1-3", "3-10", ">10", "", ""]
    assert pace(0, {"a": 1}) == ""


def test_only_answers_that_few_give_alike_have_a_fingerprint():
    assert fingerprint({"nps": 10}) is None
    assert fingerprint({"nps": 10, "why": "Good"}) is None
    assert fingerprint({"why": "x" * 20}) == fingerprint({"why": "x" * 20})
    assert fingerprint({f"q{n}": 5 for n in range(10)}) is not None


def test_tiers():
    definition = import_definition(SURVEY)
    assert graded(definition, {}, {})["tier"] == "a"
    assert graded(definition, {}, {"crowded": True})["tier"] == "b"
    assert graded(definition, {}, {"crowded": True, "copied": True})["tier"] == "c"
