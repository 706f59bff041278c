"""The page of a survey that takes no answers: not yet, not now, or no more."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render

from surveys.queries.definitions import documents_of
from surveys.rules.definition.texts import choose
from surveys.web.leading import unseen
from surveys.web.pages import language_context

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.queries.live_surveys import PublicSurvey


def shut(request: HttpRequest, survey: PublicSurvey, language: str) -> HttpResponse:
    """Say which of the three it is, in the survey's language."""
    documents = documents_of(survey.version_id)
    context = language_context(documents, language) | {
        "survey_title": choose(documents.definition.title, documents.locale(language)),
        "state": survey.state,
        "opens_at": survey.opens_at,
    }
    return unseen(render(request, "surveys/shut.html", context, status=HTTPStatus.GONE))
