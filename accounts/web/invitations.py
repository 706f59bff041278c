"""Inviting, taking it back, and joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.accept_invitation import accept_invitation
from accounts.actions.invite_person import invite_person
from accounts.actions.withdraw_invitation import withdraw_invitation
from accounts.queries.invitations import invitation_by_token
from accounts.rules.roles import Role
from accounts.web.forms import AcceptanceForm, InvitationForm
from accounts.web.who import me
from feedback_site.kit.access import allow, public
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Conflict
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@allow("person.invite")
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite somebody."""
    form = InvitationForm(request.POST or None, initial={"language": me(request).language})
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            invite_person(
                email=wish["email"], role=Role(wish["role"]), language=wish["language"], invited_by=me(request)
            )
        except Conflict as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": wish["email"]})
            return see_other("accounts:people")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form, "days": settings.INVITATION_DAYS}, status=status)


@allow("person.invite")
@require_POST
def withdrawal(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    if withdraw_invitation(invitation_id=invitation_id, actor_id=me(request).pk):
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    else:
        messages.info(request, _("This invitation was no longer open."))
    return see_other("accounts:people")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let the invited one choose a name and a password; opening the link changes nothing."""
    offer = invitation_by_token(token)
    first = {"language": get_language(), "timezone": settings.DEFAULT_TIMEZONE}
    form = AcceptanceForm(request.POST or None, initial=first, email=offer.email)
    if request.method == "POST" and form.is_valid():
        user = accept_invitation(token=token, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        messages.success(request, _("Welcome, %(name)s.") % {"name": user})
        return see_other("console")
    context = {"form": form, "invitation": offer}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
