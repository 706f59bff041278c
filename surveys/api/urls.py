"""The API's routes of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from surveys.api.drafts import Draft, DraftFile, Export, Review, Undo
from surveys.api.exports import ResponsesExport
from surveys.api.invitations import Invitations, OneInvitation, Reminders
from surveys.api.responses import OneResponse, Responses, Unfinished
from surveys.api.results import Results
from surveys.api.standing import Limits, Standing, Times
from surveys.api.surveys import Imports, LiveSurvey, Surveys, Templates
from surveys.api.versions import OneVersion, Versions
from surveys.api.words import Texts, TextsFile

urlpatterns: list[URLPattern] = [
    path("surveys/", Surveys.as_view(), name="api-surveys"),
    path("surveys/import/", Imports.as_view(), name="api-survey-import"),
    path("surveys/templates/", Templates.as_view(), name="api-survey-templates"),
    path("surveys/<slug:slug>/", LiveSurvey.as_view(), name="api-survey"),
    path("surveys/<slug:slug>/draft/", Draft.as_view(), name="api-survey-draft"),
    path("surveys/<slug:slug>/draft/file/", DraftFile.as_view(), name="api-survey-draft-file"),
    path("surveys/<slug:slug>/draft/undo/", Undo.as_view(), name="api-survey-undo"),
    path("surveys/<slug:slug>/draft/review/", Review.as_view(), name="api-survey-review"),
    path("surveys/<slug:slug>/draft/export/<slug:kind>/", Export.as_view(), name="api-survey-export"),
    path("surveys/<slug:slug>/draft/translations/", Texts.as_view(), name="api-survey-texts"),
    path("surveys/<slug:slug>/draft/translations/<slug:kind>/", TextsFile.as_view(), name="api-survey-texts-file"),
    path("surveys/<slug:slug>/state/", Standing.as_view(), name="api-survey-state"),
    path("surveys/<slug:slug>/schedule/", Times.as_view(), name="api-survey-schedule"),
    path("surveys/<slug:slug>/limits/", Limits.as_view(), name="api-survey-limits"),
    path("surveys/<slug:slug>/versions/", Versions.as_view(), name="api-survey-versions"),
    path("surveys/<slug:slug>/versions/<int:number>/", OneVersion.as_view(), name="api-survey-version"),
    path("surveys/<slug:slug>/responses/", Responses.as_view(), name="api-responses"),
    path("surveys/<slug:slug>/responses/<uuid:response_id>/", OneResponse.as_view(), name="api-response"),
    path("surveys/<slug:slug>/invitations/", Invitations.as_view(), name="api-invitations"),
    path("surveys/<slug:slug>/invitations/reminder/", Reminders.as_view(), name="api-reminders"),
    path("surveys/<slug:slug>/invitations/<int:invitation_id>/", OneInvitation.as_view(), name="api-invitation"),
    path("surveys/<slug:slug>/results/", Results.as_view(), name="api-results"),
    path("surveys/<slug:slug>/responses/export/<slug:kind>/", ResponsesExport.as_view(), name="api-responses-export"),
    path("surveys/<slug:slug>/unfinished/<str:key>/", Unfinished.as_view(), name="api-unfinished"),
]
