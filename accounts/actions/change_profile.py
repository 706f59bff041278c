"""Let people say what they are called and how they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_profile(
    *,
    user: User,
    name: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    mail_on_assignment: bool | None = None,
    mail_on_message: bool | None = None,
) -> None:
    """Set what is given; nobody else needs to know, so no event."""
    wished = {
        "name": name,
        "language": language,
        "timezone": timezone,
        "mail_on_assignment": mail_on_assignment,
        "mail_on_message": mail_on_message,
    }
    given = {field: value for field, value in wished.items() if value is not None}
    for field, value in given.items():
        setattr(user, field, value)
    user.save(update_fields=list(given))
