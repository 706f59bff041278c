"""Runs what the workers would run, until nothing is left to do."""

from notifications.actions.read_events import read_events
from notifications.actions.send_mail import send_mail


def drain(rounds: int = 10) -> None:
    """Let readers read and mail go out until both are quiet."""
    for _ in range(rounds):
        if not read_events() + send_mail():
            return
    raise AssertionError("the readers never come to rest")
