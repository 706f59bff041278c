"""Store a new response, its events and whether it copies another one with a single statement.

The usual way of nearly all responses: four round trips and the transaction around them become one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from notifications.event_log import insert_and_record
from surveys.actions.grade_response import quality_of_a_copy
from surveys.models import Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback_site.kit.events import Event

FIELDS = [field for field in Response._meta.concrete_fields if field.attname != "quality"]  # noqa: SLF001 -- public in Django's documentation
QUALITY = Response._meta.get_field("quality")  # noqa: SLF001 -- likewise
INSERT = """
INSERT INTO surveys_response ({columns}, quality) VALUES (
    {values},
    CASE WHEN EXISTS (SELECT FROM surveys_response WHERE survey_id = %s AND fingerprint = %s)
        THEN %s::jsonb ELSE %s::jsonb END
) ON CONFLICT (id) DO NOTHING RETURNING id
"""
INSERT = INSERT.replace("{columns}", ", ".join(str(field.column) for field in FIELDS))
INSERT = INSERT.replace("{values}", ", ".join("%s" for _field in FIELDS))


def insert_at_once(response: Response, events: Sequence[Event]) -> bool:
    """Insert a response that takes no place in a limit and is not anonymous; False when its id is taken."""
    quality = response.quality
    copied = quality_of_a_copy(response) if response.fingerprint else quality
    values = [field.get_db_prep_save(getattr(response, field.attname), connection) for field in FIELDS]
    marks = [QUALITY.get_db_prep_save(each, connection) for each in (copied, quality)]
    return insert_and_record(INSERT, [*values, response.survey_id, response.fingerprint, *marks], events)
