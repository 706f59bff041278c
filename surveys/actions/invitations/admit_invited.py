"""Let an invited person into an anonymous survey once, under an id that no table keeps with the invitation."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from surveys.actions.invitations.note_answers import note_participation

if TYPE_CHECKING:
    from uuid import UUID

DOUBLE_CLICK = 600  # seconds


@transaction.atomic
def admit_invited(*, invitation_id: int, response_id: UUID) -> bool:
    """Whether they may begin under this id: the first one asked for, and that again when the form is sent twice.

    Only the cache knows which id that was, hashed, for ten minutes.
    """
    place, mark = f"admitted:{_hashed('invitation', str(invitation_id))}", _hashed("response", response_id.hex)
    if note_participation(invitation_id):  # a second sending waits here until this one is through
        cache.set(place, mark, DOUBLE_CLICK)
        return True
    return bool(cache.get(place) == mark)


def _hashed(*said: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(said).encode(), hashlib.sha256).hexdigest()
