"""What happens to ready answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class CannedReplySaved(Event):
    """It is new, or says something else."""

    name: ClassVar[str] = "feedback.canned_reply_saved"
    canned_id: int


@dataclass(frozen=True, kw_only=True)
class CannedReplyDropped(Event):
    """It is not offered any more."""

    name: ClassVar[str] = "feedback.canned_reply_dropped"
    canned_id: int
    title: str
