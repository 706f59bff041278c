"""The public figures: everyone who wrote, followed until now; no personal data, no sampling."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth

from feedback.models import TicketImport
from feedback.queries.incoming.undecided import mails_in_no_case
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.mail.fates import Fate
from insights.queries.durations import durations, durations_by
from insights.rules.cohort import Cohort, Durations, cohort
from insights.rules.percentiles import Summary, summary
from insights.rules.periods import last_days

if TYPE_CHECKING:
    from datetime import datetime

    Held = tuple[datetime, str, int, datetime]

SPANS = (28, 90)
PUBLIC_HOURS = (24, 72)


@dataclass(frozen=True)
class Stretch:
    """What became of those who wrote in one stretch of time."""

    cohort: Cohort
    times_of_answered: Summary
    ages_of_waiting: Summary
    longest_waiting: float | None


def stretch(waits: Durations) -> Stretch:
    """Return the public numbers of some first waits."""
    return Stretch(
        cohort=cohort(waits),
        times_of_answered=summary(waits.answered),
        ages_of_waiting=summary(waits.waiting),
        longest_waiting=max(waits.waiting, default=None),
    )


def published(now: datetime) -> dict[str, Any]:
    """Return everything that is published, as plain values, with six reads."""
    zone = ZoneInfo(settings.TIME_ZONE)
    held = mails_in_no_case(TruncMonth("received_at", tzinfo=zone))
    return {
        "as_of": now.isoformat(),
        "time_zone": zone.key,
        "waiting_now": _waiting_now(now),
        "mails_in_no_case": _in_no_case(held, now),
        "spans": [_span(days, now, zone) for days in SPANS],
        "months": _months(now, zone, held),
        "brought_over": TicketImport.objects.aggregate(n=Sum("taken", filter=Q(is_dry=False)))["n"] or 0,
    }


def _waiting_now(now: datetime) -> dict[str, Any]:
    ages = durations(WaitFilter(first_only=False, open_only=True).waits(), now).waiting
    return {"n": len(ages), "longest": max(ages, default=None), **_few(summary(ages))}


def _span(days: int, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    period = last_days(days, now, zone)
    these = WaitFilter(started_from=period.start, started_to=period.end)
    found = _plain(stretch(durations(these.waits(), now)))
    return {"days": days, "from": period.start.isoformat(), **found}


def _months(now: datetime, zone: ZoneInfo, held: list[Held]) -> list[dict[str, Any]]:
    """Also those in which nobody but the senders of held mails wrote."""
    month = TruncMonth("started_at", tzinfo=zone)
    groups = durations_by(month, WaitFilter().waits(), now)
    mails: Counter[datetime] = Counter()
    for first, _state, number, _since in held:
        mails[first] += number
    return [
        {
            "month": f"{first:%Y-%m}",
            **_plain(stretch(groups.get(first, Durations()))),
            "mails_in_no_case": mails[first],
        }
        for first in sorted({*groups, *mails}, reverse=True)
    ]


def _in_no_case(held: list[Held], now: datetime) -> dict[str, Any]:
    """Mails that came in and wait for staff to decide what becomes of them, by why."""
    numbers: Counter[str] = Counter()
    for _first, state, number, _since in held:
        numbers[state] += number
    return {
        "n": numbers.total(),
        "longest": max(((now - since).total_seconds() for *_rest, since in held), default=None),
        "too_many_of_one_sender": numbers[Fate.FLOOD],
        "to_anothers_case": numbers[Fate.HELD],
        "not_readable": numbers[Fate.UNREADABLE],
    }


def _plain(found: Stretch) -> dict[str, Any]:
    total = found.cohort
    return {
        "received": total.received,
        "answered": total.answered,
        "still_waiting": total.waiting,
        "closed_without_answer": total.closed,
        "closed_by_reason": dict(total.reasons),
        "half_answered_within": asdict(total.headline),
        "answered_within": [asdict(within) for within in total.within if within.hours in PUBLIC_HOURS],
        "times_of_the_answered_alone": _few(found.times_of_answered),
        "ages_of_the_still_waiting": {
            "longest": found.longest_waiting,
            **_few(found.ages_of_waiting),
        },
    }


def _few(found: Summary) -> dict[str, Any]:
    return {"n": found.n, "p50": found.p50, "p90": found.p90, "values": list(found.values)}
