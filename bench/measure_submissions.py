"""Whole journeys of new respondents through a page of ten questions, beside the floor in the same run."""

from __future__ import annotations

from statistics import median

from bench.floor import QUESTIONS, TABLE
from bench.registry import Figure, benchmark
from bench.respondents import Journeys, walk
from bench.server import serving

SLUG = "ten-questions"
CLIENTS, JOURNEYS, ROUNDS = 8, 400, 5


@benchmark
def submissions() -> list[Figure]:
    """Let both servers take turns, so that a change of the machine's speed meets both."""
    _publish()
    with (
        serving("bench.floor_settings", "/") as floor_port,
        serving("feedback_site.settings", f"/s/{SLUG}/") as our_port,
    ):
        walk(floor_port, "/", clients=CLIENTS, journeys=50)
        walk(our_port, f"/s/{SLUG}/", clients=CLIENTS, journeys=50)
        floor, ours = [], []
        for _round in range(ROUNDS):
            floor.append(walk(floor_port, "/", clients=CLIENTS, journeys=JOURNEYS))
            ours.append(walk(our_port, f"/s/{SLUG}/", clients=CLIENTS, journeys=JOURNEYS))
    goals = {"rate": ("/s", ">= 0.6"), "p50": ("ms", "<= 1.67"), "p95": ("ms", "<= 2")}
    return [
        Figure(
            name=f"submissions: {part}", value=_middle(ours, part), unit=unit, beside=_middle(floor, part), goal=goal
        )
        for part, (unit, goal) in goals.items()
    ]


def _middle(rounds: list[Journeys], part: str) -> float:
    return float(median(getattr(one, part) for one in rounds))


def _publish() -> None:
    from django.db import connection

    from surveys.actions.import_survey import import_survey
    from surveys.actions.publish_survey import publish_survey

    questions = [{"type": "radiogroup", "name": name, "title": name, "choices": [1, 2, 3, 4, 5]} for name in QUESTIONS]
    survey = import_survey(definition={"title": "Ten questions", "elements": questions}, slug=SLUG)
    publish_survey(survey_id=survey.pk)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
