"""Edits, sent by the builder's forms: each is a POST that leads back to the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from feedback_site.kit.access import allow
from feedback_site.kit.htmx import wants_fragment
from feedback_site.kit.problems import Problem
from feedback_site.kit.redirects import see_other
from surveys.actions.edit_draft import ImpossibleEdit, edit_draft
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.actions.undo_edit import undo_edit
from surveys.rules.editing.places import MESSAGES, CannotEdit
from surveys.web.builder import kinds
from surveys.web.builder.conflicts import NOT_CARRIED, conflict_context
from surveys.web.builder.further import names_of_properties
from surveys.web.builder.logic.rows import begun_rows
from surveys.web.builder.saving import Wish, edit_of, lost_by
from surveys.web.builder.screen import TEMPLATE, Desk, desk_context, desk_of, open_desk
from surveys.web.staff.findings import told
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

FOCUS = {"add": "p-title", "add_page": "p-title", "duplicate": "p-title", "up": "move-up", "down": "move-down"}


@allow("survey.edit")
@require_POST
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Make one edit, or say why not; nothing that was typed is lost."""
    desk = open_desk(slug, request.POST.get("at", ""), request.POST.get("in", ""))
    wish = Wish(request.POST.get("at", ""), request.POST.get("name", ""), desk.tongue, request.POST)
    if (lost := lost_by(wish, desk.draft)) and not request.POST.get("lose"):
        return _asked(request, desk, lost)
    try:
        survey, path = edit_draft(
            survey_id=desk.survey.pk,
            base=base_of(request),
            edit=edit_of(wish, desk.draft),
            by=staff(request),
            on_top=bool(request.POST.get("on_top")),
        )
    except DraftConflict:
        return _conflict(request, desk)
    except (CannotEdit, ImpossibleEdit) as refusal:
        return _refused(request, desk, [{"text": _(MESSAGES[refusal.code])}])
    except RefusedDocuments as refused:
        return _refused(request, desk, told(refused.findings))
    do = request.POST.get("do", "save")
    after = desk_of(survey, path, request.POST.get("in", ""))
    if wants_fragment(request) and request.POST.get("autosave"):
        return _saved(request, desk, after)
    if do == "delete":
        messages.success(request, _("Deleted. “Undo” brings it back."))
    begun = begun_rows(request.POST) if do == "save" else {}
    return see_other(after.url(focus=FOCUS.get(do, ""), **begun))


@allow("survey.edit")
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the last edit back, or make it again."""
    desk = open_desk(slug, request.POST.get("at", ""), request.POST.get("in", ""))
    again = request.POST.get("do") == "redo"
    try:
        survey = undo_edit(survey_id=desk.survey.pk, base=base_of(request), by=staff(request), again=again)
    except DraftConflict:
        return _conflict(request, desk)
    except RefusedDocuments as refused:
        return _refused(request, desk, told(refused.findings))
    after = desk_of(survey, desk.at, request.POST.get("in", ""))
    return see_other(after.url(focus="redo" if again else "undo"))


def base_of(request: HttpRequest) -> int:
    """The revision that the form was made of."""
    sent = request.POST.get("revision", "")
    if not sent.isdecimal() or len(sent) > 9:
        raise Problem
    return int(sent)


def _saved(request: HttpRequest, before: Desk, after: Desk) -> HttpResponse:
    """The parts of the screen that an autosave changes; another kind of question is another form."""
    if before.place.type != after.place.type:
        return HttpResponseClientRedirect(after.url())
    return render(request, "surveys/builder/saved.html", desk_context(after, begun=request.POST))


def _refused(request: HttpRequest, desk: Desk, findings: list[Any]) -> HttpResponse:
    """The screen as it was sent, with what is wrong."""
    context = desk_context(desk, request.POST if request.POST.get("do", "save") == "save" else None)
    context |= {"findings": findings}
    if wants_fragment(request) and request.POST.get("autosave"):
        return _alert(render(request, "surveys/builder/findings.html", context, status=422))
    return render(request, TEMPLATE, context, status=422)


def _conflict(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who changed what meanwhile, what was typed here, and the choice."""
    context = conflict_context(request, desk, base_of(request))
    template = "surveys/builder/conflict.html"
    if wants_fragment(request) and request.POST.get("autosave"):
        return _alert(render(request, f"{template}#conflict", context, status=409))
    return render(request, template, context, status=409)


def _asked(request: HttpRequest, desk: Desk, lost: list[str]) -> HttpResponse:
    """What another kind of question has no use for, before it is gone."""
    names = names_of_properties()
    context = desk_context(desk, request.POST)
    context |= {
        "lost": [names.get(key, key) for key in lost],
        "new_kind": kinds.KINDS[request.POST["type"]],
        "carried": [(k, v) for k in request.POST if k not in NOT_CARRIED for v in request.POST.getlist(k)],
    }
    if wants_fragment(request) and request.POST.get("autosave"):
        return _alert(render(request, "surveys/builder/losing.html", context, status=422))
    return render(request, TEMPLATE, context, status=422)


def _alert(response: HttpResponse) -> HttpResponse:
    """Show it above the editor, whatever the form's target."""
    response["HX-Retarget"], response["HX-Reswap"] = "#builder-alert", "innerHTML show:top"
    return response
