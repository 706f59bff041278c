"""When a survey takes answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.rules.lifecycle import State

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """From when until when; None is always."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a moment between opening and closing."""
        return self.opens_at is None or self.closes_at is None or self.opens_at < self.closes_at

    def state_at(self, state: State, now: datetime) -> State:
        """Where a survey stands for respondents: a live one is paused before it opens and closed afterwards."""
        if state is not State.LIVE:
            return state
        if self.opens_at is not None and now < self.opens_at:
            return State.PAUSED
        return State.CLOSED if self.closes_at is not None and now >= self.closes_at else state
