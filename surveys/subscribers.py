"""What follows from responses: daily counts, counted results, sealing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.event_log import reader
from surveys.actions.count_responses import count_responses
from surveys.actions.results.add_to_results import add_by_id
from surveys.actions.seal_responses import seal_responses
from surveys.events import ResponseCompleted, ResponseStarted
from surveys.models import SurveyVersion
from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


@reader("surveys.seal", on=(ResponseCompleted,), from_start=True)
def seal(batch: Sequence[Recorded]) -> None:
    """Seal anonymous responses once enough are together; their events carry no id."""
    versions = {recorded.event.version_id for recorded in batch if not recorded.event.response_id}
    states = dict(SurveyVersion.objects.filter(pk__in=versions).values_list("pk", "survey__state"))
    for version_id in sorted(states):
        seal_responses(version_id=version_id, is_over=states[version_id] == State.CLOSED)


@reader("surveys.counts", on=(ResponseStarted, ResponseCompleted), from_start=True)
def count(batch: Sequence[Recorded]) -> None:
    """Keep the counts."""
    count_responses(batch)


@reader("surveys.results", on=(ResponseCompleted,), from_start=True)
def count_results(batch: Sequence[Recorded]) -> None:
    """Keep the results counted; anonymous responses are counted when they are sealed."""
    add_by_id([recorded.event.response_id for recorded in batch if recorded.event.response_id])
