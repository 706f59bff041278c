"""Who is in, who is away and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Absence, User, WorkingTime
from accounts.rules.working_time import Standing
from feedback_site.kit import clock

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Colleague:
    """Somebody to choose, with their time at a moment."""

    person: User
    standing: Standing
    at: datetime

    @property
    def pk(self) -> int:
        """The person's number."""
        return self.person.pk

    def __str__(self) -> str:
        """Show the name and, when the person is away or has gone home, until when."""
        until = self.standing.away_until(self.at)
        if until:
            return _("%(name)s (away until %(moment)s)") % {"name": self.person, "moment": _told(until)}
        if self.standing.is_in(self.at):
            return str(self.person)
        comes = self.standing.comes_in(self.at)
        if comes is None:
            return str(self.person)
        return _("%(name)s (in from %(moment)s)") % {"name": self.person, "moment": _told(comes)}


def colleagues(people: QuerySet[User]) -> list[Colleague]:
    """Return the people with their time, in two questions."""
    at = clock.now()
    ahead = Prefetch("absences", queryset=Absence.objects.not_over(at), to_attr="ahead")
    rows = people.select_related("working_time").prefetch_related(ahead)
    return [Colleague(person, standing(_time(person), person.ahead), at) for person in rows]


def standing_of(person: User) -> Standing:
    """Return how one person stands, asked anew."""
    time = WorkingTime.objects.filter(person=person).first()
    return standing(time, list(person.absences.not_over(clock.now())))


def standing(time: WorkingTime | None, absences: list[Absence]) -> Standing:
    """Return what the rules need to know."""
    spans = tuple((absence.starts_at, absence.ends_at) for absence in absences)
    if time is None:
        return Standing(absences=spans)
    return Standing(hours=time.hours, absences=spans, capacity=time.capacity)


def absence_now(person_id: int) -> Absence | None:
    """Return the absence that somebody is in, with who takes over."""
    rows = Absence.objects.at(clock.now()).select_related("person", "cover_person", "cover_team")
    return rows.filter(person=person_id).first()


def _time(person: User) -> WorkingTime | None:
    return getattr(person, "working_time", None)


def _told(at: datetime) -> str:
    return date_format(timezone.localtime(at), pgettext("date format, short", "j M, H:i"))
