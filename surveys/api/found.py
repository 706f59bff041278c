"""Finds what an address names, or answers 404."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from surveys.models import Survey
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.survey_list import with_counts


def find_survey(slug: str) -> Survey:
    """A survey as lists show it; raises Http404."""
    rows = with_counts(Survey.objects.listed()).select_related("live_version")
    found = rows.defer("draft", "settings", "live_version__definition", "live_version__settings")
    survey = found.filter(slug=slug).first()
    if survey is None:
        raise Http404(_("There is no survey at this address."))
    return survey


def find_public(slug: str) -> PublicSurvey:
    """A survey that was published; raises Http404."""
    survey = public_survey(slug)
    if survey is None:
        raise Http404(_("There is no survey at this address."))
    return survey
