"""What readers have counted equals what one counts by hand, whenever one looks."""

import random
from collections import Counter

import pytest
from django.test import Client

from notifications.models import Bookmark
from surveys.actions.move_survey import move_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response, ResultCell, SurveyVersion
from surveys.queries.definitions import documents_of
from surveys.queries.pooled import Filter, pooled_results
from surveys.queries.result_cells import READER, cells_of_row, counted_cells
from surveys.rules.lifecycle import Move
from tests.factories.surveys import make_survey
from tests.support.drain import drain
from tests.surveys.api.program import Program
from tests.surveys.api.test_responses import sent

pytestmark = pytest.mark.django_db
ASK = {
    "pages": [
        {
            "name": "one",
            "elements": [
                {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "isRequired": True},
                {"type": "checkbox", "name": "likes", "choices": ["a", "b", "c"], "showOtherItem": True},
                {"type": "ranking", "name": "order", "choices": ["x", "y", "z"]},
                {"type": "matrix", "name": "grid", "rows": ["r1", "r2"], "columns": ["c1", "c2"]},
                {"type": "text", "name": "age", "inputType": "number"},
                {"type": "comment", "name": "why"},
            ],
        },
        {"name": "two", "elements": [{"type": "boolean", "name": "ok", "visibleIf": "{nps} > 6"}]},
    ]
}


def answers(rng):
    drawn = {
        "nps": rng.randint(0, 10),
        "likes": rng.sample(["a", "b", "c"], rng.randint(0, 3)),
        "order": rng.sample(["x", "y", "z"], 3),
        "grid": {"r1": rng.choice(["c1", "c2"])},
        "age": rng.randint(1, 99),
        "why": "x" * rng.randint(0, 300),
        "ok": rng.choice([True, False]),
    }
    kept = {name: value for name, value in drawn.items() if name == "nps" or rng.random() < 0.7}
    return {name: value for name, value in kept.items() if value not in ([], "")}


def by_hand(survey, tiers=(), version=None):
    """Every complete response, one by one."""
    found = {}
    for row in Response.objects.filter(survey=survey, status="complete").select_related("version"):
        if (tiers and row.quality.get("tier") not in tiers) or version not in (None, row.version.number):
            continue
        cells = cells_of_row(row.version_id, documents_of(row.version_id), row.answers, row.absent, row.quality)
        found.setdefault(row.version.number, Counter()).update(cells)
    return found


def test_the_roll_up_equals_counting_by_hand(stranger):
    rng = random.Random(5)
    settings = {"limits": {"cap": 25}}
    survey = make_survey("ask", ASK, settings)
    for number in range(40):
        assert stranger.post("ask/responses/", sent(complete=rng.random() < 0.9, **answers(rng)))[0] == 201
        if number == 20:
            wider = {"pages": [*ASK["pages"], {"name": "three", "elements": [{"type": "text", "name": "more"}]}]}
            replace_draft(survey_id=survey.pk, definition=wider)
            publish_survey(survey_id=survey.pk)
        if number in (7, 21, 33):
            drain()
        if number % 9 == 0:  # read by the reader or not, a page sees all of it
            assert counted_cells(survey.pk) == by_hand(survey)
    for tiers in (["a"], ["a", "b"]):
        assert counted_cells(survey.pk, tiers=tiers) == by_hand(survey, tiers)
    drain()
    assert counted_cells(survey.pk) == by_hand(survey)
    assert counted_cells(survey.pk, version=2) == by_hand(survey, version=2)
    assert sum(own["over", "", ""] for own in counted_cells(survey.pk).values()) > 0
    total = ResultCell.objects.filter(version__survey=survey, kind="whole")
    assert sum(cell.count for cell in total) == 25


def test_a_replay_counts_nothing_twice(stranger):
    survey = make_survey("ask", ASK)
    body = sent(nps=9)
    for _ in range(5):
        stranger.post("ask/responses/", body)
        drain()
    assert pooled_results(survey.pk, Filter()).n == 1


def test_counting_anew_from_the_first_event_gives_the_same(stranger):
    survey = make_survey("ask", ASK)
    rng = random.Random(6)
    for _ in range(12):
        stranger.post("ask/responses/", sent(**answers(rng)))
    drain()
    before = counted_cells(survey.pk)
    ResultCell.objects.all().delete()
    Bookmark.objects.filter(reader=READER).update(chapter=0, xid=0, event_id=0)
    assert counted_cells(survey.pk) == before
    drain()
    assert counted_cells(survey.pk) == before


def test_anonymous_responses_are_counted_once_when_they_are_sealed():
    survey = make_survey("ask", ASK, {"anonymous": True})
    rng = random.Random(7)
    for number in range(13):
        Program(Client()).post("ask/responses/", sent(**answers(rng)))
        if number in (3, 6, 11):
            drain()
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    drain()
    assert Response.objects.filter(week=None).count() == 0
    assert counted_cells(survey.pk, is_sealed=True) == by_hand(survey)
    assert pooled_results(survey.pk, Filter()).n == 13


def test_the_page_costs_the_same_for_one_and_for_many(stranger, client_for, amir, django_assert_num_queries):
    make_survey("ask", ASK)
    reader = client_for(amir)
    rng = random.Random(8)
    for size in (1, 3):
        while Response.objects.count() < size:
            stranger.post("ask/responses/", sent(**answers(rng)))
        reader.get("/console/surveys/ask/results/")
        with django_assert_num_queries(6):
            reader.get("/console/surveys/ask/results/")
    assert SurveyVersion.objects.count() == 1
