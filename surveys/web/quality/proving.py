"""The small sum: given with the first page, checked once when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.signing import BadSignature

from feedback_site.kit import clock
from feedback_site.kit.tokens import sign, unsign
from surveys.rules.quality.puzzle import solves

if TYPE_CHECKING:
    from uuid import UUID

PURPOSE = "proof"
DAYS = 2


def puzzle_for(response_id: UUID) -> str:
    """A signed sum of this response, good today and tomorrow; it tells the day and no more."""
    return sign(PURPOSE, f"{response_id.hex}.{clock.now().toordinal() + DAYS}")


def is_proved(response_id: UUID, puzzle: str, answer: str) -> bool:
    """Whether the sum is ours, of this response, not too old, and worked out."""
    try:
        owner, _dot, last = unsign(PURPOSE, puzzle).partition(".")
    except BadSignature:
        return False
    return owner == response_id.hex and clock.now().toordinal() < int(last) and solves(puzzle, answer)
