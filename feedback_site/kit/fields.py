"""PostgreSQL's 64-bit transaction id as a model field."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.expressions import Func


class Xid8Field(models.Field):  # type: ignore[type-arg]  # not generic at run time
    """An `xid8`: ordered, never wrapping; an int in Python."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 -- Django's signature
        """Name the column type."""
        return "xid8"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> int | None:
        """Read what psycopg hands over as text."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Send it as text, which PostgreSQL casts."""
        return None if value is None else str(value)


class CurrentTransaction(Func):
    """The id of the running transaction."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = Xid8Field()
