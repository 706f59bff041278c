"""The bounds and the words of changing many tickets at once."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

MOST = 500
AT_ONCE = 50  # more than these are done by a worker, with progress to look at
BATCH = 25
UNDO_SPAN = timedelta(minutes=10)


class State(StrEnum):
    """Where a change stands."""

    DOING = "doing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What became of one ticket; `kept` could not be brought back."""

    WAITING = "waiting"
    DONE = "done"
    SAME = "same"
    SKIPPED = "skipped"
    UNDONE = "undone"
    KEPT = "kept"


class Verb(StrEnum):
    """What can be done to many."""

    ASSIGN = "assign"
    TEAM = "team"
    PRIORITY = "priority"
    TAG = "tag"
    UNTAG = "untag"
    RESOLVE = "resolve"
    CLOSE = "close"


PERMISSIONS = {
    Verb.ASSIGN: "ticket.assign",
    Verb.TEAM: "ticket.assign",
    Verb.PRIORITY: "ticket.prioritise",
    Verb.TAG: "ticket.tag",
    Verb.UNTAG: "ticket.tag",
    Verb.RESOLVE: "ticket.resolve",
    Verb.CLOSE: "ticket.close",
}
FINAL = frozenset({Verb.RESOLVE, Verb.CLOSE})  # said to the reporter and to the public: nothing takes them back
