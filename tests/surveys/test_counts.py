"""The roll-up of responses equals the raw rows, however the events come."""

import pytest
from django.db.models import Sum

from notifications.event_log import Recorded
from surveys.actions.count_responses import count_responses
from surveys.events import ResponseCompleted, ResponseStarted
from surveys.models import Response, ResponseCount
from tests.factories.surveys import Respondent, make_example
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


def test_counts_equal_the_rows(sam):
    make_example("product-feedback")
    for number in range(4):
        guest = Respondent(sam, "product-feedback")
        guest.send(nps="10")
        if number < 3:
            guest.send()
            guest.send()
        drain()
    assert Response.objects.count() == 4
    total = ResponseCount.objects.aggregate(started=Sum("started"), completed=Sum("completed"))
    assert total == {"started": 4, "completed": 3}
    drain()
    assert ResponseCount.objects.get().started == 4


def test_a_batch_is_one_statement(django_assert_num_queries):
    from datetime import UTC, datetime

    survey = make_example("product-feedback")
    named = {"survey_id": survey.pk, "version_id": survey.live_version_id, "language": "en"}
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    batch = [
        Recorded(number, late, None, kind(response_id=str(number), **named))
        for number in range(500)
        for kind in (ResponseStarted, ResponseCompleted)
    ]
    with django_assert_num_queries(1):
        count_responses(batch)
    count_responses(batch[:3])
    found = ResponseCount.objects.get()
    assert (str(found.day), found.started, found.completed) == ("2026-11-22", 502, 501)
