"""The staff's list of people, and one person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.change_access import deactivate_person, reactivate_person
from accounts.actions.change_role import change_role
from accounts.models import User
from accounts.queries.people import people, waiting_invitations
from accounts.rules.roles import Role
from accounts.web.forms import PeopleFilter, RoleForm
from accounts.web.who import me
from accounts.web.working_time.summary import time_words
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.problems import Invalid, Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ACCESS = {"yes": True, "no": False}


@allow("person.read")
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Show everybody with an account, and who is still invited."""
    narrowed = PeopleFilter(request.GET)
    wish = narrowed.cleaned_data if narrowed.is_valid() else {}
    found = people(words=wish.get("q", ""), role=wish.get("role", ""), active=ACCESS.get(wish.get("access", "")))
    page = keyset_page(found, order=("name", "id"), cursor=request.GET.get("cursor"))
    context = {
        "filter": narrowed,
        "page": page,
        "narrowed": any(wish.values()),
        "invitations": waiting_invitations()[:100] if not request.GET.get("cursor") else [],
        "now": clock.now(),
        "mail_is_kept": not settings.EMAIL_URL,
    }
    return render(request, "accounts/people.html", context, fragment="people")


@allow("person.read")
@require_safe
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show one person and what may be changed about them."""
    somebody = get_object_or_404(User, pk=user_id)
    tokens = somebody.api_tokens.good().order_by("-created_at", "-pk")
    form = RoleForm(initial={"role": somebody.role})
    context = {"person": somebody, "tokens": tokens, "form": form, **time_words(somebody)}
    return render(request, "accounts/person.html", context)


@allow("person.change")
@require_POST
def person_role(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a person another role."""
    somebody = get_object_or_404(User, pk=user_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Invalid(errors={field: list(told) for field, told in form.errors.items()})
    try:
        change_role(user_id=somebody.pk, role=Role(form.cleaned_data["role"]), actor_id=me(request).pk)
    except Problem as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The role is changed."))
    return see_other(_home(request, somebody))


@allow("person.change")
@require_POST
def person_access(request: HttpRequest, user_id: int) -> HttpResponse:
    """Shut a person out, or let them in again."""
    somebody = get_object_or_404(User, pk=user_id)
    wish = request.POST.get("active")
    if wish not in ACCESS:
        raise Invalid(errors={"active": [_("Say yes or no.")]})
    try:
        if ACCESS[wish]:
            reactivate_person(user_id=somebody.pk, actor_id=me(request).pk)
            messages.success(request, _("%(person)s may sign in again.") % {"person": somebody})
        else:
            deactivate_person(user_id=somebody.pk, actor_id=me(request).pk)
            messages.success(request, _("%(person)s can no longer sign in.") % {"person": somebody})
    except Problem as problem:
        messages.error(request, str(problem))
    return see_other(_home(request, somebody))


def _home(request: HttpRequest, somebody: User) -> str:
    """The person's page, or the front door for those who have just shut themselves out of it."""
    now = User.objects.get(pk=me(request).pk)
    return reverse("accounts:person", args=[somebody.pk]) if now.may("person.read") else reverse("home")
