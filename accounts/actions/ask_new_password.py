"""Note that somebody wants a new password."""

from __future__ import annotations

from django.db import transaction

from accounts.events import NewPasswordAsked
from accounts.models import User
from notifications.event_log import record


@transaction.atomic
def ask_new_password(*, email: str) -> None:
    """Do the same, and so take the same time, whether or not anybody has this address; a reader writes the mail."""
    known = User.objects.active().filter(email=email.strip().lower()).values_list("pk", flat=True).first()
    record(NewPasswordAsked(user_id=known), subject=f"person:{known or 0}")
