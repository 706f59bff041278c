"""Keyset paging: a page is found by the last row seen, never by counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50


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
    joined: QuerySet[M] | None = None,
) -> Page[M]:
    """Return the page after (or before) the cursor; `order` must end in a unique field.

    Fields must not be null. The page's rows are taken from `joined`, which knows their relations: joined to
    the whole list, they keep the planner from walking its index where it expects little more. Raises BadCursor.
    """
    backwards, after = read_cursor(cursor, order) if cursor else (False, None)
    fields = [_flip(field) for field in order] if backwards else list(order)
    rows = queryset.order_by(*fields)
    if after is not None:
        rows = rows.filter(beyond(fields, after))
    rows = rows[: size + 1]
    if joined is not None:
        rows = joined.filter(pk__in=rows.values("pk")).order_by(*fields)
    return page_of(list(rows), order=order, size=size, backwards=backwards, first=after is None)


def page_of(found: list[M], *, order: Sequence[str], size: int, backwards: bool, first: bool) -> Page[M]:
    """Return the page of what was found: up to one more than fits, nearest the cursor first."""
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, not first)
    return Page(
        items=found,
        next_cursor=write_cursor(found[-1], order, "n") if found and has_next else None,
        previous_cursor=write_cursor(found[0], order, "p") if found and has_previous else None,
    )


def _flip(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def beyond(fields: Sequence[str], after: Sequence[Any]) -> Any:
    """What comes after: a row comparison, which an index answers at once, where all directions are one.

    Where they differ it is spelled out, and the first field alone leads into the index.
    """
    names = [field.lstrip("-") for field in fields]
    down = [field.startswith("-") for field in fields]
    if len(set(down)) == 1 and len(fields) > 1:
        return (TupleLessThan if down[0] else TupleGreaterThan)(Tuple(*names), tuple(after))
    found, equal = Q(), Q()
    for name, value, falls in zip(names, after, down, strict=True):
        found |= equal & Q(**{f"{name}__{'lt' if falls else 'gt'}": value})
        equal &= Q(**{name: value})
    return Q(**{f"{names[0]}__{'lte' if down[0] else 'gte'}": after[0]}) & found


def write_cursor(row: Model, order: Sequence[str], direction: str = "n") -> str:
    """Return the cursor of the rows after this one ("n"), or before it ("p")."""
    values = [getattr(row, field.lstrip("-")) for field in order]
    plain = [{"t": v.isoformat()} if isinstance(v, datetime) else v if isinstance(v, int) else str(v) for v in values]
    return _signer(order).sign_object([direction, *plain])


def read_cursor(cursor: str, order: Sequence[str]) -> tuple[bool, list[Any]]:
    """Return whether the cursor leads back, and the values of the row that it names; raises BadCursor."""
    try:
        direction, *values = _signer(order).unsign_object(cursor)
    except signing.BadSignature as error:
        raise BadCursor from error
    return direction == "p", [datetime.fromisoformat(v["t"]) if isinstance(v, dict) else v for v in values]


def _signer(order: Sequence[str]) -> signing.Signer:
    """Only what we wrote for this order is read again, so every value has its field's type."""
    return signing.Signer(salt=f"huiyin.cursor.{','.join(order)}", sep="~")
