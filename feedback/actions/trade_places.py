"""Rows that are tried in order: one changes places with its neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def trade_places(in_order: QuerySet[Any], row: Model, *, up: bool) -> bool:
    """Lock all, move one, number them anew; at the end of the list nothing moves. Returns whether it did."""
    rows = list(in_order.select_for_update())
    place = next(number for number, other in enumerate(rows) if other.pk == row.pk)
    neighbour = place - 1 if up else place + 1
    if not 0 <= neighbour < len(rows):
        return False
    rows[place], rows[neighbour] = rows[neighbour], rows[place]
    for number, other in enumerate(rows):
        other.position = number
    in_order.model._default_manager.bulk_update(rows, ["position"])  # noqa: SLF001 - Django documents it
    return True
