"""A mailbox on its server: looked into, never changed."""

from __future__ import annotations

import re
import ssl
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from feedback.rules.mail.intake.accounts import PLAIN, STARTTLS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from feedback.rules.mail.intake.accounts import Account

TIMEOUT = 60
TOKEN_TIMEOUT = 30
WINDOW = 50_000  # numbers asked for at once: Python's IMAP client reads no answer of a million bytes
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class RefusedError(OSError):
    """The server would not do what everything else depends on."""


class MailboxServer:
    """One open folder, read only: no flag of a mail is ever set."""

    def __init__(self, box: BaseMailBox, folder: str) -> None:
        """Open the folder with EXAMINE."""
        self.box = box
        status = box.folder.status(folder, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
        self.uidvalidity, self.uidnext = int(status["UIDVALIDITY"]), int(status["UIDNEXT"])
        self.count = int(status.get("MESSAGES", 0))
        box.folder.set(folder, readonly=True)
        _status, offered = box.client.capability()
        self.can_idle = b"IDLE" in b" ".join(offered).upper().split()

    def numbers(self, *, after: int = 0, since: datetime | None = None) -> list[int]:
        """The UIDs of what lies there, in order; of a large mailbox they are asked for in portions."""
        found, start = set(), after + 1
        while min(self.count, self.uidnext - start) > WINDOW:
            found |= self._search(f"{start}:{start + WINDOW - 1}", since)
            start += WINDOW
        found |= self._search(f"{start}:*", since)  # may be answered with the last one below the start
        return sorted(number for number in found if number > after)

    def _search(self, numbers: str, since: datetime | None) -> set[int]:
        criteria = [f"UID {numbers}"]
        if since:
            criteria.append(f"SINCE {since.day:02d}-{MONTHS[since.month - 1]}-{since.year}")
        status, data = self.box.client.uid("SEARCH", *criteria)
        if status != "OK":
            raise RefusedError(f"SEARCH: {status} {b' '.join(filter(None, data)).decode('ascii', 'replace')}")
        return {int(number) for line in data if line for number in line.split()}

    def size(self, uid: int) -> int | None:
        """How large the mail is, None when it is gone."""
        _status, data = self.box.client.uid("FETCH", str(uid), "(RFC822.SIZE)")
        text = b" ".join(part if isinstance(part, bytes) else part[0] for part in data if part)
        found = re.search(rb"RFC822\.SIZE (\d+)", text)
        return int(found[1]) if found else None

    def fetch(self, uid: int, *, only_headers: bool = False) -> bytes | None:
        """The bytes of the mail, None when it is gone; never marks it as seen."""
        wish = "(BODY.PEEK[HEADER])" if only_headers else "(BODY.PEEK[])"
        _status, data = self.box.client.uid("FETCH", str(uid), wish)
        return next((bytes(part[1]) for part in data if isinstance(part, tuple)), None)

    def wait(self, seconds: float) -> None:
        """Return when the server tells of something new, or after a time; not every server can tell."""
        if self.can_idle:
            self.box.idle.wait(timeout=seconds)
        else:
            time.sleep(seconds)
            self.box.client.noop()


@contextmanager
def opened(account: Account) -> Iterator[MailboxServer]:
    """Sign in, look, sign out."""
    box = _connect(account)
    try:
        if account.token_command:
            box.xoauth2(account.user, _token(account.token_command), initial_folder=None)
        else:
            box.login(account.user, account.password, initial_folder=None)
        yield MailboxServer(box, account.folder)
    finally:
        _leave(box)


def _connect(account: Account) -> BaseMailBox:
    place: dict[str, Any] = {"host": account.host, "port": account.port, "timeout": TIMEOUT}
    if account.security == PLAIN:
        return MailBoxUnencrypted(**place)
    context = ssl.create_default_context()
    kind = MailBoxStartTls if account.security == STARTTLS else MailBox
    return kind(**place, ssl_context=context)


def _leave(box: BaseMailBox) -> None:
    try:
        box.client.logout()
    except Exception:  # noqa: BLE001 -- the server may have hung up first, and imaplib says so in many ways
        box.client.shutdown()


def _token(command: tuple[str, ...]) -> str:
    """Ask the administrator's own program for an access token."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=TOKEN_TIMEOUT, check=True)  # noqa: S603
    return done.stdout.strip()
