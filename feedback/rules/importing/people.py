"""Who is meant by the numbers in an export: collected in a first reading, bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from feedback.rules.importing.case import NAME_LENGTH, NOBODY, Person
from feedback.rules.importing.fields import address, items, table, text

MOST_PEOPLE = 200_000
STAFF = frozenset({"agent", "admin", "administrator", "light agent"})
CUSTOMERS = frozenset({"end-user", "customer", "end_user"})


@dataclass
class People:
    """Persons by their number or login, and which of them work there."""

    by_key: dict[str, Person] = field(default_factory=dict)
    staff: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)

    def add(self, raw: Any) -> None:
        """Keep one user of either system; what is none is passed over."""
        user = table(raw)
        key = text(user.get("id"), NAME_LENGTH)
        if not key or len(self.by_key) >= MOST_PEOPLE:
            return
        person = Person(name=_name(user), email=address(user.get("email")))
        self.by_key[key] = person
        roles = {text(role, NAME_LENGTH).lower() for role in [user.get("role"), *items(user.get("roles"), 20)]}
        if roles & STAFF:
            self.staff.add(key)
        elif roles & CUSTOMERS:
            self.customers.add(key)
        for other in (text(user.get("login"), NAME_LENGTH), person.email):
            if other and not other.isdigit():
                self.by_key.setdefault(other.lower(), person)

    def find(self, key: Any) -> Person:
        """Return whom a number or login means, nobody where it is not known."""
        return self.by_key.get(text(key, NAME_LENGTH).lower(), NOBODY)

    def works_there(self, key: Any) -> bool | None:
        """Whether somebody is of the staff there; None where the export does not say."""
        found = text(key, NAME_LENGTH)
        return True if found in self.staff else False if found in self.customers else None


def person_of(raw: Any) -> Person:
    """Return a person who is written out where they are named."""
    user = table(raw)
    return Person(name=_name(user), email=address(user.get("email")))


def _name(user: dict[str, Any]) -> str:
    whole = text(user.get("name"), NAME_LENGTH)
    parts = [text(user.get(part), NAME_LENGTH) for part in ("firstname", "lastname")]
    return whole or " ".join(part for part in parts if part)[:NAME_LENGTH]
