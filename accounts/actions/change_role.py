"""Let a person do more, or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actions.lock_person import keep_an_administrator, lock_person
from accounts.events import RoleChanged
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.rules.roles import Role


@transaction.atomic
def change_role(*, user_id: int, role: Role, actor_id: int) -> User:
    """Give a person a role; it counts from their next request on.

    Raises LastAdministrator rather than leave the site without one.
    """
    person = lock_person(user_id)
    if person.role == role:
        return person
    keep_an_administrator(without=person)
    event = RoleChanged(user_id=person.pk, old=person.role, new=role.value)
    person.role = role.value
    person.save(update_fields=["role"])
    record(event, actor_id=actor_id, subject=f"person:{person.pk}")
    return person
