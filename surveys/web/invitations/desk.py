"""Staff's page of invitations: send, remind once, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.invitations.invite_people import invite_people
from surveys.actions.invitations.remind_people import remind_people
from surveys.actions.invitations.revoke_invitation import revoke_invitation
from surveys.models import Invitation
from surveys.queries.definitions import documents_of
from surveys.queries.invitations import invitation_list, standing_of
from surveys.rules.lifecycle import State
from surveys.web.invitations.forms import AddressesForm
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.models import Survey
    from surveys.rules.documents.pair import Documents

MOST_ID = 2**63 - 1
SHOWN_WRONG = 20
SHOWN_GOOD = 10


@allow("survey.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, slug: str) -> HttpResponse:
    """List who was invited; a first POST shows what would be sent, a second one sends it."""
    survey = find_survey(slug)
    if request.method != "POST" or survey.live_version_id is None:
        return _page(request, survey)
    form = AddressesForm(request.POST, request.FILES, languages=documents_of(survey.live_version_id).languages)
    if not form.is_valid():
        return _page(request, survey, form=form, status=422)
    language = form.cleaned_data["language"]
    if request.POST.get("do") != "send":
        return _preview(request, survey, form, language)
    done = invite_people(survey_id=survey.pk, addresses=form.read.good, language=language, by=staff(request))
    messages.success(
        request,
        ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", done.new) % {"n": done.new},
    )
    return see_other("surveys:invitations", slug)


@allow("survey.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how many would be reminded, then remind them."""
    survey = find_survey(slug)
    if request.method == "POST":
        n = remind_people(survey_id=survey.pk, by=staff(request))
        messages.success(
            request, ngettext("%(n)s reminder is on its way.", "%(n)s reminders are on their way.", n) % {"n": n}
        )
        return see_other("surveys:invitations", slug)
    context = {"survey": survey, "standing": standing_of(survey.pk), "is_live": survey.state == State.LIVE}
    return render(request, "surveys/invitations/reminder.html", context)


@allow("survey.invite")
@require_POST
def revocation(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    survey = find_survey(slug)
    try:
        revoke_invitation(survey_id=survey.pk, invitation_id=min(invitation_id, MOST_ID), by=staff(request))
    except Invitation.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("The invitation is taken back; its link opens nothing any more."))
    return see_other("surveys:invitations", slug)


def _page(
    request: HttpRequest, survey: Survey, *, form: AddressesForm | None = None, status: int = 200
) -> HttpResponse:
    documents = documents_of(survey.live_version_id) if survey.live_version_id else None
    context: dict[str, Any] = {
        "survey": survey,
        "form": form or (_empty(documents) if documents else None),
        "is_live": survey.state == State.LIVE,
        "is_anonymous": documents is not None and documents.sidecar.is_anonymous,
        "standing": standing_of(survey.pk),
        "page": invitation_list(survey, request.GET.get("cursor")),
        "mail_is_kept": not settings.EMAIL_URL,
    }
    return render(request, "surveys/invitations/invitations.html", context, status=status)


def _empty(documents: Documents) -> AddressesForm:
    """A form in the reader's language, where the survey speaks it."""
    return AddressesForm(languages=documents.languages, initial={"language": get_language()})


def _preview(request: HttpRequest, survey: Survey, form: AddressesForm, language: str) -> HttpResponse:
    good = form.read.good
    known = set(Invitation.objects.good().filter(survey=survey, email__in=good).values_list("email", flat=True))
    new = [address for address in good if address not in known]
    context = {
        "survey": survey,
        "new": new[:SHOWN_GOOD],
        "count": len(new),
        "more": max(0, len(new) - SHOWN_GOOD),
        "known": len(known),
        "repeated": form.read.repeated,
        "wrong": form.read.wrong[:SHOWN_WRONG],
        "wrong_count": len(form.read.wrong),
        "addresses": "\n".join(new),
        "language": language,
        "is_live": survey.state == State.LIVE,
    }
    return render(request, "surveys/invitations/preview.html", context)
