"""Let people say what they are called and how they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.queries.mail_wishes import WISHES, stopped_topics
from notifications.actions.stop_mails import start_mails, stop_mails
from notifications.rules.addresses import address_hash

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
    mail_on_mention: bool | None = None,
) -> None:
    """Set what is given; which mails one wants is kept as one click in a mail keeps it."""
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
    wishes = {"mail_on_assignment": mail_on_assignment, "mail_on_message": mail_on_message}
    _wish(user, {**wishes, "mail_on_mention": mail_on_mention})


def _wish(user: User, wishes: dict[str, bool | None]) -> None:
    """Stop and start what has changed."""
    asked = {name: wanted for name, wanted in wishes.items() if wanted is not None}
    stopped = stopped_topics(user) if asked else set()
    for name, wanted in asked.items():
        topic, hashed = WISHES[name], address_hash(user.email)
        if wanted and topic in stopped:
            start_mails(topic=topic, address_hash=hashed)
        elif not wanted and topic not in stopped:
            stop_mails(topic=topic, address_hash=hashed)
