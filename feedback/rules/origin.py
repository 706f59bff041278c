"""Where a ticket came from: who spoke, and the answers that led to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """What somebody said about themselves; without name and address they are anonymous."""

    name: str = ""
    email: str = ""
    timezone: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question as it was shown and the answer as it was given."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A survey's title, the score that raised the alarm, and the answers around it."""

    survey: str = ""
    score: int | None = None
    answers: tuple[Answer, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what the ticket keeps; the score has a column of its own."""
        return {"survey": self.survey, "answers": [asdict(answer) for answer in self.answers]}
