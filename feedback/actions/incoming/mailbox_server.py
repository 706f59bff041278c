"""A mailbox on its server: looked into, never changed."""

from __future__ import annotations

import re
import ssl
import subprocess
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
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailboxServer:
    """One open folder, read only: no flag of a mail is ever set."""

    def __init__(self, box: BaseMailBox, folder: str) -> None:
        """Open the folder with EXAMINE."""
        self.box = box
        status = box.folder.status(folder, ["UIDVALIDITY", "UIDNEXT"])
        self.uidvalidity, self.uidnext = int(status["UIDVALIDITY"]), int(status["UIDNEXT"])
        box.folder.set(folder, readonly=True)

    def numbers(self, *, after: int = 0, since: datetime | None = None) -> list[int]:
        """The UIDs of what lies there, in order; a server may answer `n:*` with its last one below n."""
        criteria = [f"UID {after + 1}:*"]
        if since:
            criteria.append(f"SINCE {since.day:02d}-{MONTHS[since.month - 1]}-{since.year}")
        _status, data = self.box.client.uid("SEARCH", *criteria)
        found = {int(number) for line in data if line for number in line.split()}
        return sorted(number for number in found if number > after)

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
        """Return when the server tells of something new, or after a time."""
        self.box.idle.wait(timeout=seconds)


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
