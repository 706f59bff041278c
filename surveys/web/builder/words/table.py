"""All texts of a draft, a column for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.edit_draft import Edit, ImpossibleEdit, edit_draft
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.queries.draft_history import definition_at
from surveys.rules.documents.languages import language_of
from surveys.rules.editing.places import MESSAGES, CannotEdit, Place, find
from surveys.rules.editing.texts import Tongue
from surveys.rules.editing.translations import Words, all_words, known_code, set_all_words, words_by_name
from surveys.rules.exchange.words.writing import KINDS
from surveys.web.builder.changes import base_of
from surveys.web.builder.conflicts import conflict_context
from surveys.web.builder.further import names_of_properties
from surveys.web.builder.outline import label_of
from surveys.web.builder.screen import Desk, open_desk
from surveys.web.builder.words.downloads import downloaded_words
from surveys.web.languages import name_of
from surveys.web.staff.findings import told
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from surveys.rules.editing.places import Json

TEMPLATE = "surveys/builder/translations.html"
MOST_FIELDS = 800
"""A form takes a bounded number of fields."""


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest, slug: str) -> HttpResponse:
    """Show them side by side, or save what was changed in any."""
    desk = open_desk(slug, "", "")
    problems: list[Any] = []
    locales = list(desk.locales.values())
    try:
        if wanted := request.GET.get("with", ""):
            locales.append(known_code(wanted, locales))
    except CannotEdit as refusal:
        problems.append({"text": _(MESSAGES[refusal.code])})
    if request.method != "POST":
        if request.GET.get("as") in KINDS:
            return downloaded_words(desk, locales, request.GET["as"])
        return table_page(request, desk, locales, problems=problems)
    edit = Edit("translated", "", lambda before, now: (_apply(before, now, locales, request.POST), ""))
    try:
        edit_draft(
            survey_id=desk.survey.pk,
            base=base_of(request),
            edit=edit,
            by=staff(request),
            on_top=bool(request.POST.get("on_top")),
        )
    except DraftConflict:
        context = conflict_context(request, desk, base_of(request))
        begun = definition_at(desk.survey, base_of(request))
        context |= {"typed": _beside(desk, begun, locales, request.POST)}
        return render(request, "surveys/builder/conflict.html", context, status=409)
    except ImpossibleEdit as refusal:
        problems = [{"text": _(MESSAGES[refusal.code])}]
        return table_page(request, desk, locales, problems=problems, posted=request.POST)
    except RefusedDocuments as refused:
        return table_page(request, desk, locales, problems=told(refused.findings), posted=request.POST)
    messages.success(request, _("The translations are saved."))
    return see_other("surveys:translations", slug)


class Typed(NamedTuple):
    """A wording that was typed over another one."""

    words: Words
    locale: str
    text: str


def _typed(before: Json, locales: list[str], posted: Mapping[str, str]) -> Iterator[tuple[str, Typed]]:
    """Every wording that was changed since `before`, by the name of its text."""
    for name, words in words_by_name(before, locales).items():
        for locale in locales:
            typed = posted.get(f"{locale}:{words.path}")
            if typed is not None and _plain(typed) != _plain(words.by_locale[locale]):
                yield name, Typed(words, locale, _plain(typed))


def _apply(before: Json, now: Json, locales: list[str], posted: Mapping[str, str]) -> Json:
    """Write what was typed where its texts stand by now."""
    places, own = words_by_name(now, locales), locales[0]
    changes = []
    for name, typed in _typed(before, locales, posted):
        if name not in places:
            raise CannotEdit("gone")
        changes.append((places[name].path, typed.text, Tongue(typed.locale, own)))
    return set_all_words(now, changes)


def _beside(desk: Desk, before: Any, locales: list[str], posted: Mapping[str, str]) -> list[dict[str, str]]:
    """What was typed, beside how it stands by now."""
    now = words_by_name(desk.draft, locales)
    return [
        {
            "label": f"{name} ({typed.locale})",
            "mine": typed.text,
            "theirs": now[name].by_locale[typed.locale] if name in now else "",
        }
        for name, typed in _typed(before, locales, posted)
    ]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def table_page(
    request: HttpRequest,
    desk: Desk,
    wanted: list[str] | None = None,
    *,
    problems: Sequence[Any] = (),
    posted: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The table, with what stands in the way above it."""
    locales = wanted or list(desk.locales.values())
    everything = all_words(desk.draft, locales)
    shown = [words for words in everything if words.missing] if request.GET.get("show") == "missing" else everything
    size = MOST_FIELDS // len(locales)
    first = _number(request.GET.get("from", ""))
    context = {"survey": desk.survey, "desk": desk, "heading": desk.draft.get("title")}
    context |= {
        "rows": [_row(desk, words, posted or {}) for words in shown[first : first + size]],
        "columns": [_column(locale, everything) for locale in locales],
        "findings": problems,
        "with": request.GET.get("with", ""),
        "show": request.GET.get("show", ""),
        "before": max(0, first - size) if first else None,
        "after": first + size if first + size < len(shown) else None,
    }
    return render(request, TEMPLATE, context, status=422 if problems else 200)


def _row(desk: Desk, words: Words, typed: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": label_of(Place(words.at, find(desk.draft, words.at), 0), desk.tongue) if words.at else "",
        "at": words.at,
        "key": names_of_properties().get(words.key, words.key),
        "cells": [
            {
                "name": (name := f"{locale}:{words.path}"),
                "locale": locale,
                "language": name_of(language_of(locale)),
                "text": typed.get(name, text),
            }
            for locale, text in words.by_locale.items()
        ],
    }


def _column(locale: str, everything: list[Words]) -> dict[str, Any]:
    missing = sum(locale in words.missing for words in everything)
    return {"locale": locale, "name": name_of(language_of(locale)), "missing": missing}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
