"""Rules, their conditions and what became of a firing, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from feedback.queries.automation.wishes import action_words
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.rules.automation.shape import Outcome, Trigger
from feedback.web.inbox_filter import FilterForm

if TYPE_CHECKING:
    from feedback.models import AutomationVersion
    from feedback.queries.inbox.offers import Offers

TRIGGERS: dict[Trigger, Any] = {
    Trigger.OPENED: gettext_lazy("Somebody speaks up"),
    Trigger.CUSTOMER_WROTE: gettext_lazy("The reporter writes again"),
    Trigger.REPLIED: gettext_lazy("Somebody answers"),
    Trigger.ASSIGNED: gettext_lazy("It changes hands"),
    Trigger.TAGGED: gettext_lazy("It gets a tag"),
    Trigger.PRIORITISED: gettext_lazy("Its priority changes"),
    Trigger.TEAM_CHANGED: gettext_lazy("It changes teams"),
    Trigger.RESOLVED: gettext_lazy("It is resolved"),
    Trigger.REOPENED: gettext_lazy("It is opened again"),
    Trigger.RATED: gettext_lazy("The reporter says how it went"),
    Trigger.WARNED: gettext_lazy("A target is near"),
    Trigger.BREACHED: gettext_lazy("A target has passed"),
}
OUTCOMES: dict[Outcome, Any] = {
    Outcome.DONE: pgettext_lazy("rule", "Done"),
    Outcome.SAME: pgettext_lazy("rule", "Nothing to change"),
    Outcome.LIMITED: pgettext_lazy("rule", "Held back: the limit per person"),
    Outcome.LOOPED: pgettext_lazy("rule", "Held back: rules in a circle"),
    Outcome.FAILED: pgettext_lazy("rule", "Refused"),
}


def trigger_words(version: AutomationVersion) -> list[str]:
    """Return when it fires, a phrase a line."""
    found = [str(TRIGGERS[Trigger(version.trigger)])]
    if version.after_hours:
        hours = ngettext("Then waits one hour", "Then waits %(hours)s hours", version.after_hours)
        found.append(hours % {"hours": version.after_hours})
    found += [_("Not if meanwhile: %(what)s") % {"what": TRIGGERS[Trigger(word)]} for word in version.unless]
    return found


def condition_words(condition: dict[str, str], offered: Offers) -> list[tuple[str, str]]:
    """Return each part of a condition as what and which."""
    form = FilterForm(TicketFilter.from_json(condition), offered)
    found = []
    for name, value in condition.items():
        field: Any = form.fields[name]
        words = dict(getattr(field, "choices", ())).get(value, value)
        found.append((str(field.label), _("Yes") if name == "waiting" else str(words)))
    return found


def version_words(version: AutomationVersion, offered: Offers) -> dict[str, Any]:
    """Return a version as a page shows it."""
    return {
        "when": trigger_words(version),
        "condition": condition_words(version.condition, offered),
        "actions": [action_words(action) for action in version.actions],
        "limit": version.limit,
    }
