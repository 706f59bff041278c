"""Plays steps in the order of their moments, and lets the readers read in between."""

from __future__ import annotations

import heapq
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from feedback_site.demo.reading import Reading
from feedback_site.kit import clock
from notifications.actions.read_events import read_events

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from notifications.models import LoggedEvent

    Step = Callable[[], object]

LONGEST_BATCH = timedelta(minutes=10)
PROMPT = timedelta(seconds=20)


class Timeline:
    """The weeks of the demo; a step may plan later ones, and what would lie after `now` never happens."""

    def __init__(self, start: datetime, now: datetime) -> None:
        self.start, self.now = start, now
        self.listeners: list[Callable[[LoggedEvent], object]] = []
        self._at = start
        self._unread_since: datetime | None = None
        self._steps: list[tuple[datetime, int, Step, bool]] = []
        self._numbers = count()
        self._reading = Reading()

    @property
    def progress(self) -> float:
        """How much of the time is over, from 0 to 1."""
        return (self._at - self.start) / (self.now - self.start)

    def plan(self, moment: datetime, step: Step, *, is_urgent: bool = True) -> None:
        """Do something at a moment, or at once when the moment is over; of the urgent, readers hear soon."""
        if moment <= self.now:
            heapq.heappush(self._steps, (max(moment, self._at), next(self._numbers), step, is_urgent))

    def play(self) -> None:
        """Do all that is planned, and let the readers come to rest."""
        while self._steps or self._rest():
            if not self._steps:
                continue
            moment = self._steps[0][0]
            if self._unread_since and moment - self._unread_since > LONGEST_BATCH:
                self._read(min(self._at + PROMPT, moment))
                continue
            self._at, _number, step, is_urgent = heapq.heappop(self._steps)
            with clock.at(self._at):
                step()
            if is_urgent:
                self._unread_since = self._unread_since or self._at

    def count(self) -> None:
        """Bring the counts up to date, for somebody who is about to look at them."""
        self._read(self._at)
        self._reading.count()

    def _read(self, moment: datetime) -> None:
        self._at, self._unread_since = moment, None
        with clock.at(moment):
            for line in self._reading.read():
                for listener in self.listeners:
                    listener(line)

    def _rest(self) -> bool:
        """Let every reader read; return whether that led to anything."""
        self._read(self.now)
        with clock.at(self.now):
            return read_events() > 0 or bool(self._steps)
