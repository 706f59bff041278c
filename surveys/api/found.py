"""Finds what an address names, or answers 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.utils.translation import gettext as _

from surveys.models import Survey
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.survey_list import with_counts

if TYPE_CHECKING:
    from rest_framework.request import Request

    from accounts.models import User
    from surveys.models.survey import SurveyQuerySet


def find_survey(slug: str) -> Survey:
    """A survey as lists show it; raises Http404."""
    rows = with_counts(Survey.objects.listed()).select_related("live_version")
    return _first(rows.defer("draft", "settings", "live_version__definition", "live_version__settings"), slug)


def find_whole(slug: str) -> Survey:
    """A survey with its draft; raises Http404."""
    return _first(Survey.objects.all(), slug)


def find_public(slug: str) -> PublicSurvey:
    """A survey that was published; raises Http404."""
    survey = public_survey(slug)
    if survey is None:
        raise Http404(_("There is no survey at this address."))
    return survey


def staff(request: Request) -> User:
    """Who asks; the view's permission lets nobody else in."""
    return cast("User", request.user)


def _first(rows: SurveyQuerySet, slug: str) -> Survey:
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no survey at this address."))
    return found
