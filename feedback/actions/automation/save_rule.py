"""Make an automatic rule, change what it says, or its place in the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from feedback.actions.trade_places import trade_places
from feedback.events import AutomationChanged
from feedback.models import AutomationRule, AutomationVersion
from feedback.queries.automation.wishes import read_action
from feedback.queries.bulk.deed import UnknownDeed
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.query_values import BadFilter
from feedback.rules.automation.shape import MOST_ACTIONS, MOST_RULES, PLACEHOLDERS, Terms, faults
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def save_rule(
    *, terms: Terms, rule: AutomationRule | None = None, key: str | None = None, by: User | None = None
) -> AutomationRule:
    """Save the rule; what it says anew becomes a new version, and what it waits for follows. Raises Invalid."""
    checked = checked_terms(terms)
    rows = list(AutomationRule.objects.select_for_update().in_order())
    _check_list(rows, checked, rule)
    row = rule or AutomationRule(
        key=key, position=max((r.position for r in rows), default=-1) + 1, created_at=clock.now()
    )
    was = (row.name, row.is_on)
    row.name, row.is_on = checked.name, checked.is_on
    row.save()
    last = row.versions.filter(is_last=True).first()
    if last and last.same_as(checked.content()):
        if was != (row.name, row.is_on):
            _note(last, by)
        return row
    row.versions.filter(is_last=True).update(is_last=False)
    version = AutomationVersion.objects.create(
        rule=row, number=last.number + 1 if last else 1, created_at=clock.now(), created_by=by, **checked.content()
    )
    row.timers.update(due_at=F("cause_at") + timedelta(hours=version.after_hours))
    if key is None:  # what a house begins with is nobody's change
        _note(version, by)
    return row


@transaction.atomic
def move_rule(*, rule: AutomationRule, up: bool, by: User | None = None) -> None:
    """Change places with the neighbour; at the end of the list nothing moves."""
    if trade_places(AutomationRule.objects.in_order(), rule, up=up):
        _note(rule.versions.get(is_last=True), by)


def checked_terms(terms: Terms) -> Terms:
    """Return the terms in order; raises Invalid."""
    found = replace(terms, name=" ".join(terms.name.split()), texts={k: v.strip() for k, v in terms.texts.items()})
    errors: dict[str, list[Any]] = {part: [_fault(part)] for part in faults(found)}
    try:
        found = replace(found, condition=TicketFilter.from_json(found.condition).to_json())
    except BadFilter:
        errors["condition"] = [_fault("condition")]
    try:
        for action in found.actions:
            read_action(action)
    except UnknownDeed:
        errors["actions"] = [_("One of these actions is not known here.")]
    if errors:
        raise Invalid(errors=errors)
    return found


def _fault(part: str) -> str:
    words = {
        "name": _("Give it a name of up to 60 characters."),
        "after_hours": _("Choose a time of up to 90 days."),
        "unless": _("Only a rule that waits can be broken off."),
        "actions": _("Choose between one and %(most)s actions.") % {"most": MOST_ACTIONS},
        "texts": _("Write the text in both languages; braces only as in %(known)s.")
        % {"known": " ".join("{" + name + "}" for name in PLACEHOLDERS)},
        "condition": _("This condition cannot be read."),
        "limit": _("Say how often it may turn to one person: 1 to 100 times in up to 90 days."),
    }
    return words[part]


def _check_list(rows: list[AutomationRule], terms: Terms, rule: AutomationRule | None) -> None:
    if any(row.name == terms.name and (rule is None or row.pk != rule.pk) for row in rows):
        raise Invalid(errors={"name": [_("There is a rule of this name already.")]})
    if rule is None and len(rows) >= MOST_RULES:
        raise Invalid(errors={"name": [_("There are %(most)s rules already.") % {"most": MOST_RULES}]})


def _note(version: AutomationVersion, by: User | None) -> None:
    event = AutomationChanged(rule_id=version.rule_id, version_id=version.pk)
    record(event, actor_id=by.pk if by else None, subject=f"automation:{version.rule_id}")
