"""Which moves are legal."""

import pytest

from feedback.rules.lifecycle import IllegalMoveError, Move, may_move, move
from feedback.rules.names import Status


@pytest.mark.parametrize(
    ("status", "wish", "target"),
    [
        (Status.NEW, Move.ASSIGN, Status.OPEN),
        (Status.NEW, Move.REPLY, Status.WAITING),
        (Status.OPEN, Move.REPLY, Status.WAITING),
        (Status.WAITING, Move.CUSTOMER_WRITES, Status.OPEN),
        (Status.WAITING, Move.RESOLVE, Status.RESOLVED),
        (Status.RESOLVED, Move.CUSTOMER_WRITES, Status.OPEN),
        (Status.RESOLVED, Move.REPLY, Status.RESOLVED),
        (Status.OPEN, Move.CLOSE, Status.CLOSED),
        (Status.RESOLVED, Move.REOPEN, Status.OPEN),
        (Status.CLOSED, Move.REOPEN, Status.OPEN),
    ],
)
def test_legal(status, wish, target):
    assert move(status, wish) == target
    assert may_move(status, wish)


@pytest.mark.parametrize(
    ("status", "wish"),
    [
        (Status.NEW, Move.RESOLVE),
        (Status.RESOLVED, Move.CLOSE),
        (Status.RESOLVED, Move.ASSIGN),
        (Status.WAITING, Move.REOPEN),
        *((Status.CLOSED, wish) for wish in Move if wish != Move.REOPEN),
    ],
)
def test_illegal(status, wish):
    assert not may_move(status, wish)
    with pytest.raises(IllegalMoveError):
        move(status, wish)


def test_nobody_is_resolved_while_they_wait():
    assert not may_move(Status.OPEN, Move.RESOLVE, wait_open=True)
    with pytest.raises(IllegalMoveError):
        move(Status.OPEN, Move.RESOLVE, wait_open=True)
