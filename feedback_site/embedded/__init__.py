"""A real PostgreSQL and a real Valkey under var/, for whoever brings none of their own.

Asking for an address starts nothing: `use()` does, and the last one out turns off the light.
"""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from feedback_site.embedded.files import remembered
from feedback_site.embedded.keeper import use
from feedback_site.embedded.postgres import Postgres
from feedback_site.embedded.server import ServerError
from feedback_site.embedded.valkey import Valkey

if TYPE_CHECKING:
    from feedback_site.embedded.server import Server

__all__ = [
    "VAR",
    "Postgres",
    "ServerError",
    "Valkey",
    "broker_url",
    "database_url",
    "secret_key",
    "use",
    "use_wanted",
    "wanted",
]

VAR = Path(__file__).resolve().parents[2] / "var"


def database_url() -> str:
    """Where the embedded PostgreSQL listens once it runs."""
    return Postgres(VAR / "postgres").url


def broker_url() -> str:
    """Where the embedded Valkey listens once it runs."""
    return Valkey(VAR / "valkey").url


def secret_key() -> str:
    """The key of this checkout: made on first use, readable by its owner only."""
    return remembered(VAR / "secret-key", lambda: secrets.token_urlsafe(48))


def wanted(*, broker: bool = True) -> list[Server]:
    """The servers that the environment does not name, in the order in which they start."""
    servers: list[Server] = []
    if not _named("DATABASE_URL"):
        servers.append(Postgres(VAR / "postgres"))
    if broker and not _named("BROKER_URL"):
        servers.append(Valkey(VAR / "valkey"))
    return servers


def use_wanted(*, broker: bool = True) -> ExitStack:
    """Hold the servers that the environment does not name until the block ends."""
    with ExitStack() as stack:
        for server in wanted(broker=broker):
            stack.enter_context(use(server))
        return stack.pop_all()


def _named(variable: str) -> bool:
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))
