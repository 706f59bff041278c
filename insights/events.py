"""What happens to digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from feedback_site.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class DigestIssued(Event):
    """Somebody is to be told of a stretch of time; its mail is written by a reader."""

    name: ClassVar[str] = "insights.digest_issued"
    digest_id: int
