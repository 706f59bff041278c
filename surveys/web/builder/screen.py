"""The builder's screen: outline, editor, hints and preview of one draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from surveys.models import Survey
from surveys.queries.draft_history import last_revision
from surveys.rules import import_definition, lint
from surveys.rules.documents.languages import locales_of
from surveys.rules.editing.places import CannotEdit, Place, find
from surveys.rules.editing.texts import Tongue
from surveys.rules.editing.validators import checks
from surveys.web.builder import kinds
from surveys.web.builder.adding import spots_of
from surveys.web.builder.controls import controls_of
from surveys.web.builder.entries import MOST_CHECKS, checks_of, lists_of
from surveys.web.builder.hinting import MOST_HINTS, hints_of
from surveys.web.builder.history import can_redo, can_undo
from surveys.web.builder.logic.pieces import entry_logic_of, logic_of
from surveys.web.builder.logic.rows import Sent
from surveys.web.builder.logic.sources import Source
from surveys.web.builder.outline import label_of, outline_of
from surveys.web.languages import name_of
from surveys.web.staff.findings import told
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from surveys.rules.definition import Definition
    from surveys.rules.editing.places import Json
    from surveys.web.builder.controls import Control

TEMPLATE, TITLE = "surveys/builder/builder.html", "p-title"


@dataclass(frozen=True)
class Desk:
    """A draft opened at one piece, in one language."""

    survey: Survey
    draft: Json
    definition: Definition
    locales: dict[str, str]
    at: str
    tongue: Tongue

    @property
    def place(self) -> Place:
        """The chosen piece; the survey itself is one too."""
        return Place(self.at, find(self.draft, self.at), 0)

    def url(self, at: str | None = None, **more: str) -> str:
        """The address of the builder, opened at a piece."""
        wanted = {"at": self.at if at is None else at, "in": self.tongue.locale} | more
        if self.tongue.is_own:
            del wanted["in"]
        query = urlencode({key: value for key, value in wanted.items() if value})
        return reverse("surveys:builder", args=[self.survey.slug]) + (f"?{query}" if query else "")


def open_desk(slug: str, at: str, locale: str) -> Desk:
    """Open a draft; what is not there any more opens the survey itself."""
    survey = find_survey(slug, among=Survey.objects.all())
    return desk_of(survey, at, locale)


def desk_of(survey: Survey, at: str, locale: str) -> Desk:
    """The same of a survey at hand."""
    definition = import_definition(survey.draft)
    locales = locales_of(definition)
    own = next(iter(locales.values()))
    try:
        find(survey.draft, at)
    except CannotEdit:
        at = ""
    tongue = Tongue(locale if locale in locales.values() else own, own)
    return Desk(survey, survey.draft, definition, locales, at, tongue)


@allow("survey.edit")
@require_safe
def builder(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the draft, opened at the piece that was chosen."""
    desk = open_desk(slug, request.GET.get("at", ""), request.GET.get("in", ""))
    context = desk_context(desk, begun=request.GET)
    return render(request, TEMPLATE, context | {"focus": _focus(request.GET.get("focus", ""), context["controls"])})


def _focus(wanted: str, controls: list[Control]) -> str:
    """Where to go on: at the title, and in what has none, such as an image, at the first field."""
    if wanted == TITLE and controls and all(control.id != TITLE for control in controls):
        return controls[0].id
    return wanted


def desk_context(
    desk: Desk, posted: Mapping[str, str] | None = None, begun: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """All that the screen needs; with `posted`, the editor holds what was typed, with `begun` half a condition."""
    place, tongue, definition = desk.place, desk.tongue, desk.definition
    findings = lint(definition, instrument=desk.survey.settings.get("instrument", ""))
    hints = hints_of(findings, told(findings), desk.draft, tongue, desk.survey.slug)
    last = last_revision(desk.survey)
    controls = controls_of(place, tongue, posted)
    return {
        "survey": desk.survey,
        "desk": desk,
        "heading": desk.draft.get("title"),
        "place": place,
        "label": label_of(place, tongue) if desk.at else "",
        "kind": kinds.KINDS.get(place.type, ""),
        "renamed": (posted or {}).get("rename", ""),
        "kinds": [(key, name) for key, name in kinds.KINDS.items() if key != "panel"],
        "addable": kinds.addable(),
        "spots": spots_of(desk),
        "can_change_type": place.type in kinds.KINDS and place.type != "panel",
        "controls": [control for control in controls if not control.is_further],
        "further": [control for control in controls if control.is_further],
        "lists": lists_of(place, tongue, posted),
        "checks": checks_of(place, tongue, posted) if place.type in kinds.KINDS else [],
        "more_checks": max(0, len(checks(place.item)) - MOST_CHECKS),
        "check_kinds": kinds.CHECKS.items() if place.type in kinds.CHECKABLE else [],
        **_logic(desk, Sent(posted, begun)),
        "lines": outline_of(desk.draft, desk.at, tongue, hints),
        "hints": hints,
        "most_hints": MOST_HINTS,
        "tongues": [
            {"locale": locale, "code": code, "name": name_of(code), "url": _in(desk, locale)}
            for code, locale in desk.locales.items()
        ],
        "last": last,
        "can_undo": can_undo(desk.survey, last),
        "can_redo": can_redo(desk.survey, last),
        "preview_url": preview_url(desk),
    }


def _logic(desk: Desk, sent: Sent) -> dict[str, Any]:
    """The conditions of the chosen piece, and what they are chosen from."""
    source = Source(desk.definition, desk.tongue.locale, desk.at, has_item=True)
    found = {
        "logic": logic_of(desk.place, source, sent),
        "entry_logic": entry_logic_of(desk.place, source, desk.tongue, sent),
        "entry_kinds": kinds.ENTRIES.items(),
        "operators": kinds.OPERATORS.items(),
    }
    return found | {"names": source.shared}


def preview_url(desk: Desk) -> str:
    """The page of the chosen piece as respondents will see it; the revision makes a changed draft another address."""
    base = reverse("surveys:builder-preview", args=[desk.survey.slug])
    language = next(code for code, locale in desk.locales.items() if locale == desk.tongue.locale)
    page = next((p.name for p in desk.definition.pages if p.path and desk.at.startswith(p.path)), "")
    return f"{base}?{urlencode({'lang': language, 'page': page, 'revision': desk.survey.revision})}"


def _in(desk: Desk, locale: str) -> str:
    return Desk(desk.survey, desk.draft, desk.definition, desk.locales, desk.at, Tongue(locale, desk.tongue.own)).url()
