"""The page of a survey that takes no answers: not yet, not now, no more, or of the invited alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from surveys.actions.start_response import NeedsInvitation
from surveys.queries.definitions import documents_of
from surveys.rules.definition.texts import choose
from surveys.web.leading import unseen
from surveys.web.pages import language_context

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback_site.kit.problems import Problem
    from surveys.queries.live_surveys import PublicSurvey


def shut(request: HttpRequest, survey: PublicSurvey, language: str, refusal: Problem) -> HttpResponse:
    """Say which of them it is, in the survey's language."""
    documents = documents_of(survey.version_id)
    context = language_context(documents, language) | {
        "survey_title": choose(documents.definition.title, documents.locale(language)),
        "state": survey.state,
        "is_invited_only": isinstance(refusal, NeedsInvitation),
        "opens_at": survey.opens_at,
    }
    return unseen(render(request, "surveys/shut.html", context, status=refusal.status))
