"""Which policy holds for a ticket: the first of the list that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Max

from feedback.models import BusinessCalendar, PolicyVersion, RulesChange, Tagging
from feedback.rules.clocks.matching import matches

if TYPE_CHECKING:
    from feedback.models import Ticket
    from feedback.rules.clocks.matching import Facts


class Terms(NamedTuple):
    """What a ticket is under."""

    policy_version_id: int | None
    calendar_id: int | None
    around_the_clock: bool


def current_versions() -> list[PolicyVersion]:
    """Return what the active policies say now, in their order."""
    rows = PolicyVersion.objects.filter(policy__is_active=True).annotate(newest=Max("policy__versions__number"))
    rows = rows.filter(number=F("newest")).select_related("policy", "calendar")
    return list(rows.order_by("policy__position", "policy_id"))


def chosen_terms(ticket: Ticket) -> Terms:
    """Return the terms of the first policy that fits; without one the usual calendar counts, if there is one."""
    versions = current_versions()
    facts = facts_of(ticket, versions)
    for version in versions:
        if matches(version.condition, facts):
            return Terms(version.pk, version.calendar_id, version.calendar_id is None)
    usual = BusinessCalendar.objects.filter(is_usual=True).values_list("pk", flat=True).first()
    return Terms(None, usual, around_the_clock=False)


def facts_of(ticket: Ticket, versions: list[PolicyVersion]) -> Facts:
    """Return what policies ask of a ticket; its tags only where one asks for them."""
    facts = {
        "channel": frozenset({str(ticket.channel)}),
        "priority": frozenset({ticket.priority_key}),
        "team": frozenset({str(ticket.team_id)} if ticket.team_id else ()),
    }
    if any("tag" in version.condition for version in versions):
        names = Tagging.objects.filter(ticket=ticket).values_list("tag__name", flat=True)
        facts["tag"] = frozenset(name.casefold() for name in names)
    return facts


def last_rules_change() -> int:
    """Return the number of the last change of calendars or policies."""
    return RulesChange.objects.aggregate(last=Max("pk"))["last"] or 0
