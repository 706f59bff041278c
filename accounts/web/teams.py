"""Teams and who is in them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.actions.teams.save_team import save_team
from accounts.models import Team, User
from accounts.models.team import NAME_LENGTH
from accounts.web.who import me
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class TeamForm(forms.Form):
    """A name and people."""

    name = forms.CharField(label=pgettext_lazy("team", "Name"), max_length=NAME_LENGTH)
    members = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Members"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what Django's form takes
        self.fields["members"].queryset = User.objects.who_may("ticket.read").order_by("name", "email")  # type: ignore[attr-defined]


@allow("team.change")
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    """List the teams; make one."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and (made := _saved(request, form)):
        messages.success(request, _("The team %(team)s is made.") % {"team": made})
        return see_other(reverse("accounts:teams"))
    found = Team.objects.prefetch_related("members").order_by("name", "id")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/teams.html", {"teams": found, "form": form}, status=status)


@allow("team.change")
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """Change a team."""
    found = get_object_or_404(Team, pk=team_id)
    form = TeamForm(request.POST or None, initial={"name": found.name, "members": found.members.all()})
    if request.method == "POST" and _saved(request, form, found):
        messages.success(request, _("The team is changed."))
        return see_other(reverse("accounts:teams"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/team.html", {"team": found, "form": form}, status=status)


def _saved(request: HttpRequest, form: TeamForm, found: Team | None = None) -> Team | None:
    """Save what the form says; what the action refuses stands beside its field."""
    if not form.is_valid():
        return None
    try:
        return save_team(**form.cleaned_data, actor_id=me(request).pk, team=found)
    except Invalid as problem:
        for name, told in problem.errors.items():
            form.add_error(name, [str(one) for one in told])
    return None
