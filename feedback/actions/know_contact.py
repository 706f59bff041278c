"""Find or make the contact behind what a reporter said about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedback.models import Contact
from feedback.rules.texts import clean
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.rules.origin import Reporter


def know_contact(*, reporter: Reporter, language: str) -> Contact | None:
    """Return the contact of the address, a new one for a name alone, None for the anonymous.

    An address in a form proves nothing, so what is known already is not overwritten.
    """
    name, email = " ".join(clean(reporter.name).split())[:100], reporter.email.strip().lower()
    fields = {
        "name": name,
        "language": language,
        "timezone": reporter.timezone,
        "created_at": clock.now(),
    }
    if email:
        found = Contact.objects.get_or_create(email=email, defaults=fields)[0]
        return found.merged_into or found
    return Contact.objects.create(**fields) if name else None
