"""The pages of service policies."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.actions.clocks.save_policy import move_policy, save_policy
from feedback.models import SlaPolicy
from feedback.queries.clocks.compliance import compliance
from feedback.queries.clocks.policy_words import condition_words
from feedback.queries.clocks.reopened import reopened
from feedback.web.clocks.policy_forms import PolicyForm, initial_from
from feedback.web.staff import staff
from feedback_site.kit import clock
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UP = "up"


@allow("clocks.read")
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Show the list in the order in which policies are tried, and how promises were kept."""
    kept = compliance(clock.now())
    rows = SlaPolicy.objects.in_order().prefetch_related("versions__calendar")
    shown = []
    for row in rows:
        version = max(row.versions.all(), key=lambda version: version.number)
        shown.append({"row": row, "version": version, "kept": kept.get(row.pk), "for": condition_words(version)})
    context = {"policies": shown, "tab": "policies", "again": reopened(staff(request), clock.now())}
    return render(request, "feedback/clocks/policies.html", context)


@allow("clocks.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_policy(request: HttpRequest) -> HttpResponse:
    """Make a policy, the last of the list."""
    return _edit(request, None, {})


@allow("clocks.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Change a policy: other terms become a new version."""
    found = get_object_or_404(SlaPolicy, pk=policy_id)
    return _edit(request, found, initial_from(found, found.versions.latest("number")))


@allow("clocks.edit")
@require_POST
def policy_place(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Move a policy up or down."""
    found = get_object_or_404(SlaPolicy, pk=policy_id)
    move_policy(policy=found, up=request.POST.get("go") == UP, by=staff(request))
    return see_other("feedback:policies")


def _edit(request: HttpRequest, found: SlaPolicy | None, begin: dict[str, Any]) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PolicyForm(request.POST if is_sent else None, initial=begin)
    if is_sent and form.is_valid():
        try:
            save_policy(terms=form.terms(), policy=found, by=staff(request))
        except Invalid as refused:
            for name, texts in refused.errors.items():
                form.add_error(name if name in form.fields else None, [str(text) for text in texts])
        else:
            messages.success(request, _("The policy is saved. Open cases follow it within a minute."))
            return see_other("feedback:policies")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "feedback/clocks/policy.html", {"form": form, "policy": found}, status=status)
