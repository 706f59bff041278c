"""Sends rows to the database by COPY, in the order in which they refer to each other."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Sequence

BATCH = 10_000


class Table:
    """Rows of one model that wait to be sent; columns that nobody names get their default."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        known = [
            field
            for field in model._meta.concrete_fields  # noqa: SLF001 -- Django documents it
            if not field.generated and field.db_default is models.NOT_PROVIDED
        ]
        rest = [f for f in known if f.column not in columns and not (f.primary_key and "id" not in columns)]
        self._tail = "".join("\t" + shown(field.get_db_prep_save(field.get_default(), connection)) for field in rest)
        names = ", ".join(f'"{name}"' for name in (*columns, *(field.column for field in rest)))
        self._statement = f'COPY "{table_of(model)}" ({names}) FROM STDIN'
        self._rows: list[str] = []

    def add(self, *values: Any) -> None:
        """Keep a row until the next flush."""
        self._rows.append("\t".join(map(shown, values)) + self._tail + "\n")

    def flush(self) -> None:
        """Send what waits."""
        if not self._rows:
            return
        with connection.cursor() as cursor, cursor.copy(self._statement) as copy:
            for start in range(0, len(self._rows), 1_000):
                copy.write("".join(self._rows[start : start + 1_000]))
        self._rows.clear()


def table_of(model: type[models.Model]) -> str:
    """Return the name of the model's table."""
    return model._meta.db_table  # noqa: SLF001 -- likewise


def shown(value: Any) -> str:
    """Return the value as COPY reads it."""
    if value is None:
        return r"\N"
    kind = type(value)
    if kind is str:
        return value if value.isprintable() and "\\" not in value else _escaped(value)
    if kind is int:
        return str(value)
    if kind is datetime:
        return _moment(value)
    if kind is bool:
        return "t" if value else "f"
    adapted = getattr(value, "obj", value)  # psycopg's wrapper around JSON
    return shown(json.dumps(adapted)) if isinstance(adapted, (dict, list)) else str(value)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


@lru_cache(maxsize=256)
def _moment(at: datetime) -> str:
    """One moment stands in several rows."""
    return at.isoformat()


def flush_all(tables: Sequence[Table]) -> None:
    """Send everything, those first that others refer to."""
    for table in tables:
        table.flush()


def catch_up(*model_list: type[models.Model]) -> None:
    """Let the sequences go on after the numbers that were given by hand."""
    with connection.cursor() as cursor:
        for model in model_list:
            table = table_of(model)
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"  # noqa: S608 -- our own names
            )
