"""Routes of the surveys app: respondents' first, staff's after."""

from __future__ import annotations

from django.urls import URLPattern, path

from surveys.web import answering, starting
from surveys.web.builder import beginning, changes, framing, raw, reviewing, screen
from surveys.web.builder.logic import whole
from surveys.web.builder.words import files as word_files
from surveys.web.builder.words import table
from surveys.web.invitations import desk, door
from surveys.web.results import files, page
from surveys.web.staff import (
    comparing,
    exporting,
    importing,
    limits,
    listing,
    moving,
    previewing,
    publishing,
    responses,
    settling,
    templates,
)

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("i/<str:key>/", door.invited, name="invited"),
    path("s/<slug:slug>/", starting.start, name="start"),
    path("s/<slug:slug>/<str:key>/first/", starting.begin, name="begin"),
    path("s/<slug:slug>/<str:key>/", answering.answer, name="answer"),
    path("console/surveys/", listing.surveys, name="list"),
    path("console/surveys/new/", beginning.new, name="new"),
    path("console/surveys/import/", importing.import_new, name="import"),
    path("console/surveys/templates/", templates.index, name="templates"),
    path("console/surveys/templates/<slug:key>/preview/", templates.preview, name="template-preview"),
    path("console/surveys/<slug:slug>/", listing.survey, name="survey"),
    path("console/surveys/<slug:slug>/builder/", screen.builder, name="builder"),
    path("console/surveys/<slug:slug>/builder/changes/", changes.change, name="builder-changes"),
    path("console/surveys/<slug:slug>/builder/undo/", changes.undo, name="builder-undo"),
    path("console/surveys/<slug:slug>/builder/preview/", framing.preview, name="builder-preview"),
    path("console/surveys/<slug:slug>/builder/logic/", whole.logic, name="logic"),
    path("console/surveys/<slug:slug>/builder/translations/", table.translations, name="translations"),
    path("console/surveys/<slug:slug>/builder/translations/file/", word_files.read_in, name="translations-file"),
    path("console/surveys/<slug:slug>/builder/json/", raw.raw, name="json"),
    path("console/surveys/<slug:slug>/builder/review/", reviewing.review, name="review"),
    path("console/surveys/<slug:slug>/definition.json", exporting.as_json, name="as-json"),
    path("console/surveys/<slug:slug>/definition.xlsx", exporting.as_xlsform, name="as-xlsform"),
    path("console/surveys/<slug:slug>/draft/", importing.replace, name="draft"),
    path("console/surveys/<slug:slug>/versions/", publishing.publish, name="versions"),
    path("console/surveys/<slug:slug>/versions/<int:number>/", comparing.version, name="version"),
    path("console/surveys/<slug:slug>/state/", moving.move, name="state"),
    path("console/surveys/<slug:slug>/follow-up/", settling.follow_up, name="follow-up"),
    path("console/surveys/<slug:slug>/limits/", limits.limits, name="limits"),
    path("console/surveys/<slug:slug>/schedule/", limits.schedule, name="schedule"),
    path("console/surveys/<slug:slug>/invitations/", desk.invitations, name="invitations"),
    path("console/surveys/<slug:slug>/invitations/reminder/", desk.reminder, name="reminder"),
    path("console/surveys/<slug:slug>/invitations/<int:invitation_id>/revocation/", desk.revocation, name="revocation"),
    path("console/surveys/<slug:slug>/results/", page.results, name="results"),
    path("console/surveys/<slug:slug>/preview/", previewing.preview, name="preview"),
    path("console/surveys/<slug:slug>/responses/", responses.index, name="responses"),
    path("console/surveys/<slug:slug>/responses/<slug:kind>/file/", files.responses_file, name="responses-file"),
    path("console/surveys/<slug:slug>/responses/<uuid:response_id>/", responses.detail, name="response"),
    path("console/surveys/<slug:slug>/responses/<uuid:response_id>/erasure/", responses.erase, name="response-erasure"),
]
