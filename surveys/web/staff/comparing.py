"""A published version beside the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.rules import diff, import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.editing.texts import Tongue
from surveys.web.builder.reviewing import groups_of
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.read")
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what changed with a version, and of which class each change is."""
    survey = find_survey(slug)
    known = {
        v.number: v for v in survey.versions.filter(number__in=[number, number - 1]).select_related("published_by")
    }
    if number not in known:
        raise Http404(_("There is no such version."))
    new, old = known[number], known.get(number - 1)
    definition = import_definition(new.definition)
    locales = locales_of(definition)
    own = next(iter(locales.values()))
    tongue = Tongue(locales.get(get_language() or "", own), own)
    changes = diff(import_definition(old.definition), definition) if old else []
    context = {
        "survey": survey,
        "version": new,
        "old": old,
        "groups": groups_of(changes, new.definition, old.definition if old else {}, tongue),
        "has_other_settings": bool(old and old.settings != new.settings),
    }
    return render(request, "surveys/console/version.html", context)
