"""Finds what an address of the console names, or answers 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.utils.translation import gettext as _

from surveys.models import Survey

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User
    from surveys.models.survey import SurveyQuerySet


def find_survey(slug: str, *, among: SurveyQuerySet | None = None) -> Survey:
    """The survey at an address; raises Http404."""
    surveys = Survey.objects.listed() if among is None else among
    found = surveys.filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no survey at this address."))
    return found


def staff(request: HttpRequest) -> User:
    """The person at work; the view's permission lets nobody else in."""
    return cast("User", request.user)
