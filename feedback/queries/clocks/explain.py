"""Explains every clock of a ticket: which spans counted, by which version of which calendar, and what was promised.

The page, the API and `manage.py explain_ticket` show this one object.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from feedback.models import CalendarVersion, PolicyVersion
from feedback.queries.clocks.history import stored_history
from feedback.queries.clocks.proof import proof
from feedback.rules.clocks import RULES
from feedback.rules.clocks.reckon import counts_now, pauses_of, reckon
from feedback.rules.clocks.targets import Counts, Target, state_of
from feedback.rules.names import Outcome
from feedback.rules.time.spans import FOREVER, total, without
from feedback_site.kit.hours.days import write_day
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from feedback.models import Ticket
    from feedback.rules.clocks.deadline import Deadline
    from feedback.rules.clocks.history import History
    from feedback.rules.clocks.reckon import Clocks
    from feedback.rules.time.calendar import Interval

MOST_SPANS = 200
MOST_EVENTS = 1_000


def explain(ticket: Ticket, at: datetime) -> dict[str, Any]:
    """Return the explanation as JSON values, as of a moment; what still runs is told so far."""
    history = stored_history(ticket)
    clocks = reckon(history)
    return {
        "ref": ticket.ref,
        "at": _moment(at),
        "rules": RULES,
        "replay": proof(ticket),
        "waits": _waits(history, clocks, at),
        "resolution": _resolution(history, clocks, at),
        "resolutions": _resolutions(history, clocks),
        "holds": [
            {"number": hold.number, "from": _moment(hold.started_at), "to": _moment(hold.ended_at)}
            for hold in history.holds
        ],
        "sums": {
            "requester_seconds": _seconds(clocks.requester),
            "requester_business_seconds": _seconds(clocks.requester_business),
            "agent_seconds": _seconds(clocks.agent),
            "agent_business_seconds": _seconds(clocks.agent_business),
        },
        "due_at": _moment(clocks.due_at),
        "warn_at": _moment(clocks.warn_at),
        "terms": _terms(history),
        "calendars": _calendars(history),
        "events": _events(ticket),
    }


def _waits(history: History, clocks: Clocks, at: datetime) -> list[dict[str, Any]]:
    found = []
    for span, clock in zip(history.waits, clocks.waits, strict=True):
        end = span.ended_at or max(at, span.started_at)
        found.append(
            {
                "number": span.number,
                "target": (Target.FIRST if span.number == 1 else Target.NEXT).value,
                "from": _moment(span.started_at),
                "to": _moment(span.ended_at),
                "outcome": span.outcome.value if span.outcome else None,
                "reason": span.reason,
                "promise": _promise(clock.deadline, span.ended_at, at, kept=span.outcome == Outcome.ANSWERED),
                **_counted(history, span.started_at, end),
            }
        )
    return found


def _resolution(history: History, clocks: Clocks, at: datetime) -> dict[str, Any] | None:
    start = history.started_at
    if start is None:
        return None
    ended = history.closed_at or history.resolved_at
    end = ended or max(at, start)
    counts = counts_now(history)
    pauses = pauses_of(history, counts)
    return {
        "from": _moment(start),
        "to": _moment(ended),
        "counts": counts.value,
        "promise": _promise(clocks.resolution, ended, at, kept=history.closed_at is None),
        "pauses": [_pause(history, pause, counts) for pause in pauses if pause[0] < end],
        **_counted(history, start, end, pauses),
    }


def _pause(history: History, pause: Interval, counts: Counts) -> dict[str, Any]:
    start, end = pause
    held = [(hold.started_at, hold.ended_at or FOREVER) for hold in history.holds]
    is_held = counts == Counts.AGENT and not without(pause, held)
    return {
        "from": _moment(start),
        "to": _moment(None if end == FOREVER else end),
        "because": "hold" if is_held else "customer",
    }


def _resolutions(history: History, clocks: Clocks) -> list[dict[str, Any]]:
    return [
        {
            "number": done.number,
            "at": _moment(done.at),
            "by": done.by,
            "reopened_at": _moment(done.reopened_at),
            "automatic": done.automatic,
            "seconds": _seconds(clock.elapsed),
            "business_seconds": _seconds(clock.business),
        }
        for done, clock in zip(history.resolutions, clocks.resolutions, strict=True)
    ]


def _promise(found: Deadline, ended: datetime | None, at: datetime, *, kept: bool) -> dict[str, Any]:
    state = state_of(due_at=found.due_at, late_at=found.late_at, ended_at=ended, kept=kept, at=at)
    return {
        "minutes": found.minutes,
        "due_at": _moment(found.due_at),
        "warn_at": _moment(found.warn_at),
        "late_at": _moment(found.late_at),
        "state": state.value if state else None,
        "policy_version": found.policy_version,
    }


def _counted(history: History, start: datetime, end: datetime, pauses: Sequence[Interval] = ()) -> dict[str, Any]:
    """Tell what of a span counted: all of it by the calendar, and which parts in business time."""
    schedule = history.schedule
    spans = list(islice(schedule.counted(start, end, pauses), MOST_SPANS + 1))
    business = schedule.elapsed(start, end, pauses) if schedule.covers(start, end) else None
    return {
        "seconds": _seconds(total(without((start, end), pauses))),
        "business_seconds": _seconds(business),
        "spans": [
            {
                "from": _moment(span.start),
                "to": _moment(span.end),
                "seconds": _seconds(span.length),
                "calendar_version": span.version,
            }
            for span in spans[:MOST_SPANS]
        ],
        "has_more_spans": len(spans) > MOST_SPANS,
    }


def _terms(history: History) -> list[dict[str, Any]]:
    keys = {regime.policy_version for regime in history.regimes if regime.policy_version}
    versions = PolicyVersion.objects.select_related("policy").in_bulk(keys) if keys else {}
    return [
        {
            "from": _moment(regime.stretch.start),
            "policy": _policy(versions[regime.policy_version]) if regime.policy_version else None,
            "calendar": regime.stretch.calendar.id if regime.stretch.calendar else None,
            "around_the_clock": regime.stretch.around_the_clock,
        }
        for regime in history.regimes
    ]


def _policy(version: PolicyVersion) -> dict[str, Any]:
    return {
        "id": version.policy_id,
        "name": version.policy.name,
        "version": version.number,
        "version_id": version.pk,
        "condition": version.condition,
        "first_minutes": version.first_minutes,
        "next_minutes": version.next_minutes,
        "resolution_minutes": version.resolution_minutes,
        "counts": version.counts,
        "warn_percent": version.warn_percent,
    }


def _calendars(history: History) -> list[dict[str, Any]]:
    keys = {regime.stretch.calendar.id for regime in history.regimes if regime.stretch.calendar}
    if not keys:
        return []
    rows = CalendarVersion.objects.filter(calendar__in=keys).select_related("calendar")
    return [
        {
            "id": row.calendar_id,
            "name": row.calendar.name,
            "version": row.number,
            "version_id": row.pk,
            "valid_from": _moment(row.valid_from),
            "timezone": row.timezone,
            "week": [write_day(tuple((a, b) for a, b in day)) for day in row.week],
            "country": row.country,
        }
        for row in rows.order_by("calendar", "number")
    ]


def _events(ticket: Ticket) -> list[dict[str, Any]]:
    rows = LoggedEvent.objects.filter(subject=ticket.event_subject).order_by("id")[:MOST_EVENTS]
    return [
        {"id": row.pk, "at": _moment(row.at), "name": row.name, "actor": row.actor_id, "payload": row.payload}
        for row in rows
    ]


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _seconds(span: timedelta | None) -> float | None:
    return span.total_seconds() if span is not None else None
