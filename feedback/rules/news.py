"""When news for the staff are mailed: once it is quiet for a while, and never much later."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

QUIET = timedelta(minutes=3)
LONGEST = timedelta(minutes=10)


class NewsKind(StrEnum):
    """What somebody of the staff is told; also the kind of the mail."""

    ASSIGNED = "case_assigned"
    WROTE = "reporter_wrote"


def is_due(first: datetime, last: datetime, now: datetime) -> bool:
    """Whether what was noted from `first` to `last` is told now."""
    return now - last >= QUIET or now - first >= LONGEST
