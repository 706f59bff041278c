"""When the shop works, and by when people hear from it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.clocks.put_on_hold import put_on_hold
from feedback.actions.clocks.save_calendar import Plan, save_calendar
from feedback.actions.clocks.save_policy import Terms, save_policy
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.models import Ticket
from feedback.rules.clocks.targets import Targets
from feedback.rules.names import Priority, Status
from feedback_site.demo.rhythm import HOME
from feedback_site.demo.staff import SHANGHAI
from feedback_site.kit.hours.days import read_day

if TYPE_CHECKING:
    from accounts.models import User
    from feedback_site.demo.timeline import Timeline

WEEKDAY, SATURDAY = "09:00–12:00, 13:30–18:00", "10:00–16:00"
FIRST_LOOK, LAST_LOOK = 9, 18
PRESSING = (Priority.URGENT, Priority.HIGH, Priority.HIGH)


def promise(by: User) -> None:
    """Set up the calendar, with China's holidays and make-up workdays, and two policies."""
    week = (*[read_day(WEEKDAY)] * 5, read_day(SATURDAY), ())
    plan = Plan(name="青山 Qingshan", timezone=SHANGHAI, week=week, country="CN", is_usual=True)
    hours = save_calendar(plan=plan, by=by).calendar
    urgent = Targets(first=60, next=120, resolution=8 * 60)
    save_policy(
        terms=Terms(name="紧急 Urgent", targets=urgent, condition={"priority": ["high", "urgent"]}, calendar=hours),
        by=by,
    )
    usual = Targets(first=4 * 60, next=4 * 60, resolution=40 * 60)
    save_policy(terms=Terms(name="标准 Standard", targets=usual, calendar=hours), by=by)


def plan_looks(timeline: Timeline) -> None:
    """Let what beat does every minute happen once an hour of the day."""
    day = timeline.start.astimezone(HOME).date()
    while (noon := datetime.combine(day, time(12), HOME)) <= timeline.now + timedelta(days=1):
        for hour in range(FIRST_LOOK, LAST_LOOK + 1):
            timeline.plan(noon.replace(hour=hour, minute=40), sweep_targets, is_urgent=False)
        day += timedelta(days=1)


def press(by: User) -> None:
    """Say of a few cases that they press, and of one that it waits for the carrier."""
    waiting = Ticket.objects.unfinished().waiting_for_us().order_by("-wait_started_at")
    for ticket, priority in zip(waiting[: len(PRESSING)], PRESSING, strict=False):
        prioritise(ticket=ticket, priority=priority, by=by)
    answered = Ticket.objects.filter(status=Status.WAITING).order_by("-last_message_at").first()
    if answered:
        put_on_hold(ticket=answered, by=by)
