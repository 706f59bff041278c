"""Take a program's key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.events import ApiTokenRevoked
from accounts.models import ApiToken
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def revoke_api_token(*, token_id: int, owner: User) -> bool:
    """Revoke one of the owner's tokens; return whether it was good until now."""
    token = ApiToken.objects.good().select_for_update().filter(pk=token_id, owner=owner).first()
    if token is None:
        return False
    revoke(token, actor_id=owner.pk)
    return True


def revoke(token: ApiToken, *, actor_id: int) -> None:
    """Revoke a locked token; the next request with it is refused."""
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    event = ApiTokenRevoked(token_id=token.pk, user_id=token.owner_id)
    record(event, actor_id=actor_id, subject=f"person:{token.owner_id}")
