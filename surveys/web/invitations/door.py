"""The private link of an invitation: looking records nothing; answering goes the survey's own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public
from feedback_site.kit.problems import Gone
from feedback_site.kit.redirects import SeeOther
from surveys.actions.invitations.note_answers import note_participation
from surveys.actions.start_response import TakesNoAnswers
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.invitations import invitation_behind
from surveys.queries.live_surveys import PublicSurvey, public_survey
from surveys.queries.private_links import BrokenLink, private_key, response_id_of
from surveys.rules.definition.texts import choose
from surveys.rules.lifecycle import State
from surveys.rules.sitting.turns import first_page
from surveys.web.first_pages import fresh_sitting
from surveys.web.languages import name_of, preferred, speaking, wished
from surveys.web.pages import allow_images, page_context
from surveys.web.quality.proving import puzzle_for
from surveys.web.starting import take

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from surveys.models import Invitation
    from surveys.rules.documents.pair import Documents


class Revoked(Gone):
    """The invitation was taken back."""

    title = _("This invitation is no longer good.")


@public
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
        return take(request, survey, language)
    if own and has_begun:
        return SeeOther(reverse("surveys:answer", args=[survey.slug, private_key(own)]))
    if survey.state != State.LIVE:
        raise TakesNoAnswers
    if own is None or documents.sidecar.is_anonymous:
        return _apart(request, invitation, survey, documents, language)
    return _first(request, survey, documents, language, own)


def _first(request: HttpRequest, survey: PublicSurvey, documents: Documents, language: str, own: UUID) -> HttpResponse:
    sitting = fresh_sitting(own, documents, language)
    context = page_context(documents, sitting.state(), first_page(sitting), language=language)
    context |= {"key": private_key(own), "puzzle": puzzle_for(own), "slug": survey.slug, "is_invited": True}
    return allow_images(render(request, "surveys/page.html", context), context["fields"])


def _apart(
    request: HttpRequest, invitation: Invitation, survey: PublicSurvey, documents: Documents, language: str
) -> HttpResponse:
    """Note that they went on, and send them to the survey's public page, which knows nothing of the invitation."""
    if request.method == "POST":
        note_participation(invitation.pk)
        return SeeOther(reverse("surveys:start", args=[survey.slug]) + f"?lang={language}")
    context = {
        "survey_title": choose(documents.definition.title, documents.locale(language)),
        "language": language,
        "languages": [{"code": code, "name": name_of(code)} for code in documents.languages],
        "has_begun": invitation.answered_at is not None,
        "slug": survey.slug,
    }
    return render(request, "surveys/invitations/apart.html", context)
