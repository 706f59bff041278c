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
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from feedback.rules.mail.intake.accounts import Account

TIMEOUT = 60
TOKEN_TIMEOUT = 30
WINDOW = 50_000  # mails asked for at once: Python's IMAP client reads no answer of a million bytes
NAMED_AT_ONCE = 500
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
        self.folder = folder
        box.folder.set(folder, readonly=True)
        _status, offered = box.client.capability()
        self.can_idle = b"IDLE" in b" ".join(offered).upper().split()

    def numbers(self, *, after: int = 0, since: datetime | None = None) -> list[int]:
        """The UIDs of what lies there, in order."""
        portions = list(self.portions(after=after, since=since))
        return [number for portion in reversed(portions) for number in portion]

    def portions(self, *, after: int = 0, since: datetime | None = None) -> Iterator[list[int]]:
        """The UIDs, the highest first, each portion in order; of a large mailbox so many mails at once.

        Portions go by place in the mailbox, where there are no gaps, so that their number follows that of the mails,
        however far apart their UIDs lie. They end where nothing lies above `after`.
        """
        last = self._size()
        criteria = [f"UID {after + 1}:*"]  # may be answered with the last one, below that
        if since:
            criteria.append(f"SINCE {since.day:02d}-{MONTHS[since.month - 1]}-{since.year}")
        if last <= WINDOW:
            yield self._above(after, criteria)
            return
        for first in (*range(last - WINDOW + 1, 1, -WINDOW), 1):
            place = f"{first}:{last}" if last < self.count else f"{first}:*"
            found = self._above(after, [place, *criteria])
            yield found
            if not (found or since):
                return
            last = first - 1

    def _above(self, after: int, criteria: Sequence[str]) -> list[int]:
        return sorted(number for number in self._search(criteria) if number > after)

    def among(self, numbers: Sequence[int]) -> Iterator[int]:
        """Those of these that still lie there, in order."""
        for start in range(0, len(numbers), NAMED_AT_ONCE):
            named = ",".join(map(str, numbers[start : start + NAMED_AT_ONCE]))
            yield from sorted(self._search([f"UID {named}"]))

    def _size(self) -> int:
        """How many mails lie there; asked again where places matter, because others delete."""
        if self.count > WINDOW:
            _status, data = self.box.folder.set(self.folder, readonly=True)
            self.count = int(data[0])
        return self.count

    def _search(self, criteria: Sequence[str]) -> set[int]:
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
