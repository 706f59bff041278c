"""Give a program a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.events import ApiTokenCreated
from accounts.models import ApiToken
from feedback_site.kit import clock
from feedback_site.kit.tokens import hash_token, new_token
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def create_api_token(*, owner: User, label: str) -> tuple[ApiToken, str]:
    """Return the row and, this once, the token itself."""
    token = new_token()
    row = ApiToken.objects.create(owner=owner, label=label, token_hash=hash_token(token), created_at=clock.now())
    event = ApiTokenCreated(token_id=row.pk, user_id=owner.pk)
    record(event, actor_id=owner.pk, subject=f"person:{owner.pk}")
    return row, token
