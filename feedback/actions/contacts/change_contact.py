"""Write down what is known of somebody."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.actions.search.index_tickets import index_tickets
from feedback.events.people import ContactChanged
from feedback.models import Contact
from feedback.rules.texts import clean
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User

NAME_LENGTH, MAX_NOTES = 100, 5_000


@transaction.atomic
def change_contact(*, contact: Contact, by: User, wish: dict[str, Any]) -> Contact:
    """Change name, language, timezone, notes, do_not_contact or consent; what is not named stays.

    Consent is dated when it is first given. Raises Invalid, and Gone for an erased or merged person.
    """
    row = changing(contact)
    told: dict[str, Any] = {name: wish[name] for name in ("language", "timezone", "do_not_contact") if name in wish}
    if "name" in wish:
        told["name"] = " ".join(clean(wish["name"]).split())[:NAME_LENGTH]
    if "notes" in wish:
        told["notes"] = clean(wish["notes"])[:MAX_NOTES]
    if "consent" in wish:
        told["consent_at"] = (row.consent_at or clock.now()) if wish["consent"] else None
    _check(told)
    changed = sorted(name for name, value in told.items() if getattr(row, name) != value)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, told[name])
    row.save(update_fields=changed)
    if "name" in changed:
        index_tickets(ids=list(row.tickets.values_list("pk", flat=True)))
    record(ContactChanged(contact_id=row.pk, fields=changed), actor_id=by.pk, subject=row.event_subject)
    return row


def changing(contact: Contact) -> Contact:
    """Lock the row; raises Gone when there is nobody to change any more."""
    row = Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)
    if row.erased_at is not None or row.merged_into_id is not None:
        raise Gone(_("This person was erased or joined with another."))
    return row


def _check(told: dict[str, Any]) -> None:
    errors: dict[str, list[Any]] = {}
    if told.get("language", settings.LANGUAGE_CODE) not in dict(settings.LANGUAGES):
        errors["language"] = [_("This language is not spoken here.")]
    if told.get("timezone") and told["timezone"] not in zoneinfo.available_timezones():
        errors["timezone"] = [_("There is no such time zone.")]
    if errors:
        raise Invalid(errors=errors)
