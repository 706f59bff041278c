"""The results of a survey, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.queries.pooled import TIERS, Filter, pooled_results
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("response.read")
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show counts with their n, and what was pooled; `tier` and `version` narrow them."""
    survey = find_survey(slug)
    tier, number = request.GET.get("tier", ""), request.GET.get("version", "")
    version = int(number) if number.isdecimal() and len(number) < 7 else None
    wish = Filter(tier=tier if tier in TIERS else "", version=version)
    found = pooled_results(survey.pk, wish, get_language() or "")
    return render(request, "surveys/console/results.html", {"survey": survey, "results": found, "wish": wish})
