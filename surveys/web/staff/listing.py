"""Staff's list of surveys, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.models import Survey
from surveys.queries.survey_list import survey_has_news, survey_list, with_counts
from surveys.rules.documents.sidecar import read_sidecar
from surveys.rules.lifecycle import Move, State, moves_from
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.read")
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List them, newest first."""
    return render(request, "surveys/console/list.html", {"page": survey_list(request.GET.get("cursor"))})


@allow("survey.read")
@require_safe
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """Show state, versions, public link, follow-up rule and what can be done."""
    found = find_survey(slug, among=with_counts(Survey.objects.listed().defer(None).defer("draft")))
    return render(
        request,
        "surveys/console/survey.html",
        {
            "survey": found,
            "moves": sorted(move.value for move in moves_from(State(found.state)) - {Move.PUBLISH}),
            "can_publish": Move.PUBLISH in moves_from(State(found.state)),
            "has_news": survey_has_news(found.pk),
            "versions": found.versions.select_related("published_by").defer("definition").order_by("-number")[:50],
            "follow_up": read_sidecar(found.settings).follow_up,
            "is_invited_only": bool(found.live_version and found.live_version.settings.get("invited_only")),
            "public_url": settings.SITE_URL + reverse("surveys:start", args=[found.slug]),
        },
    )
