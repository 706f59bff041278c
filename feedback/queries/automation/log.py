"""What rules did lately."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from feedback.models import AutomationRun
from feedback.rules.automation.shape import Outcome
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.models import AutomationRule

WEEK = timedelta(days=7)
SHOWN = 50


def numbers_of_week() -> dict[int, int]:
    """Count by rule how often it did something in seven days."""
    lately = AutomationRun.objects.filter(at__gt=clock.now() - WEEK, outcome=Outcome.DONE.value)
    return dict(lately.order_by().values_list("rule").annotate(Count("id")))


def last_runs(rule: AutomationRule) -> list[AutomationRun]:
    """Return the newest firings with their tickets and versions."""
    return list(rule.runs.select_related("ticket", "version").order_by("-id")[:SHOWN])
