"""Let rules fire whose time has come, unless what they waited for was broken off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from feedback.actions.automation.fire import Cause, fire
from feedback.models import AutomationTimer, AutomationVersion
from feedback.rules.automation.shape import Trigger
from feedback_site.kit import clock
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from datetime import datetime

BATCH = 50
MOST = 20
LATER = timedelta(hours=1)
log = structlog.get_logger(__name__)


def sweep_timers() -> int:
    """Go through what is due, batch by batch; return how many rules fired."""
    now, fired = clock.now(), 0
    for _turn in range(MOST):
        looked_at, done = _batch(now)
        fired += done
        if looked_at < BATCH:
            break
    return fired


@transaction.atomic
def _batch(at: datetime) -> tuple[int, int]:
    rows = AutomationTimer.objects.filter(due_at__lte=at).order_by("due_at", "id")
    timers = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    versions = {
        version.rule_id: version
        for version in AutomationVersion.objects.filter(
            is_last=True, rule__is_on=True, rule__in={timer.rule_id for timer in timers}
        )
    }
    done = [_look(timer, versions.get(timer.rule_id)) for timer in sorted(timers, key=lambda timer: timer.ticket_id)]
    return len(timers), sum(done)


def _look(timer: AutomationTimer, version: AutomationVersion | None) -> bool:
    """Fire and forget the timer; one that breaks is looked at again later, and the others go on."""
    fired = False
    if version and not _broken_off(timer, version):
        cause = Cause(event_id=timer.cause_id, ticket_id=timer.ticket_id, depth=timer.depth)
        try:
            with transaction.atomic():
                fired = fire(version=version, cause=cause) is not None
        except Exception:
            log.exception("rule_broke_off", rule=timer.rule_id, ticket=timer.ticket_id)
            AutomationTimer.objects.filter(pk=timer.pk).update(due_at=clock.now() + LATER)
            return False
    timer.delete()
    return fired


def _broken_off(timer: AutomationTimer, version: AutomationVersion) -> bool:
    """Whether it happened again, or what the rule names did, or the rule waits for something else now."""
    names = [Trigger(word).event_name for word in (version.trigger, *version.unless)]
    subject = f"ticket:{timer.ticket_id}"
    since = LoggedEvent.objects.filter(subject=subject, id__gte=timer.cause_id)
    found = dict(since.filter(name__in=names).values_list("id", "name"))
    return list(found.items()) != [(timer.cause_id, Trigger(version.trigger).event_name)]
