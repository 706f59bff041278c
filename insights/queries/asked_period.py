"""Reads the period that a link or a program asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Problem
from insights.rules.periods import Period, last_days, midnight

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

CHOICES = (7, 28, 90)
LONGEST = timedelta(days=400)
YEARS = range(2000, 2101)
MAX_TEXT = 40


class BadPeriod(Problem):
    """A period that cannot be read or is too long."""

    title = _("This period cannot be read.")


def asked_period(query: Mapping[str, str], now: datetime, zone: ZoneInfo) -> Period:
    """Return [from, to) (dates are days of the zone), or the last `days`; raises BadPeriod."""
    if "from" in query or "to" in query:
        period = Period(_moment(query, "from", zone), _moment(query, "to", zone))
        if not timedelta(0) < period.end - period.start <= LONGEST:
            raise BadPeriod(errors={"to": [_("It must be later than “from”, by 400 days at most.")]})
        return period
    return last_days(asked_days(query), now, zone)


def asked_days(query: Mapping[str, str]) -> int:
    """Return how many days are asked for; raises BadPeriod."""
    text = query.get("days") or str(CHOICES[0])
    if text not in map(str, CHOICES):
        raise BadPeriod(errors={"days": [_("Choose 7, 28 or 90.")]})
    return int(text)


def _moment(query: Mapping[str, str], name: str, zone: ZoneInfo) -> datetime:
    found = _parsed(query.get(name, "")[:MAX_TEXT])
    if found is None or found.year not in YEARS:
        told = _("Give a date such as 2026-11-16, or a time with its offset.")
        raise BadPeriod(errors={name: [told]})
    return found.astimezone(UTC) if isinstance(found, datetime) else midnight(found, zone)


def _parsed(text: str) -> date | datetime | None:
    try:
        day = parse_date(text)
        moment = None if day else parse_datetime(text)
    except ValueError:
        return None
    return day or (moment if moment and is_aware(moment) else None)
