"""The words of automatic rules, their bounds, and what keeps them from running wild."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

NAME_LENGTH = 60
TEXT_LENGTH = 2_000
MOST_RULES = 100
MOST_ACTIONS = 8
MOST_HOURS = 24 * 90
MOST_A_PERSON = 100
MOST_DEPTH = 3  # a rule may answer to what a rule did, but not for ever
MOST_AN_HOUR = 10  # firings a ticket, of all rules together
PLACEHOLDERS = ("ref", "site")  # nothing that the sender wrote: an address in a form proves nothing


class Trigger(StrEnum):
    """What a rule waits for; the value is the event's name inside the app."""

    OPENED = "ticket_opened"
    CUSTOMER_WROTE = "customer_wrote"
    REPLIED = "ticket_replied"
    ASSIGNED = "ticket_assigned"
    TAGGED = "ticket_tagged"
    PRIORITISED = "ticket_prioritised"
    TEAM_CHANGED = "ticket_team_changed"
    RESOLVED = "ticket_resolved"
    REOPENED = "ticket_reopened"
    RATED = "follow_up_answered"
    WARNED = "sla_warned"
    BREACHED = "sla_breached"

    @property
    def event_name(self) -> str:
        """The name in the event log."""
        return f"feedback.{self.value}"


class Verb(StrEnum):
    """What only rules do; the rest of their verbs are those of changing many tickets."""

    ROTATE = "rotate"
    SNOOZE = "snooze"
    WRITE = "write"
    CANNED = "canned"
    RECEIPT = "receipt"
    ASK = "ask"


class Outcome(StrEnum):
    """What became of a firing."""

    DONE = "done"
    SAME = "same"
    LIMITED = "limited"
    LOOPED = "looped"
    FAILED = "failed"


TO_THE_PERSON = (Verb.WRITE, Verb.CANNED, Verb.RECEIPT, Verb.ASK)
CONDITIONS = ("status", "assignee", "channel", "language", "priority", "team", "tag", "due", "reason", "waiting")
"""The parts of a ticket filter that a rule may ask for: those that mean the same to everybody."""
UNLESS = (Trigger.CUSTOMER_WROTE, Trigger.REPLIED)
"""What may break off the time that a rule waits, besides the same thing happening again."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How often a rule may turn to one person in so many hours."""

    times: int
    hours: int


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a rule says. `after_hours` 0 is at once; `condition` is a ticket filter; `actions` are "verb:value"."""

    name: str
    trigger: Trigger
    is_on: bool = True
    after_hours: int = 0
    unless: tuple[Trigger, ...] = ()
    condition: dict[str, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    limit: Limit | None = None

    def named(self, name: str) -> Terms:
        """Return the same under another name."""
        return replace(self, name=name)

    def content(self) -> dict[str, Any]:
        """Return what a version keeps, as plain values."""
        return {
            "trigger": self.trigger.value,
            "after_hours": self.after_hours,
            "unless": [trigger.value for trigger in self.unless],
            "condition": self.condition,
            "actions": list(self.actions),
            "texts": self.texts,
            "limit_times": self.limit.times if self.limit else None,
            "limit_hours": self.limit.hours if self.limit else None,
        }


def verb_of(action: str) -> str:
    """Return the verb of "verb:value"."""
    return action.partition(":")[0]


def faults(terms: Terms) -> list[str]:
    """Name the parts that break a bound."""
    verbs = [verb_of(action) for action in terms.actions]
    checks = {
        "name": 0 < len(terms.name) <= NAME_LENGTH,
        "after_hours": 0 <= terms.after_hours <= MOST_HOURS,
        "unless": set(terms.unless) <= set(UNLESS) and (not terms.unless or terms.after_hours > 0),
        "actions": 0 < len(verbs) <= MOST_ACTIONS and len(set(terms.actions)) == len(verbs),
        "texts": all(len(text) <= TEXT_LENGTH and not strange(text) for text in terms.texts.values()),
        "condition": set(terms.condition) <= set(CONDITIONS) and "me" not in terms.condition.values(),
        "limit": terms.limit is None
        or (1 <= terms.limit.times <= MOST_A_PERSON and 1 <= terms.limit.hours <= MOST_HOURS),
    }
    wrong = [part for part, good in checks.items() if not good]
    if Verb.WRITE in verbs and not all(terms.texts.values()):
        wrong.append("texts")
    if set(verbs) & set(TO_THE_PERSON) and terms.limit is None:
        wrong.append("limit")
    return list(dict.fromkeys(wrong))


def strange(text: str) -> bool:
    """Whether a text holds a brace that is none of the placeholders'."""
    for name in PLACEHOLDERS:
        text = text.replace("{" + name + "}", "")
    return "{" in text or "}" in text


def filled(text: str, values: dict[str, str]) -> str:
    """Put the values into a text, placeholders only."""
    for name in PLACEHOLDERS:
        text = text.replace("{" + name + "}", values.get(name, ""))
    return text


def due_at(happened_at: datetime, after_hours: int) -> datetime:
    """Return when a rule that waits has its time."""
    return happened_at + timedelta(hours=after_hours)


def brake(*, depth: int, lately: int) -> bool:
    """Whether a firing must not be: too deep in a chain of rules, or too many on this ticket within the hour."""
    return depth > MOST_DEPTH or lately >= MOST_AN_HOUR
