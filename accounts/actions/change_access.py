"""Shut a person out, or let them in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actions.lock_person import keep_an_administrator, lock_person
from accounts.actions.revoke_api_token import revoke
from accounts.events import PersonDeactivated, PersonReactivated
from accounts.models import ApiToken
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def deactivate_person(*, user_id: int, actor_id: int) -> User:
    """End a person's sessions at once and their API tokens for good; what they did stays.

    Raises LastAdministrator rather than leave the site without one.
    """
    person = lock_person(user_id)
    if not person.is_active:
        return person
    keep_an_administrator(without=person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    for token in ApiToken.objects.good().select_for_update().filter(owner=person):
        revoke(token, actor_id=actor_id)
    record(PersonDeactivated(user_id=person.pk), actor_id=actor_id, subject=f"person:{person.pk}")
    return person


@transaction.atomic
def reactivate_person(*, user_id: int, actor_id: int) -> User:
    """Let a person sign in again, with the role they had."""
    person = lock_person(user_id)
    if person.is_active:
        return person
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(PersonReactivated(user_id=person.pk), actor_id=actor_id, subject=f"person:{person.pk}")
    return person
