"""The inbox's fixed words in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.rules.clocks.targets import State, Target
from feedback.rules.names import Channel, Kind, Outcome, Priority, Reason, ReopenReason, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

WORDS: dict[StrEnum, Any] = {
    Status.NEW: _("New"),
    Status.OPEN: _("Open"),
    Status.WAITING: _("Answered"),
    Status.RESOLVED: _("Resolved"),
    Status.CLOSED: _("Closed"),
    Channel.FORM: _("Form"),
    Channel.SURVEY: _("Survey"),
    Channel.API: _("API"),
    Channel.EMAIL: _("Mail"),
    Channel.STAFF: _("Staff"),
    Reason.SPAM: _("Spam"),
    Reason.DUPLICATE: _("Duplicate"),
    Reason.NO_REPLY_NEEDED: _("No reply needed"),
    ReopenReason.NOT_SOLVED: _("Not solved after all"),
    ReopenReason.MISTAKE: _("Finished by mistake"),
    ReopenReason.NEW_FACTS: _("Something new is known"),
    Kind.CUSTOMER: _("Customer"),
    Kind.REPLY: _("Support"),
    Kind.NOTE: _("Internal note"),
    Kind.AUTOMATIC: _("Automatic"),
    Outcome.ANSWERED: _("Answered"),
    Outcome.CLOSED: _("Closed without an answer"),
}

MERGED = pgettext_lazy("case", "Merged")

PRIORITY_WORDS: dict[int, Any] = {
    Priority.URGENT.value: pgettext_lazy("priority", "Urgent"),
    Priority.HIGH.value: pgettext_lazy("priority", "High"),
    Priority.NORMAL.value: pgettext_lazy("priority", "Normal"),
    Priority.LOW.value: pgettext_lazy("priority", "Low"),
}

STATE_WORDS: dict[State, Any] = {
    State.MET: pgettext_lazy("promise", "Kept"),
    State.BREACHED: pgettext_lazy("promise", "Missed"),
    State.LATE: pgettext_lazy("promise", "Open and late"),
    State.RUNNING: pgettext_lazy("promise", "Open, in time"),
    State.DROPPED: pgettext_lazy("promise", "Closed before its time"),
}
TARGET_WORDS: dict[Target, Any] = {
    Target.FIRST: _("First response"),
    Target.NEXT: _("Next response"),
    Target.RESOLUTION: _("Resolution"),
}


def choices(members: Iterable[StrEnum]) -> list[tuple[str, Any]]:
    """Return the members with their words, as Django's fields want them."""
    return [(member.value, WORDS[member]) for member in members]


def values(members: Iterable[StrEnum]) -> list[str]:
    """Return the plain strings, which is what a migration may hold."""
    return [member.value for member in members]


def reopen_reasons() -> list[tuple[str, Any]]:
    """Return the reasons to open again with their words."""
    return choices(ReopenReason)


def reasons() -> list[tuple[str, Any]]:
    """Return the reasons with their words; the API's schema names them by this."""
    return choices(Reason)
