"""The public door of a survey: its first page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public, without_cookies
from feedback_site.kit.going_back import may_come_back
from feedback_site.kit.problems import TooMany
from feedback_site.kit.redirects import SeeOther
from surveys.actions.start_response import NeedsInvitation, refused, start_response
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.private_links import admitted_id, marked_version, private_key, response_id_of
from surveys.queries.spent_ids import is_spent
from surveys.rules.sitting.looking import look
from surveys.rules.sitting.turns import Go
from surveys.web.answering import after_sending
from surveys.web.first_pages import begun_by, first_page_of, first_page_under, fresh_sitting
from surveys.web.form_answers import sent_page
from surveys.web.languages import preferred, speaking, wished
from surveys.web.leading import tells_scripts, with_query
from surveys.web.looking import is_look, looked_at
from surveys.web.quality.flooding import turned_away
from surveys.web.quality.signs import signs_of
from surveys.web.shutting import shut

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@public
@without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@tells_scripts
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the first page, or take it; looking writes nothing."""
    survey = _found(slug)
    sent_id = response_id_of(request.POST.get("response", "")) if request.method == "POST" else None
    survey = _opened(request, survey, sent_id) if sent_id else survey
    begun = None if sent_id or "admission" in request.GET else begun_by(request, survey)
    survey = replace(survey, version_id=begun[1]) if begun else survey
    documents = documents_of(survey.version_id)
    language = wished(request, documents.locales) or preferred(request, documents.languages)
    with speaking(language):
        own = admitted_id(key, survey.id) if (key := request.GET.get("admission", "")) else None
        if sent_id:
            return take(request, survey, language, sent_id, own=own)
        if own and (Response.objects.filter(pk=own).exists() or is_spent(own)):
            return SeeOther(reverse("surveys:answer", args=[slug, private_key(own)]))
        if refusal := refused(survey, is_invited=own is not None):
            return shut(request, survey, language, refusal)
        return _first(request, survey, language, own, begun[0] if begun else None)


@public
@without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@tells_scripts
def begin(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Take a first page at an address of its own.

    Sent to the address that it was read at, it would drop out of the browser's store, and whoever comes back
    without scripts would find a fresh one, under another id.
    """
    survey = _found(slug)
    response_id = response_id_of(key)
    if request.method != "POST":
        has_begun = Response.objects.filter(pk=response_id).exists() or is_spent(response_id)
        return SeeOther(reverse("surveys:answer", args=[slug, key]) if has_begun else _public_address(slug))
    survey = _opened(request, survey, response_id)
    documents = documents_of(survey.version_id)
    language = wished(request, documents.locales) or preferred(request, documents.languages)
    with speaking(language):
        return take(request, survey, language, response_id)


def take(
    request: HttpRequest, survey: PublicSurvey, language: str, response_id: UUID, *, own: UUID | None = None
) -> HttpResponse:
    """Take the first page of somebody who begins; `own` is the id of whoever was invited."""
    documents = documents_of(survey.version_id)
    sent = sent_page(request.POST, documents.definition)
    if is_look(request) or sent.go is Go.STAY:
        sitting = fresh_sitting(response_id, documents, language)
        if is_look(request):
            return looked_at(request, documents, sitting, sent, language=language)
        if look(sitting, page=sent.page, entries=sent.entries, shown=sent.shown).is_blank:
            path = request.path if own else _public_address(survey.slug)
            return SeeOther(with_query(path, request.GET.dict() | {"lang": language}))
    try:
        signs = signs_of(request, survey.id, response_id, documents.sidecar)
    except TooMany as flood:
        return turned_away(request, survey, language, response_id=response_id, sent=sent, flood=flood)
    sent = replace(sent, signs=sent.signs | signs)
    try:
        saved = start_response(response_id=response_id, survey=survey, sent=sent, is_invited=own == response_id)
    except NeedsInvitation as refusal:
        return shut(request, survey, language, refusal)
    return after_sending(request, survey.slug, saved, sent)


def _found(slug: str) -> PublicSurvey:
    survey = public_survey(slug)
    if survey is None:
        raise Http404(_("There is no survey at this address."))
    return survey


def _opened(request: HttpRequest, survey: PublicSurvey, response_id: UUID) -> PublicSurvey:
    """The survey in the version that the page was made of, whatever is published while somebody has it open."""
    version_id = marked_version(request.POST.get("version", ""), response_id, survey.id)
    return survey if version_id is None else replace(survey, version_id=version_id)


def _public_address(slug: str) -> str:
    return reverse("surveys:start", args=[slug])


def _first(
    request: HttpRequest, survey: PublicSurvey, language: str, own: UUID | None, begun: UUID | None
) -> HttpResponse:
    page = first_page_under(own, request, survey, language) if own else first_page_of(request, survey, language, begun)
    may_come_back(page)  # with what was typed, and with the same id
    return page
