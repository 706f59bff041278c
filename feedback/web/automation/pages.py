"""The pages of automatic rules: their order, one of them with its log, and what it would have done last week."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.actions.automation.save_rule import checked_terms, move_rule, save_rule
from feedback.models import AutomationRule, AutomationVersion
from feedback.queries.automation.log import last_runs, numbers_of_week
from feedback.queries.automation.rehearsal import rehearse
from feedback.queries.inbox.offers import offers
from feedback.rules.automation.shape import Outcome
from feedback.web.automation.forms import RuleForm, initial_from
from feedback.web.automation.words import OUTCOMES, condition_words, version_words
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UP = "up"


@allow("automation.read")
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules in their order, what they say, and how often they fired in a week."""
    offered, fired = offers(), numbers_of_week()
    versions = AutomationVersion.objects.filter(is_last=True).select_related("rule")
    shown = [
        {"row": version.rule, "words": version_words(version, offered), "fired": fired.get(version.rule_id, 0)}
        for version in versions.order_by("rule__position", "rule")
    ]
    return render(request, "feedback/automation/rules.html", {"rules": shown})


@allow("automation.read")
@require_safe
def rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Show a rule, what it did and why, and what it would have done with last week's cases."""
    found = get_object_or_404(AutomationRule, pk=rule_id)
    version, offered = found.versions.get(is_last=True), offers()
    runs = [
        {"row": run, "outcome": OUTCOMES[Outcome(run.outcome)], "why": condition_words(run.why["condition"], offered)}
        for run in last_runs(found)
    ]
    context = {"rule": found, "version": version, "words": version_words(version, offered), "runs": runs}
    if "try" in request.GET:
        context["tried"] = _shown(rehearse(version.terms(found)))
    return render(request, "feedback/automation/rule.html", context)


@allow("automation.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: HttpRequest) -> HttpResponse:
    """Make a rule, the last in the order."""
    return _edit(request, None, {})


@allow("automation.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def rule_terms(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Change what a rule says."""
    found = get_object_or_404(AutomationRule, pk=rule_id)
    return _edit(request, found, initial_from(found, found.versions.get(is_last=True)))


@allow("automation.edit")
@require_POST
def rule_place(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Move a rule up or down."""
    found = get_object_or_404(AutomationRule, pk=rule_id)
    move_rule(rule=found, up=request.POST.get("go") == UP, by=staff(request))
    return see_other("feedback:rules")


def _edit(request: HttpRequest, found: AutomationRule | None, begin: dict[str, Any]) -> HttpResponse:
    """Try or save; the house's own name in the reader's language is no new name."""
    is_sent = request.method == "POST"
    form = RuleForm(request.POST if is_sent else None, begin, offers())
    context: dict[str, Any] = {"form": form, "rule": found}
    status = HTTPStatus.OK
    if is_sent and form.is_valid():
        terms = form.terms()
        if found and terms.name == found.label:
            terms = terms.named(found.name)
        try:
            if "try" in request.POST:
                context["tried"] = _shown(rehearse(checked_terms(terms)))
                return render(request, "feedback/automation/edit.html", context)
            row = save_rule(terms=terms, rule=found, by=staff(request))
        except Invalid as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The rule is saved. It answers to what happens from now on."))
            return see_other("feedback:rule", row.pk)
    if is_sent:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "feedback/automation/edit.html", context, status=status)


def _tell(form: RuleForm, refused: Invalid) -> None:
    for name, texts in refused.errors.items():
        place = {"limit": "limit_times", "texts": "text_en"}.get(name, name)
        form.add_error(place if place in form.fields else None, [str(text) for text in texts])


def _shown(tried: Any) -> dict[str, Any]:
    lines = [{"line": line, "outcome": OUTCOMES[line.outcome]} for line in tried.lines]
    return {"all": tried, "lines": lines}
