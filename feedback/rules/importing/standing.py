"""How a case that comes from elsewhere stands here: who spoke last decides who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.rules.importing.case import Stage, Standing
from feedback.rules.names import Kind, Reason, Status

if TYPE_CHECKING:
    from feedback.rules.importing.case import Told

CLOSED_FOR = {Stage.SPAM: Reason.SPAM, Stage.DUPLICATE: Reason.DUPLICATE}


def standing(told: Told, *, has_assignee: bool) -> Standing:
    """Return the standing; "resolved" says answered and done, so what nobody answered is closed without an answer."""
    kinds = [said.kind for said in told.messages]
    if told.stage in CLOSED_FOR:
        return Standing(status=Status.CLOSED, reason=CLOSED_FOR[told.stage])
    if told.stage == Stage.DONE:
        if Kind.CUSTOMER in kinds and Kind.REPLY not in kinds:
            return Standing(status=Status.CLOSED, reason=Reason.NO_REPLY_NEEDED)
        return Standing(status=Status.RESOLVED)
    held = told.stage == Stage.HELD
    awaited = _awaited(kinds)
    if awaited is None:
        answered = Kind.REPLY in kinds and told.stage != Stage.OPEN
        return Standing(status=Status.WAITING if answered else Status.OPEN, is_held=held)
    is_new = Kind.REPLY not in kinds and not has_assignee
    return Standing(status=Status.NEW if is_new else Status.OPEN, awaited=awaited, is_held=held)


def _awaited(kinds: list[Kind]) -> int | None:
    """Return the place of the first customer message that no human answered."""
    found = None
    for place, kind in enumerate(kinds):
        if kind == Kind.CUSTOMER and found is None:
            found = place
        elif kind == Kind.REPLY:
            found = None
    return found
