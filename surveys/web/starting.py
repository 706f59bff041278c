"""The public door of a survey: its first page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public
from feedback_site.kit.problems import TooMany
from feedback_site.kit.redirects import SeeOther
from surveys.actions.start_response import NeedsInvitation, refused, start_response
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.private_links import admitted_id, private_key, response_id_of
from surveys.queries.spent_ids import is_spent
from surveys.rules.sitting.looking import look
from surveys.rules.sitting.turns import Go
from surveys.web.answering import after_sending
from surveys.web.first_pages import first_page_of, first_page_under, fresh_sitting
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
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@tells_scripts
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the first page, or take it; looking writes nothing."""
    survey = public_survey(slug)
    if survey is None:
        raise Http404(_("There is no survey at this address."))
    documents = documents_of(survey.version_id)
    language = wished(request, documents.locales) or preferred(request, documents.languages)
    with speaking(language):
        own = admitted_id(key, survey.id) if (key := request.GET.get("admission", "")) else None
        if request.method == "POST":
            return take(request, survey, language, own=own)
        if own and (Response.objects.filter(pk=own).exists() or is_spent(own)):
            return SeeOther(reverse("surveys:answer", args=[slug, private_key(own)]))
        if refusal := refused(survey, is_invited=own is not None):
            return shut(request, survey, language, refusal)
        return _first(request, survey, language, own)


def take(request: HttpRequest, survey: PublicSurvey, language: str, *, own: UUID | None = None) -> HttpResponse:
    """Take the first page of somebody who begins; `own` is the id of whoever was invited."""
    response_id = response_id_of(request.POST.get("response", ""))
    documents = documents_of(survey.version_id)
    sent = sent_page(request.POST, documents.definition)
    if is_look(request) or sent.go is Go.STAY:
        sitting = fresh_sitting(response_id, documents, language)
        if is_look(request):
            return looked_at(request, documents, sitting, sent, language=language)
        if look(sitting, page=sent.page, entries=sent.entries, shown=sent.shown).is_blank:
            return SeeOther(with_query(request.path, request.GET.dict() | {"lang": language}))
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


def _first(request: HttpRequest, survey: PublicSurvey, language: str, own: UUID | None) -> HttpResponse:
    page = first_page_under(own, request, survey, language) if own else first_page_of(request, survey, language)
    # Not "no-store": whoever comes back with the browser's button finds what they typed, and the same id.
    patch_cache_control(page, private=True, no_cache=True)
    return page
