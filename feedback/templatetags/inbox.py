"""Durations in words, and what was looked for marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from feedback.models import Wait
    from feedback.rules.search.highlight import Piece

register = template.Library()
MINUTE, HOUR, DAY = 60, 3_600, 86_400


@register.filter
def length(wait: Wait, at: datetime) -> timedelta:
    """How long a wait took, or has taken until `at`."""
    return wait.length(at)


@register.filter
def duration(span: timedelta) -> str:
    """Two units are enough to judge a wait; whole ones, never rounded up."""
    seconds = int(span.total_seconds())
    if seconds < MINUTE:
        return _("%(seconds)s s") % {"seconds": seconds}
    if seconds < HOUR:
        return _("%(minutes)s min") % {"minutes": seconds // MINUTE}
    if seconds < 2 * DAY:
        parts = {"hours": seconds // HOUR, "minutes": seconds % HOUR // MINUTE}
        return _("%(hours)s h %(minutes)s min") % parts
    return _("%(days)s d %(hours)s h") % {"days": seconds // DAY, "hours": seconds % DAY // HOUR}


@register.filter
def marked(pieces: Sequence[Piece]) -> str:
    """The text with what was looked for marked; each piece is escaped."""
    shown = (format_html("<mark>{}</mark>", piece.text) if piece.found else escape(piece.text) for piece in pieces)
    return mark_safe("".join(shown))  # noqa: S308 -- escaped above


@register.filter
def with_ref(address: str, ref: str) -> str:
    """The address of one ticket, out of that of any."""
    return address.replace("REF", ref)
