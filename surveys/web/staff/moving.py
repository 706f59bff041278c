"""Pausing, closing and reopening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other
from surveys.actions.move_survey import move_survey
from surveys.models.survey import STATE_NAMES
from surveys.rules.lifecycle import Move, State
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.publish")
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the move that was asked for."""
    found = find_survey(slug)
    try:
        wanted = Move(request.POST.get("move", ""))
    except ValueError as error:
        raise Invalid(errors={"move": [_("Choose what to do.")]}) from error
    moved = move_survey(survey_id=found.pk, move=wanted, by=staff(request))
    messages.success(request, _("The survey is now: %(state)s.") % {"state": STATE_NAMES[State(moved.state)]})
    return see_other("surveys:survey", slug)
