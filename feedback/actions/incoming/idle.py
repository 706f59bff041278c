"""Stay with the mailboxes and fetch as soon as their servers tell of something."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import structlog
from django.db import connections

from feedback.actions.incoming.fetch import fetch_from
from feedback.actions.incoming.mailbox_server import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.rules.mail.intake.accounts import Account

log = structlog.get_logger(__name__)
PATIENCE = 60.0  # servers hang up after half an hour, and a lost connection shows only when something is asked
PAUSES = (1, 2, 5, 15, 30, 60)


def stay(accounts: Sequence[Account]) -> None:
    """Watch each mailbox in a thread of its own, for ever."""
    threads = [threading.Thread(target=watch, args=[account], daemon=True) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def watch(account: Account) -> None:
    """Fetch, wait, fetch; after any trouble connect anew, more and more slowly."""
    failures = 0
    while True:
        try:
            with opened(account) as server:
                while True:
                    fetch_from(server, account)
                    server.wait(PATIENCE)
                    failures = 0
        except Exception as error:  # noqa: BLE001 -- whatever it was, mails go on coming in
            log.warning("mailbox_lost", mailbox=account.name, error=f"{type(error).__name__}: {error}")
            time.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1
        finally:
            connections.close_all()
