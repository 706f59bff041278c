"""Whether an anonymous response came in under an id before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback_site.kit.tokens import hash_token
from surveys.models import SpentId

if TYPE_CHECKING:
    from uuid import UUID


def is_spent(response_id: UUID) -> bool:
    """Whether the id was used for a response that is sealed since."""
    return SpentId.objects.filter(hash=hash_token(str(response_id))).exists()
