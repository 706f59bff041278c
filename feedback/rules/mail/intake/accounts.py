"""The mailboxes that the site reads, as `MAILBOXES` names them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any

TLS, STARTTLS, PLAIN = "tls", "starttls", "none"
PORTS = {TLS: 993, STARTTLS: 143, PLAIN: 143}


class MisconfiguredError(Exception):
    """`MAILBOXES` does not say what it should."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """One folder of one mailbox; signed in with a password, or with a token that a command prints."""

    host: str
    user: str
    password: str = field(default="", repr=False)
    token_command: tuple[str, ...] = field(default=(), repr=False)
    folder: str = "INBOX"
    name: str = ""
    port: int = 0
    security: str = TLS
    begin: str = "new"

    def __post_init__(self) -> None:
        """Fill in what follows from the rest; raises MisconfiguredError."""
        if self.security not in PORTS:
            raise MisconfiguredError(f'"security" is one of {", ".join(PORTS)}, not {self.security!r}.')
        if self.begin not in {"new", "all"}:
            raise MisconfiguredError(f'"begin" is "new" or "all", not {self.begin!r}.')
        if bool(self.password) == bool(self.token_command):
            raise MisconfiguredError(f'{self.host}: give either "password" or "token_command".')
        object.__setattr__(self, "name", (self.name or f"{self.user}@{self.host}/{self.folder}")[:200])
        object.__setattr__(self, "port", self.port or PORTS[self.security])


def read_accounts(text: str) -> list[Account]:
    """Read the JSON list; raises MisconfiguredError with what is wrong."""
    if not text.strip():
        return []
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise MisconfiguredError(f"MAILBOXES is no JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MisconfiguredError("MAILBOXES is a list of objects.")
    accounts = [_account(row) for row in rows]
    if len({account.name for account in accounts}) < len(accounts):
        raise MisconfiguredError("Two mailboxes have the same name.")
    return accounts


def _account(row: dict[str, Any]) -> Account:
    known = {item.name for item in fields(Account)}
    if strange := sorted(set(row) - known):
        raise MisconfiguredError(f"MAILBOXES: unknown {', '.join(strange)}; known are {', '.join(sorted(known))}.")
    if missing := sorted({"host", "user"} - set(row)):
        raise MisconfiguredError(f"MAILBOXES: {', '.join(missing)} is missing.")
    if "token_command" in row:
        row = {**row, "token_command": tuple(map(str, row["token_command"]))}
    return Account(**row)
