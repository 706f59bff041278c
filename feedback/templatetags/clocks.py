"""Targets and their states in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _

from feedback.models.words import STATE_WORDS, TARGET_WORDS
from feedback.rules.clocks.targets import State, Target
from feedback.templatetags.inbox import duration

if TYPE_CHECKING:
    from feedback.models import Wait

register = template.Library()
HOUR = 60
TONES = {State.MET: "good", State.BREACHED: "breached", State.LATE: "breached", State.RUNNING: "info"}


@register.filter
def minutes(number: int) -> str:
    """A target in words: 240 is four hours."""
    if number % HOUR == 0:
        return _("%(hours)s h") % {"hours": number // HOUR}
    return duration(timedelta(minutes=number))


@register.filter
def seconds(number: float | None) -> str:
    """A length in words, or a dash where it is not known."""
    return "–" if number is None else duration(timedelta(seconds=number))


@register.filter
def as_moment(text: str | None) -> datetime | None:
    """A moment out of its ISO form."""
    return datetime.fromisoformat(text) if text else None


@register.filter
def of_version(versions: dict[int, Any], key: int | None) -> Any:
    """The version of a calendar by its number; None around the clock."""
    return versions.get(key) if key is not None else None


@register.filter
def promise(wait: Wait, at: datetime) -> Any:
    """How the promise of an answer stands, or None without one."""
    return wait.promise(at)


@register.filter
def state_word(state: str) -> Any:
    """How a promise stands."""
    return STATE_WORDS[State(state)]


@register.filter
def state_tone(state: str) -> str:
    """The badge for it."""
    return TONES.get(State(state), "plain")


@register.filter
def target_word(target: str) -> Any:
    """What is promised."""
    return TARGET_WORDS[Target(target)]
