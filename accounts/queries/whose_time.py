"""Whose time somebody may see and set: their own, and as a manager everybody's."""

from __future__ import annotations

from django.http import Http404

from accounts.models import Absence, User
from feedback_site.kit import clock

OTHERS = "person.schedule"


def person_to_schedule(*, user: User, person_id: int) -> User:
    """Return the person; to those who may not set their time, nobody is there. Raises Http404."""
    people = User.objects.who_may("console.open")
    found: User | None = people.filter(pk=person_id).first() if user.pk == person_id or user.may(OTHERS) else None
    if found is None:
        raise Http404
    return found


def find_absence(*, user: User, person_id: int, absence_id: int) -> Absence:
    """Return an absence of somebody whose time the user may set; raises Http404."""
    person = person_to_schedule(user=user, person_id=person_id)
    found: Absence | None = person.absences.filter(pk=absence_id).first()
    if found is None:
        raise Http404
    return found


def absences_ahead(person: User) -> list[Absence]:
    """Return those that last or are to come."""
    return list(person.absences.not_over(clock.now()).select_related("cover_person", "cover_team"))
