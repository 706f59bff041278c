"""Calendars and policies made as people make them: through the actions."""

from feedback.actions.clocks.save_calendar import Plan, save_calendar
from feedback.actions.clocks.save_policy import Terms, save_policy
from feedback.rules.clocks.targets import Targets
from feedback_site.kit.hours.days import read_day

OFFICE = "09:00–12:00, 13:30–18:00"


def week(days=OFFICE, weekend=""):
    return (read_day(days),) * 5 + (read_day(weekend),) * 2


def plan(name="Office", hours=OFFICE, zone="Asia/Shanghai", weekend="", **fields):
    return Plan(**{"name": name, "timezone": zone, "week": week(hours, weekend), **fields})


def make_calendar(name="Office", *, valid_from=None, calendar=None, by=None, **fields):
    """A calendar, Monday to Friday in Shanghai unless told otherwise."""
    version = save_calendar(plan=plan(name, **fields), calendar=calendar, valid_from=valid_from, by=by)
    return version.calendar


def make_policy(name="Standard", *, policy=None, by=None, calendar=None, condition=None, is_active=True, **targets):
    """A policy for all tickets, one hour around the clock unless told otherwise."""
    terms = Terms(
        name=name,
        targets=Targets(**(targets or {"first": 60})),
        condition=condition or {},
        calendar=calendar,
        is_active=is_active,
    )
    return save_policy(terms=terms, policy=policy, by=by).policy
