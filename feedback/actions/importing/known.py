"""What is here already of the people and words that some cases name, and what is made of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

from accounts.models import User
from feedback.models import Contact, Tag, Ticket
from feedback.rules.refs import new_ref
from feedback.rules.tags import MOST_IN_HOUSE
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback.rules.importing.case import Person, Told


@dataclass
class Known:
    """Colleagues and contacts by their address, tags by their small letters, case numbers that nobody has."""

    staff: dict[str, User] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    refs: list[str] = field(default_factory=list)

    def contact(self, person: Person) -> Contact | None:
        """Return the contact of the address, a new one for a name alone, None for the anonymous."""
        if person.email:
            return self.contacts[person.email]
        return Contact.objects.create(**_fields(person)) if person.name else None


def known(cases: Iterable[Told]) -> Known:
    """Find what the cases name, with a question or two for all of them; make contacts and tags that are missing."""
    found = list(cases)
    addresses = {told.assignee for told in found} | {said.author.email for told in found for said in told.messages}
    staff = User.objects.who_may("console.open").filter(email__in=addresses - {""})
    return Known(
        staff={person.email: person for person in staff},
        contacts=_contacts({told.requester.email: told.requester for told in found if told.requester.email}),
        tags=_tags({name.lower(): name for told in found for name in told.tags}),
        refs=_free_refs(len(found)),
    )


def _free_refs(count: int) -> list[str]:
    """Return so many case numbers that nobody has."""
    found: set[str] = set()
    while len(found) < count:
        found |= {new_ref() for _one in range(count - len(found))}
        found -= set(Ticket.objects.filter(ref__in=found).values_list("ref", flat=True))
    return list(found)


def _contacts(people: dict[str, Person]) -> dict[str, Contact]:
    """An address belongs to one contact; what is known already is not overwritten."""
    there = _by_address(people)
    new = [person for email, person in sorted(people.items()) if email not in there]
    if not new:
        return there
    Contact.objects.bulk_create(
        [Contact(email=person.email, **_fields(person)) for person in new], ignore_conflicts=True
    )
    return _by_address(people)


def _by_address(people: Iterable[str]) -> dict[str, Contact]:
    rows = Contact.objects.filter(email__in=list(people)).select_related("merged_into")
    return {row.email: row.merged_into or row for row in rows if row.email}


def _fields(person: Person) -> dict[str, object]:
    return {"name": person.name, "language": settings.LANGUAGE_CODE, "created_at": clock.now()}


def _tags(names: dict[str, str]) -> dict[str, Tag]:
    """Make what is missing while the house has room; the rest is left out and told."""
    if not names:
        return {}
    there = _by_word()
    room = max(MOST_IN_HOUSE - len(there), 0)
    new = [name for word, name in sorted(names.items()) if word not in there][:room]
    if new:
        now = clock.now()
        Tag.objects.bulk_create([Tag(name=name, created_at=now) for name in new], ignore_conflicts=True)
        there = _by_word()
    return there


def _by_word() -> dict[str, Tag]:
    return {tag.name.lower(): tag for tag in Tag.objects.all()}
