"""Routes of the surveys app: respondents' first, staff's after."""

from __future__ import annotations

from django.urls import URLPattern, path

from surveys.web import answering, starting
from surveys.web.staff import importing, listing, moving, previewing, publishing, responses, settling, templates

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("s/<slug:slug>/", starting.start, name="start"),
    path("s/<slug:slug>/<str:key>/", answering.answer, name="answer"),
    path("console/surveys/", listing.surveys, name="list"),
    path("console/surveys/import/", importing.import_new, name="import"),
    path("console/surveys/templates/", templates.index, name="templates"),
    path("console/surveys/templates/<slug:key>/preview/", templates.preview, name="template-preview"),
    path("console/surveys/<slug:slug>/", listing.survey, name="survey"),
    path("console/surveys/<slug:slug>/draft/", importing.replace, name="draft"),
    path("console/surveys/<slug:slug>/versions/", publishing.publish, name="versions"),
    path("console/surveys/<slug:slug>/state/", moving.move, name="state"),
    path("console/surveys/<slug:slug>/follow-up/", settling.follow_up, name="follow-up"),
    path("console/surveys/<slug:slug>/preview/", previewing.preview, name="preview"),
    path("console/surveys/<slug:slug>/responses/", responses.index, name="responses"),
    path("console/surveys/<slug:slug>/responses/<uuid:response_id>/", responses.detail, name="response"),
]
