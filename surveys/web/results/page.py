"""The results of a survey, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.queries.pooled import TIERS, Filter, pooled_results
from surveys.rules.instruments.templates import template
from surveys.web.results.windows import window_of
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.queries.pooled import InstrumentScore

SCALES = {
    "nps": _("from −100 to 100"),
    "csat": _("percent who chose 4 or 5 of 5"),
    "ces": _("mean of 1 to 7"),
    "sus": _("mean of 0 to 100"),
    "umux-lite": _("mean of 0 to 100"),
}
WHOLE = {"nps", "csat"}


@allow("response.read")
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show counts with their n, and what was pooled; `tier` and `version` narrow them."""
    survey = find_survey(slug)
    tier, number = request.GET.get("tier", ""), request.GET.get("version", "")
    version = int(number) if number.isdecimal() and len(number) < 7 else None
    wish = Filter(tier=tier if tier in TIERS else "", version=version)
    found = pooled_results(survey.pk, wish, get_language() or "")
    context = {"survey": survey, "results": found, "wish": wish, "scores": [_named(own) for own in found.scores]}
    context |= {"window": window_of(found.questions, request.GET)}
    return render(request, "surveys/console/results.html", context)


def _named(own: InstrumentScore) -> dict[str, Any]:
    """A score with its instrument in the reader's words, as a share or on its scale."""
    known = template(own.instrument)
    places = 0 if own.instrument in WHOLE else 1
    return {
        "own": own,
        "name": known.name,
        "translation": known.translation,
        "scale": SCALES[own.instrument],
        "places": places,
    }
