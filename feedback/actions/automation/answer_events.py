"""Let rules answer to what happened: at once, or by beginning to wait."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from feedback.actions.automation.fire import Cause, fire
from feedback.models import AutomationEffect, AutomationTimer, AutomationVersion
from feedback.queries.automation.rehearsal import counts
from feedback.rules.automation.shape import Trigger, due_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.event_log import Recorded


def answer_events(*, batch: Sequence[Recorded]) -> int:
    """Go through the events ticket by ticket and through the rules in their order; return how many fired."""
    rules = _rules({line.event.name for line in batch})
    if not rules:
        return 0
    found = AutomationEffect.objects.filter(event_id__in=[line.id for line in batch])
    depths = dict(found.values_list("event_id", "run__depth"))
    timers: dict[tuple[int, int], AutomationTimer] = {}
    fired = 0
    for line in sorted(batch, key=lambda line: (line.event.ticket_id, line.id)):
        cause = Cause(event_id=line.id, ticket_id=line.event.ticket_id, depth=depths.get(line.id, 0))
        for version in rules[line.event.name]:
            if not counts(Trigger(version.trigger), line.event.payload()):
                continue
            if version.after_hours:
                timers[version.rule_id, cause.ticket_id] = _timer(version, cause, line)
            else:
                fired += fire(version=version, cause=cause) is not None
    _wait(timers)
    return fired


def _rules(names: set[str]) -> dict[str, list[AutomationVersion]]:
    triggers = [trigger.value for trigger in Trigger if trigger.event_name in names]
    rows = AutomationVersion.objects.filter(is_last=True, rule__is_on=True, trigger__in=triggers)
    found: dict[str, list[AutomationVersion]] = defaultdict(list)
    for version in rows.select_related("rule").order_by("rule__position", "rule"):
        found[Trigger(version.trigger).event_name].append(version)
    return found


def _timer(version: AutomationVersion, cause: Cause, line: Recorded) -> AutomationTimer:
    return AutomationTimer(
        rule_id=version.rule_id,
        ticket_id=cause.ticket_id,
        cause_id=cause.event_id,
        cause_at=line.at,
        depth=cause.depth,
        due_at=due_at(line.at, version.after_hours),
    )


def _wait(timers: dict[tuple[int, int], AutomationTimer]) -> None:
    AutomationTimer.objects.bulk_create(
        timers.values(),
        update_conflicts=True,
        unique_fields=["rule", "ticket"],
        update_fields=["cause_id", "cause_at", "depth", "due_at"],
    )
