"""The results page of a survey with a hundred thousand responses beside one with a thousand, in the same run.

Responses are written as the site writes them, with their events, and counted by the site's own reader.
Times are those of the whole answer in this process, from the request to the last byte of the page.
"""

from __future__ import annotations

import os
import random
import time
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from bench.registry import Figure, benchmark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.models import Response, Survey, SurveyVersion

LARGE, SMALL = int(os.environ.get("BENCH_RESPONSES", "100000")), 1_000
UNFINISHED = 0.1  # of all
AT_A_TIME = 2_000
TURNS = 40
ITEMS = [f"sus_{number}" for number in range(1, 11)]


@benchmark
def results() -> list[Figure]:
    """Fill two surveys of ten questions in two versions each, then let both pages take turns."""
    small, _slow = _fill("few", SMALL)
    large, rate = _fill("many", LARGE)
    staff = _reader()
    times: dict[str, list[float]] = {small: [], large: []}
    for turn in range(TURNS + 5):
        for slug in times:
            took = _ask(staff, f"/console/surveys/{slug}/results/" + ("?tier=b" if turn % 2 else ""))
            times[slug] += [took] if turn >= 5 else []
    p50, p95 = ({slug: quantiles(own, n=20)[place] for slug, own in times.items()} for place in (9, 18))
    return [
        Figure(name="results: p50", value=p50[large], beside=p50[small], unit="ms", goal="<= 1.5"),
        Figure(name="results: p95", value=p95[large], beside=p95[small], unit="ms", goal="<= 1.5"),
        Figure(name="results: counted by the reader", value=rate, unit="/s", goal=">= 500"),
    ]


def _ask(client: Any, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200 or b"95%" not in answer.content:
        message = f"{path} answered {answer.status_code}, so there is nothing to measure"
        raise RuntimeError(message)
    return took


def _fill(slug: str, size: int) -> tuple[str, float]:
    """Write the responses with their events; return also how many the reader counts in a second."""
    from django.db import connection, transaction

    from notifications.actions.read_events import read_batch
    from notifications.event_log import readers, record_all
    from surveys.actions.save_page import completed
    from surveys.models import Response
    from surveys.queries.result_cells import READER

    survey, versions = _publish(slug)
    made = _responses(survey, versions, size, random.Random(size))  # noqa: S311 -- no secret
    while batch := [response for response, _ in zip(made, range(AT_A_TIME), strict=False)]:
        with transaction.atomic():
            Response.objects.bulk_create(batch)
            record_all([completed(response) for response in batch if response.is_complete])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE surveys_response")
    start, counted = time.perf_counter(), 0
    while isinstance(taken := read_batch(readers()[READER]), int):
        counted += taken
    return slug, counted / (time.perf_counter() - start)


def _publish(slug: str) -> tuple[Survey, list[SurveyVersion]]:
    from surveys.actions.import_survey import import_survey
    from surveys.actions.publish_survey import publish_survey
    from surveys.actions.replace_draft import replace_draft
    from surveys.rules.instruments.templates import template

    known = template("sus")
    survey = import_survey(definition=known.definition, settings=known.settings, slug=slug)
    first = publish_survey(survey_id=survey.pk)
    replace_draft(survey_id=survey.pk, definition=known.definition | {"description": "Once more"})
    return survey, [first, publish_survey(survey_id=survey.pk)]


def _responses(survey: Survey, versions: list[SurveyVersion], size: int, lot: random.Random) -> Iterator[Response]:
    from feedback_site.kit import clock
    from feedback_site.kit.tokens import uuid7
    from surveys.models import Response

    for number in range(size):
        is_complete = lot.random() >= UNFINISHED
        asked = ITEMS if is_complete else ITEMS[: lot.randint(0, 9)]
        yield Response(
            pk=uuid7(),
            survey=survey,
            version=versions[number * 2 // size],
            language=lot.choice(["en", "zh-hans"]),
            status=Response.Status.COMPLETE if is_complete else Response.Status.IN_PROGRESS,
            completed_at=clock.now() if is_complete else None,
            answers={item: lot.randint(1, 5) for item in asked},
            absent={item: "not_reached" for item in ITEMS if item not in asked},
            quality={"tier": lot.choice("aaab")} if is_complete else {},
        )


def _reader() -> Any:
    """Somebody who may read results, signed in."""
    from django.test import Client

    from accounts.models import User

    user = User.objects.create_user("results@example.org", None, name="Results", role="agent", language="en")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
