"""Business calendars as the rules know them."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from feedback.models import CalendarVersion
from feedback.rules.time.calendar import Calendar, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback_site.kit.hours.days import Day


def load_calendars(keys: Iterable[int | None]) -> dict[int, Calendar]:
    """Return the calendars with all their versions."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    rows: dict[int, list[Version]] = {}
    for row in CalendarVersion.objects.filter(calendar__in=wanted).order_by("valid_from"):
        rows.setdefault(row.calendar_id, []).append(as_version(row))
    return {key: Calendar(id=key, versions=tuple(versions)) for key, versions in rows.items()}


def as_version(row: CalendarVersion) -> Version:
    """Return the version of a row; the same content is the same object, which knows its days by heart."""
    return _version(row.pk or 0, row.valid_from, row.timezone, json.dumps(row.week), json.dumps(row.days))


@lru_cache(maxsize=64)
def _version(key: int, valid_from: datetime, zone: str, week: str, days: str) -> Version:
    return Version(
        id=key,
        valid_from=valid_from,
        zone=zone,
        week=tuple(map(_day, json.loads(week))),
        days={date.fromisoformat(day): _day(found["hours"]) for day, found in json.loads(days).items()},
    )


def _day(spans: list[list[int]]) -> Day:
    return tuple((opens, closes) for opens, closes in spans)
