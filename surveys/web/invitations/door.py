"""The private link of an invitation: looking records nothing; answering goes the survey's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public, without_cookies
from feedback_site.kit.problems import Gone
from feedback_site.kit.redirects import SeeOther
from surveys.actions.invitations.admit_invited import admit_invited
from surveys.actions.invitations.note_answers import note_participation
from surveys.actions.start_response import TakesNoAnswers
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.invitations import invitation_behind
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.private_links import BrokenLink, admission, private_key, response_id_of
from surveys.rules.definition.texts import choose
from surveys.rules.lifecycle import State
from surveys.web.first_pages import first_page_under
from surveys.web.languages import name_of, preferred, speaking, wished
from surveys.web.leading import with_query
from surveys.web.starting import take

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.models import Invitation
    from surveys.rules.documents.pair import Documents


class Revoked(Gone):
    """The invitation was taken back."""

    title = _("This invitation is no longer good.")


@public
@without_cookies
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, key: str) -> HttpResponse:
    """Show the first page under the invitation's own id, go on where it was left, or lead to an anonymous survey."""
    invitation = invitation_behind(key)
    survey = public_survey(invitation.survey.slug)
    if survey is None:
        raise BrokenLink
    documents = documents_of(survey.version_id)
    known = invitation.language if invitation.language in documents.locales else ""
    language = wished(request, documents.locales) or preferred(request, documents.languages, known=known)
    with speaking(language):
        answer = _answer(request, invitation, survey, documents, language)
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _answer(
    request: HttpRequest, invitation: Invitation, survey: PublicSurvey, documents: Documents, language: str
) -> HttpResponse:
    own = invitation.response_id
    has_begun = own is not None and Response.objects.filter(pk=own).exists()
    if invitation.revoked_at and not has_begun:
        raise Revoked
    if own and request.method == "POST" and (has_begun or not documents.sidecar.is_anonymous):
        if response_id_of(request.POST.get("response", "")) != own:
            raise BrokenLink
        return take(request, survey, language, own, own=own)
    if own and has_begun:
        return SeeOther(reverse("surveys:answer", args=[survey.slug, private_key(own)]))
    if survey.state != State.LIVE:
        raise TakesNoAnswers
    if own is None or documents.sidecar.is_anonymous:
        return _apart(request, invitation, survey, documents, language)
    return first_page_under(own, request, survey, language, is_invited=True)


def _apart(
    request: HttpRequest, invitation: Invitation, survey: PublicSurvey, documents: Documents, language: str
) -> HttpResponse:
    """Note that they went on, and send them to the survey's public page, which knows nothing of the invitation."""
    has_begun = invitation.answered_at is not None
    if request.method == "POST":
        query = _let_in(request, invitation, survey, documents)
        if query is not None:
            address = reverse("surveys:start", args=[survey.slug])
            return SeeOther(with_query(address, query | {"lang": language}))
        has_begun = True
    context = {
        "survey_title": choose(documents.definition.title, documents.locale(language)),
        "language": language,
        "languages": [{"code": code, "name": name_of(code)} for code in documents.languages],
        "has_begun": has_begun,
        "is_invited_only": documents.sidecar.is_invited_only,
        "key": private_key(uuid4()),
        "slug": survey.slug,
    }
    return render(request, "surveys/invitations/apart.html", context)


def _let_in(
    request: HttpRequest, invitation: Invitation, survey: PublicSurvey, documents: Documents
) -> dict[str, str] | None:
    """What the public page needs to let them in, if they may; an open survey lets everybody in."""
    if not documents.sidecar.is_invited_only:
        note_participation(invitation.pk)
        return {}
    fresh = response_id_of(request.POST.get("response", ""))
    if not admit_invited(invitation_id=invitation.pk, response_id=fresh):
        return None
    return {"admission": admission(fresh, survey.id)}
