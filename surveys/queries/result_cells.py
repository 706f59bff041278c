"""The counted results of a survey, and what no reader has counted yet."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import connection

from surveys.queries.definitions import documents_of
from surveys.queries.locked_items import locked_items
from surveys.rules.results.cells import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.rules.documents.pair import Documents
    from surveys.rules.results.cells import Cell

READER = "surveys.results"
COUNTED = "(%(version)s::int IS NULL OR v.number = %(version)s) AND (v.settings ? 'anonymous' OR NOT %(sealed)s)"
# One statement sees one moment: what the reader has counted, and the rows of the events after its bookmark.
CELLS = f"""
WITH tail AS MATERIALIZED (
    SELECT (e.payload ->> 'response_id')::uuid AS id FROM notifications_loggedevent e
    WHERE NOT %(sealed)s AND e.name = 'surveys.response_completed' AND e.payload ->> 'response_id' <> ''
        AND e.payload ->> 'survey_id' = %(survey)s::text
        AND (e.chapter, e.xid, e.id) > (
            SELECT b.chapter, b.xid, b.event_id FROM notifications_bookmark b WHERE b.reader = '{READER}')
)
SELECT v.number, v.id, c.kind, c.key, c.value, sum(c.count)::int, NULL::jsonb, NULL::jsonb, NULL::jsonb
FROM surveys_resultcell c JOIN surveys_surveyversion v ON v.id = c.version_id
WHERE v.survey_id = %(survey)s AND {COUNTED} AND (%(tiers)s::text[] = '{{}}' OR c.tier = ANY(%(tiers)s))
GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT v.number, v.id, '', '', '', 1, r.answers, r.absent, r.quality
FROM tail JOIN surveys_response r ON r.id = tail.id JOIN surveys_surveyversion v ON v.id = r.version_id
WHERE r.status = 'complete' AND {COUNTED} AND (%(tiers)s::text[] = '{{}}' OR r.quality ->> 'tier' = ANY(%(tiers)s))
"""  # noqa: S608 -- the parts are our own
# Few stop in different ways, so equal lists of what was not reached are taken apart once.
UNFINISHED = f"""
WITH stopped AS (
    SELECT r.version_id, r.absent, count(*) AS times FROM surveys_response r
    WHERE r.survey_id = %(survey)s AND r.status = 'in_progress'
        AND (%(tiers)s::text[] = '{{}}' OR r.quality ->> 'tier' = ANY(%(tiers)s))
    GROUP BY 1, 2
)
SELECT v.number, a.key, sum(s.times)::int
FROM stopped s JOIN surveys_surveyversion v ON v.id = s.version_id,
LATERAL (SELECT '' UNION ALL SELECT key FROM jsonb_each_text(s.absent) WHERE value = 'not_reached') a (key)
WHERE {COUNTED}
GROUP BY 1, 2
"""  # noqa: S608 -- the parts are our own
Counted = dict[int, "Counter[Cell]"]


def cells_of_row(
    version_id: int,
    documents: Documents,
    answers: Mapping[str, Any],
    absent: Mapping[str, str],
    quality: Mapping[str, Any],
) -> Iterator[Cell]:
    """What a response of a version adds."""
    return cells_of(
        documents.definition,
        answers=answers,
        absent=absent,
        quality=quality,
        instrument=documents.sidecar.instrument,
        items=locked_items(version_id, documents),
    )


def counted_cells(
    survey_id: int, *, version: int | None = None, tiers: list[str] | None = None, is_sealed: bool = False
) -> Counted:
    """The cells by the version's number: as counted, and with them what was completed since."""
    found: Counted = {}
    asked = {"survey": survey_id, "version": version, "tiers": tiers or [], "sealed": is_sealed}
    with connection.cursor() as cursor:
        cursor.execute(CELLS, asked)
        for number, version_id, *cell, count, answers, absent, quality in cursor.fetchall():
            own = found.setdefault(number, Counter())
            if answers is None:
                own[cell[0], cell[1], cell[2]] += count
            else:
                parts = (json.loads(part) for part in (answers, absent, quality))  # Django leaves jsonb as text
                own.update(cells_of_row(version_id, documents_of(version_id), *parts))
    return found


def unfinished(
    survey_id: int, *, version: int | None = None, tiers: list[str] | None = None
) -> Counter[tuple[int, str]]:
    """How many are on their way, by version, and in the name of each question that they have not reached."""
    asked = {"survey": survey_id, "version": version, "tiers": tiers or [], "sealed": False}
    with connection.cursor() as cursor:
        cursor.execute(UNFINISHED, asked)
        return Counter({(number, key): count for number, key, count in cursor.fetchall()})
