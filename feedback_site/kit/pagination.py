"""Keyset paging: a page is found by the last row seen, never by counting."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50
MAX_CURSOR = 500


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows in order and the cursors of the neighbours, None where there is none."""

    items: list[M]
    next_cursor: str | None
    previous_cursor: str | None


class BadCursor(Problem):
    """A cursor that this site did not write."""

    title = _("This page link is broken. Start again from the first page.")


def keyset_page(
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    cursor: str | None = None,
    size: int = PAGE_SIZE,
) -> Page[M]:
    """Return the page after (or before) the cursor; `order` must end in a unique field.

    Fields must not be null. Raises BadCursor.
    """
    backwards, after = _read(cursor, len(order)) if cursor else (False, None)
    fields = [_flip(field) for field in order] if backwards else list(order)
    found = _rows(queryset.order_by(*fields), fields, after, size + 1)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, after is not None)
    return Page(
        items=found,
        next_cursor=_write(found[-1], order, "n") if found and has_next else None,
        previous_cursor=_write(found[0], order, "p") if found and has_previous else None,
    )


def _rows(queryset: QuerySet[M], fields: Sequence[str], after: Sequence[Any] | None, limit: int) -> list[M]:
    if after is None:
        return list(queryset[:limit])
    try:
        return list(queryset.filter(_beyond(fields, after))[:limit])
    except (ValueError, TypeError, OverflowError, ValidationError, DataError) as error:
        raise BadCursor from error  # a value of another kind than the field's


def _flip(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _beyond(fields: Sequence[str], after: Sequence[Any]) -> Q:
    """Row comparison spelled out, because the directions may differ by field."""
    found = Q()
    equal = Q()
    for field, value in zip(fields, after, strict=True):
        name = field.lstrip("-")
        step = "lt" if field.startswith("-") else "gt"
        found |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return found


def _write(row: Model, order: Sequence[str], direction: str) -> str:
    values = [getattr(row, field.lstrip("-")) for field in order]
    plain = [{"t": v.isoformat()} if isinstance(v, datetime) else v if isinstance(v, int) else str(v) for v in values]
    return base64.urlsafe_b64encode(json.dumps([direction, *plain]).encode()).decode().rstrip("=")


def _read(cursor: str, length: int) -> tuple[bool, list[Any]]:
    if len(cursor) > MAX_CURSOR:
        raise BadCursor
    try:
        direction, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        found = [parse_datetime(v["t"]) if isinstance(v, dict) else v for v in values]
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise BadCursor from error
    if direction not in ("n", "p") or len(found) != length or not all(_plain(v) for v in found):
        raise BadCursor
    return direction == "p", found


def _plain(value: Any) -> bool:
    if isinstance(value, datetime):
        return value.tzinfo is not None
    return isinstance(value, str) or (isinstance(value, int) and abs(value) < 2**63)
