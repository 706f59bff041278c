"""Targets and their states in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import template

from feedback.models.words import STATE_WORDS, TARGET_WORDS
from feedback.rules.clocks.targets import State, Target
from feedback.templatetags.inbox import duration

register = template.Library()
TONES = {State.MET: "good", State.BREACHED: "breached", State.LATE: "breached", State.RUNNING: "info"}


@register.filter
def minutes(number: int) -> str:
    """A target in words: 240 is four hours."""
    return duration(timedelta(minutes=number))


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
