"""Hands out no connection from before a restart of the server, and asks the server nothing for it."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; CONN_HEALTH_CHECKS would cost each request a round trip instead."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Take a connection out of the pool, and another one for each that was lost."""
        connection = super().get_new_connection(conn_params)
        while self.pool and is_lost(connection):
            connection.close()
            self.pool.putconn(connection)  # which replaces it
            connection = super().get_new_connection(conn_params)
        return connection


def is_lost(connection: Any) -> bool:
    """Whether the server has gone: it says so, therefore it is asked only where something came unasked."""
    if connection.closed:
        return True
    arrived = select.poll()
    arrived.register(connection.fileno(), select.POLLIN)
    if not arrived.poll(0):
        return False
    try:
        connection.execute("")
    except OperationalError:
        return True
    return False
