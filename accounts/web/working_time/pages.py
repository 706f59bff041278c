"""Somebody's hours of work and absences: shown, set, planned, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.working_time.plan_absence import end_absence, plan_absence
from accounts.actions.working_time.save_hours import save_hours
from accounts.models import WorkingTime
from accounts.queries.standing import standing
from accounts.queries.whose_time import absences_ahead, find_absence, person_to_schedule
from accounts.web.who import me
from accounts.web.working_time.forms import AbsenceForm, HoursForm, initial_hours
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Conflict, Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from datetime import date

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from accounts.models import Absence, User

PLACES = {"week": "day_0", "starts_at": "first", "ends_at": "last"}


@allow("console.open")
@require_http_methods(["GET", "HEAD", "POST"])
def working_time(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show somebody's time; save the hours."""
    person = person_to_schedule(user=me(request), person_id=user_id)
    if request.method != "POST":
        return _page(request, person)
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            save_hours(person=person, actor_id=me(request).pk, **form.wish())
        except Invalid as problem:
            _tell(form, problem)
        else:
            messages.success(request, _("The hours are saved."))
            return see_other(_home(person))
    return _page(request, person, hours=form, status=422)


@allow("console.open")
@require_POST
def absences(request: HttpRequest, user_id: int) -> HttpResponse:
    """Plan an absence."""
    person = person_to_schedule(user=me(request), person_id=user_id)
    kept = WorkingTime.objects.filter(person=person).first()
    form = AbsenceForm(request.POST, person)
    if form.is_valid():
        try:
            wish = form.wish(kept.timezone if kept else person.timezone)
            plan_absence(person=person, actor_id=me(request).pk, **wish)
        except Invalid as problem:
            _tell(form, problem)
        else:
            messages.success(request, _("The absence is planned."))
            return see_other(_home(person))
    return _page(request, person, absence=form, status=422)


@allow("console.open")
@require_POST
def absence_end(request: HttpRequest, user_id: int, absence_id: int) -> HttpResponse:
    """Take an absence back, or come back sooner."""
    found = find_absence(user=me(request), person_id=user_id, absence_id=absence_id)
    try:
        end_absence(absence=found, actor_id=me(request).pk)
    except Conflict as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Done."))
    return see_other(_home(found.person))


def _page(
    request: HttpRequest,
    person: User,
    *,
    hours: HoursForm | None = None,
    absence: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = WorkingTime.objects.filter(person=person).first()
    ahead, zone = absences_ahead(person), kept.timezone if kept else person.timezone
    context = {
        "person": person,
        "is_me": person.pk == me(request).pk,
        "hours": hours or HoursForm(initial=initial_hours(person, kept)),
        "absence": absence or AbsenceForm(None, person),
        "absences": [(absence, *_days(absence, zone)) for absence in ahead],
        "away_until": standing(kept, ahead).away_until(clock.now()),
        "now": clock.now(),
    }
    return render(request, "accounts/working_time.html", context, status=status)


def _days(absence: Absence, zone: str) -> tuple[date, date]:
    """Return the first and the last day, on the person's own clock."""
    place = ZoneInfo(zone)
    last = absence.ends_at - timedelta(microseconds=1)
    return absence.starts_at.astimezone(place).date(), last.astimezone(place).date()


def _tell(form: Form, problem: Invalid) -> None:
    for name, texts in problem.errors.items():
        form.add_error(PLACES.get(name, name), [str(text) for text in texts])


def _home(person: User) -> str:
    return reverse("accounts:working_time", args=[person.pk])
