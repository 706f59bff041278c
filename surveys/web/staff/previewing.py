"""A draft or a version as respondents see it; what is sent here is carried in the form and stored nowhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Problem
from surveys.actions.import_survey import checked
from surveys.models import Survey
from surveys.rules import begin, path_of
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Sitting, Turn, first_page, take_page
from surveys.web.form_answers import sent_page
from surveys.web.languages import preferred, speaking, wished
from surveys.web.markup import clean_html
from surveys.web.pages import allow_images, language_context, page_context
from surveys.web.staff.found import find_survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.rules.documents.pair import Documents

SEED = 1


@allow("survey.read")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the first page, or take a page and show the next."""
    documents = _documents(slug, request.GET.get("version", ""))
    return show(request, documents, back=request.path.removesuffix("preview/"))


def show(request: HttpRequest, documents: Documents, *, back: str, page: str = "") -> HttpResponse:
    """Walk through a survey, from a page if one is named; `back` is where the preview was asked for."""
    bar = {"preview": {"again": request.get_full_path(), "survey": back}}
    with speaking(wished(request, documents.locales) or preferred(request, documents.languages)) as language:
        if request.method == "POST":
            return _next(request, documents, language, bar)
        sitting = _sitting(documents, language, {})
        begin_at = page if page in path_of(sitting.state()).walk() else first_page(sitting)
        return _page(request, documents, sitting, language, page=begin_at, bar=bar)


def _documents(slug: str, number: str) -> Documents:
    survey = find_survey(slug, among=Survey.objects.all())
    if not number:
        return checked(survey.draft, survey.settings)
    known = number.isdecimal() and len(number) < 10
    version = survey.versions.filter(number=int(number)).first() if known else None
    if version is None:
        raise Http404(_("There is no such version."))
    return checked(version.definition, version.settings)


def _next(request: HttpRequest, documents: Documents, language: str, bar: dict[str, Any]) -> HttpResponse:
    sitting = _sitting(documents, language, _carried(request))
    sent = sent_page(request.POST, documents.definition)
    turn = take_page(sitting, page=sent.page, entries=sent.entries, go=sent.go, shown=sent.shown)
    sitting = _sitting(documents, language, turn.__dict__)
    if turn.is_complete:
        state = sitting.state()
        context = {"html": clean_html(state.completed_html), "survey_title": state.title}
        return render(request, "surveys/thanks.html", language_context(documents, language) | context | bar)
    entries: dict[str, Entry] = dict(sent.entries) if turn.errors and turn.page == sent.page else {}
    return _page(request, documents, sitting, language, page=turn.page, bar=bar, turn=turn, entries=entries)


def _page(
    request: HttpRequest,
    documents: Documents,
    sitting: Sitting,
    language: str,
    *,
    page: str,
    bar: dict[str, Any],
    turn: Turn | None = None,
    entries: dict[str, Entry] | None = None,
) -> HttpResponse:
    errors = turn.errors if turn else {}
    entries = entries or {name: Entry(**entry) for name, entry in sitting.pending.items()}
    context = page_context(documents, sitting.state_on(page), page, language=language, entries=entries, errors=errors)
    carried = {"answers": sitting.answers, "pending": sitting.pending, "visited": sitting.visited}
    context |= {"carried": json.dumps(carried), "has_more": bool(turn and turn.has_more), **bar}
    shown = render(request, "surveys/page.html", context, status=422 if errors else 200)
    return allow_images(shown, context["fields"])


def _sitting(documents: Documents, language: str, kept: dict[str, Any]) -> Sitting:
    now = clock.now()
    return Sitting(
        definition=documents.definition,
        answers=kept.get("answers") or begin(documents.definition, now=now, seed=SEED),
        pending=kept.get("pending") or {},
        visited=tuple(kept.get("visited") or ()),
        locale=documents.locale(language),
        seed=SEED,
        now=now,
    )


def _carried(request: HttpRequest) -> dict[str, Any]:
    """What the form brought along; only staff see it, and a broken one is theirs to mend."""
    try:
        kept = json.loads(request.POST.get("carried", "{}"))
        pending = {name: Entry(**entry).as_json() for name, entry in kept.get("pending", {}).items()}
        visited = [str(name) for name in kept.get("visited", [])]
        return {"answers": dict(kept.get("answers", {})), "pending": pending, "visited": visited}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Problem from error
