"""Add complete responses to the counted results."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import connection

from surveys.models import Response
from surveys.queries.definitions import documents_for
from surveys.queries.result_cells import cells_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ADD = """
INSERT INTO surveys_resultcell (version_id, tier, kind, key, value, count)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
ON CONFLICT (version_id, tier, kind, key, value) DO UPDATE SET count = surveys_resultcell.count + EXCLUDED.count
"""
FIELDS = ("version_id", "answers", "absent", "quality")


def add_by_id(ids: Sequence[str]) -> None:
    """Add those among the responses that are complete; two statements, however many they are."""
    complete = Response.objects.filter(pk__in=ids, status=Response.Status.COMPLETE)
    add_to_results(complete.only(*FIELDS))


def add_to_results(responses: Iterable[Response]) -> None:
    """Add them with one statement, cells in order, so that two who add never wait in a circle."""
    rows = list(responses)
    documents = documents_for({row.version_id for row in rows})
    counts = Counter(
        (row.version_id, row.quality.get("tier", ""), *cell)
        for row in rows
        for cell in cells_of_row(row.version_id, documents[row.version_id], row.answers, row.absent, row.quality)
    )
    if not counts:
        return
    cells = sorted(counts)
    columns = [list(column) for column in zip(*cells, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [*columns, [counts[cell] for cell in cells]])
