"""The moves that a ticket may make, as one table."""

from __future__ import annotations

from enum import StrEnum

from feedback.rules.names import Status


class Move(StrEnum):
    """What somebody does that can change a status."""

    ASSIGN = "assign"
    CUSTOMER_WRITES = "customer_writes"
    REPLY = "reply"
    RESOLVE = "resolve"
    CLOSE = "close"
    MERGE = "merge"
    REOPEN = "reopen"


class IllegalMoveError(Exception):
    """The status does not allow the move."""

    def __init__(self, status: Status, move: Move) -> None:
        super().__init__(f"{move} on a ticket that is {status}")
        self.status = status
        self.move = move


# Resolving says "answered and done", so a ticket that waits for a first answer cannot be
# resolved: it is answered, or closed with a reason that is counted in public.
MOVES: dict[tuple[Status, Move], Status] = {
    (Status.NEW, Move.ASSIGN): Status.OPEN,
    (Status.NEW, Move.CUSTOMER_WRITES): Status.NEW,
    (Status.NEW, Move.REPLY): Status.WAITING,
    (Status.NEW, Move.CLOSE): Status.CLOSED,
    (Status.NEW, Move.MERGE): Status.CLOSED,
    (Status.OPEN, Move.ASSIGN): Status.OPEN,
    (Status.OPEN, Move.CUSTOMER_WRITES): Status.OPEN,
    (Status.OPEN, Move.REPLY): Status.WAITING,
    (Status.OPEN, Move.RESOLVE): Status.RESOLVED,
    (Status.OPEN, Move.CLOSE): Status.CLOSED,
    (Status.OPEN, Move.MERGE): Status.CLOSED,
    (Status.WAITING, Move.ASSIGN): Status.WAITING,
    (Status.WAITING, Move.CUSTOMER_WRITES): Status.OPEN,
    (Status.WAITING, Move.REPLY): Status.WAITING,
    (Status.WAITING, Move.RESOLVE): Status.RESOLVED,
    (Status.WAITING, Move.CLOSE): Status.CLOSED,
    (Status.WAITING, Move.MERGE): Status.CLOSED,
    (Status.RESOLVED, Move.CUSTOMER_WRITES): Status.OPEN,
    (Status.RESOLVED, Move.REPLY): Status.RESOLVED,
    (Status.RESOLVED, Move.REOPEN): Status.OPEN,
    (Status.CLOSED, Move.REOPEN): Status.OPEN,
}


def move(status: Status, wish: Move, *, wait_open: bool = False) -> Status:
    """Return the status after the move; raises IllegalMoveError."""
    target = MOVES.get((status, wish))
    if target is None or (wish == Move.RESOLVE and wait_open):
        raise IllegalMoveError(status, wish)
    return target


def may_move(status: Status, wish: Move, *, wait_open: bool = False) -> bool:
    """Whether the move is legal, for a screen that offers it."""
    return (status, wish) in MOVES and not (wish == Move.RESOLVE and wait_open)
