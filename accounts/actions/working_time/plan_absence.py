"""Say that somebody will be away, and who takes over; take it back, or come back sooner."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.events import AbsenceEnded, AbsencePlanned
from accounts.models import Absence, User
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import Team

LONGEST = timedelta(days=366)
FARTHEST = timedelta(days=2 * 366)
MOST_AHEAD = 50


@transaction.atomic
def plan_absence(
    *,
    person: User,
    starts_at: datetime,
    ends_at: datetime,
    actor_id: int,
    cover_person: User | None = None,
    cover_team: Team | None = None,
) -> Absence:
    """Plan it, apart from the person's others. Raises Invalid."""
    if errors := _mistakes(person, starts_at, ends_at, cover_person, cover_team):
        raise Invalid(errors=errors)
    try:
        with transaction.atomic():
            row = Absence.objects.create(
                person=person,
                starts_at=starts_at,
                ends_at=ends_at,
                cover_person=cover_person,
                cover_team=cover_team,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise Invalid(errors={"starts_at": [_("This overlaps with another absence.")]}) from error
    event = AbsencePlanned(
        user_id=person.pk,
        absence_id=row.pk,
        starts_at=starts_at.isoformat(),
        ends_at=ends_at.isoformat(),
        cover_user_id=cover_person.pk if cover_person else None,
        cover_team_id=cover_team.pk if cover_team else None,
    )
    record(event, actor_id=actor_id, subject=f"person:{person.pk}")
    return row


@transaction.atomic
def end_absence(*, absence: Absence, actor_id: int) -> None:
    """Drop what has not begun, end what lasts now. Raises Conflict when it is over."""
    row = Absence.objects.select_for_update(of=("self",)).filter(pk=absence.pk).first()
    now = clock.now()
    if row is None or row.ends_at <= now:
        raise Conflict(_("This absence is over already."))
    if row.starts_at < now:
        row.ends_at = now
        row.save(update_fields=["ends_at"])
    else:
        row.delete()
    event = AbsenceEnded(user_id=absence.person_id, absence_id=absence.pk)
    record(event, actor_id=actor_id, subject=f"person:{absence.person_id}")


def _mistakes(
    person: User, starts_at: datetime, ends_at: datetime, cover_person: User | None, cover_team: Team | None
) -> dict[str, list[str]]:
    now, found = clock.now(), {}
    if not max(starts_at, now) < ends_at <= starts_at + LONGEST:
        found["ends_at"] = [_("Choose an end after the beginning and in the time to come, within a year.")]
    if starts_at > now + FARTHEST or starts_at < now - LONGEST:
        found["starts_at"] = [_("Choose a beginning within the next two years.")]
    if cover_person and cover_team:
        found["cover"] = [_("Choose a colleague or a team.")]
    elif cover_person and (cover_person.pk == person.pk or not cover_person.may("ticket.reply")):
        found["cover"] = [_("Choose somebody else who answers cases.")]
    if person.absences.not_over(now).count() >= MOST_AHEAD:
        found["starts_at"] = [_("%(most)s absences are planned already.") % {"most": MOST_AHEAD}]
    return found
