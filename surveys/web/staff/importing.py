"""Importing a definition, as a new survey or as another draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import RefusedDocuments, SlugTaken, import_survey
from surveys.actions.keep_revision import DraftConflict
from surveys.actions.replace_draft import replace_draft
from surveys.rules.instruments.locking import lint_instrument
from surveys.rules.versions.fingerprint import fingerprint
from surveys.web.builder.conflicts import conflict_context
from surveys.web.builder.screen import open_desk
from surveys.web.staff.findings import told
from surveys.web.staff.forms import DraftForm, ImportForm, ReplacingForm
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.models import Survey

TEMPLATE = "surveys/console/import.html"
MOST_POINTED_OUT = 12


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Make a survey of what was sent, or say where it cannot be one."""
    form = ImportForm(**_bound(request))
    form.is_valid()
    context: dict[str, Any] = {"form": form, "findings": told(form.findings)}
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            survey = import_survey(
                definition=wish["definition"], settings=wish["settings"], slug=wish["slug"], by=staff(request)
            )
        except RefusedDocuments as refused:
            context["findings"] = told(refused.findings)
        except (SlugTaken, Invalid) as problem:
            form.add_error("slug", str(problem.title))
        else:
            messages.success(request, _("The survey is imported. Look at the preview, then publish it."))
            _point_out(request, form, survey)
            return see_other("surveys:survey", survey.slug)
    return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, slug: str) -> HttpResponse:
    """Put what was sent in the place of the draft."""
    survey = find_survey(slug)
    form = ReplacingForm(**_bound(request), initial=_seen(survey))
    form.is_valid()
    context: dict[str, Any] = {"form": form, "survey": survey, "findings": told(form.findings)}
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            survey = replace_draft(
                survey_id=survey.pk,
                definition=wish["definition"],
                settings=wish["settings"],
                by=staff(request),
                since=None if wish["on_top"] else wish["revision"],
                settings_seen="" if wish["on_top"] else wish["settings_seen"],
            )
        except DraftConflict:
            return _conflict(request, form, slug)
        except RefusedDocuments as refused:
            context["findings"] = told(refused.findings)
        else:
            messages.success(request, _("The draft is replaced. Respondents see it once you publish."))
            _point_out(request, form, survey)
            return see_other("surveys:survey", slug)
    return render(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


def _seen(survey: Survey) -> dict[str, Any]:
    """What the form was made of."""
    return {"revision": survey.revision, "settings_seen": fingerprint(None, survey.settings)}


def _conflict(request: HttpRequest, form: ReplacingForm, slug: str) -> HttpResponse:
    """Who changed what meanwhile; what the file held comes along as text, so that it need not be chosen again."""
    wish, desk = form.cleaned_data, open_desk(slug, "", "")
    kept = {name: json.dumps(wish[name], ensure_ascii=False) for name in ("definition", "settings") if wish[name]}
    context = conflict_context(request, desk, wish["revision"] or desk.survey.revision)
    context |= {
        "typed": _differing(wish["settings"], desk.survey.settings),
        "carried": [(f"{name}_text", text) for name, text in kept.items()],
    }
    if form.brought:
        for found in told(form.brought.left)[:MOST_POINTED_OUT]:
            messages.warning(request, f"{found.path}: {found.text}")
    return render(request, "surveys/builder/conflict.html", context, status=409)


def _differing(mine: Any, theirs: dict[str, Any]) -> list[dict[str, str]]:
    """Each part of the settings that the file would change, beside how it stands now."""
    if not isinstance(mine, dict):
        return []
    wanted, now = ({key: json.dumps(v, ensure_ascii=False) for key, v in own.items()} for own in (mine, theirs))
    keys = [*wanted, *(key for key in now if key not in wanted)]
    return [
        {"label": f"settings.{key}", "mine": wanted.get(key, ""), "theirs": now.get(key, "")}
        for key in keys
        if wanted.get(key) != now.get(key)
    ]


def _point_out(request: HttpRequest, form: DraftForm, survey: Survey) -> None:
    """Name what was left behind, and what is no longer the instrument that the settings name."""
    left = told(form.brought.left) if form.brought else []
    lost = told(lint_instrument(survey.draft, survey.settings.get("instrument", "")))
    for found in [*lost, *left][:MOST_POINTED_OUT]:
        messages.warning(request, f"{found.path}: {found.text}")
    more = len(lost) + len(left) - MOST_POINTED_OUT
    if more > 0:
        messages.warning(request, ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more})


def _bound(request: HttpRequest) -> dict[str, Any]:
    """What binds the form: an empty POST is a POST."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
