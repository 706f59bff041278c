"""The draft as JSON, to be read and edited as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import ValidationError
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.edit_draft import Edit, edit_draft
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.web.builder.changes import base_of
from surveys.web.builder.conflicts import conflict_context
from surveys.web.builder.screen import Desk, open_desk
from surveys.web.staff.findings import told
from surveys.web.staff.forms import JsonSource
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_BYTES = 400_000
"""What is longer goes out and in as a file: browsers stall on it, and a form could not send it."""


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def raw(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the JSON, or take another in its place."""
    desk = open_desk(slug, "", "")
    if request.method != "POST":
        return _page(request, desk, json.dumps(desk.draft, ensure_ascii=False, indent=2))
    text = request.POST.get("definition", "")
    try:
        wanted = JsonSource({"definition_text": text}, "definition").read()
        edit = Edit("edited", "JSON", lambda _before, _now: (wanted, ""))
        edit_draft(
            survey_id=desk.survey.pk,
            base=base_of(request),
            edit=edit,
            by=staff(request),
            on_top=bool(request.POST.get("on_top")),
        )
    except ValidationError as error:
        return _page(request, desk, text, [{"text": words} for words in error.messages])
    except RefusedDocuments as refused:
        return _page(request, desk, text, told(refused.findings))
    except DraftConflict:
        context = conflict_context(request, desk, base_of(request))
        now = json.dumps(desk.draft, ensure_ascii=False, indent=2)
        context |= {"typed": [{"label": "JSON", "mine": text, "theirs": now}], "is_file": True}
        return render(request, "surveys/builder/conflict.html", context, status=409)
    messages.success(request, _("The draft is saved."))
    return see_other("surveys:json", slug)


def _page(request: HttpRequest, desk: Desk, text: str, findings: Any = ()) -> HttpResponse:
    context = {"survey": desk.survey, "desk": desk, "heading": desk.draft.get("title"), "text": text}
    context |= {"findings": findings, "is_long": len(escape(text).encode()) > MOST_BYTES, "is_file": True}
    return render(request, "surveys/builder/json.html", context, status=422 if findings else 200)
