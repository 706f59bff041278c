"""The API's routes of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from surveys.api.responses import OneResponse, Responses
from surveys.api.surveys import Draft, LiveSurvey, Moves, Surveys, Versions

urlpatterns: list[URLPattern] = [
    path("surveys/", Surveys.as_view(), name="api-surveys"),
    path("surveys/<slug:slug>/", LiveSurvey.as_view(), name="api-survey"),
    path("surveys/<slug:slug>/draft/", Draft.as_view(), name="api-survey-draft"),
    path("surveys/<slug:slug>/versions/", Versions.as_view(), name="api-survey-versions"),
    path("surveys/<slug:slug>/state/", Moves.as_view(), name="api-survey-state"),
    path("surveys/<slug:slug>/responses/", Responses.as_view(), name="api-responses"),
    path("surveys/<slug:slug>/responses/<uuid:response_id>/", OneResponse.as_view(), name="api-response"),
]
