"""Walks the index of terms month by month, for a word that many old tickets have and no new one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import ExpressionWrapper, F, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import DateTimeField, DurationField, IntegerField

from feedback.models import SearchDocument
from feedback.rules.search.terms import MONTH, month_term

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

# Adding nothing to it keeps the planner from walking the newest for what is rare.
UNSORTED = ExpressionWrapper(
    F("created_at") + Value(timedelta(0), output_field=DurationField()), output_field=DateTimeField()
)
# Nought, unless a word's number is that of a month; an equation would have the planner expect next to nothing.
APART = f"""abs(floor(date_part('epoch', "feedback_searchdocument"."created_at") / {MONTH})::int - month.n)"""
WALK = f"""
SELECT found.ticket_id, found.created_at
FROM (
    SELECT floor(date_part('epoch', min(created_at)) / {MONTH})::int AS oldest,
           floor(date_part('epoch', max(created_at)) / {MONTH})::int AS newest
    FROM feedback_searchdocument
) AS ends
CROSS JOIN LATERAL generate_series({{first}}, {{last}}, {{step}}) AS month(n)
CROSS JOIN LATERAL ({{inner}}) AS found
LIMIT %s
"""  # noqa: S608 -- numbers of ours


def nearest(hits: QuerySet[SearchDocument], most: int, *, backwards: bool) -> list[SearchDocument]:
    """Return the first of all hits, sorted at once: for hits that are few."""
    return list(_sorted(hits, backwards=backwards)[:most])


def by_month(
    hits: QuerySet[SearchDocument], most: int, *, after: datetime | None, backwards: bool
) -> list[SearchDocument]:
    """Return the first of all hits: the months after the cursor in turn, until there are enough.

    Each month is an intersection in the index, so that an empty one costs next to nothing.
    """
    apart = RawSQL(APART, (), IntegerField())  # noqa: S611 -- no words of anybody's
    month = RawSQL("ARRAY[month.n]", (), ArrayField(IntegerField()))
    of_month = hits.alias(apart=apart).filter(apart__lt=1, terms__contains=month)
    rows = _sorted(of_month, backwards=backwards).values_list("ticket_id", "created_at")[:most]
    inner, params = rows.query.sql_with_params()
    first, last, step = ("oldest", "newest", 1) if backwards else ("newest", "oldest", -1)
    start = first if after is None else str(month_term(after))
    walk = WALK.format(first=start, last=last, step=step, inner=inner)
    return list(SearchDocument.objects.raw(walk, (*params, most)))


def _sorted(hits: QuerySet[SearchDocument], *, backwards: bool) -> QuerySet[SearchDocument]:
    return hits.alias(made=UNSORTED).order_by(*(("made", "ticket_id") if backwards else ("-made", "-ticket_id")))
