"""The states of a survey and the moves between them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a survey stands."""

    DRAFT = "draft"
    LIVE = "live"
    PAUSED = "paused"
    CLOSED = "closed"


class Move(StrEnum):
    """What staff may do to it."""

    PUBLISH = "publish"
    PAUSE = "pause"
    CLOSE = "close"
    REOPEN = "reopen"


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.PUBLISH: (frozenset({State.DRAFT, State.LIVE, State.PAUSED}), State.LIVE),
    Move.PAUSE: (frozenset({State.LIVE}), State.PAUSED),
    Move.CLOSE: (frozenset({State.LIVE, State.PAUSED}), State.CLOSED),
    Move.REOPEN: (frozenset({State.PAUSED, State.CLOSED}), State.LIVE),
}


def moves_from(state: State) -> frozenset[Move]:
    """Return the moves that are open in a state."""
    return frozenset(move for move, (sources, _target) in MOVES.items() if state in sources)


def target_of(move: Move) -> State:
    """Return where a move leads."""
    return MOVES[move][1]


LINK_DAYS = 180
"""How long a private link opens a response that nobody touches."""
