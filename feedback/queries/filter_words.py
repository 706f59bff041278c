"""Says in words what a filter keeps, so that nobody mistakes a part for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.models import SlaPolicy
from feedback.models.words import STATE_WORDS, WORDS
from feedback.rules.clocks.targets import State
from feedback.rules.names import Channel, Outcome, Reason

if TYPE_CHECKING:
    from datetime import datetime

    from feedback.queries.follow_up_filter import FollowUpFilter
    from feedback.queries.wait_filter import WaitFilter


def wait_words(wanted: WaitFilter) -> list[str]:
    """Return one phrase for each condition."""
    found = [_("First waits only") if wanted.first_only else _("All waits")]
    found += _span(_("Started"), wanted.started_from, wanted.started_to)
    found += _span(_("Ended"), wanted.ended_from, wanted.ended_to)
    if wanted.open_only:
        found.append(_("Still waiting"))
    if wanted.outcome:
        found.append(str(WORDS[Outcome(wanted.outcome)]))
    if wanted.reason:
        found.append(str(WORDS[Reason(wanted.reason)]))
    if wanted.within_hours is not None:
        found.append(_("Within %(hours)s hours") % {"hours": f"{wanted.within_hours:g}"})
    if wanted.promise:
        found.append(str(STATE_WORDS[State(wanted.promise)]))
    if wanted.policy:
        name = SlaPolicy.objects.filter(pk=wanted.policy).values_list("name", flat=True).first()
        found.append(_("Policy “%(name)s”") % {"name": name or wanted.policy})
    return found + _channel(wanted.channel)


def follow_up_words(wanted: FollowUpFilter) -> list[str]:
    """Return one phrase for each condition."""
    found = _span(_("Asked"), wanted.asked_from, wanted.asked_to)
    found += _span(_("Answered"), wanted.answered_from, wanted.answered_to)
    if wanted.answered is not None:
        found.append(_("With an answer") if wanted.answered else _("Without an answer"))
    if wanted.score_from is not None:
        found.append(_("Score %(score)s or more") % {"score": wanted.score_from})
    if wanted.score_to is not None:
        found.append(_("Score %(score)s or less") % {"score": wanted.score_to})
    return found + _channel(wanted.channel)


def _channel(channel: str | None) -> list[str]:
    return [str(WORDS[Channel(channel)])] if channel else []


def _span(what: str, start: datetime | None, end: datetime | None) -> list[str]:
    values: dict[str, Any] = {"what": what, "start": _moment(start), "end": _moment(end)}
    if start and end:
        return [_("%(what)s from %(start)s until before %(end)s") % values]
    if start:
        return [_("%(what)s from %(start)s") % values]
    return [_("%(what)s before %(end)s") % values] if end else []


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), pgettext("date format", "j M Y, H:i")) if at else ""
