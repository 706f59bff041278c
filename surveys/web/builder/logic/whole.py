"""The page for what belongs to the whole survey: triggers, calculated values, endings that depend on answers."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import SeeOther
from surveys.actions.edit_draft import Edit, ImpossibleEdit, edit_draft
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.rules.definition import import_definition
from surveys.rules.documents.languages import language_of
from surveys.rules.editing import whole
from surveys.rules.editing.places import MESSAGES
from surveys.web.builder import kinds
from surveys.web.builder.changes import base_of
from surveys.web.builder.conflicts import conflict_context
from surveys.web.builder.logic.entries import (
    KINDS,
    apply_whole,
    endings_of,
    triggers_of,
    values_in,
)
from surveys.web.builder.logic.rows import NOTHING, Sent
from surveys.web.builder.logic.sources import Source
from surveys.web.builder.logic.windows import landing, pressed, windows_of
from surveys.web.builder.screen import Desk, open_desk
from surveys.web.staff.findings import told
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from surveys.rules.editing.places import Json

TEMPLATE = "surveys/builder/whole.html"


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def logic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show them, or save what was changed in any, then add or take away what a button says."""
    desk = open_desk(slug, "", request.GET.get("in", ""))
    if request.method != "POST":
        return _page(request, desk)
    posted = request.POST
    edit = Edit("edited", _("Logic"), lambda before, now: (_apply(desk, before, now, posted), ""))
    try:
        survey, _path = edit_draft(
            survey_id=desk.survey.pk,
            base=base_of(request),
            edit=edit,
            by=staff(request),
            on_top=bool(posted.get("on_top")),
        )
    except DraftConflict:
        return render(request, "surveys/builder/conflict.html", _clash(request, desk), status=409)
    except ImpossibleEdit as refusal:
        return _page(request, desk, [{"text": _(MESSAGES[refusal.code])}], Sent(refused=posted))
    except RefusedDocuments as refused:
        return _page(request, desk, told(refused.findings), Sent(refused=posted))
    if survey.revision != desk.survey.revision:
        messages.success(request, _("The logic is saved."))
    return SeeOther(reverse("surveys:logic", args=[slug]) + landing(survey.draft, request.GET, posted))


def _apply(desk: Desk, before: Json, now: Json, posted: Mapping[str, str]) -> Json:
    source = Source(import_definition(before), desk.tongue.locale)
    new = apply_whole(before, deepcopy(now), source, desk.tongue, posted)
    do, _space, kind = posted.get("do", "").partition(" ")
    if do == "trigger":
        return whole.add_trigger(new, kind)
    if do == "value":
        return whole.add_value(new)
    if do == "ending":
        with override(language_of(desk.tongue.own)):
            words = _("Thank you.")
            return whole.add_ending(new, f"<p>{words}</p>")
    press = posted.get("press", "")
    return whole.press(new, *pressed(press)) if press else new


def _clash(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What was typed here, as far as it is not what stands there now."""
    context = conflict_context(request, desk, base_of(request))
    typed = [
        {"label": key.partition(".")[2], "mine": value, "theirs": ""}
        for key, value in request.POST.items()
        if key.startswith("w.") and value
    ]
    return context | {"typed": typed}


def _page(request: HttpRequest, desk: Desk, findings: Any = (), sent: Sent = NOTHING) -> HttpResponse:
    source = Source(desk.definition, desk.tongue.locale)
    windows = windows_of(desk.draft, request.GET)
    context: dict[str, Any] = {
        "survey": desk.survey,
        "desk": desk,
        "heading": desk.draft.get("title"),
        "findings": findings,
        "triggers": triggers_of(desk.draft, windows["triggers"], source, sent),
        "trigger_kinds": KINDS.items(),
        "calculated": values_in(desk.draft, windows["calculatedValues"], sent),
        "endings": endings_of(desk.draft, windows["completedHtmlOnCondition"], source, desk.tongue, sent),
        "windows": windows,
        "operators": kinds.OPERATORS.items(),
    }
    context |= {"names": source.shared}
    return render(request, TEMPLATE, context, status=422 if findings else 200)
