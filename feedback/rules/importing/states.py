"""How far an import is, and what may be done with it then."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Looking writes no case; taking does."""

    LOOKING = "looking"
    LOOKED = "looked"
    TAKING = "taking"
    STOPPED = "stopped"
    DONE = "done"
    BROKEN = "broken"


class Step(StrEnum):
    """What somebody asks of it."""

    START = "start"
    STOP = "stop"
    LOOK = "look"


STEPS: dict[tuple[State, Step], State] = {
    (State.LOOKED, Step.START): State.TAKING,
    (State.STOPPED, Step.START): State.TAKING,
    (State.LOOKING, Step.STOP): State.STOPPED,
    (State.LOOKED, Step.STOP): State.STOPPED,
    (State.TAKING, Step.STOP): State.STOPPED,
    (State.LOOKED, Step.LOOK): State.LOOKING,
    (State.BROKEN, Step.LOOK): State.LOOKING,
}
AT_WORK = (State.LOOKING, State.TAKING)
