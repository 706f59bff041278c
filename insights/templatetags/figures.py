"""How figures are said: durations and shares in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from insights.rules.intervals import Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from insights.rules.cohort import Headline, Seen
    from insights.rules.percentiles import Summary

register = template.Library()
MINUTE, HOUR, DAY = 60, 3600, 86400


@register.filter
def duration(seconds: float | None) -> str:
    """Say a number of seconds with one unit: 40 s, 25 min, 3.4 h, 2.5 days."""
    if seconds is None:
        return "–"
    if seconds < MINUTE:
        return _("%(n)s s") % {"n": _short(seconds, 0)}
    if seconds < HOUR:
        return _("%(n)s min") % {"n": _short(seconds / MINUTE, 0)}
    if seconds < 2 * DAY:
        return _("%(n)s h") % {"n": _short(seconds / HOUR, 1)}
    return _("%(n)s days") % {"n": _short(seconds / DAY, 1)}


@register.filter
def durations(values: Iterable[float]) -> str:
    """Say a few durations one by one."""
    return " · ".join(duration(value) for value in values)


@register.filter
def seen(values: Iterable[Seen]) -> str:
    """Say a few waits one by one; those without an answer carry a plus."""
    return " · ".join(duration(one.seconds) + ("" if one.answered else "+") for one in values)


@register.filter
def percent(share: Share | float | None) -> str:
    """Say a share in whole per cent; only all is 100 and only none is 0."""
    if share is None:
        return "–"
    value = share.value if isinstance(share, Share) else share
    whole = round(value * 100)
    if 0 < value < 1:
        whole = min(max(whole, 1), 99)
    return _("%(n)s%%") % {"n": whole}


def _short(value: float, digits: int) -> str:
    """Cut off, because nobody has waited 60 minutes before the hour is full."""
    scale = 10**digits
    cut = int(value * scale) / scale
    return number_format(cut, 0 if cut == int(cut) else digits)


@register.filter
def headline(found: Headline) -> str:
    """Say the censored median, or why there is none."""
    if found.is_small:
        return "–"
    return _("not yet reached") if found.median is None else duration(found.median)


@register.filter
def headline_note(found: Headline) -> str:
    """Say on what the headline stands."""
    if found.n == 0:
        return _("Nobody wrote.")
    if found.is_small:
        told = _("Only %(n)s wrote, too few for a median: %(values)s (+ means still without an answer).")
        return told % {"n": found.n, "values": seen(found.values)}
    return _("n = %(n)s, those still without an answer counted") % {"n": found.n}


@register.filter
def times(found: Summary) -> str:
    """Say a summary: percentiles, or below ten the values themselves."""
    if found.p50 is None:
        return durations(found.values) or "–"
    parts = (
        ("P50", found.p50),
        ("P90", found.p90),
        ("P95", found.p95),
        (_("longest"), found.maximum),
        (_("mean"), found.mean),
    )
    return " · ".join(f"{name} {duration(value)}" for name, value in parts)
