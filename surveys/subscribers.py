"""What follows from responses: the daily counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.event_log import reader
from surveys.actions.count_responses import count_responses
from surveys.events import ResponseCompleted, ResponseStarted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


@reader("surveys.counts", on=(ResponseStarted, ResponseCompleted), from_start=True)
def count(batch: Sequence[Recorded]) -> None:
    """Keep the counts."""
    count_responses(batch)
