"""How many tickets stand in each view, counted no further than anybody cares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils.formats import number_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedback.models.ticket import TicketQuerySet
    from feedback.queries.inbox.views import View

MOST = 1_000


@dataclass(frozen=True)
class Count:
    """A number, or "so many and more"."""

    n: int
    more: bool = False

    def __str__(self) -> str:
        """Show as a reader writes it."""
        return number_format(self.n, force_grouping=True) + ("+" if self.more else "")


def counts(*, user: Any, views: Iterable[View]) -> dict[str, Count]:
    """Count each view up to a bound, all with one statement; in its order, which its index serves to the bound."""
    wanted = {view.key: view.wanted.tickets(user).order_by(*view.order.fields) for view in views if view.counted}
    numbers = count_all(list(wanted.values()), most=MOST)
    return dict(zip(wanted, numbers, strict=True))


def count_all(sets: Sequence[TicketQuerySet], *, most: int) -> list[Count]:
    """Count sets up to a bound: a limited subquery each, so that the largest costs what the bound does."""
    parts: list[str] = []
    values: list[Any] = []
    for tickets in sets:
        try:
            sql, params = tickets.values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, params = "SELECT 1 WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 -- what Django compiled
        values.extend(params)
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return [Count(min(n, most), n > most) for n in cursor.fetchone()]
